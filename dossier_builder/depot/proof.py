"""The proof, apart from what rewrote: no value is left, and what could not be searched is named.

Every part is searched as bytes, as text, and as people read it, across runs and tracked changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from dossier_builder.depot.archive import DEEPEST
from dossier_builder.depot.parts import archive_of, decoded, nature_of, where, xml_of
from dossier_builder.depot.substitutions import Search
from dossier_builder.depot.texts import HOLDERS, codes, sequences
from dossier_builder.domain.typographie import enumeration, pluriel
from dossier_builder.ooxml import Element, Package
from dossier_builder.ooxml.pictures import metadata_of
from dossier_builder.values import frozen

# In bytes that are no text, a shorter value would be found by chance.
_CHANCE = 5


@frozen
class Left:
    """A value that is still there: the rank of its substitution, and in what (French)."""

    rang: int
    ou: str


@frozen
class Proof:
    """What is left, and what nobody can search (French sentences)."""

    restes: tuple[Left, ...]
    non_verifie: tuple[str, ...]


def prove(package: Package, search: Search) -> Proof:
    """Search every part of a package for every value."""
    left: dict[Left, None] = {}
    unread = _Unread()
    for name, ranks in _parts(package, search, unread):
        left.update(dict.fromkeys(Left(rank, where(name)) for rank in ranks))
    return Proof(tuple(left), tuple(unread.sentences()))


class _Unread:
    """What was met that holds no text that can be searched."""

    def __init__(self) -> None:
        self.pictures = 0
        self.objects: list[str] = []

    def sentences(self) -> Iterator[str]:
        if self.pictures:
            count = pluriel(self.pictures, "image", "images")
            yield f"{count} : ce qu’on y voit n’est pas lu ; regardez si un nom y figure."
        if self.objects:
            count = pluriel(len(self.objects), "objet incorporé", "objets incorporés")
            names = enumeration(sorted(self.objects))
            yield f"{count}, à relire dans Word ou à remplacer par une image : {names}."


def _parts(
    package: Package, search: Search, unread: _Unread, depth: int = 0
) -> Iterator[tuple[str, list[int]]]:
    for name in package.names:
        data = package.part(name)
        yield name, _ranks(search, unquote(name))
        nature = nature_of(name, data)
        if nature in {"xml", "texte"}:
            root = xml_of(name, data) if nature == "xml" else None
            texts = [decoded(data), *(_readings(root) if root is not None else ())]
            yield name, [rank for text in texts for rank in _ranks(search, text)]
        elif nature == "photo":
            unread.pictures += 1
            yield name, _in_bytes(search, metadata_of(data))
        elif nature == "archive" and depth < DEEPEST and (inside := archive_of(data)) is not None:
            for _, ranks in _parts(inside, search, unread, depth + 1):
                yield name, ranks
        elif nature != "police":
            is_picture = where(name) == "image"
            unread.pictures += is_picture
            if not is_picture:
                unread.objects.append(name.rpartition("/")[2])
            yield name, _in_bytes(search, data)


def _readings(root: Element) -> Iterator[str]:
    """The part as people and programs read it."""
    for holder in root.iter(*HOLDERS):
        for leaves in (*sequences(holder), codes(holder)):
            yield "".join(leaf.text for leaf in leaves)
    for element in root.iter():
        if isinstance(element.tag, str):
            values = [str(value) for value in element.attrib.values()]
            yield from values
            yield from (unquote(value) for value in values if "%" in value)
            yield element.text or ""
            yield element.tail or ""


def _ranks(search: Search, text: str) -> list[int]:
    return [match.rang for match in search.find(text)]


def _in_bytes(search: Search, data: bytes) -> list[int]:
    """Values in bytes that are no text: every encoding that programs write names in."""
    texts = (
        data.decode("latin-1"),
        data.decode("utf-8", "ignore"),
        data.decode("utf-16-le", "ignore"),
        data[1:].decode("utf-16-le", "ignore"),
    )
    found = {match.rang for text in texts for match in search.find(text)}
    return [rank for rank in sorted(found) if len(search.substitutions[rank].texte) >= _CHANCE]


def described(left: Sequence[Left], search: Search) -> Iterator[str]:
    """One French sentence a value that is left."""
    for one in left:
        yield f"« {search.substitutions[one.rang].affiche} » reste ({one.ou})."
