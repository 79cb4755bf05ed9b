"""Behind ANX001 and ANX002: a mention that gives the title of one annex and the number of another.

Only a title of two words or more, given in full beside the number, tells it: « le contrat
d’engagement (annexe 2) » when that contract is annex 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dossier_builder.domain.facts import AnnexFound, AnnexMention, Facts
from dossier_builder.domain.wording import count_words, folded, without_numbering
from dossier_builder.values import frozen

_MENTION = re.compile(r"\bannexe\s+(?:n\s?°\s?)?(\d{1,2})(?!\d)")
# What may stand between the title and the number; after it, a mark that announces the title.
_BEFORE = re.compile(
    r"[\s«»\"'(\[,:–—-]*(?:(?<!\w)(?:voir|cf\.?|en|dans))?[\s('\[]*(?:(?<!\w)l')?$"
)
_AFTER = re.compile(r"^\s*(?:[:–—-]|,?\s*intitulee\b|(?=[«\"]))[\s«\":]*")
_ARTICLE = re.compile(r"^(?:l'|le |la |les |un |une |mon |ma |mes |notre |nos |d'|du |des )")
_FEWEST_WORDS = 2


@frozen
class WrongNumber:
    """« annexe `dit` » beside the title of annex `attendu`."""

    mention: AnnexMention
    dit: int
    attendu: int
    titre: str


def wrong_citations(facts: Facts) -> Iterator[WrongNumber]:
    """The mentions of the text, each paragraph read whole."""
    titles = _titles(facts.annexes.presentes)
    texts = {p.index: folded(p.text) for p in facts.paragraphs}
    seen: set[tuple[int, int]] = set()
    for mention in facts.annexes.citees:
        key = (mention.paragraphe, mention.numero)
        if key in seen or mention.numero not in titles:
            continue
        seen.add(key)
        text = texts.get(mention.paragraphe, "")
        for found in _MENTION.finditer(text):
            if int(found[1]) == mention.numero:
                other = _title_beside(text[: found.start()], text[found.end() :], titles)
                if other is not None and other != mention.numero:
                    yield WrongNumber(mention, mention.numero, other, titles[other])


def wrong_entries(facts: Facts) -> Iterator[WrongNumber]:
    """The lines of the list of annexes."""
    titles = _titles(facts.annexes.presentes)
    for mention in facts.annexes.listees or ():
        if mention.numero not in titles:
            continue
        text = without_numbering(mention.extrait)
        own = titles[mention.numero]
        for number, title in titles.items():
            if number != mention.numero and title != own and _begins_with(text, title):
                if not _begins_with(text, own):
                    yield WrongNumber(mention, mention.numero, number, title)
                break


def _titles(there: Sequence[AnnexFound]) -> Mapping[int, str]:
    """Number → title, folded, its number off; only titles that no other annex has."""
    titles = {
        annexe.numero: _ARTICLE.sub("", without_numbering(annexe.titre))
        for annexe in there
        if annexe.numero is not None
    }
    every = list(titles.values())
    return {
        number: title if count_words(title) >= _FEWEST_WORDS and every.count(title) == 1 else ""
        for number, title in titles.items()
    }


def _title_beside(before: str, after: str, titles: Mapping[int, str]) -> int | None:
    """The number of the annex whose title stands just before or just after; the longest wins."""
    head = _BEFORE.sub("", before)
    opened = _AFTER.match(after)
    tail = _ARTICLE.sub("", after[opened.end() :]) if opened else ""
    found = [
        (len(title), number)
        for number, title in titles.items()
        if title and (_ends_with(head, title) or _begins_with(tail, title))
    ]
    return max(found)[1] if found else None


def _ends_with(text: str, title: str) -> bool:
    return text.endswith(title) and not text[: -len(title)][-1:].isalnum()


def _begins_with(text: str, title: str) -> bool:
    return bool(title) and text.startswith(title) and not text[len(title) :][:1].isalnum()
