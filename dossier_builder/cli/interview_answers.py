"""Answers as they were typed → what `nouveau` writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from dossier_builder.cli.interview_questions import Question
from dossier_builder.pipeline.scaffold import Answers

_OF_THE_PERSON = (
    *("nom", "prenom", "nom_usage", "adresse", "voie", "vise", "ccp_acquis"),
    *("session", "lieu", "centre", "ville", "periodes"),
)


def written(questions: Sequence[Question], answers: Mapping[str, str], today: dt.date) -> Answers:
    """The values of the answers; those that were not given stay as `Answers` has them.

    Raises AnswerError for an answer that nobody has checked.
    """
    read: dict[str, Any] = {
        question.cle: question.lire(answers[question.cle])
        for question in questions
        if question.cle in answers and question.si(answers)
    }
    person = {key: read.pop(key) for key in _OF_THE_PERSON if key in read}
    return Answers(today, **person, champs=read)
