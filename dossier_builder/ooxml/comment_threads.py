"""The threads of comments, in parts beside them: answers, « resolved », lasting numbers.

[MS-DOCX] §2.5.4 (commentsExtended) and §2.5.5 (commentsIds, commentsExtensible): an entry names a
comment by the number of its last paragraph (`w14:paraId`).
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from dossier_builder.ooxml.names import W14, Element, qn
from dossier_builder.ooxml.package import Package
from dossier_builder.ooxml.xml import serialize_xml

_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
_CEX = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
PARA_ID = f"{{{W14}}}paraId"
_LARGEST = 0x80000000  # [MS-DOCX] §2.6.2.3: below


def without_threads(package: Package, numbers: set[str]) -> dict[str, bytes]:
    """The three parts without the entries of these comments; answers to them lose the link."""
    changed: dict[str, bytes] = {}
    durable: set[str] = set()

    def prune(kind: str, drop: Callable[[Element], bool]) -> None:
        name = package.related(kind)
        if name is not None:
            root = package.xml(name)
            for entry in [one for one in root if drop(one)]:
                root.remove(entry)
            for entry in root:
                if entry.get(f"{{{_W15}}}paraIdParent") in numbers:
                    del entry.attrib[f"{{{_W15}}}paraIdParent"]
            changed[name] = serialize_xml(root)

    def dated(entry: Element) -> bool:
        if entry.get(f"{{{_CID}}}paraId") not in numbers:
            return False
        durable.add(entry.get(f"{{{_CID}}}durableId", ""))
        return True

    prune("commentsExtended", lambda entry: entry.get(f"{{{_W15}}}paraId") in numbers)
    prune("commentsIds", dated)
    prune("commentsExtensible", lambda entry: entry.get(f"{{{_CEX}}}durableId") in durable)
    return changed


@dataclass(slots=True)
class Threads:
    """The parts beside the comments, where the document has them, growing with ours."""

    roots: dict[str, tuple[str, Element]]
    numbers: Iterator[str]
    able: bool
    grown: bool = field(default=False)

    @classmethod
    def of(cls, package: Package, root: Element, document: Element) -> Threads:
        """The threads of the document; `root` is its part of comments."""
        roots = {}
        for kind in ("commentsExtended", "commentsIds"):
            name = package.related(kind)
            if name is not None:
                roots[kind] = (name, package.xml(name))
        # Word reads the numbers only where the part says that it uses that vocabulary.
        return cls(roots, _free_numbers(root, document), "w14" in root.nsmap)

    def follow(self, comment: Element) -> None:
        """Open the thread of a comment that was just put in its part."""
        if not self.able or not self.roots:
            return
        self.grown = True
        number, durable = next(self.numbers), next(self.numbers)
        comment[-1].set(PARA_ID, number)
        if "commentsExtended" in self.roots:
            entry = etree.SubElement(self.roots["commentsExtended"][1], f"{{{_W15}}}commentEx")
            entry.set(f"{{{_W15}}}paraId", number)
            entry.set(f"{{{_W15}}}done", "0")
        if "commentsIds" in self.roots:
            entry = etree.SubElement(self.roots["commentsIds"][1], f"{{{_CID}}}commentId")
            entry.set(f"{{{_CID}}}paraId", number)
            entry.set(f"{{{_CID}}}durableId", durable)

    def parts(self) -> dict[str, bytes]:
        """What changed."""
        if not self.grown:
            return {}
        return {name: serialize_xml(root) for name, root in self.roots.values()}


def _free_numbers(*roots: Element) -> Iterator[str]:
    """Paragraph numbers that no paragraph bears; the same for the same document."""
    used = {str(p.get(PARA_ID)).upper() for root in roots for p in root.iter(qn("w:p"))}
    return (number for number in _numbers() if number not in used)


def _numbers() -> Iterable[str]:
    for count in itertools.count():
        value = int.from_bytes(hashlib.sha256(f"dossier_builder{count}".encode()).digest()[:4])
        yield f"{max(1, value % _LARGEST):08X}"
