"""The interview of `nouveau` without a terminal: readers, files of answers, back and skip."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from dossier_builder.cli import interview_values as values
from dossier_builder.cli.interview import BACK, SKIP, Move, Said, interview, missing
from dossier_builder.cli.interview_answers import written
from dossier_builder.cli.interview_file import answers_given, answers_of, read_file
from dossier_builder.cli.interview_kept import forget, keep, kept_file, recall
from dossier_builder.cli.interview_questions import Question, questions
from dossier_builder.domain.candidat import Periode
from dossier_builder.errors import InputsError, UsageError
from dossier_builder.inputs import load_dossier
from dossier_builder.pipeline.modeles import load, pack_roots
from dossier_builder.pipeline.scaffold import make_folder

ROOTS = pack_roots(None)
TODAY = dt.date(2026, 11, 23)


def asked(kind: str = "cip/ccp2", *, known: bool = False) -> tuple[Question, ...]:
    return questions(load(kind, ROOTS), known=known)


@pytest.mark.parametrize(
    "typed", ["07/12/2026", "7/12/2026", "2026-12-07", "7 décembre 2026", " 07.12.2026 "]
)
def test_dates_as_people_write_them(typed: str) -> None:
    assert values.date(typed) == dt.date(2026, 12, 7)


@pytest.mark.parametrize(
    ("reader", "typed", "sentence"),
    [
        (values.date, "31/02/2027", "n’est pas un jour du calendrier"),
        (values.date, "bientôt", "n’est pas une date. Exemple"),
        (values.date, "7 decambre 2026", "decembre"),
        (values.date, "07/12/0026", "hors du possible"),
        (values.name, "123", "sans chiffre"),
        (values.span, "du 11/12/2026 au 16/11/2026", "La fin précède"),
        (values.span, "novembre", "Deux dates"),
        (values.company, "du 05/10/2026 au 23/10/2026", "structure manque"),
        (values.aims(["ccp1", "ccp2"]), "ccp9", "Vouliez-vous dire"),
        (values.aims(["ccp1", "ccp2"]), "titre, ccp1", "comprend déjà"),
        (values.held(["ccp1"]), "ccp1", "date du jury manque"),
        (values.diplomas, "CAP Exemple", "points-virgules"),
        (values.text, "x" * 400, "trop long"),
    ],
)
def test_a_wrong_answer_says_what_was_expected(
    reader: values.Reader, typed: str, sentence: str
) -> None:
    with pytest.raises(values.AnswerError, match=sentence) as caught:
        reader(typed)
    assert str(caught.value).isprintable() or "\u00a0" in str(caught.value)


def test_a_period_in_company_in_one_line() -> None:
    found = values.company("Mission locale de Valfictive, du 05/10/2026 au 23/10/2026, 105 h")
    assert found.structure == "Mission locale de Valfictive"
    assert (found.debut, found.heures) == (dt.date(2026, 10, 5), 105)


def test_only_what_the_kind_needs_is_asked() -> None:
    dpp = {q.cle for q in asked("cip/dpp") if q.demandee}
    ccp2 = {q.cle for q in asked("cip/ccp2") if q.demandee}
    assert "adresse" in dpp
    assert "adresse" not in ccp2
    assert {"titre", "structure"} <= ccp2
    assert not {"titre", "structure", "diplomes", "declaration"} & dpp
    assert not {"nom", "voie"} & {q.cle for q in asked(known=True)}


class Script:
    """Answers prepared in advance; `heard` are the questions put."""

    def __init__(self, *moves: Said | Move) -> None:
        self._moves = iter(moves)
        self.heard: list[tuple[str, str]] = []

    def ask(self, question: Question, rank: int, count: int, usual: str) -> Said | Move:
        assert 1 <= rank <= count
        self.heard.append((question.cle, usual))
        return next(self._moves, SKIP)


def test_back_asks_again_and_proposes_what_was_said() -> None:
    script = Script(Said("Exemple"), BACK, Said("Modèle"), BACK, BACK)
    found = interview(asked()[:3], {}, script)
    assert script.heard[:4] == [("nom", ""), ("prenom", ""), ("nom", "Exemple"), ("prenom", "")]
    assert script.heard[4] == ("nom", "Modèle")
    assert "prenom" not in found


def test_what_is_given_or_was_passed_is_not_asked_again() -> None:
    heard: list[dict[str, str]] = []
    script = Script(SKIP, Said("formation"))
    given = {"nom": "Exemple", "prenom": "Camille"}
    interview(asked(), given, script, on_answer=lambda said: heard.append(dict(said)))
    assert script.heard[0][0] == "nom_usage"
    assert heard[0] == {**given, "nom_usage": ""}
    again = Script()
    interview(asked(), heard[1], again)
    assert "nom_usage" not in [key for key, _ in again.heard]


def test_the_ccp_held_are_asked_of_who_presents_ccps_only() -> None:
    script = Script()
    interview(asked(), {"vise": "titre"}, script)
    assert "ccp_acquis" not in [key for key, _ in script.heard]
    script = Script()
    interview(asked(), {"vise": "ccp2"}, script)
    assert "ccp_acquis" in [key for key, _ in script.heard]


def answers_file(tmp_path: Path, text: str) -> Any:
    path = tmp_path / "reponses.yaml"
    path.write_text(text, encoding="utf-8")
    return read_file(path)


FULL = """
modele: cip/ccp2
nom_naissance: Exemple
prenom: Camille
voie: formation
vise: [ccp2, ccp3]
ccp_acquis: [{ccp: ccp1, date: 2026-03-12}]
session: 07/12/2026
centre: {nom: Les Exemples, ville: Valfictive}
periodes:
  - {structure: Mission locale, debut: 2026-10-05, fin: 2026-10-23, heures: 105}
  - Espace emploi, du 02/11/2026 au 20/11/2026
