"""A centre's choices become its own pack, which every dossier of that kind then follows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from dossier_builder.domain.modele import Modele
from dossier_builder.errors import InputsError, UsageError
from dossier_builder.pipeline.modeles import load, pack_roots
from dossier_builder.pipeline.reglages import (
    Choix,
    Reglage,
    known_parts,
    read_answers,
    settle,
)

DAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 21, 40, tzinfo=dt.UTC)
CHOIX = Choix(centre="Centre Les Exemples : Valfictive", par="A. Modèle", le=DAY)


@pytest.fixture(autouse=True)
def no_packs_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOSSIER_MODELES", raising=False)


def ours(identifier: str = "cip/ccp2") -> Modele:
    return load(identifier, pack_roots(None))


def settled(
    root: Path, choix: Choix = CHOIX, identifier: str = "cip/ccp2", now: dt.datetime = NOW
) -> Reglage:
    return settle(ours(identifier), choix, root, pack_roots(None), now)


def test_the_pack_of_the_centre_completes_ours_under_its_name(tmp_path: Path) -> None:
    made = settled(tmp_path, replace(CHOIX, garde=False, sommaire=False))
    assert made.fichier == tmp_path / "cip" / "ccp2" / "modele.yaml"
    found = load("cip/ccp2", pack_roots(tmp_path))
    assert found == made.modele
    assert found.pages is not None
    assert (found.pages.min, found.pages.max) == (16, 21)
    assert found.pages.hors == ("couverture", "sommaire", "annexes")
    assert found.pages.source.statut == "centre"
    assert "Programme de formation" in found.pages.source.detail
    assert found.centre is not None
    assert found.centre.nom == "Centre Les Exemples : Valfictive"
    assert [s.id for s in found.sections] == [s.id for s in ours().sections]


def test_what_is_not_said_stays_ours(tmp_path: Path) -> None:
    made = settled(tmp_path).modele
    assert made.pages == ours().pages
    assert made.sections == ours().sections
    assert made.regles == ours().regles


def test_the_parts_confirmed_bind_and_the_others_do_not(tmp_path: Path) -> None:
    made = settled(tmp_path, replace(CHOIX, parties=("contexte",))).modele
    assert made.section("contexte").source.statut == "centre"
    assert "A. Modèle, le 23/11/2026" in made.section("contexte").source.detail
    assert made.section("atelier").source.statut == "infere"


def test_the_rules_that_we_propose_are_made_the_centre_s(tmp_path: Path) -> None:
    made = settled(tmp_path, replace(CHOIX, regles=True)).modele
    statuts = {regle.source.statut for regle in made.regles if regle.source}
    assert "infere" not in statuts
    assert "centre" in statuts


def test_a_limit_in_characters_is_settled_too(tmp_path: Path) -> None:
    made = settled(tmp_path, replace(CHOIX, longueur=(30_000, 35_000), garde=True), "ecsr/ccp2")
    limit = made.modele.caracteres
    assert limit is not None
    assert (limit.min, limit.max, limit.hors) == (30_000, 35_000, ("annexes",))


def test_the_file_is_for_people(tmp_path: Path) -> None:
    text = settled(tmp_path, replace(CHOIX, parties=("contexte",))).fichier.read_text("utf-8")
    assert text.startswith("# «\u00a0Dossier projet CCP2\u00a0»\u00a0: les choix de Centre")
    assert "  - {id: contexte, source: reglage}  # Contexte" in text
    assert sum(line.startswith("#") for line in text.splitlines()) >= 6


def test_a_name_cannot_break_the_file(tmp_path: Path) -> None:
    odd = replace(CHOIX, centre='Centre "A"\nid: autre/chose # {x}', par="B:\tC\n- d")
    made = settled(tmp_path, odd).modele
    assert made.id == "cip/ccp2"
    assert made.centre is not None
    assert made.centre.nom == 'Centre "A" id: autre/chose # {x}'


def test_the_same_choices_write_nothing(tmp_path: Path) -> None:
    first = settled(tmp_path)
    before = first.fichier.stat().st_mtime_ns
    again = settled(tmp_path, now=NOW + dt.timedelta(hours=1))
    assert again.inchange
    assert again.gardes == ()
    assert first.fichier.stat().st_mtime_ns == before


def test_what_stood_there_is_kept_in_a_dated_copy(tmp_path: Path) -> None:
    first = settled(tmp_path)
    edited = first.fichier.read_text("utf-8") + "# ajouté à la main\n"
    first.fichier.write_text(edited, encoding="utf-8")
    again = settled(tmp_path, replace(CHOIX, longueur=(15, 20)))
    (copy,) = again.gardes
    assert copy.name == "modele.2026-11-23-214000.yaml"
    assert copy.read_text("utf-8") == edited
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize("suffix", [".png", ".JPG"])
def test_the_logo_stands_beside_the_pack(suffix: str, tmp_path: Path) -> None:
    logo = tmp_path / f"mon logo{suffix}"
    Image.new("RGB", (40, 20), "#123456").save(logo)
    centre = settled(tmp_path / "modeles", replace(CHOIX, logo=logo)).modele.centre
    assert centre is not None
    assert centre.logo is not None
    assert centre.logo.read_bytes() == logo.read_bytes()


@pytest.mark.parametrize(
    "wrong",
    [replace(CHOIX, longueur=(20, 10)), replace(CHOIX, logo=Path("logo.svg"))],
    ids=["length", "logo"],
)
def test_a_wrong_choice_writes_nothing(wrong: Choix, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        settled(tmp_path / "modeles", wrong)
    assert not (tmp_path / "modeles").exists()


def test_the_parts_by_their_names() -> None:
    modele = ours()
    assert known_parts(modele, ["toutes"]) == tuple(s.id for s in modele.sections)
    assert known_parts(modele, ["aucune"]) == known_parts(modele, []) == ()
    assert known_parts(modele, ["atelier", "contexte"]) == ("contexte", "atelier")
    with pytest.raises(UsageError, match="vouliez-vous dire «\u00a0contexte\u00a0»"):
        known_parts(modele, ["contextes"])


def test_a_file_of_answers(tmp_path: Path) -> None:
    path = tmp_path / "choix.yaml"
    path.write_text(
        "centre: Les Exemples\ngarde: non\nlongueur: [16, 20]\nparties: [contexte]\npar: A. M.\n"
        "le: 2026-11-23\n",
        encoding="utf-8",
    )
    answers = read_answers(path)
    assert (answers.garde, answers.sommaire) == ("non", None)
    assert (answers.longueur, answers.parties, answers.le) == ((16, 20), ("contexte",), DAY)
    path.write_text("centre: 12\ngarde: peut-être\nparti: toutes\n", encoding="utf-8")
    with pytest.raises(InputsError) as caught:
        read_answers(path)
    assert {problem.ligne for problem in caught.value.problems} == {1, 2, 3}
