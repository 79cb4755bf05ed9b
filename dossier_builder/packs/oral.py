"""The oral tests of a title: the oral.yaml files of every folder of packs → one `Oral`.

A centre's file names the same title and says only what differs (a duration, questions of its
own): it stands anywhere in the centre's folder of packs, two folders deep at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dossier_builder.domain.modele import Source
from dossier_builder.domain.oral import Epreuve, Oral, Question
from dossier_builder.errors import InputProblem, InputsError, PackError
from dossier_builder.packs.located import Located
from dossier_builder.packs.oral_ecrit import EpreuveEcrite, OralEcrit
from dossier_builder.packs.positions import parse_yaml, read_text, validate

ORAL = "oral.yaml"
_DEPTH = 2
_REQUIRED = ("intitule", "entretien")
_EXAMPLES = {
    "minutes": "20",
    "source": "{document: Consignes du centre, statut: centre, date: 2026-11-23}",
    "entretien": "{minutes: 40, source: {…}}",
    "titre": "cip",
}


def load_oral(titre: str, roots: Sequence[Path]) -> Oral | None:
    """The oral tests of that title, None when no file tells any.

    `roots` come in order of precedence, the first one winning. Raises PackError with every
    problem of the files.
    """
    problems: list[InputProblem] = []
    written = [found for path in _files(roots) if (found := _read(path, problems))]
    ours = [(located, one) for located, one in written if one.titre == titre]
    merged = _merged(titre, ours, problems)
    if problems:
        raise PackError(
            f"Les épreuves orales du titre « {titre} » ne peuvent pas être lues.", tuple(problems)
        )
    return merged


def _files(roots: Sequence[Path]) -> Iterator[Path]:
    """Every oral.yaml, the least binding first; each once."""
    seen: set[Path] = set()
    for root in reversed(list(dict.fromkeys(roots))):
        for depth in range(_DEPTH + 1):
            for path in sorted(root.glob("*/" * depth + ORAL)):
                if path not in seen:
                    seen.add(path)
                    yield path


def _read(path: Path, problems: list[InputProblem]) -> tuple[Located, OralEcrit] | None:
    try:
        located = parse_yaml(read_text(path).text, str(path))
        return located, validate(OralEcrit, located, exemples=_EXAMPLES)
    except InputsError as error:
        problems += error.problems
        return None


def _merged(
    titre: str, written: Sequence[tuple[Located, OralEcrit]], problems: list[InputProblem]
) -> Oral | None:
    values: dict[str, dict[str, Any]] = {}
    questions: tuple[Question, ...] = ()
    source: Source | None = None
    for located, one in written:
        for rank, epreuve in enumerate(one.epreuves):
            known = values.setdefault(epreuve.id, {})
            known |= _said(epreuve)
            missing = [key for key in _REQUIRED if key not in known]
            if missing:
                names = ", ".join(f"« {key} »" for key in missing)
                message = f"clé obligatoire absente pour l’épreuve « {epreuve.id} » : {names}"
                place = located.position(("epreuves", rank))
                problems.append(InputProblem(located.fichier, *place, message))
        questions = (*one.questions, *(() if one.remplace_questions else questions))
        source = one.source or source
    if problems or not values:
        return None
    if source is None:
        message = "clé obligatoire absente : « source »"
        problems.append(InputProblem(written[0][0].fichier, 1, 1, message, _EXAMPLES["source"]))
        return None
    epreuves = tuple(Epreuve.model_validate(one) for one in values.values())
    return Oral(titre=titre, source=source, epreuves=epreuves, questions=questions)


def _said(epreuve: EpreuveEcrite) -> dict[str, Any]:
    """What a file says of a test; `~` counts as nothing."""
    fields = EpreuveEcrite.model_fields
    return {key: value for key in fields if (value := getattr(epreuve, key)) is not None}
