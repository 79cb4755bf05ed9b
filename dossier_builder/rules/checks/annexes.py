"""ANX001 and ANX002: annexes numbered and listed, cited in the text, and there when cited."""

from __future__ import annotations

from typing import Literal

from dossier_builder.domain.depart import places_in
from dossier_builder.domain.facts import AnnexFacts
from dossier_builder.domain.findings import Finding
from dossier_builder.domain.typographie import enumeration, pluriel
from dossier_builder.rules.check import Check, Parametres, SansParametres, Subject
from dossier_builder.rules.checks.renvois import wrong_citations, wrong_entries
from dossier_builder.rules.judged import Judged, judged, not_applicable, not_evaluated
from dossier_builder.values import frozen


@frozen(kw_only=True)
class CitationParametres(Parametres):
    """`absente`: the text cites an annex that is not there; `non_citee`: the other way round.

    `autre_numero`: the text gives an annex's title with the number of another.
    """

    nature: Literal["absente", "non_citee", "autre_numero"]


def _listed(subject: Subject, _: SansParametres) -> Judged:
    annexes = subject.facts.annexes
    if not annexes.presentes and annexes.fin is None:
        return not_applicable("Aucune annexe.")
    constats = [
        *_before_the_end(subject, annexes),
        *_numbering(subject, annexes),
        *_list(subject, annexes),
    ]
    return judged(
        constats, f"{pluriel(len(annexes.presentes), 'annexe numérotée', 'annexes numérotées')}."
    )


def _before_the_end(subject: Subject, annexes: AnnexFacts) -> list[Finding]:
    """Annexes that stand before the end of the body: « Conclusion » comes after them."""
    paragraphs = {p.index: p for p in subject.facts.paragraphs}
    first, resumed = (paragraphs.get(-1 if i is None else i) for i in (annexes.debut, annexes.fin))
    if first is None or resumed is None:
        return []
    title = " ".join(resumed.text.split())
    where = f" (p. {resumed.page})" if resumed.page else ""
    return [
        subject.wording.finding(
            f"Les annexes viennent avant « {title} »{where}.",
            "Placez-les à la fin du dossier, après la conclusion.",
            page=first.page,
            paragraphe=first.index,
            titre=title,
        )
    ]


def _numbering(subject: Subject, annexes: AnnexFacts) -> list[Finding]:
    return [
        subject.wording.finding(
            f"« {annexe.titre} » n’est pas numérotée."
            if annexe.numero is None
            else f"« {annexe.titre} » porte le numéro {annexe.numero} ; on attend {expected}.",
            "Numérotez les annexes dans l’ordre : Annexe 1, Annexe 2…",
            page=annexe.page,
            paragraphe=annexe.paragraphe,
            titre=annexe.titre,
        )
        for expected, annexe in enumerate(annexes.presentes, start=1)
        if annexe.numero != expected
    ]


def _list(subject: Subject, annexes: AnnexFacts) -> list[Finding]:
    if annexes.listees is None:
        return []
    listed = {mention.numero for mention in annexes.listees}
    there = {annexe.numero for annexe in annexes.presentes if annexe.numero is not None}
    constats = [
        subject.wording.finding(
            f"La liste des annexes annonce l’annexe {mention.numero}, absente du document.",
            "Ajoutez l’annexe, ou retirez-la de la liste.",
            page=mention.page,
            paragraphe=mention.paragraphe,
            titre=mention.extrait,
        )
        for mention in annexes.listees
        if mention.numero not in there
    ]
    constats += [
        subject.wording.finding(
            f"La liste des annexes donne le numéro {wrong.dit} à l’annexe {wrong.attendu}.",
            "Mettez la liste des annexes à jour.",
            page=wrong.mention.page,
            paragraphe=wrong.mention.paragraphe,
            titre=wrong.mention.extrait,
        )
        for wrong in wrong_entries(subject.facts)
    ]
    missing = sorted(there - listed)
    if missing:
        first = next(a for a in annexes.presentes if a.numero == missing[0])
        numbers = enumeration([str(n) for n in missing])
        plural = len(missing) > 1
        constats.append(
            subject.wording.finding(
                f"{'Annexes' if plural else 'Annexe'} {numbers} : hors de la liste des annexes.",
                "Mettez la liste des annexes à jour.",
                page=first.page,
                paragraphe=first.paragraphe,
                titre=first.titre,
            )
        )
    return constats


def _cited(subject: Subject, parametres: CitationParametres) -> Judged:
    annexes = subject.facts.annexes
    if parametres.nature == "absente":
        return _absent(subject, annexes)
    if not annexes.presentes:
        return not_applicable("Aucune annexe.")
    if parametres.nature == "autre_numero":
        return _other_number(subject)
    cited = {mention.numero for mention in annexes.citees}
    constats = [
        subject.wording.finding(
            f"« {annexe.titre} » n’est citée nulle part dans le texte.",
            "Renvoyez le lecteur à cette annexe là où elle sert : « (voir annexe "
            f"{annexe.numero}) », ou retirez-la.",
            page=annexe.page,
            paragraphe=annexe.paragraphe,
            numero=annexe.numero,
        )
        for annexe in annexes.presentes
        if annexe.numero is not None and annexe.numero not in cited
        if not places_in(annexe.titre)  # the example line of a start file
    ]
    return judged(constats, "Chaque annexe est citée dans le texte.")


def _other_number(subject: Subject) -> Judged:
    titles = {annexe.numero: annexe.titre for annexe in subject.facts.annexes.presentes}
    constats = [
        subject.wording.finding(
            f"Le texte dit « annexe {wrong.dit} » pour « {titles[wrong.attendu]} ».",
            f"Corrigez le renvoi : annexe {wrong.attendu}.",
            page=wrong.mention.page,
            paragraphe=wrong.mention.paragraphe,
            extrait=wrong.mention.extrait,
            numero=wrong.dit,
        )
        for wrong in wrong_citations(subject.facts)
    ]
    return judged(constats, "Les annexes nommées dans le texte y ont leur numéro.")


def _absent(subject: Subject, annexes: AnnexFacts) -> Judged:
    if not annexes.citees:
        return not_applicable("Le texte ne cite aucune annexe.")
    if annexes.a_cote and annexes.debut is None:
        return not_evaluated(
            f"Les annexes semblent être dans « {annexes.a_cote} », à côté : vérifiez que les "
            "numéros cités y sont."
        )
    there = {annexe.numero for annexe in annexes.presentes}
    if None in there or (not there and annexes.debut is not None):
        return not_applicable(
            "Des annexes ne sont pas numérotées : le rapprochement est impossible."
        )
    first_mention = {m.numero: m for m in reversed(annexes.citees) if m.numero not in there}
    constats = [
        subject.wording.finding(
            f"Le texte cite l’annexe {numero}, absente du document.",
            "Ajoutez l’annexe, ou corrigez son numéro dans le texte.",
            page=mention.page,
            paragraphe=mention.paragraphe,
            extrait=mention.extrait,
            numero=numero,
        )
        for numero, mention in sorted(first_mention.items())
    ]
    return judged(constats, "Chaque annexe citée est dans le document.")


CHECKS = (
    Check("ANX001", "Annexes numérotées et listées", _listed, placeholders=frozenset({"titre"})),
    Check(
        "ANX002",
        "Annexes citées dans le texte",
        _cited,
        CitationParametres,
        placeholders=frozenset({"numero"}),
    ),
)
