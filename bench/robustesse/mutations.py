"""Valid documents made wrong: XML trees inside a docx, its relationships, its zip; text; PDF."""

from __future__ import annotations

import contextlib
import copy
import io
import zipfile
from collections.abc import Mapping
from typing import Any

from lxml import etree

from robustesse import hostile
from robustesse.choix import Choices

_MOST = 6
"""Mutations of one document."""
_DEEP = 400
_TYPES = "[Content_Types].xml"


def texte(seed: bytes, choices: Choices, fragments: tuple[str, ...]) -> bytes:
    """Lines taken out, said twice, moved, cut; hostile fragments put in; bytes changed."""
    lines = seed.split(b"\n")
    for _ in range(1 + choices.below(_MOST)):
        where = choices.below(len(lines))
        piece = choices.one(fragments).encode("utf-8", "surrogatepass")
        match choices.below(9):
            case 0:
                del lines[where]
            case 1:
                lines.insert(where, lines[choices.below(len(lines))])
            case 2:
                lines.insert(where, piece)
            case 3:
                head, sign, _ = lines[where].partition(b":")
                lines[where] = head + (sign or b": ") + b" " + piece
            case 4:
                lines[where] = b" " * choices.below(9) + lines[where].lstrip()
            case 5:
                cut = choices.below(len(lines[where]) + 1)
                lines[where] = lines[where][:cut] + piece + lines[where][cut:]
            case 6:
                lines[where] += bytes([choices.below(256)])
            case 7:
                lines = lines[: where + 1]
            case _:
                lines[where] = lines[where] * (1 + choices.below(200))
        if not lines:
            lines = [b""]
    return b"\n".join(lines)[:200_000]


def docx(parts: Mapping[str, bytes], choices: Choices) -> bytes:
    """A docx whose parts, trees, relationships or zip are wrong."""
    made = dict(parts)
    twice: list[str] = []
    for _ in range(1 + choices.below(_MOST)):
        if choices.below(14):
            _change_tree(made, choices)
        else:
            _change_parts(made, twice, choices)
    data = _zipped(made, twice)
    return _damaged(data, choices) if choices.below(12) == 1 else data


