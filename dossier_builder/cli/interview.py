"""The interview of `nouveau`: one question after the other, back and skip always possible."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, Protocol

from dossier_builder.cli.interview_questions import Question
from dossier_builder.values import frozen

Move = Literal["retour", "passer"]
BACK: Move = "retour"
SKIP: Move = "passer"


@frozen
class Said:
    """What somebody answered: a text that the question can read."""

    texte: str


class Asker(Protocol):
    """How a question is put: see interview_terminal."""

    def ask(self, question: Question, rank: int, count: int, usual: str) -> Said | Move:
        """The answer, or where to go instead; `usual` is proposed. Raises KeyboardInterrupt."""
        ...


def interview(
    questions: Sequence[Question],
    given: Mapping[str, str],
    asker: Asker,
    *,
    on_answer: Callable[[Mapping[str, str]], None] = lambda _: None,
) -> dict[str, str]:
    """Ask what is not given; `on_answer` hears of the answers after each one.

    An empty answer is a question that was passed: `on_answer` hears of it, the result has none.
    Back goes to the last question that was asked, with its answer proposed again.
    """
    answers = {key: text for key, text in given.items() if text}
    skipped = {key for key, text in given.items() if not text}
    asked: list[str] = []
    proposed: dict[str, str] = {}
    while True:
        waiting = [
            q
            for q in questions
            if q.demandee and q.cle not in answers and q.cle not in skipped and q.si(answers)
        ]
        if not waiting:
            return answers
        question = waiting[0]
        rank = len(asked) + 1
        said = asker.ask(question, rank, rank + len(waiting) - 1, proposed.get(question.cle, ""))
        if said == BACK:
            if asked:
                last = asked.pop()
                skipped.discard(last)
                proposed[last] = answers.pop(last, "")
            continue
        asked.append(question.cle)
        if isinstance(said, Said):
            answers[question.cle] = said.texte
        else:
            skipped.add(question.cle)
        on_answer({**dict.fromkeys(skipped, ""), **answers})


def missing(questions: Sequence[Question], answers: Mapping[str, str]) -> list[Question]:
    """What must be said one day and is not."""
    return [q for q in questions if q.obligatoire and q.cle not in answers and q.si(answers)]
