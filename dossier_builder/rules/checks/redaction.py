"""TXT003 to TXT006: characters counted, « je » and « on », text given twice, long sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dossier_builder.domain.facts import Facts, Paragraph
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.modele import Caracteres, Modele, Source
from dossier_builder.domain.typographie import plages, pluriel
from dossier_builder.domain.wording import count_words, folded
from dossier_builder.rules.check import Check, Parametres, SansParametres, Subject
from dossier_builder.rules.extent import body
from dossier_builder.rules.judged import (
    Judged,
    failed,
    judged,
    not_applicable,
    not_evaluated,
    passed,
)
from dossier_builder.rules.practice import practices
from dossier_builder.values import frozen

_I = re.compile(r"\bje\b|\bj['’]", re.IGNORECASE)
_ONE = re.compile(r"\bon\b", re.IGNORECASE)
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\s»”)\"]+|\n")
_LINE_ENDS = (".", "!", "?", "…", ":", ";", "»")
# Below these, a share means nothing.
_ENOUGH_SENTENCES, _ENOUGH_LONG = 20, 3


@frozen(kw_only=True)
class OnParametres(Parametres):
    """`on_min`: from so many « on » in a part, more than its « je », it is told."""

    on_min: int = 5


@frozen(kw_only=True)
class RepeatParametres(Parametres):
    """`mots_min`: shorter paragraphs may come twice."""

    mots_min: int = 30


@frozen(kw_only=True)
class SentenceParametres(Parametres):
    """`mots_max`: a longer sentence is long; `part_max`: the share of them that may be."""

    mots_max: int = 40
    part_max: float = 0.1


def _characters_source(modele: Modele) -> Source | None:
    return modele.caracteres.source if modele.caracteres else None


def _characters(subject: Subject, _: SansParametres) -> Judged:
    limit = subject.modele.caracteres
    if limit is None:
        return not_applicable("Ce dossier n’a pas de limite de caractères.")
    counted = _count(subject.facts, limit)
    seen = f"{_thousands(counted)} caractères, espaces comprises"
    if counted.inside(limit.min, limit.max):
        return passed(f"{seen} ; il en faut {_bounds(limit)}.")
    if not counted.outside(limit.min, limit.max):
        return not_evaluated(
            f"{seen} selon que l’on compte ou non les notes et les fins de ligne, pour "
            f"{_bounds(limit)} : vérifiez dans Word (Révision, Statistiques)."
        )
    too_long = limit.max is not None and counted.min > limit.max
    gap = counted.min - (limit.max or 0) if too_long else (limit.min or 0) - counted.max
    finding = subject.wording.finding(
        f"{seen} ; il en faut {_bounds(limit)}.",
        f"Retirez environ {_figure(gap)} caractères : ce qui illustre peut aller en annexe."
        if too_long
        else f"Il en manque environ {_figure(gap)} : développez les parties les plus courtes.",
        nature="a_corriger" if too_long else "a_ecrire",
        comptes=_thousands(counted),
        min=limit.min,
        max=limit.max,
        ecart=gap,
    )
    return failed([finding])


def _count(facts: Facts, limit: Caracteres) -> Interval:
    """Without and with the notes; in a PDF, without and with a space at each line's end."""
    pages = {
        *(facts.pagination.couverture if "couverture" in limit.hors else ()),
        *(facts.pagination.sommaire if "sommaire" in limit.hors else ()),
    }
    shown = body(facts) if "annexes" in limit.hors else facts.paragraphs
    kept = [
        p
        for p in shown
        if p.page not in pages and not (p.kind == "sommaire" and "sommaire" in limit.hors)
    ]
    least = sum(len(p.text.strip()) for p in kept)
    if facts.format == "pdf":
        return Interval(least, least + len(kept))
    return Interval(least, least + sum(len(note) for p in kept for note in p.notes))


def _figure(value: int) -> str:
    return f"{value:,}".replace(",", "\u00a0")


def _thousands(counted: Interval) -> str:
    if counted.is_exact:
        return _figure(counted.min)
    return f"{_figure(counted.min)} à {_figure(counted.max)}"


def _bounds(limit: Caracteres) -> str:
    if limit.min is None or limit.max is None:
        bound = limit.max if limit.min is None else limit.min
        return f"{'au plus' if limit.min is None else 'au moins'} {_figure(bound or 0)}"
    return f"{_figure(limit.min)} à {_figure(limit.max)}"


def _first_person(subject: Subject, parametres: OnParametres) -> Judged:
    parts = practices(subject.facts, subject.modele)
    if not parts:
        return not_applicable("Aucune partie de pratique n’a été trouvée.")
    constats = []
    total = 0
    for part in parts:
        text = _QUOTED.sub(" ", "\n".join(p.text for p in part.paragraphs))
        me, one = len(_I.findall(text)), len(_ONE.findall(text))
        total += me
        if one < parametres.on_min or one <= me:
            continue
        first = next(p for p in part.paragraphs if _ONE.search(_QUOTED.sub(" ", p.text)))
        constats.append(
            subject.wording.finding(
                f"« {part.title} » : {one} « on » pour {me} « je ».",
                "Le jury cherche ce que vous avez fait vous-même : « j’ai proposé… », « j’ai "
                "choisi… ».",
                nature="a_decider",
                page=first.page,
                paragraphe=first.index,
                extrait=first.text,
                titre=part.title,
                on=one,
                je=me,
            )
        )
    return judged(constats, f"« Je » {total} fois dans les parties de pratique.")


