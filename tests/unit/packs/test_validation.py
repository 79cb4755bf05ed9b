"""pydantic's errors in French: every one, at its place, with what was expected."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, model_validator

from dossier_builder.domain.candidat import Candidat, Periode
from dossier_builder.domain.written import Written
from dossier_builder.errors import InputProblem, InputsError
from dossier_builder.packs.french import did_you_mean
from dossier_builder.packs.positions import parse_yaml, validate


class Everything(Written):
    texte: str = ""
    entier: int = 0
    nombre: float = 0
    oui: bool = False
    jour: dt.date | None = None
    choix: Literal["rouge", "vert"] = "rouge"
    mots: tuple[str, ...] = ()
    paire: tuple[float, float] = (0, 0)
    positif: Annotated[int, Field(ge=1)] = 1
    periode: Periode | None = None
    libre: dict[str, int] = Field(default_factory=dict)
    vise: Literal["titre"] | tuple[str, ...] = "titre"


def problems(text: str, model: type[BaseModel] = Everything) -> tuple[InputProblem, ...]:
    with pytest.raises(InputsError) as caught:
        validate(model, parse_yaml(text, "a.yaml"))
    return caught.value.problems


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "column", "message", "aide"),
    [
        ("texte: 12", 8, "attendu un texte, reçu le nombre 12", '"12"'),
        ("texte: true", 8, "attendu un texte, reçu true", '"true"'),
        ("texte: ~", 8, "attendu un texte, reçu rien", "Exemple"),
        ("texte: {a: b}", 8, "attendu un texte, reçu des clés et des valeurs", "guillemets"),
        ("entier: douze", 9, "attendu un nombre entier, reçu « douze »", "12"),
        ('entier: "12"', 9, "attendu un nombre entier, reçu « 12 »", "sans guillemets : 12"),
        ("nombre: 2,5", 9, "attendu un nombre, reçu « 2,5 »", "avec un point : 2.5"),
        ("oui: oui", 6, "attendu true (oui) ou false (non), reçu « oui »", "true"),
        ("jour: 23/11/2026", 7, "attendu une date, reçu « 23/11/2026 »", "2026-11-23"),
        ("jour: 2026-02-30", 7, "attendu une date, reçu « 2026-02-30 »", "année-mois-jour"),
        ("jour: 31/02/2026", 7, "attendu une date", "2026-11-23"),
        ("jour: 20261123", 7, "attendu une date, reçu le nombre 20261123", "année-mois-jour"),
        ("choix: rouje", 8, "valeur inconnue « rouje » ; vouliez-vous dire « rouge » ?", "vert"),
        ("choix: zzz", 8, "valeur inconnue « zzz »", "Valeurs possibles : rouge, vert."),
        ("mots: seul", 7, "attendu une liste, reçu « seul »", '["seul"]'),
        ("mots: [a, 3]", 11, "attendu un texte, reçu le nombre 3", '"3"'),
        ("paire: [1]", 8, "", ""),
        ("paire: [1, 2, 3]", 8, "attendu une liste de 2 valeurs, reçu une liste", ""),
        ("positif: 0", 10, "attendu un nombre au moins égal à 1, reçu le nombre 0", ""),
        ("libre: {a: x}", 12, "attendu un nombre entier", ""),
        ("periode: demain", 10, "attendu des clés et des valeurs", "debut, fin"),
        ("vise: tout", 7, "attendu « titre » ou une liste, reçu « tout »", '["tout"]'),
        ("vise: [ccp2, 3]", 14, "attendu un texte, reçu le nombre 3", ""),
    ],
)
def test_a_wrong_value_says_what_was_expected(
    text: str, column: int, message: str, aide: str
) -> None:
    (problem,) = problems(text)
    assert problem.place == f"a.yaml:1:{column}"
    assert message in plain(problem.message)
    assert aide in plain(problem.aide)


def test_an_unknown_key_suggests_one_that_is_free() -> None:
    (problem,) = problems("texte: a\nentir: 3\n")
    assert problem.place == "a.yaml:2:1"
    assert plain(problem.message) == "clé inconnue « entir » ; vouliez-vous dire « entier » ?"
    assert "texte, entier" in problem.aide


def test_an_unknown_key_deep_inside_knows_the_keys_of_its_place() -> None:
    (problem,) = problems("periode:\n  debut: 2026-01-01\n  fin: 2026-01-02\n  finn: 3\n")
    assert problem.place == "a.yaml:4:3"
    assert plain(problem.aide) == "Clés possibles : debut, fin."


def test_a_missing_key_points_at_its_owner_and_gives_the_example() -> None:
    located = parse_yaml("texte: a\nperiode: {debut: 2026-01-01}\n", "a.yaml")
    with pytest.raises(InputsError) as caught:
        validate(Everything, located, exemples={"fin": "2026-12-11"})
    (problem,) = caught.value.problems
    assert problem.place == "a.yaml:2:10"
    assert plain(problem.message) == "clé obligatoire absente dans « periode » : « fin »"
    assert plain(problem.aide) == "Exemple : fin: 2026-12-11"


def test_an_example_replaces_the_general_one() -> None:
    located = parse_yaml("entier: x\n", "a.yaml")
    with pytest.raises(InputsError) as caught:
        validate(Everything, located, exemples={"entier": "140"})
    assert plain(caught.value.problems[0].aide) == "Exemple : entier: 140"


def test_a_validator_speaks_for_itself() -> None:
    (problem,) = problems("texte: a\nperiode: {debut: 2026-02-01, fin: 2026-01-01}\n")
    assert problem.place == "a.yaml:2:10"
    assert plain(problem.message) == "« periode » : la fin précède le début"


def test_the_top_level_must_be_keys_and_values() -> None:
    (problem,) = problems("- a\n- b\n")
    assert problem.place == "a.yaml:1:1"
    assert "texte, entier" in problem.aide


def test_every_problem_at_once_in_the_order_of_the_file() -> None:
    text = """\
