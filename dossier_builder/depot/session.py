"""The session's sheet: one line a candidate, what is there, what is missing, where to sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dossier_builder.depot.values import Depose, Issue
from dossier_builder.domain.cohorte import Apprenant, Bilan
from dossier_builder.domain.modele import Modele, PieceACocher, Titre
from dossier_builder.domain.report import DocumentReport, Report
from dossier_builder.domain.typographie import enumeration, insecable, pluriel
from dossier_builder.domain.wording import folded
from dossier_builder.render.depot import FeuilleSession, LigneCandidat, LigneDossier
from dossier_builder.report.page_block import counted_pages
from dossier_builder.report.promotion import first_words, sigle
from dossier_builder.report.selection import set_off
from dossier_builder.report.words import VERDICTS, shortened, shown
from dossier_builder.values import frozen

_MENTION = "Contrôle de forme seulement ; le jury juge le fond. Rien n’a été envoyé."
_FIRST = 70
"""Characters of what is left to do, in its narrow column."""


@frozen
class Session:
    """A session after its deposits: `issues` by rank of document, the title that it is about."""

    report: Report
    issues: Mapping[int, Issue]
    titre: Titre | None

    @property
    def candidats(self) -> tuple[LigneCandidat, ...]:
        """A line for each candidate, in the order of their names."""
        bilans = self.report.cohorte.bilans if self.report.cohorte else ()
        ordered = sorted(bilans, key=lambda one: folded(one.apprenant.affiche))
        return tuple(self._line(rank, bilan) for rank, bilan in enumerate(ordered, start=1))

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing, refused, or nobody's."""
        lost = self.report.cohorte.a_attribuer if self.report.cohorte else ()
        return not lost and all(one.complet for one in self.candidats)

    @property
    def bilan(self) -> str:
        """« 12 candidats : 9 complets, 2 incomplets et 1 à reprendre. »."""
        lines = self.candidats
        complete, partial = sum(c.complet for c in lines), sum(c.incomplet for c in lines)
        again = sum(c.a_reprendre for c in lines)
        told = [
            *([pluriel(complete, "complet")] if complete else []),
            *([pluriel(partial, "incomplet")] if partial else []),
            *([f"{again} à reprendre"] if again else []),
        ]
        every = [dossier for line in lines for dossier in line.dossiers]
        put = sum(dossier.depose for dossier in every)
        whole = pluriel(put, "dossier déposé", "dossiers déposés")
        head = pluriel(len(lines), "candidat")
        return insecable(f"{head} : {enumeration(told)}. {whole} sur {len(every)}.")

    @property
    def notes(self) -> tuple[str, ...]:
        """What concerns no candidate: files that nobody could be named for."""
        cohorte = self.report.cohorte
        lost = [self.report.documents[one.document].fichier for one in cohorte.a_attribuer] if (
            cohorte
        ) else []  # fmt: skip
        if not lost:
            return ()
        count = pluriel(len(lost), "fichier sans propriétaire", "fichiers sans propriétaire")
        return (shown(f"{count}, non déposés : {enumeration(lost)}."),)

    def _line(self, rank: int, bilan: Bilan) -> LigneCandidat:
        modeles = {d.modele.id: d.modele for d in self.report.documents if d.modele}
        dossiers = sorted(
            (*self._held(bilan, modeles), *_missing(bilan, modeles)), key=lambda one: one.sigle
        )
        refused, missing = any(d.refuse for d in dossiers), any(d.manquant for d in dossiers)
        who = bilan.apprenant
        return LigneCandidat(
            rang=str(rank),
            nom=shown(who.affiche),
            parcours=_path(who),
            dossiers=tuple(dossiers),
            a_cocher=tuple(one.sigle for one in self._to_tick(who)),
            reste=tuple(self._left(bilan, modeles)),
            complet=not refused and not missing,
            incomplet=missing and not refused,
            a_reprendre=refused,
        )

    def _to_tick(self, who: Apprenant) -> list[PieceACocher]:
        pieces = self.titre.pieces_a_cocher if self.titre else ()
        return [one for one in pieces if not one.voies or who.voie is None or who.voie in one.voies]

    def _held(self, bilan: Bilan, modeles: Mapping[str, Modele]) -> list[LigneDossier]:
        found = []
        for piece in bilan.pieces:
            document = self.report.documents[piece.document]
            name = document.modele.sigle if document.modele else sigle(piece.genre, modeles)
            text, deposited = _state(document, self.issues.get(piece.document))
            line = LigneDossier(name or "?", text, depose=deposited, refuse=not deposited)
            found.append(line)
        return found

    def _left(self, bilan: Bilan, modeles: Mapping[str, Modele]) -> list[str]:
        """What is to be done, in a few words."""
        told = []
        if bilan.manquants:
            names = enumeration([sigle(genre, modeles) for genre in bilan.manquants])
            told.append(f"manque : {names}")
        for piece in bilan.pieces:
            document, issue = self.report.documents[piece.document], self.issues[piece.document]
            if _state(document, issue)[1]:
                continue
            name = document.modele.sigle if document.modele else sigle(piece.genre, modeles)
            words = "" if document.verdict == "conforme" else _first(document)
            told.append(f"{name} : {words or getattr(issue, 'motif', '')}")
        differences = sum(o.statut == "echouee" for o in bilan.coherence)
        if differences:
            count = pluriel(differences, "différence")
            told.append(f"{count} entre ses dossiers")
        return [shortened(shown(text), _FIRST) for text in told]


