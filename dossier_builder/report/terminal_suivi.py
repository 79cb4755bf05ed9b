"""`suivre` on a terminal: a screen at each state, or one line a save where there is no screen."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_builder.domain.interval import Interval
from dossier_builder.domain.suivi import Suivi
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.report.lines import labelled, wrapped
from dossier_builder.report.section_block import TO_CONFIRM
from dossier_builder.report.style import Role, Style
from dossier_builder.report.suivi import (
    LAST_LINE,
    PartieSuivie,
    Tableau,
    Ton,
    first_sentence,
    heure,
    tableau,
)

STOP = "Ctrl+C pour arrêter."
_ROLES: dict[Ton, Role] = {
    "attente": "attention",
    "estimation": "attention",
    "confirme": "bon",
    "trouble": "mauvais",
}
_ROOM = 1.35
_BAR = 48
_NAME = 38


def screen(suivi: Suivi, style: Style) -> str:
    """The whole screen of that state."""
    shown = tableau(suivi)
    return "\n".join(_screen(shown, style))


def _screen(shown: Tableau, style: Style) -> Iterator[str]:
    head = f"SUIVI  {shown.fichier}"
    yield style.paint(head, "titre") + (f"   {shown.genre}" if shown.genre else "")
    yield from wrapped(shown.etat, style, role=_ROLES[shown.ton])
    if shown.ouvert:
        yield from wrapped(shown.ouvert, style, role="discret")
    if shown.erreur is not None:
        yield ""
        yield from _trouble(shown, style)
    if shown.pages:
        yield ""
        yield from labelled("PAGES", shown.pages, style)
        yield from _drawn(shown, style)
        if shown.autre_lecture:
            yield from labelled("", shown.autre_lecture, style)
    if shown.parties:
        yield ""
        yield from _parts(shown, style)
    if shown.changements:
        yield ""
        yield from _list(shown.depuis, shown.changements, style)
    yield from _to_do(shown, style)
    yield ""
    yield style.paint(insecable(f"{STOP} {LAST_LINE}"), "discret")


def _trouble(shown: Tableau, style: Style) -> Iterator[str]:
    erreur = shown.erreur
    if erreur is None:
        return
    yield from wrapped(erreur.message, style, role="mauvais")
    for problem in erreur.problemes:
        yield f"  {style.paint(problem.place, 'titre')}"
        yield from wrapped(problem.message, style, before="    ")
        if problem.aide:
            yield from wrapped(problem.aide, style, before="    ")
    if erreur.aide:
        yield from wrapped(erreur.aide, style, before="  ")


def _drawn(shown: Tableau, style: Style) -> Iterator[str]:
    """The bar, and the limits under it."""
    if shown.mesure is None or shown.limites == (None, None):
        return
    low, high = shown.limites
    drawing, below = bar(shown.mesure, low, high)
    inside = shown.mesure.inside(low, high)
    margin = " " * 16
    yield margin + style.paint(drawing, "bon" if inside else "attention")
    yield margin + style.paint(below, "discret")


def bar(counted: Interval, low: int | None, high: int | None) -> tuple[str, str]:
    """« [######|##--|-----] » and its limits: what is written, between the two bounds.

    `?` are pages that may count or not.
    """
    end = max((high or low or 0) * _ROOM, counted.max * 1.05, 1.0)
    signs = []
    for column in range(_BAR):
        page = (column + 1) / _BAR * end
        signs.append("#" if page <= counted.min else "?" if page <= counted.max else "-")
    below = [" "] * (_BAR + 4)
    for bound in (low, high):
        if bound is not None:
            column = min(_BAR - 1, round(bound / end * _BAR))
            signs[column] = "|"
            text = str(bound)
            below[column + 1 : column + 1 + len(text)] = text
    return f"[{''.join(signs)}]", "".join(below).rstrip()


def _parts(shown: Tableau, style: Style) -> Iterator[str]:
    yield style.paint(f"{'PARTIES':<{_NAME + 4}}{'pages':>6}  {'repère':<9} {'mots':>5}", "titre")
    for row in shown.parties:
        yield insecable(_row(row)).rstrip()
    if shown.a_confirmer:
        yield style.paint(insecable(f"  {TO_CONFIRM}"), "discret")


def _row(row: PartieSuivie) -> str:
    part = row.part
    title = f"{part.number:<1} {part.section.titre}"
    title = title if len(title) <= _NAME else title[: _NAME - 1].rstrip() + "…"
    length = part.length if part.found.pages is not None else "-"
    return (
        f"  {title:<{_NAME}}  {length:>6}  {part.budget:<9} {row.mots:>5} {row.gain:<6} {row.reste}"
    )


def _list(label: str, sentences: tuple[str, ...], style: Style) -> Iterator[str]:
    for number, sentence in enumerate(sentences):
        yield from labelled(label if number == 0 else "", sentence, style)


def _to_do(shown: Tableau, style: Style) -> Iterator[str]:
    if shown.dabord is not None:
        yield ""
        yield from labelled("D’ABORD", first_sentence(shown.dabord), style)
        if shown.dabord.finding.aide:
            yield from labelled("", f"à faire : {shown.dabord.finding.aide}", style)
        if shown.autres_points:
            yield from labelled("", f"et {pluriel(shown.autres_points, 'autre')}.", style)
    if shown.a_ecrire:
        yield ""
        yield from _list("RESTE À ÉCRIRE", shown.a_ecrire, style)
        if shown.autres_a_ecrire:
            yield from labelled("", f"et {pluriel(shown.autres_a_ecrire, 'autre')}.", style)
    if shown.fini:
        yield ""
        yield from labelled("D’ABORD", "Rien à corriger, rien à écrire.", style)
    if shown.a_decider:
        yield ""
        yield from labelled("À DÉCIDER", shown.a_decider, style)


def line(suivi: Suivi) -> str:
    """One save in one line: the hour, the pages, what changed, what to do first."""
    shown = tableau(suivi)
    if suivi.phase in {"absent", "enregistrement", "calcul"}:
        return shown.etat
    if shown.erreur is not None:
        places = [f"{p.place} {p.message}." for p in shown.erreur.problemes]
        return insecable(" ".join([f"{heure(suivi.date)} :", shown.erreur.message, *places]))
    word = "confirmé" if suivi.phase == "confirme" else "estimation"
    said = [f"{heure(suivi.date)}, {word} : {shown.pages}"]
    if shown.changements:
        said.append(f"{shown.depuis.capitalize()} : {' '.join(shown.changements)}")
    if shown.dabord is not None:
        said.append(f"D’abord : {first_sentence(shown.dabord)}")
    if shown.a_ecrire:
        said.append(f"Reste à écrire : {' '.join(shown.a_ecrire)}")
    return insecable(" ".join(said))


def confirmation(suivi: Suivi) -> str:
    """The second line of a save that a first one has told already."""
    shown = tableau(suivi)
    return insecable(f"{heure(suivi.date)}, confirmé : {shown.pages}")