nom_usag: X
prenom: 12
voie: formatoin
session: {date: 23/11/2026, liu: V}
periodes:
  - {structure: M, debut: 2026-11-16, fin: 2026-11-30, heures: "140"}
"""
    found = problems(text, Candidat)
    assert [p.place for p in found] == [
        "a.yaml:1:1",
        "a.yaml:1:1",
        "a.yaml:2:9",
        "a.yaml:3:7",
        "a.yaml:4:17",
        "a.yaml:4:29",
        "a.yaml:6:64",
    ]
    assert len({p.message for p in found}) == len(found)


def test_the_count_is_in_the_message() -> None:
    with pytest.raises(InputsError, match="2 problèmes"):
        validate(Everything, parse_yaml("texte: 1\nentier: x\n", "a.yaml"))


def test_what_is_right_becomes_the_model() -> None:
    text = "texte: 2026-11-23\njour: 2026-11-23\npaire: [1, 2.5]\nvise: [ccp2]\nmots: [a]\n"
    value = validate(Everything, parse_yaml(text, "a.yaml"))
    assert value.texte == "2026-11-23"
    assert value.jour == dt.date(2026, 11, 23)
    assert value.paire == (1.0, 2.5)
    assert value.vise == ("ccp2",)
    assert value.mots == ("a",)


def test_a_part_can_be_a_plain_type() -> None:
    located = parse_yaml("a: 1\njour: hier\n", "a.yaml").at("jour")
    with pytest.raises(InputsError) as caught:
        validate(dt.date, located)
    assert caught.value.problems[0].place == "a.yaml:2:7"


def test_no_close_word_no_suggestion() -> None:
    assert did_you_mean("zzz", ["titre", "date"]) == ""
    assert "« titre »" in plain(did_you_mean("Titer", ["titre", "date"]))


class _Grumpy(BaseModel):
    a: Any = None

    @model_validator(mode="after")
    def _never(self) -> _Grumpy:
        msg = "jamais content"
        raise ValueError(msg)


def test_a_problem_of_the_whole_has_a_place() -> None:
    (problem,) = problems("a: 1\n", _Grumpy)
    assert (problem.place, problem.message) == ("a.yaml:1:1", "jamais content")