def _first(document: DocumentReport) -> str:
    """The first thing to mend, with its page."""
    where, what = first_words(document)
    return f"{set_off(where)}{what}"


def _missing(bilan: Bilan, modeles: Mapping[str, Modele]) -> list[LigneDossier]:
    names = [sigle(genre, modeles) for genre in bilan.manquants]
    return [LigneDossier(name, "manquant", manquant=True) for name in names]


def _state(document: DocumentReport, issue: Issue | None) -> tuple[str, bool]:
    """A dossier in a few words, and whether it is in the archive."""
    verdict = VERDICTS[document.verdict]
    pages = f", {counted_pages(document.pagination)}" if document.pagination else ""
    pages = pages.replace(" pages", " p.").replace(" page", " p.")
    if isinstance(issue, Depose):
        anyway = ", déposé malgré" if issue.malgre else ""
        return insecable(f"{verdict}{anyway}{pages}, n° {issue.numero}"), True
    if issue is not None and issue.ancien is not None:
        return insecable(f"{verdict}, déposé malgré{pages}, n° {issue.ancien.numero}"), True
    if document.verdict == "conforme":
        return f"{verdict}, non déposé", False
    return insecable(f"{verdict}{pages}"), False


def _path(who: Apprenant) -> str:
    aims = "titre complet" if who.vise == ("titre",) else f"{enumeration(who.vise)} seul"
    if not who.vise:
        aims = ""
    elif len(who.vise) > 1:
        aims = enumeration(who.vise)
    voie = "VAE" if who.voie == "vae" else who.voie or "voie non dite"
    return shown(", ".join(filter(None, (aims, voie))))


def sheet_of(session: Session) -> FeuilleSession:
    """The values of the sheet."""
    report, cohorte = session.report, session.report.cohorte
    pieces = session.titre.pieces_a_cocher if session.titre else ()
    legend = " ; ".join(f"{one.sigle} : {one.intitule}" for one in pieces)
    day = cohorte.session if cohorte else None
    return FeuilleSession(
        titre=shown(cohorte.nom if cohorte else "Session"),
        session=f"Session du {day:%d/%m/%Y}" if day else "",
        date=insecable(f"État au {report.date:%d/%m/%Y à %H h %M}"),
        bilan=session.bilan,
        candidats=session.candidats,
        notes=session.notes,
        legende=insecable(
            f"n° : numéro du dépôt. À cocher à la main, l’outil ne les voit pas. {legend}."
            if legend
            else "Les pièces sur papier ne sont pas vues par l’outil."
        ),
        mention=insecable(_MENTION),
    )


def session_lines(session: Session) -> Sequence[str]:
    """The same for the terminal, a candidate after another."""
    sheet = sheet_of(session)
    head = ", ".join(filter(None, (sheet.titre, sheet.session)))
    lines = [insecable(f"SESSION  {head}"), f"         {sheet.bilan}"]
    for one in sheet.candidats:
        state = "complet" if one.complet else "incomplet" if one.incomplet else "à reprendre"
        lines.append(insecable(f"{one.rang:>3}  {one.nom} ({one.parcours}) : {state}"))
        lines += [f"       {dossier.sigle:<5} {dossier.texte}" for dossier in one.dossiers]
        lines += [insecable(f"       reste : {text}") for text in one.reste]
        if one.a_cocher:
            lines.append(insecable(f"       à cocher : {', '.join(one.a_cocher)}"))
    return [*lines, *sheet.notes]
