"""What a check answers, and the words a pack may put in its place."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable

from dossier_builder.domain.findings import Finding, Nature, RegleStatut
from dossier_builder.domain.modele import Source
from dossier_builder.domain.typographie import insecable
from dossier_builder.values import frozen

_EXCERPT_CHARACTERS = 120
_GLYPHS = re.compile("[\ue000-\uf8ff]")  # arrows and boxes of symbol fonts: no text


@frozen
class Judged:
    """A check's answer. `source` replaces the rule's when what failed has a source of its own."""

    statut: RegleStatut
    constats: tuple[Finding, ...] = ()
    preuve: str = ""
    source: Source | None = None


@frozen
class Wording:
    """The pack's own words for a rule, if it gives any; a check's default words otherwise."""

    message: str | None = None
    aide: str | None = None

    def finding(
        self,
        message: str,
        aide: str,
        *,
        nature: Nature = "a_corriger",
        page: int | None = None,
        extrait: str = "",
        paragraphe: int | None = None,
        **values: object,
    ) -> Finding:
        """A finding in French typography; `values` fill the braces of the pack's message."""
        return Finding(
            message=insecable(self.message.format_map(values) if self.message else message),
            aide=insecable(self.aide.format_map(values) if self.aide else aide),
            nature=nature,
            page=page,
            extrait=excerpt(extrait),
            paragraphe=paragraphe,
        )


def passed(preuve: str) -> Judged:
    """The rule holds; `preuve` says what was seen."""
    return Judged("reussie", preuve=insecable(preuve))


def failed(
    constats: Iterable[Finding], preuve: str = "", *, source: Source | None = None
) -> Judged:
    """The rule does not hold."""
    return Judged("echouee", tuple(constats), insecable(preuve), source)


def judged(constats: Iterable[Finding], preuve: str, *, source: Source | None = None) -> Judged:
    """Failed when there is a finding, passed with `preuve` otherwise."""
    found = tuple(constats)
    return failed(found, source=source) if found else passed(preuve)


def not_applicable(raison: str) -> Judged:
    """The rule has nothing to judge here, or another finding already says it."""
    return Judged("non_applicable", preuve=insecable(raison))


def not_evaluated(raison: str) -> Judged:
    """The rule could not be judged; `raison` says why and what to do."""
    return Judged("non_evaluee", preuve=insecable(raison))


def excerpt(text: str) -> str:
    """The text on one line, short enough to stand in a report."""
    text = " ".join(_GLYPHS.sub("", text).split())
    if len(text) <= _EXCERPT_CHARACTERS:
        return text
    return text[: _EXCERPT_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"


def placeholders_of(message: str) -> frozenset[str]:
    """The names in braces of a message; raises ValueError when the braces are unbalanced."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(message) if name)
