"""LNG001: spelling and grammar, as Grammalecte sees them; one finding for each kind of mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dossier_builder.domain.facts import Facts, Paragraph
from dossier_builder.domain.findings import Finding
from dossier_builder.domain.presentation import Remarque
from dossier_builder.domain.typographie import enumeration, pluriel
from dossier_builder.rules.check import Check, Parametres, Subject
from dossier_builder.rules.extent import body
from dossier_builder.rules.judged import Judged, judged, not_evaluated
from dossier_builder.values import frozen

_KINDS: Mapping[str, str] = {
    "orth": "mot inconnu du dictionnaire|mots inconnus du dictionnaire",
    "gn": "accord à revoir|accords à revoir",
    "conj": "conjugaison à revoir|conjugaisons à revoir",
    "conf": "confusion de mots|confusions de mots",
    "ppas": "participe passé à revoir|participes passés à revoir",
    "infi": "infinitif attendu|infinitifs attendus",
    "imp": "impératif à revoir|impératifs à revoir",
    "inte": "forme interrogative à revoir|formes interrogatives à revoir",
    "tu": "trait d’union à revoir|traits d’union à revoir",
    "vmode": "mode du verbe à revoir|modes du verbe à revoir",
    "eleu": "élision à revoir|élisions à revoir",
    "date": "date impossible|dates impossibles",
}
_ABSENT = (
    "L’orthographe n’a pas été relue : servez-vous du correcteur de Word (F7), ou de Grammalecte "
    "(dossier expliquer LNG001)."
)
_RETRY = "Relisez avec le correcteur de Word (F7)."


@frozen(kw_only=True)
class LanguageParametres(Parametres):
    """`ignores`: words and kinds (`orth`, `conj`…) not to tell; `exemples`: shown for each kind."""

    ignores: tuple[str, ...] = ()
    exemples: int = 3


def _language(subject: Subject, parametres: LanguageParametres) -> Judged:
    facts = subject.facts
    if facts.relecture is None:
        return not_evaluated(_ABSENT)
    if facts.relecture.motif:
        return not_evaluated(f"{facts.relecture.motif} {_RETRY}")
    ignored = {word.casefold() for word in parametres.ignores}
    counted = {p.index: p for p in body(facts) if p.page not in _covers(facts)}
    by_kind: dict[str, list[Remarque]] = defaultdict(list)
    for remark in facts.relecture.remarques:
        told = remark.paragraphe in counted and remark.genre in _KINDS
        if told and not ignored & {remark.genre, remark.texte.casefold()}:
            by_kind[remark.genre].append(remark)
    constats = [
        _finding(subject, kind, by_kind[kind], counted, parametres.exemples)
        for kind in _KINDS
        if kind in by_kind
    ]
    return judged(constats, "Rien à signaler d’après Grammalecte.")


def _covers(facts: Facts) -> frozenset[int | None]:
    """The cover holds little but names."""
    return frozenset(facts.pagination.couverture)


def _finding(
    subject: Subject,
    kind: str,
    remarks: Sequence[Remarque],
    counted: Mapping[int, Paragraph],
    examples: int,
) -> Finding:
    singular, plural = _KINDS[kind].split("|")
    first = remarks[0]
    shown = {remark.texte: remark for remark in reversed(remarks)}
    words = [_example(shown[text], counted) for text in list(shown)[::-1][:examples]]
    more = len(remarks) > len(words)
    return subject.wording.finding(
        f"{pluriel(len(remarks), singular, plural)} : "
        f"{', '.join(words) if more else enumeration(words)}{'…' if more else '.'}",
        _aide(first),
        nature="a_decider",  # Grammalecte may be wrong: nobody is told to mend
        page=counted[first.paragraphe].page,
        paragraphe=first.paragraphe,
        extrait=counted[first.paragraphe].text,
        genre=kind,
        nombre=len(remarks),
    )


def _example(remark: Remarque, counted: Mapping[int, Paragraph]) -> str:
    page = counted[remark.paragraphe].page
    return f"« {remark.texte} »{f' (p. {page})' if page else ''}"


def _aide(remark: Remarque) -> str:
    """Grammalecte's own words on the first; it is a program, and may be wrong."""
    hint = f" Il propose : {', '.join(remark.suggestions)}." if remark.suggestions else ""
    told = "" if remark.genre == "orth" else f" Sur le premier : {remark.message}{hint}"
    return f"Relisez ces passages ; Grammalecte peut se tromper.{told}"


CHECKS = (
    Check(
        "LNG001",
        "Orthographe et grammaire",
        _language,
        LanguageParametres,
        placeholders=frozenset({"genre", "nombre"}),
    ),
)
