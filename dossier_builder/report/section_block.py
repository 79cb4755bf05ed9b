"""The block PARTIES of the terminal report: each part, how long it is, how long it should be."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_builder.domain.modele import Section
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.sections import SectionFound
from dossier_builder.domain.typographie import insecable, nombre
from dossier_builder.report.style import Style
from dossier_builder.values import frozen

TO_CONFIRM = "(parties et repères : proposés, à confirmer par votre formateur)"
_TITLE = "PARTIES"
_BAR = 8
_LENGTH = 6
_NAME = 42


@frozen
class Part:
    """A section of level 1 as reports show it; `number` is "" for one that bears none."""

    number: str
    section: Section
    found: SectionFound
    absent: str

    @property
    def length(self) -> str:
        """Its pages (`3,2`), or the word that says why there is no figure."""
        if self.found.trouve is None:
            return self.absent if self.section.obligatoire else "facultative"
        return nombre(self.found.pages) if self.found.pages is not None else "?"

    @property
    def budget(self) -> str:
        """The pages proposed for it (`2 à 3`), "" for none."""
        if self.section.pages is None:
            return ""
        low, high = self.section.pages
        return nombre(low) if low == high else f"{nombre(low)} à {nombre(high)}"

    @property
    def remark(self) -> str:
        """What its length calls for, "" when it is as proposed."""
        if self.section.pages is None or self.found.pages is None:
            return ""
        low, high = self.section.pages
        if self.found.pages < low:
            return "à étoffer"
        return "un peu long" if self.found.pages > high else ""


def parts(document: DocumentReport) -> list[Part]:
    """Every section of level 1 of the pack; nothing when it has none."""
    modele = document.modele
    if modele is None:
        return []
    unseen = any(o.controle == "SEC001" and o.statut == "non_evaluee" for o in document.outcomes)
    absent = "non lue" if unseen else "absente"
    shown: list[Part] = []
    rank = 0
    for found in document.sections:
        section = modele.section(found.id)
        if section.niveau == 1:
            rank += section.numerotee
            shown.append(Part(str(rank) if section.numerotee else "", section, found, absent))
    return shown


def to_confirm(shown: list[Part]) -> bool:
    """Whether some of these parts are our own reading."""
    return any(part.section.source.statut == "infere" for part in shown)


def section_lines(document: DocumentReport, style: Style) -> Iterator[str]:
    """The block, one line a part; nothing when the pack has none."""
    shown = parts(document)
    if not shown:
        return
    if style.texte_seul:
        yield _TITLE
    else:
        end = 2 + _NAME + 1 + _BAR + 1 + _LENGTH
        yield f"{style.paint(_TITLE, 'titre')}{'pages':>{end - len(_TITLE)}}   repère"
    for part in shown:
        yield insecable(_spoken(part) if style.texte_seul else _drawn(part))
    if to_confirm(shown):
        yield insecable(f"  {TO_CONFIRM}")


def _drawn(part: Part) -> str:
    title = f"{part.number:<1} {part.section.titre}"
    title = title if len(title) <= _NAME else title[: _NAME - 1].rstrip() + "…"
    pages = part.found.pages
    bar = "#" * min(_BAR, max(1, round(pages))) if pages is not None else ""
    shown = f"  {title:<{_NAME}} {bar:<{_BAR}} {part.length:>{_LENGTH}}"
    if part.found.trouve is None:
        shown = f"  {title:<{_NAME}} {part.length:>{_BAR + 1 + _LENGTH}}"
    return f"{shown}   {part.budget:<9} {part.remark}".rstrip()


def _spoken(part: Part) -> str:
    name = f"{part.number}. {part.section.titre}" if part.number else part.section.titre
    length = part.length
    if part.found.pages is not None:
        length += f" page{'s' if part.found.pages >= 2 else ''}"  # noqa: PLR2004 - the French plural
    budget = f"repère {part.budget}" if part.budget else ""
    return f"  {name} : {', '.join(filter(None, (length, budget, part.remark)))}"
