"""Word documents made in the test, from the XML of their body, and their working copies."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from docx import Document
from lxml import etree

from dossier_builder.domain.submission import Submission, WorkingCopy
from dossier_builder.ooxml import NAMESPACES, Element, Package, parse_xml, qn
from dossier_builder.ouverture import open_submission

sys.path.insert(0, str(Path(__file__).parent))  # compounds.py: no plugin, no test


class Opened(NamedTuple):
    """A submission and its working copy, read again."""

    submission: Submission
    copy: WorkingCopy
    package: Package
    root: Element


def _wrapped(tag: str, xml: str) -> Element:
    declarations = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return parse_xml(f"<{tag} {declarations}>{xml}</{tag}>".encode())


@pytest.fixture
def docx() -> Callable[[str], bytes]:
    """A real docx (python-docx's template) whose body is the XML."""

    def make(xml: str) -> bytes:
        document = Document()
        root = document.element.body
        for child in list(root):
            if child.tag != qn("w:sectPr"):
                root.remove(child)
        for position, child in enumerate(_wrapped("w:body", xml)):
            root.insert(position, etree.fromstring(etree.tostring(child)))
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return make


@pytest.fixture
def opened(docx: Callable[[str], bytes], tmp_path: Path) -> Callable[[str], Opened]:
    """The submission of a docx with this body, and what its working copy holds."""

    def make(xml: str) -> Opened:
        path = tmp_path / "dossier.docx"
        path.write_bytes(docx(xml))
        submission = open_submission(path, name="promo/dossier.docx", workspace=tmp_path)
        assert submission.working_copy is not None
        package = Package.read(submission.working_copy.path)
        return Opened(
            submission, submission.working_copy, package, package.xml("word/document.xml")
        )

    return make
