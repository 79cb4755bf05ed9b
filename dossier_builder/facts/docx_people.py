"""What a docx says of people outside its paragraphs: headers, alternative texts, hidden data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dossier_builder.domain.personnes import (
    AUTEUR_MAISON,
    DonneesCachees,
    Lieu,
    Personnes,
    TexteHorsCorps,
)
from dossier_builder.ooxml import (
    Element,
    NumberedParagraph,
    Package,
    app_properties,
    core_properties,
    is_on,
    paragraphs,
    qn,
    text_of,
)
from dossier_builder.ooxml.pictures import has_position

_P, _R, _T = qn("w:p"), qn("w:r"), qn("w:t")
_CHANGES = frozenset(qn(n) for n in ("w:ins", "w:del", "w:moveFrom", "w:moveTo"))
_VANISH, _SPEC_VANISH = qn("w:vanish"), qn("w:specVanish")
_CROP, _BLIP, _SHAPE = qn("a:srcRect"), qn("a:blip"), qn("wp:docPr")
_LOOKED_AT = (*_CHANGES, _VANISH, _CROP, _BLIP, _SHAPE)
_AUTHOR, _EMBED = qn("w:author"), qn("r:embed")
_STORIES: Mapping[str, Lieu | None] = {
    "header": "en_tete", "footer": "pied", "footnotes": None, "endnotes": None,
}  # fmt: skip
_PICTURES = (".jpg", ".jpeg", ".png")
# EXIF stands in the first segment, of 64 KB at most; other segments may come before.
_METADATA_BYTES = 262_144
# Shares of a picture's side are in thousandths of a percent (ISO/IEC 29500-1 §20.1.8.55).
_WHOLE_SIDE = 100_000
# What Internet Explorer's forms leave, hidden, in a text pasted from a page.
_OF_FORMS = ("haut du formulaire", "bas du formulaire")


def read_people(
    package: Package, root: Element, numbered: Sequence[NumberedParagraph]
) -> Personnes:
    """Everything but the notes, which paragraphs hold. Raises UnreadableError on a damaged part."""
    indexes = {copy: p.index for p in numbered for copy in p.copies}
    seen = _Seen(indexes)
    seen.look(root)
    texts = list(seen.texts)
    for kind, name in _stories(package):
        story = package.xml(name)
        seen.look(story, in_body=False)
        lieu = _STORIES[kind]
        if lieu is not None:
            text = "\n".join(filter(None, (text_of(p.element).strip() for p in paragraphs(story))))
            texts += [TexteHorsCorps(lieu, text)] if text else []
    core = core_properties(package)
    return Personnes(
        tuple(dict.fromkeys(texts)),
        DonneesCachees(
            createur=core.creator,
            modifie_par=core.last_modified_by,
            societe=app_properties(package).company,
            commentaires=_comments(package),
            modifications=seen.changes,
            texte_masque=tuple(seen.hidden),
            images_situees=tuple(_located(package, seen.pictures)),
            rognages=tuple(seen.crops),
        ),
    )


class _Seen:
    """One walk over the elements that tell something, of the body then of the other stories."""

    def __init__(self, indexes: Mapping[Element, int]) -> None:
        self._indexes = indexes
        self.texts: list[TexteHorsCorps] = []
        self.changes = 0
        self.hidden: list[int | None] = []
        self.crops: list[tuple[int | None, float]] = []
        self.pictures: dict[str, int] = {}

    def look(self, root: Element, *, in_body: bool = True) -> None:
        for element in root.iter(*_LOOKED_AT):
            if element.tag in _CHANGES:
                self.changes += element.get(_AUTHOR) != AUTEUR_MAISON
                continue
            index = self._paragraph(element)
            if element.tag == _VANISH:
                if _hides_text(element) and index not in self.hidden:
                    self.hidden.append(index)
            elif element.tag == _CROP:
                share = _hidden_share(element)
                self.crops += [(index, share)] if share > 0 else []
            elif element.tag == _BLIP and in_body and index is not None:
                self.pictures.setdefault(element.get(_EMBED, ""), index)
            elif element.tag == _SHAPE:
                text = " ".join(element.get("descr", "").split())
                self.texts += [TexteHorsCorps("texte_alternatif", text, index)] if text else []

    def _paragraph(self, element: Element) -> int | None:
        holder = next(element.iterancestors(_P), None)
        return None if holder is None else self._indexes.get(holder)


def _stories(package: Package) -> Iterator[tuple[str, str]]:
    links = package.relationships(package.document_name)
    found = {
        (link.kind, link.target): None
        for link in links
        if link.kind in _STORIES and not link.external and link.target in package
    }
    return iter(found)


def _hides_text(vanish: Element) -> bool:
    """Whether words are hidden: not the mark of a paragraph, a code, or a style separator."""
    properties = vanish.getparent()
    run = None if properties is None else properties.getparent()
    if not is_on(vanish) or run is None or run.tag != _R or properties is None:
        return False
    if properties.find(_SPEC_VANISH) is not None:
        return False
    text = "".join(t.text or "" for t in run.iterchildren(_T)).strip()
    return any(map(str.isalnum, text)) and text.casefold() not in _OF_FORMS


def _hidden_share(crop: Element) -> float:
    """The share of the picture's area that its crop hides."""
    left, right, top, bottom = (_side(crop.get(name)) for name in "lrtb")
    shown = max(0.0, 1 - left - right) * max(0.0, 1 - top - bottom)
    return round(1 - min(1.0, shown), 3)


def _side(value: str | None) -> float:
    text = (value or "0").removesuffix("%")
    try:
        share = float(text) / (100 if value and value.endswith("%") else _WHOLE_SIDE)
    except ValueError:
        return 0.0
    return max(0.0, share)


def _comments(package: Package) -> int:
    name = package.related("comments")
    if name is None:
        return 0
    comments = package.xml(name).iterchildren(qn("w:comment"))
    return sum(comment.get(_AUTHOR) != AUTEUR_MAISON for comment in comments)


def _located(package: Package, shown: Mapping[str, int]) -> Iterator[int | None]:
    """The paragraph of each picture that tells where it was taken, None for one elsewhere."""
    links = package.relationships(package.document_name)
    holders = {link.target: shown[link.id] for link in links if link.id in shown}
    for name in package.names:
        if name.lower().endswith(_PICTURES) and has_position(package.head(name, _METADATA_BYTES)):
            yield holders.get(name)
