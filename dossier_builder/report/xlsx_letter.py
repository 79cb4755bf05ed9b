"""What to write to one learner, whole and ready for a mail merge."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_builder.domain.cohorte import Bilan
from dossier_builder.domain.report import DocumentReport, Report
from dossier_builder.domain.typographie import enumeration, insecable, pluriel
from dossier_builder.report.promotion import Column, first_words
from dossier_builder.report.selection import groups, set_off
from dossier_builder.report.words import VERDICTS, shown

_GREETING = "Bonjour"
_MOST = 3
_PRIVATE = ("SIM",)
_END = "Contrôle de forme seulement : le jury juge le fond."


def letter_to(bilan: Bilan, report: Report, kinds: tuple[Column, ...]) -> str:
    """The mail for that learner: what is missing, what cannot be read, what to mend first."""
    sigles = {kind.genre: kind.sigle for kind in kinds}
    said: list[str] = []
    if bilan.manquants:
        names = [sigles.get(genre, genre) for genre in bilan.manquants]
        what = "votre dossier" if len(names) == 1 else "vos dossiers"
        said.append(f"Je n’ai pas encore reçu {what} {enumeration(names)}.")
    for piece in bilan.pieces:
        document = report.documents[piece.document]
        sigle = document.modele.sigle if document.modele else sigles.get(piece.genre, "")
        said.append("\n".join(_about(document, sigle)))
    if not said:
        return ""
    name = f" {shown(bilan.apprenant.prenom)}" if bilan.apprenant.prenom else ""
    return insecable("\n\n".join([f"{_GREETING}{name},", *said, _END]))


def about_file(document: DocumentReport) -> str:
    """The sentence for the sender of one file that could not be read; "" when there is none."""
    return document.erreur.a_envoyer if document.erreur else ""


def _about(document: DocumentReport, sigle: str) -> Iterator[str]:
    lead = f"{sigle} : " if sigle else ""
    if document.erreur is not None:
        to_send = about_file(document)
        if to_send.startswith(f"{_GREETING}, "):
            sentence = to_send.removeprefix(f"{_GREETING}, ")
            yield f"{lead}{sentence}" if lead else f"{sentence[:1].upper()}{sentence[1:]}"
        else:
            yield f"{lead}{shown(document.erreur.message)} {shown(document.erreur.aide)}".strip()
        return
    found = [g for g in groups(document) if not g.outcome.controle.startswith(_PRIVATE)]
    word = VERDICTS[document.verdict]
    if not found:
        place, first = first_words(document)
        yield f"{lead}{word}." if not first else f"{lead}{word}. {set_off(place)}{first}"
        return
    yield f"{lead}{word}. D’abord :"
    for group in found[:_MOST]:
        aide = f" {shown(group.finding.aide)}" if group.finding.aide else ""
        yield f"- {set_off(group.place)}{shown(group.finding.message)}{aide}"
    if len(found) > _MOST:
        yield f"et {pluriel(len(found) - _MOST, 'autre point', 'autres points')}."
