"""Reading and writing one XML part, with a parser that nothing in the part can set to work."""

from __future__ import annotations

from lxml import etree

from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml.names import Element

_REMEDY = (
    "Ouvrez le document dans Word ou LibreOffice, enregistrez-le sous un autre nom et relancez."
)


def parse_xml(data: bytes, *, part: str = "") -> Element:
    """The root of an XML part; comments and processing instructions are left out.

    No entity is resolved, no DTD loaded, nothing fetched, and libxml2's own bounds stay on (depth
    256, text of 10 MB); a part that declares a document type is refused (ISO/IEC 29500-2 §9.1.4).
    Raises UnreadableError; `part` is its name for the message.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    where = f" (partie {part})" if part else ""
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = f"Le contenu du document est endommagé{where}."
        raise UnreadableError(message, _REMEDY) from error
    if root.getroottree().docinfo.internalDTD is not None:
        message = f"Le document contient une déclaration de type interdite{where}."
        raise UnreadableError(message, _REMEDY)
    return root


def serialize_xml(root: Element) -> bytes:
    """The part as Word writes it: UTF-8, standalone declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
