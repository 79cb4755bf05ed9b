"""Whether every page of a docx carries Word's own PAGE field, whatever an engine shows of it.

An engine may print « Page » and push the figure out of the margin (LibreOffice, on the form that
went through Google Docs): the field proves that the page is numbered.
"""

from __future__ import annotations

import re

from dossier_builder.ooxml import Element, Package, is_on, qn

_PAGE = re.compile(r"^\s*PAGE\b", re.IGNORECASE)
_HEADER, _FOOTER = qn("w:headerReference"), qn("w:footerReference")


def every_page_has_its_field(package: Package, root: Element) -> bool:
    """Whether each section numbers its pages, the first page of the document left out.

    A section that inherits its headers and footers takes those of the one before (§17.10.5).
    """
    links = {link.id: link.target for link in package.relationships(package.document_name)}
    wanted = ("default", "even") if _tells_even_pages(package) else ("default",)
    parts: dict[tuple[str, str], str] = {}
    sections = list(root.iter(qn("w:sectPr")))
    for rank, section in enumerate(sections):
        for reference in section.iterchildren(_HEADER, _FOOTER):
            kind = reference.get(qn("w:type"), "default")
            parts[str(reference.tag), kind] = links.get(reference.get(qn("r:id"), ""), "")
        if rank and is_on(section.find(qn("w:titlePg"))):
            return False
        for kind in wanted:
            names = [parts.get((tag, kind), "") for tag in (_HEADER, _FOOTER)]
            if not any(name in package and _has_field(package.xml(name)) for name in names if name):
                return False
    return bool(sections)


def _tells_even_pages(package: Package) -> bool:
    settings = package.related("settings")
    if settings is None:
        return False
    return is_on(package.xml(settings).find(qn("w:evenAndOddHeaders")))


def _has_field(part: Element) -> bool:
    codes = [element.text or "" for element in part.iter(qn("w:instrText"))]
    codes += [str(f.get(qn("w:instr"), "")) for f in part.iter(qn("w:fldSimple"))]
    return any(_PAGE.match(code) for code in codes)