def _repeated(subject: Subject, parametres: RepeatParametres) -> Judged:
    facts, form = subject.facts, subject.modele.formulaire
    fixed = frozenset(folded(text) for text in form.textes_fixes) if form else frozenset()
    shown = [
        p
        for p in body(facts)
        if p.level is None and p.kind not in {"sommaire", "titre"} and p.text.strip()
    ]
    if facts.formulaire is not None:
        # Each example repeats the titles around its boxes: only the boxes are the learner's.
        inside = {
            index
            for exemple in facts.formulaire.exemples
            for boite in exemple.boites
            for index in boite.paragraphes
        }
        shown = [p for p in shown if p.index in inside]
    found = _twice(shown, parametres.mots_min, fixed, joined=facts.format == "pdf")
    constats = [
        subject.wording.finding(
            "Le même paragraphe est écrit deux fois"
            f"{f' : ici et p. {first.page}' if first.page else ''}.",
            "Gardez-le là où il sert le mieux, et renvoyez-y le lecteur.",
            page=second.page,
            paragraphe=second.index,
            extrait=second.text,
            premiere=first.page,
        )
        for first, second in found
    ]
    return judged(constats, "Aucun paragraphe répété.")


def _twice(
    shown: Sequence[Paragraph], least: int, fixed: frozenset[str], *, joined: bool
) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Pairs that say the same in `least` words or more; `joined`: over lines that follow."""
    words = [count_words(p.text) for p in shown]
    texts = [folded(p.text) if joined or words[n] >= least else "" for n, p in enumerate(shown)]
    first_place: dict[str, int] = {}
    told: set[int] = set()
    position = 0
    while position < len(shown):
        text = texts[position]
        start = first_place.setdefault(text, position)
        size = 0
        if text and start < position and text not in fixed:
            most = position - start if joined else 1
            while size < most and position + size < len(shown):
                if texts[start + size] != texts[position + size]:
                    break
                size += 1
            if sum(words[position : position + size]) >= least:
                if start not in told:  # a text that comes five times is told once
                    told.add(start)
                    yield shown[start], shown[position]
                position += size
                continue
        position += 1


def _long_sentences(subject: Subject, parametres: SentenceParametres) -> Judged:
    facts = subject.facts
    sentences = list(_sentences(body(facts), joined=facts.format == "pdf"))
    if len(sentences) < _ENOUGH_SENTENCES:
        return not_applicable("Trop peu de phrases pour en juger.")
    long = [(p, s) for p, s in sentences if count_words(s) > parametres.mots_max]
    share = len(long) / len(sentences)
    told = f"{len(long)} phrases sur {len(sentences)} ({round(share * 100)} %)"
    if len(long) < _ENOUGH_LONG or share <= parametres.part_max:
        return passed(f"Phrases de plus de {parametres.mots_max} mots : {told}.")
    pages = plages([p.page for p, _ in long if p.page is not None])
    paragraph, sentence = long[0]
    finding = subject.wording.finding(
        f"{told} ont plus de {parametres.mots_max} mots{f' (p. {pages})' if pages else ''}.",
        "Coupez-les en deux : une idée par phrase, le sujet et le verbe d’abord.",
        page=paragraph.page,
        paragraphe=paragraph.index,
        extrait=sentence,
        nombre=pluriel(len(long), "phrase"),
        pages=pages,
    )
    return failed([finding])


def _sentences(shown: Sequence[Paragraph], *, joined: bool) -> Iterator[tuple[Paragraph, str]]:
    """Each sentence with the paragraph where it begins; `joined`: paragraphs are printed lines."""
    texts = [p for p in shown if p.level is None and p.kind not in {"sommaire", "titre", "legende"}]
    start: Paragraph | None = None
    text = ""
    for p in texts:
        line = p.text.strip()
        if start is not None and joined and not text.endswith(_LINE_ENDS) and line[:1].islower():
            text = f"{text} {line}"
            continue
        if start is not None:
            yield from ((start, one) for one in _SENTENCE_END.split(text) if one.strip())
        start, text = p, line
    if start is not None:
        yield from ((start, one) for one in _SENTENCE_END.split(text) if one.strip())


CHECKS = (
    Check(
        "TXT003",
        "Nombre de caractères",
        _characters,
        placeholders=frozenset({"comptes", "min", "max", "ecart"}),
        source=_characters_source,
    ),
    Check(
        "TXT004",
        "« Je » dans les parties de pratique",
        _first_person,
        OnParametres,
        placeholders=frozenset({"titre", "on", "je"}),
    ),
    Check(
        "TXT005",
        "Paragraphe en double",
        _repeated,
        RepeatParametres,
        placeholders=frozenset({"premiere"}),
    ),
    Check(
        "TXT006",
        "Phrases longues",
        _long_sentences,
        SentenceParametres,
        placeholders=frozenset({"nombre", "pages"}),
    ),
)
