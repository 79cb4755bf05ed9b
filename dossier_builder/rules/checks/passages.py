"""The texts of a document where people may be named, each with its place and what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dossier_builder.domain.facts import Facts, FormFacts
from dossier_builder.domain.wording import folded
from dossier_builder.rules.checks.identite import written_name
from dossier_builder.rules.nom_couverture import name_on_cover
from dossier_builder.values import frozen

# A label of a table or of a form is no longer than this; the next cell holds what it asks for.
_LABEL_CHARACTERS = 60
_SMALL_WORD = 2
_WHOSE = re.compile(
    r"\b(?:nom|prenom|candidate?|stagiaire|apprenante?|auteur|autrice|"
    r"(?:present|realis|redig|soutenu|elabor)ee? par)\b"
)


@frozen
class Passage:
    """One text; `avant` and `apres` are what is read just before and after, "" when it is apart.

    `propre`: cover or sworn statement, where the learner's own identity belongs. `collegues`: the
    box « Avec qui avez-vous travaillé ? » of the form. `sources`: bibliography and quotations.
    """

    texte: str
    page: int | None
    paragraphe: int | None
    avant: str = ""
    apres: str = ""
    propre: bool = False
    collegues: bool = False
    sources: bool = False

    @property
    def entier(self) -> str:
        """The text with what stands around it."""
        return f"{self.avant}\n{self.texte}\n{self.apres}"

    def holds(self, start: int) -> bool:
        """Whether a place of `entier` is in the text itself."""
        first = len(self.avant) + 1
        return first <= start < first + len(self.texte)


def passages(facts: Facts) -> Iterator[Passage]:
    """Every text of the document that somebody wrote: the sommaire only repeats the headings."""
    paragraphs = [p for p in facts.paragraphs if p.kind != "sommaire" and p.text.strip()]
    own = set(facts.pagination.couverture)
    colleagues: frozenset[int] = frozenset()
    if facts.formulaire is not None:
        own |= {1, *filter(None, (facts.formulaire.declaration_page,))}
        colleagues = _box_of_colleagues(facts.formulaire)
    broken = facts.format == "pdf"
    sources = False
    pages = {}
    for rank, p in enumerate(paragraphs):
        pages[p.index] = p.page
        title = folded(p.text)
        if p.level is not None or len(title) < _LABEL_CHARACTERS:
            sources = _opens_sources(title) or (sources and p.level is None)
        before = paragraphs[rank - 1].text if rank else ""
        after = paragraphs[rank + 1].text if rank + 1 < len(paragraphs) else ""
        yield Passage(
            p.text,
            p.page,
            p.index,
            avant=before if broken or len(before) < _LABEL_CHARACTERS else "",
            apres=after if broken or _is_label(p.text) else "",
            propre=p.page in own,
            collegues=p.index in colleagues,
            sources=sources or folded(p.style) in {"citation", "source", "quote", "bibliographie"},
        )
        yield from (Passage(note, p.page, p.index, sources=_is_reference(note)) for note in p.notes)
    for text in facts.personnes.hors_corps if facts.personnes else ():
        page = text.page if text.paragraphe is None else pages.get(text.paragraphe)
        yield Passage(text.texte, page, text.paragraphe)


def own_words(facts: Facts, *, surely: bool = False) -> frozenset[str]:
    """The folded words of the learner's own name, as the document tells it.

    `surely`: only when nothing else can be meant; or else, whatever on the cover looks like it.
    """
    declared = facts.properties.declared
    names = [declared.nom, declared.prenom]
    if facts.formulaire is not None:
        cover = facts.formulaire.couverture
        names += [cover.get(key, "") for key in ("nom_naissance", "nom_usage", "prenom")]
    if not any(names):
        lines = [" ".join(p.text.split()) for p in facts.paragraphs if p.page == 1]
        guessed = name_on_cover([line for line in lines if line])
        names.append(_sure(written_name(facts), lines) if surely else guessed)
    return words_of(names)


def _sure(name: str, lines: Sequence[str]) -> str:
    """The name when its surname is in capitals, or a word of the cover tells that it is one."""
    capitals = any(len(word) > _SMALL_WORD and word.isupper() for word in name.split())
    return name if capitals or any(_WHOSE.search(folded(line)) for line in lines) else ""


def tells_own_name(text: str, own: frozenset[str]) -> bool:
    """Whether the learner's name stands in a text: two of its words, or its only one."""
    capitalised = words_of([word for word in re.findall(r"[\w’'-]+", text) if word[0].isupper()])
    return bool(own) and len(own & capitalised) >= min(2, len(own))


def words_of(names: Sequence[str]) -> frozenset[str]:
    """Folded words of names (« camille.exemple » too), small ones left out."""
    words = re.split(r"[\s\-'._]+", folded(" ".join(names)))
    return frozenset(word for word in words if len(word) > _SMALL_WORD)


def _box_of_colleagues(form: FormFacts) -> frozenset[int]:
    return frozenset(
        index
        for exemple in form.exemples
        for box in exemple.boites
        if box.id == "avec_qui"
        for index in (*box.paragraphes, *filter(None, (box.paragraphe,)))
    )


def _is_label(text: str) -> bool:
    return len(text) < _LABEL_CHARACTERS and not any(map(str.isdigit, text))


def _opens_sources(title: str) -> bool:
    words = ("bibliographie", "webographie", "sitographie", "references", "sources")
    return any(word in title for word in words) and len(title) < _LABEL_CHARACTERS


def _is_reference(note: str) -> bool:
    """A footnote that cites a text: it names an author, not a person of the dossier."""
    plain = folded(note)
    return any(sign in plain for sign in ("http", "ibid", "op. cit", " p. ", "editions", "dans "))
