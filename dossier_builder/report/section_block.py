"""The block PARTIES of the terminal report: each part, how long it is, how long it should be."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_builder.domain.facts import SectionFound
from dossier_builder.domain.modele import Section
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.typographie import insecable, nombre
from dossier_builder.report.style import Style

_TITLE = "PARTIES"
_BAR = 8
_LENGTH = 6
_NAME = 42


def section_lines(document: DocumentReport, style: Style) -> Iterator[str]:
    """Every section of level 1 of the pack; nothing when it has none."""
    modele = document.modele
    if modele is None:
        return
    shown = [(modele.section(found.id), found) for found in document.sections]
    shown = [(section, found) for section, found in shown if section.niveau == 1]
    if not shown:
        return
    if style.texte_seul:
        yield _TITLE
    else:
        end = 2 + _NAME + 1 + _BAR + 1 + _LENGTH
        yield f"{style.paint(_TITLE, 'titre')}{'pages':>{end - len(_TITLE)}}   repère"
    unseen = any(o.controle == "SEC001" and o.statut == "non_evaluee" for o in document.outcomes)
    absent = "non lue" if unseen else "absente"
    rank = 0
    for section, found in shown:
        rank += section.numerotee
        number = str(rank) if section.numerotee else ""
        line = _spoken if style.texte_seul else _drawn
        yield insecable(line(number, section, found, absent))
    if any(s.source.statut == "infere" for s, _ in shown):
        yield insecable("  (parties et repères : proposés, à confirmer par votre formateur)")


def _drawn(number: str, section: Section, found: SectionFound, absent: str) -> str:
    title = f"{number:<1} {section.titre}"
    title = title if len(title) <= _NAME else title[: _NAME - 1].rstrip() + "…"
    bar = "#" * min(_BAR, max(1, round(found.pages))) if found.pages is not None else ""
    length = _length(section, found, absent)
    shown = f"  {title:<{_NAME}} {bar:<{_BAR}} {length:>{_LENGTH}}"
    if found.trouve is None:
        shown = f"  {title:<{_NAME}} {length:>{_BAR + 1 + _LENGTH}}"
    return f"{shown}   {_budget(section):<9} {_remark(section, found)}".rstrip()


def _spoken(number: str, section: Section, found: SectionFound, absent: str) -> str:
    name = f"{number}. {section.titre}" if number else section.titre
    length = _length(section, found, absent)
    if found.pages is not None:
        length += f" page{'s' if found.pages >= 2 else ''}"  # noqa: PLR2004 - the French plural
    budget = _budget(section)
    parts = [length, f"repère {budget}" if budget else "", _remark(section, found)]
    return f"  {name} : {', '.join(filter(None, parts))}"


def _length(section: Section, found: SectionFound, absent: str) -> str:
    if found.trouve is None:
        return absent if section.obligatoire else "facultative"
    return nombre(found.pages) if found.pages is not None else "?"


def _budget(section: Section) -> str:
    if section.pages is None:
        return ""
    low, high = section.pages
    return nombre(low) if low == high else f"{nombre(low)} à {nombre(high)}"


def _remark(section: Section, found: SectionFound) -> str:
    if section.pages is None or found.pages is None:
        return ""
    low, high = section.pages
    if found.pages < low:
        return "à étoffer"
    return "un peu long" if found.pages > high else ""
