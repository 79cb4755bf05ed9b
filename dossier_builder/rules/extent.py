"""Which paragraphs of a document a rule looks at: those before the annexes, those of the cover."""

from __future__ import annotations

from dossier_builder.domain.facts import Facts, Paragraph


def body(facts: Facts) -> tuple[Paragraph, ...]:
    """The paragraphs before the annexes, less the help of a start file, which nobody wrote."""
    return tuple(p for p in body_with_help(facts) if not p.aide)


def body_with_help(facts: Facts) -> tuple[Paragraph, ...]:
    """The paragraphs before the annexes: an annex may be a blank form, with places to fill."""
    start = facts.annexes.debut
    if start is None:
        return facts.paragraphs
    places = {p.index: n for n, p in enumerate(facts.paragraphs)}
    end = places.get(facts.annexes.fin) if facts.annexes.fin is not None else None
    after = facts.paragraphs[end:] if end is not None else ()
    return (*facts.paragraphs[: places.get(start)], *after)


def cover(facts: Facts) -> tuple[Paragraph, ...]:
    """The paragraphs of the first page."""
    return tuple(p for p in facts.paragraphs if p.page == 1)
