"""Reading and writing one XML part, with a parser that nothing in the part can set to work."""

from __future__ import annotations

from lxml import etree

from dossier_builder.domain import limits
from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml.names import Element

_REMEDY = (
    "Ouvrez le document dans Word ou LibreOffice, enregistrez-le sous un autre nom et relancez."
)
_DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))
# Depth above 256 or a text above 10 MB, in libxml2 since 2.13 and before (its own bounds).
_LIBXML2_BOUNDS = frozenset((114, 1))
# One step a level, each over the nodes of the one before: some milliseconds for a large part.
_IS_DEEP = etree.XPath(f"boolean({'/*' * (limits.XML_DEPTH + 1)})")
_IS_WIDE = etree.XPath(f"boolean(//@*[{limits.XML_ATTRIBUTES + 1}])")


def parse_xml(data: bytes, *, part: str = "") -> Element:
    """The root of an XML part; comments and processing instructions are left out.

    No entity is resolved, no DTD loaded, nothing fetched; a part that declares a document type is
    refused (ISO/IEC 29500-2 §9.1.4), as is one beyond the bounds of domain/limits.py. Raises
    UnreadableError; `part` is its name for the message.
    """
    where = f" (partie {part})" if part else ""
    if any(sign in data for sign in _DOCTYPES):
        raise _forbidden(where)
    if len(data) > limits.XML_BYTES or data.count(b"<") > limits.XML_TAGS:
        raise _immense(where)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", 0) in _LIBXML2_BOUNDS:  # lxml-stubs do not know it
            raise _immense(where) from error
        message = f"Le contenu du document est endommagé{where}."
        raise UnreadableError(message, _REMEDY, refus="endommage") from error
    if root.getroottree().docinfo.internalDTD is not None:  # in another encoding
        raise _forbidden(where)
    if _IS_DEEP(root) or _IS_WIDE(root):
        raise _immense(where)
    return root


def serialize_xml(root: Element) -> bytes:
    """The part as Word writes it: UTF-8, standalone declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _forbidden(where: str) -> UnreadableError:
    message = f"Le document contient une déclaration de type interdite{where}."
    return UnreadableError(message, _REMEDY, refus="xml_interdit")


def _immense(where: str) -> UnreadableError:
    message = (
        f"Le contenu du document dépasse tout document réel{where}\u00a0: "
        "imbrication, nombre d’éléments ou longueur."
    )
    return UnreadableError(message, _REMEDY, refus="xml_demesure")