def _zipped(parts: Mapping[str, bytes], twice: list[str]) -> bytes:
    stream = io.BytesIO()
    with contextlib.suppress(ValueError), zipfile.ZipFile(stream, "w") as archive:
        for name in (*parts, *twice):
            if name in parts:
                archive.writestr(zipfile.ZipInfo(name), parts[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _change_parts(parts: dict[str, bytes], twice: list[str], choices: Choices) -> None:
    name = choices.one(sorted(parts))
    match choices.below(7):
        case 0 if len(parts) > 1:
            del parts[name]
        case 1:
            parts[name] = b""
        case 2:
            parts[name] = parts[name][: choices.below(len(parts[name]) + 1)]
        case 3:
            parts[name.upper() if choices.below(2) else f"x/{name}"] = parts.pop(name)
        case 4:
            parts[name] = parts[choices.one(sorted(parts))]
        case 5:
            twice.append(name)
        case _:
            parts[name] = _damaged(parts[name], choices)


def _damaged(data: bytes, choices: Choices) -> bytes:
    """Bytes changed, taken out, put in."""
    made = bytearray(data)
    for _ in range(1 + choices.below(8)):
        where = choices.below(len(made) + 1) + choices.below(1 + len(made) // 65536) * 65536
        match choices.below(4):
            case 0 if where < len(made):
                made[where] ^= 1 << choices.below(8)
            case 1:
                del made[where : where + 1 + choices.below(64)]
            case 2:
                made[where:where] = bytes([choices.below(256)]) * (1 + choices.below(16))
            case _:
                del made[where:]
        if len(made) < 2:  # noqa: PLR2004 - nothing to damage any more
            break
    return bytes(made)


def _change_tree(parts: dict[str, bytes], choices: Choices) -> None:
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    if choices.below(25):  # what nothing opens without is seldom touched
        names = [name for name in names if name != _TYPES and not name.startswith("_rels")]
    if not names:
        return
    # the body is where most of the reading is
    main = [name for name in names if name.endswith("document.xml")]
    name = main[0] if main and choices.below(2) else choices.one(names)
    try:
        root = etree.fromstring(parts[name])
    except (etree.XMLSyntaxError, ValueError):
        return
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    for _ in range(1 + choices.below(3)):
        with contextlib.suppress(ValueError, TypeError):  # lxml takes no control character
            _change(choices.one(elements), elements, choices)
    parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _change(element: Any, elements: list[Any], choices: Choices) -> None:
    parent = element.getparent()
    match choices.below(11):
        case 0 if parent is not None:
            parent.remove(element)
        case 1 if parent is not None:
            for _ in range(1 + choices.below(3) * 20):
                element.addnext(copy.deepcopy(element))
        case 2:
            other = choices.one(elements)
            if other is not element and element not in other.iterancestors():
                element.append(copy.deepcopy(other))
        case 3:
            element.tag = choices.one(elements).tag
        case 4 | 5 if len(element.attrib):
            element.set(choices.one(sorted(element.attrib)), choices.one(hostile.VALUES))
        case 6 if len(element.attrib):
            del element.attrib[choices.one(sorted(element.attrib))]
        case 7:
            source = choices.one(elements)
            for key, value in source.attrib.items():
                element.set(key, value)
        case 8:
            element.text = choices.one(hostile.VALUES)
        case 9:
            deepest = element
            for _ in range(choices.below(_DEEP)):
                deepest = etree.SubElement(deepest, element.tag, dict(element.attrib))
        case _:
            for child in list(element):
                element.remove(child)


def pdf(seed: bytes, choices: Choices) -> bytes:
    """A PDF whose objects are wrong, or whose bytes are."""
    if choices.below(4) == 0:
        return _damaged(seed, choices)
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, NullObject

    writer = PdfWriter(clone_from=io.BytesIO(seed))
    holders = [one for one in writer._objects if isinstance(one, DictionaryObject | ArrayObject)]
    holders += [
        value
        for one in list(holders)
        if isinstance(one, DictionaryObject)
        for value in one.values()
        if isinstance(value, DictionaryObject | ArrayObject)
    ]
    for _ in range(1 + choices.below(_MOST)):
        holder = choices.one(holders)
        keys: list[Any] = (
            list(range(len(holder))) if isinstance(holder, ArrayObject) else sorted(holder)
        )
        if not keys:
            continue
        key = choices.one(keys)
        match choices.below(4):
            case 0:
                del holder[key]
            case 1:
                holder[key] = NullObject()
            case 2:
                other = choices.one(holders)
                holder[key] = getattr(other, "indirect_reference", None) or NullObject()
            case _:
                holder[key] = _odd_object(choices)
    stream = io.BytesIO()
    try:
        writer.write(stream)
    except (RecursionError, ValueError, TypeError, AttributeError, KeyError, AssertionError):
        return _damaged(seed, choices)  # pypdf itself cannot write it so
    except Exception:  # noqa: BLE001 - pypdf's own errors are many; the harness is not the subject
        return _damaged(seed, choices)
    return stream.getvalue()


def _odd_object(choices: Choices) -> Any:
    from pypdf.generic import (
        ArrayObject,
        BooleanObject,
        DictionaryObject,
        FloatObject,
        IndirectObject,
        NameObject,
        NumberObject,
        TextStringObject,
    )

    return choices.one(
        [
            NumberObject(-1), NumberObject(0), NumberObject(2**40), FloatObject("1e30"),
            NameObject("/Page"), NameObject("/Pages"), NameObject("/é"), TextStringObject("x" * 3000),
            TextStringObject("\u202e"), BooleanObject(value=True), ArrayObject(), DictionaryObject(),
            ArrayObject([NumberObject(n) for n in (0, 0, 0, 0)]),
            ArrayObject([NumberObject(n) for n in (0, 0, 10**9, 10**9)]),
            IndirectObject(999_999, 0, None), IndirectObject(1, 0, None), IndirectObject(2, 0, None),
        ]
    )  # fmt: skip