titre: "Reprendre la main : « essai »"
structure: Mission locale de Valfictive
periode: {debut: 2026-11-16, fin: 2026-12-11}
date: 22/02/2027
"""


def test_a_full_file_of_answers_makes_a_folder_that_loads(tmp_path: Path) -> None:
    every = asked()
    said = answers_of(answers_file(tmp_path, FULL), every)
    assert missing(every, said) == []
    folder = tmp_path / "mon-ccp2"
    modele = load("cip/ccp2", ROOTS)
    make_folder(folder, modele, written(every, said, TODAY))
    dossier = load_dossier(folder, lambda name: load(name, ROOTS)).dossier
    person = dossier.candidat
    assert person.vise == ("ccp2", "ccp3")
    assert person.ccp_acquis[0].date == dt.date(2026, 3, 12)
    assert person.session is not None
    assert person.session.date == dt.date(2026, 12, 7)
    assert [p.structure for p in person.periodes] == ["Mission locale", "Espace emploi"]
    assert person.periodes[0].heures == 105
    assert dossier.champs["titre"] == "Reprendre la main : « essai »"
    assert dossier.champs["periode"] == Periode(
        debut=dt.date(2026, 11, 16), fin=dt.date(2026, 12, 11)
    )
    assert dossier.champs["date"] == dt.date(2027, 2, 22)


def test_the_fields_of_the_form_can_be_given_by_a_file(tmp_path: Path) -> None:
    every = asked("cip/dpp")
    text = """
nom: Exemple
prenom: Camille
diplomes:
  - {intitule: CAP Exemple, organisme: Académie fictive, date: 2019-07-05}
declaration: {lieu: Valfictive, date: 2027-02-26}
documents: [Fiche de préparation d’un atelier]
"""
    said = answers_of(answers_file(tmp_path, text), every)
    folder = tmp_path / "mon-dpp"
    make_folder(folder, load("cip/dpp", ROOTS), written(every, said, TODAY))
    champs = load_dossier(folder, lambda name: load(name, ROOTS)).dossier.champs
    assert set(champs) >= {"diplomes", "declaration", "documents"}


def test_unknown_keys_and_wrong_answers_are_shown_together_at_their_lines(tmp_path: Path) -> None:
    text = "nom: Exemple\nprenon: Camille\nsession: 31/02/2027\nvoie: formaton\n"
    with pytest.raises(InputsError) as caught:
        answers_of(answers_file(tmp_path, text), asked())
    shown = [(problem.ligne, problem.message, problem.aide) for problem in caught.value.problems]
    assert [line for line, _, _ in shown] == [2, 3, 4]
    assert "prenom" in shown[0][2]
    assert "calendrier" in shown[1][1]
    assert "Vouliez-vous dire" in shown[2][1]


def test_a_file_half_filled_leaves_the_rest_to_be_asked(tmp_path: Path) -> None:
    said = answers_of(answers_file(tmp_path, "nom: Exemple\nprenom:\n"), asked())
    assert said == {"nom": "Exemple"}
    assert [q.cle for q in missing(asked(), said)][:2] == ["prenom", "voie"]


def test_answers_by_options() -> None:
    assert answers_given(["structure=Mission locale"], asked()) == {"structure": "Mission locale"}
    with pytest.raises(UsageError) as caught:
        answers_given(["structur=x"], asked())
    assert "structure" in caught.value.aide
    with pytest.raises(UsageError, match="il manque le signe"):
        answers_given(["structure"], asked())


def test_kept_answers_are_private_and_can_be_forgotten(tmp_path: Path) -> None:
    folder = tmp_path / "mon-ccp2"
    assert recall(folder) is None
    assert keep(folder, "cip/ccp2", {"nom": "Exemple", "nom_usage": ""})
    path = kept_file(folder)
    assert path.stat().st_mode & 0o077 == 0
    assert "Exemple" not in path.name
    found = recall(folder)
    assert found is not None
    assert found.answers == {"nom": "Exemple", "nom_usage": ""}
    path.write_text("abîmé", encoding="utf-8")
    assert recall(folder) is None
    forget(folder)
    assert not path.exists()
