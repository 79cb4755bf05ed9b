"""Valid documents made wrong: XML trees inside a docx, its relationships, its zip; text; PDF."""

from __future__ import annotations

import contextlib
import copy
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from robustesse import hostile
from robustesse.choix import Choices

_MOST = 6
_LONGEST = 200_000
"""Mutations of one document."""
_DEEP = 400
_TYPES = "[Content_Types].xml"


def texte(seed: bytes, choices: Choices, fragments: tuple[str, ...]) -> bytes:
    """Lines taken out, said twice, moved, cut; hostile fragments put in; bytes changed."""
    lines = seed.split(b"\n")
    for _ in range(1 + choices.below(_MOST)):
        piece = choices.one(fragments).encode("utf-8", "surrogatepass")
        choices.one(_LINES)(lines, choices.below(len(lines)), piece, choices)
        if not lines:
            lines = [b""]
    return b"\n".join(lines)[:_LONGEST]


def _value(lines: list[bytes], where: int, piece: bytes, _: Choices) -> None:
    head, sign, _rest = lines[where].partition(b":")
    lines[where] = head + (sign or b": ") + b" " + piece


def _splice(lines: list[bytes], where: int, piece: bytes, choices: Choices) -> None:
    cut = choices.below(len(lines[where]) + 1)
    lines[where] = lines[where][:cut] + piece + lines[where][cut:]


def _indent(lines: list[bytes], where: int, _: bytes, choices: Choices) -> None:
    lines[where] = b" " * choices.below(9) + lines[where].lstrip()


def _byte(lines: list[bytes], where: int, _: bytes, choices: Choices) -> None:
    lines[where] += bytes([choices.below(256)])


def _repeat(lines: list[bytes], where: int, _: bytes, choices: Choices) -> None:
    lines[where] = lines[where] * (1 + choices.below(200))


_LINES: tuple[Callable[[list[bytes], int, bytes, Choices], object], ...] = (
    lambda lines, where, _piece, _choices: lines.pop(where),
    lambda lines, where, _, choices: lines.insert(where, lines[choices.below(len(lines))]),
    lambda lines, where, piece, _: lines.insert(where, piece),
    lambda lines, where, _piece, _choices: lines.__delitem__(slice(where + 1, None)),
    _value, _splice, _indent, _byte, _repeat,
)  # fmt: skip


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
    return damaged(data, choices) if choices.below(12) == 1 else data


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
            parts[name] = damaged(parts[name], choices)


def damaged(data: bytes, choices: Choices) -> bytes:
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
    choices.one(_CHANGES)(element, elements, choices)


def _remove(element: Any, _: list[Any], _choices: Choices) -> None:
    if element.getparent() is not None:
        element.getparent().remove(element)


def _say_again(element: Any, _: list[Any], choices: Choices) -> None:
    if element.getparent() is not None:
        for _time in range(1 + choices.below(3) * 20):
            element.addnext(copy.deepcopy(element))


def _put_inside(element: Any, elements: list[Any], choices: Choices) -> None:
    element.append(copy.deepcopy(choices.one(elements)))


def _rename(element: Any, elements: list[Any], choices: Choices) -> None:
    element.tag = choices.one(elements).tag


def _odd_attribute(element: Any, _: list[Any], choices: Choices) -> None:
    if len(element.attrib):
        element.set(choices.one(sorted(element.attrib)), choices.one(hostile.VALUES))


def _drop_attribute(element: Any, _: list[Any], choices: Choices) -> None:
    if len(element.attrib):
        del element.attrib[choices.one(sorted(element.attrib))]


def _others_attributes(element: Any, elements: list[Any], choices: Choices) -> None:
    for key, value in choices.one(elements).attrib.items():
        element.set(key, value)


def _odd_text(element: Any, _: list[Any], choices: Choices) -> None:
    element.text = choices.one(hostile.VALUES)


def _deepen(element: Any, _: list[Any], choices: Choices) -> None:
    deepest = element
    for _level in range(choices.below(_DEEP)):
        deepest = etree.SubElement(deepest, element.tag, dict(element.attrib))


def _empty(element: Any, _: list[Any], _choices: Choices) -> None:
    for child in list(element):
        element.remove(child)


_CHANGES = (
    _remove, _say_again, _put_inside, _rename, _odd_attribute, _odd_attribute, _drop_attribute,
    _others_attributes, _odd_text, _deepen, _empty,
)  # fmt: skip


def pdf(seed: bytes, choices: Choices) -> bytes:
    """A PDF whose objects are wrong, or whose bytes are."""
    if choices.below(4) == 0:
        return damaged(seed, choices)
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
        return damaged(seed, choices)  # pypdf itself cannot write it so
    except Exception:  # noqa: BLE001 - pypdf's own errors are many; the harness is not the subject
        return damaged(seed, choices)
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
            *(NumberObject(-1), NumberObject(0), NumberObject(2**40), FloatObject("1e30")),
            *(NameObject(name) for name in ("/Page", "/Pages", "/é")),
            *(TextStringObject("x" * 3000), TextStringObject("\u202e"), BooleanObject(value=True)),
            *(ArrayObject(), DictionaryObject()),
            *(ArrayObject(map(NumberObject, box)) for box in ((0, 0, 0, 0), (0, 0, 10**9, 10**9))),
            *(IndirectObject(number, 0, None) for number in (1, 2, 999_999)),
        ]
    )
