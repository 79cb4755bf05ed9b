"""What a document seems to need replaced: the numbers and names that RGP001 and RGP002 see."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from dossier_builder.depot.parts import where
from dossier_builder.depot.substitutions import Search, Substitution
from dossier_builder.depot.texts import HOLDERS, sequences
from dossier_builder.domain.wording import folded
from dossier_builder.ooxml import (
    NumberedParagraph,
    Package,
    custom_properties,
    paragraphs,
    qn,
    text_of,
)
from dossier_builder.rules.nom_couverture import name_on_cover
from dossier_builder.rules.people import (
    DonneeVue,
    Genre,
    NameSeen,
    find_data,
    find_names,
    pseudonyms,
    says_names_are_changed,
)

_INSTEAD: Mapping[Genre, str] = {
    "nir": "[numéro retiré]",
    "iban": "[IBAN retiré]",
    "naissance": "[date retirée]",
    "telephone": "[téléphone retiré]",
    "courriel": "[courriel retiré]",
    "adresse": "[adresse retirée]",
    "france_travail": "[identifiant retiré]",
    "caf": "[numéro retiré]",
    "siret": "[SIRET retiré]",
}
# The cover of a document whose pages are not known: its first paragraphs.
_COVER_PARAGRAPHS = 12
_SMALL_WORD = 2
_NEAR = 40
_ALWAYS_PERSONAL: frozenset[Genre] = frozenset({"nir", "iban"})


def propose(
    package: Package, noms: Sequence[str], pages: Mapping[int, int]
) -> tuple[Substitution, ...]:
    """The substitutions that the document seems to need, names to hide (`noms`) first.

    The learner's own name, and what the cover says of them, stay. `pages` maps the paragraphs of
    the body to their pages, as far as that is known.
    """
    body = paragraphs(package.xml(package.document_name))
    last = _end_of_cover(body, pages)
    cover = [text_of(p.element) for p in body if p.index <= last]
    texts = [text_of(p.element) for p in body if p.index > last]
    whole = "\n".join((*cover, *texts))
    # A form asks for a value in one cell and has it in the next.
    pairs = [f"{one}\n{other}" for one, other in itertools.pairwise(texts or cover)]
    others = list(_other_texts(package))
    names = _names((*texts, *others), cover, noms, package)
    # What stands on a document's only page is not all the learner's own: it has no cover.
    own = {one.cle for text in cover for one in find_data(text)} if texts else set()
    given = [*_of_names(list(names), whole), *_of_data((*(texts or cover), *pairs, *others), own)]
    return _once_each(given)


def _once_each(given: Sequence[Substitution]) -> tuple[Substitution, ...]:
    """The substitutions less those that another one makes already, under another writing."""
    kept: list[Substitution] = []
    for one in given:
        if Search(kept).replaced(one.texte)[0] != one.par:
            kept.append(one)
    return tuple(kept)


def _end_of_cover(body: Sequence[NumberedParagraph], pages: Mapping[int, int]) -> int:
    """The last paragraph of the first page; where no page is known, that of the first break."""
    if pages:
        return max((index for index, page in pages.items() if page == 1), default=-1)
    for p in body[:_COVER_PARAGRAPHS]:
        if any(mark.get(qn("w:type")) == "page" for mark in p.element.iter(qn("w:br"))):
            return p.index
    return _COVER_PARAGRAPHS - 1


def _other_texts(package: Package) -> Iterator[str]:
    """Headers, footers, notes, comments, charts, alternative texts, properties."""
    main = package.document_name
    for name in package.names:
        if not name.endswith(".xml") or where(name) == "réglages":
            continue
        root = package.xml(name)
        yield from (text for shape in root.iter(qn("wp:docPr")) if (text := shape.get("descr")))
        if name == main:
            continue
        held = False
        for holder in root.iter(*HOLDERS):
            held = True
            yield from ("".join(leaf.text for leaf in leaves) for leaves in sequences(holder))
        if not held:
            yield from (element.text for element in root.iter() if element.text)


def _names(
    texts: Sequence[str], cover: Sequence[str], noms: Sequence[str], package: Package
) -> Iterator[NameSeen]:
    yield from (NameSeen("", typed, 0, 0, declare=True) for typed in noms)
    if any(says_names_are_changed(text) for text in texts):
        return
    own = _own_words(cover, package)
    for text in (*cover, *texts):
        for name in find_names(text):
            if not own & _words(name.famille):
                yield name


def _own_words(cover: Sequence[str], package: Package) -> frozenset[str]:
    custom = custom_properties(package)
    declared = f"{custom.get('dossier.nom', '')} {custom.get('dossier.prenom', '')}".strip()
    lines = [" ".join(text.split()) for text in cover]
    return _words(declared or name_on_cover([line for line in lines if line]))


def _words(text: str) -> frozenset[str]:
    words = folded(text).replace("-", " ").replace("'", " ").split()
    return frozenset(word for word in words if len(word) > _SMALL_WORD)


def _of_names(names: Sequence[NameSeen], whole: str) -> Iterator[Substitution]:
    short = pseudonyms([name.famille for name in names])
    for name in names:
        family, first, par = name.famille, name.prenom, short[name.famille]
        common = _as_a_word(family.lower()).search(whole) is not None
        if first:
            yield Substitution(f"{first} {family}", par)
            yield Substitution(f"{family} {first}", par)
        yield Substitution(family, par, mot_courant=common)
        if first and _stands_alone(first, family, whole):
            yield Substitution(first, f"{first[0].upper()}.")


def _stands_alone(first: str, family: str, whole: str) -> bool:
    """Whether the first name is also written without the surname."""
    wanted = folded(family)
    return any(
        not folded(whole[m.end() : m.end() + _NEAR]).startswith(wanted)
        and not folded(whole[max(0, m.start() - _NEAR) : m.start()]).endswith(wanted)
        for m in _as_a_word(first).finditer(whole)
    )


def _as_a_word(text: str) -> re.Pattern[str]:
    """The very letters as a word of a sentence, not inside a mail address or a file's name."""
    return re.compile(rf"(?<![\w.@/\-]){re.escape(text)}(?![\w@/\-]|\.\w)")


def _of_data(texts: Sequence[str], own: set[str]) -> Iterator[Substitution]:
    for text in texts:
        for one in find_data(text):
            if one.cle not in own or one.genre in _ALWAYS_PERSONAL:
                yield Substitution(_on_one_line(one), _INSTEAD[one.genre])


def _on_one_line(one: DonneeVue) -> str:
    return " ".join(one.texte.split())
