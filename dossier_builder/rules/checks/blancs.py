"""STY005 to STY008: blank pages, headings left alone, a last page nearly empty, empty lines."""

from __future__ import annotations

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.presentation import EmptyRun, PageFound
from dossier_builder.domain.typographie import plages, pluriel
from dossier_builder.domain.wording import folded
from dossier_builder.rules.check import Check, Parametres, SansParametres, Subject
from dossier_builder.rules.extent import body
from dossier_builder.rules.judged import (
    Judged,
    failed,
    judged,
    not_applicable,
    not_evaluated,
    passed,
)
from dossier_builder.values import frozen

_NOT_LAID_OUT = "Sans moteur, les pages n’ont pas été regardées."
_UNSURE = (
    "La fin des pages dépend du logiciel : exportez le PDF depuis Word (Fichier, Enregistrer sous, "
    "PDF) et vérifiez ce PDF."
)


@frozen(kw_only=True)
class LastPageParametres(Parametres):
    """`lignes_min`: with fewer lines, the last page of the text is nearly empty."""

    lignes_min: int = 5


@frozen(kw_only=True)
class EmptyParametres(Parametres):
    """`suite_min`: so many empty paragraphs in a row are seen."""

    suite_min: int = 3


def _blank_pages(subject: Subject, _: SansParametres) -> Judged:
    presentation = subject.facts.presentation
    if presentation is None or not presentation.pages:
        return not_evaluated(_NOT_LAID_OUT)
    blank = presentation.blanches
    if not blank:
        return passed("Aucune page blanche.")
    finding = subject.wording.finding(
        f"{pluriel(len(blank), 'page blanche', 'pages blanches')} : p. {plages(blank)}.",
        "Supprimez le saut de page ou les lignes vides en trop : dans Word, Ctrl+Maj+8 les montre.",
        page=blank[0],
        pages=plages(blank),
    )
    return failed([finding])


def _exact(facts: Facts) -> bool:
    """Whether where each page ends is known: an engine alone may be a line off Word's pages."""
    return facts.format == "pdf" or facts.pagination.confiance != "incertaine"


def _headings_alone(subject: Subject, _: SansParametres) -> Judged:
    facts = subject.facts
    if facts.presentation is None or not facts.presentation.pages:
        return not_evaluated(_NOT_LAID_OUT)
    alone = set(facts.presentation.titres_seuls)
    if alone and not _exact(facts):
        return not_evaluated(_UNSURE)
    constats = [
        subject.wording.finding(
            f"Le titre « {' '.join(p.text.split())} » est seul au bas de la page.",
            "Dans Word : clic droit sur le titre, Paragraphe, Enchaînements, « Paragraphes "
            "solidaires ».",
            page=p.page,
            paragraphe=p.index,
            titre=" ".join(p.text.split()),
        )
        for p in facts.paragraphs
        if p.index in alone
    ]
    return judged(constats, "Aucun titre seul au bas d’une page.")


def last_page(facts: Facts) -> PageFound | None:
    """The page where the text ends, when it belongs to it alone; None where that is not known."""
    if facts.presentation is None or facts.annexes.fin is not None:
        return None
    numbers = [p.page for p in body(facts) if p.page is not None and p.text.strip()]
    start = facts.annexes.debut
    opening = next((p.page for p in facts.paragraphs if start is not None and p.index == start), 0)
    if not numbers or max(numbers) == opening:
        return None
    return next((p for p in facts.presentation.pages if p.page == max(numbers)), None)


def only_lines(count: int) -> str:
    """« qu’une ligne », « que 3 lignes »."""
    return "qu’une ligne" if count == 1 else f"que {count} lignes"


def _last_page(subject: Subject, parametres: LastPageParametres) -> Judged:
    facts = subject.facts
    if facts.presentation is None or not facts.presentation.pages:
        return not_evaluated(_NOT_LAID_OUT)
    last = last_page(facts)
    if last is None or last.page in {1, *facts.pagination.couverture, *facts.pagination.sommaire}:
        return not_applicable("La dernière page du texte ne lui appartient pas en propre.")
    if last.images or not 0 < last.lignes < parametres.lignes_min:
        return passed(f"La dernière page du texte, p. {last.page}, est remplie.")
    if not _exact(facts):
        return not_evaluated(_UNSURE)
    finding = subject.wording.finding(
        f"La dernière page du texte n’a {only_lines(last.lignes)}.",
        "Resserrez le texte d’autant, et vous gagnez une page ; ou développez la conclusion.",
        nature="a_decider",
        page=last.page,
        lignes=last.lignes,
    )
    return failed([finding])


def empty_runs(facts: Facts, least: int) -> list[EmptyRun]:
    """The runs of empty paragraphs of the text, those of the cover and of signatures left out."""
    runs = (facts.presentation.vides if facts.presentation else None) or ()
    paragraphs = body(facts)
    known = {p.index for p in paragraphs}
    covers = {1, *facts.pagination.couverture, *facts.pagination.sommaire}
    signed = {p.index for p in paragraphs if "signature" in folded(p.text)}
    return [
        run
        for run in runs
        if run.nombre >= least and run.page not in covers and run.paragraphe in known
        if not signed & set(range(run.paragraphe - 2, run.paragraphe + run.nombre + 1))
    ]


def _empty_lines(subject: Subject, parametres: EmptyParametres) -> Judged:
    facts = subject.facts
    if facts.presentation is None or facts.presentation.vides is None:
        return not_applicable("Un PDF ne garde pas les lignes vides.")
    runs = empty_runs(facts, parametres.suite_min)
    if not runs:
        return passed("Aucune suite de lignes vides.")
    total = sum(run.nombre for run in runs)
    pages = plages([run.page for run in runs if run.page is not None])
    finding = subject.wording.finding(
        f"{pluriel(total, 'ligne vide', 'lignes vides')} qui font office d’espace"
        f"{f' (p. {pages})' if pages else ''}.",
        "Supprimez-les ; pour commencer une page : Ctrl+Entrée, et pour espacer : Paragraphe, "
        "Espacement avant ou après.",
        page=runs[0].page,
        paragraphe=runs[0].paragraphe,
        nombre=total,
        pages=pages,
    )
    return failed([finding])


CHECKS = (
    Check(
        "STY005",
        "Pages blanches",
        _blank_pages,
        placeholders=frozenset({"pages"}),
        lit_le_texte=False,
    ),
    Check(
        "STY006",
        "Titre seul au bas d’une page",
        _headings_alone,
        placeholders=frozenset({"titre"}),
    ),
    Check(
        "STY007",
        "Dernière page presque vide",
        _last_page,
        LastPageParametres,
        placeholders=frozenset({"lignes"}),
    ),
    Check(
        "STY008",
        "Lignes vides en guise d’espace",
        _empty_lines,
        EmptyParametres,
        placeholders=frozenset({"nombre", "pages"}),
    ),
)
