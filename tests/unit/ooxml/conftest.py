"""Word documents made in the test, from the XML of their body."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document
from lxml import etree

from dossier_builder.ooxml import NAMESPACES, Element, Package, parse_xml, qn


def _wrapped(tag: str, xml: str) -> Element:
    declarations = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return parse_xml(f"<{tag} {declarations}>{xml}</{tag}>".encode())


@pytest.fixture
def parse() -> Callable[[str], Element]:
    """The single element written as XML with the usual prefixes."""
    return lambda xml: _wrapped("w:body", xml)[0]


@pytest.fixture
def body() -> Callable[[str], Element]:
    """A body that holds the XML."""
    return lambda xml: _wrapped("w:body", xml)


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
def package(docx: Callable[[str], bytes]) -> Callable[[str], Package]:
    """The same, opened."""
    return lambda xml: Package.from_bytes(docx(xml))
