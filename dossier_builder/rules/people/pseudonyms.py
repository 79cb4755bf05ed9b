"""« Mme M. » for « Mme Martin »: what each name becomes, the same everywhere; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dossier_builder.domain.wording import folded

_PARTICLES = frozenset({"de", "du", "des", "d", "la", "le", "van", "von", "ben", "bin", "el", "al"})


def pseudonyms(names: Sequence[str]) -> Mapping[str, str]:
    """Surname → « M. »; two people with the same initial get « M1. » and « M2. », in their order.

    Writings that fold to one (« Martin », « MARTIN ») are one person.
    """
    people = {folded(name): initial(name) for name in names}
    shared = Counter(people.values())
    ranks: Counter[str] = Counter()
    given: dict[str, str] = {}
    for person, letter in people.items():
        ranks[letter] += 1
        given[person] = f"{letter}{ranks[letter] if shared[letter] > 1 else ''}."
    return {name: given[folded(name)] for name in names}


def initial(name: str) -> str:
    """The first letter of a surname, its particle left out: « de La Tour » → « T »."""
    words = folded(name).replace("'", " ").replace("-", " ").split()
    main = [word for word in words if word not in _PARTICLES] or words or ["x"]
    return main[0][0].upper()
