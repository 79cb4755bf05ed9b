"""`dossier nouveau` in a terminal, as a new user goes through it, with mistakes on the way."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from dossier_builder.domain.dossier import Dossier
from dossier_builder.inputs import load_dossier
from dossier_builder.pipeline.modeles import load, pack_roots

ROOT = Path(__file__).parents[2]
DOSSIER = [sys.executable, "-m", "dossier_builder"]
DOWN, ENTER, WIPE = "\x1b[B", "\r", "\x15"
_SETTLE_S = 0.3
_MODES = re.compile("\x1b\\[[0-9;?]*[A-Za-z]")


def environment(place: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "PROMPT_TOOLKIT_NO_CPR": "1",
        "DOSSIER_CACHE": str(place / "cache"),
    }


class Terminal:
    """A session: wait for words, then type."""

    def __init__(self, place: Path, *words: str, **more: str) -> None:
        self.child = pexpect.spawn(
            DOSSIER[0],
            [*DOSSIER[1:], *words],
            cwd=str(place),
            env={**environment(place), **more},
            dimensions=(45, 110),
            encoding="utf-8",
            timeout=60,
        )

    def sees(self, words: str) -> None:
        self.child.expect(words.replace("(", "\\("))

    def types(self, keys: str) -> None:
        time.sleep(_SETTLE_S)
        self.child.send(keys)

    def answers(self, question: str, keys: str) -> None:
        self.sees(question)
        self.sees("Réponse")
        self.types(keys)

    def ends(self) -> tuple[int | None, str]:
        self.child.expect(pexpect.EOF)
        said = _MODES.sub("", self.child.before or "").replace("\u00a0", " ")
        self.child.close()
        return self.child.exitstatus, said


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    begun: list[Terminal] = []
    yield begun
    for one in begun:
        one.child.close(force=True)


def test_a_ccp2_with_mistakes_stopped_and_resumed(
    tmp_path: Path, terminals: list[Terminal]
) -> None:
    one = Terminal(tmp_path, "nouveau", "mon-ccp2")
    terminals.append(one)
    one.sees("Quel dossier commencez-vous")
    one.types(DOWN + ENTER)  # the first is the analysis of practice
    one.answers("nom de naissance", "123" + ENTER)
    one.sees("sans chiffre")
    one.types(WIPE + "Modèle" + ENTER)
    one.answers("prénom", "<" + ENTER)  # back, the name was wrong
    one.answers("nom de naissance", WIPE + "Exemple" + ENTER)
    one.answers("prénom", ENTER)
    one.sees("plus tard")
    one.types("Camille" + ENTER)
    one.answers("nom d’usage", ENTER)
    one.answers("Comment préparez-vous", "\x03")
    code, said = one.ends()
    assert code == 130
    assert "Vos réponses sont gardées" in said
    assert not (tmp_path / "mon-ccp2").exists()

    again = Terminal(tmp_path, "nouveau", "mon-ccp2")
    terminals.append(again)
    again.sees("Reprendre là où vous en étiez")
    again.types(ENTER)
    again.answers("Comment préparez-vous", ENTER)
    again.answers("Que présentez-vous", DOWN + ENTER)
    again.sees("Lesquels")
    again.types(ENTER)
    again.sees("moins un")
    again.sees("Lesquels")
    again.types(DOWN + " " + ENTER)
    again.answers("que vous avez déjà", "ccp1" + ENTER)
    again.sees("date du jury")
    again.types(" 12/03/2026" + ENTER)
    again.answers("date de votre session", "31/02/2027" + ENTER)
    again.sees("calendrier")
    again.types(WIPE + "07/12/2026" + ENTER)
    again.answers("centre de formation", "Les Exemples" + ENTER)
    again.answers("périodes en entreprise", "-" + ENTER)
    again.answers("Titre du projet", "Reprendre la main" + ENTER)
    again.answers("Sous-titre", ENTER)
    again.answers("Structure", "Mission locale de Valfictive" + ENTER)
    again.answers("Période", "du 16/11/2026 au 11/12/2026" + ENTER)
    code, said = again.ends()
    assert code == 0
    assert "Il reste à renseigner" not in said
    assert list((tmp_path / "cache" / "entretiens").iterdir()) == []
    dossier = loaded(tmp_path / "mon-ccp2")
    assert dossier.candidat.nom == "Exemple"
    assert dossier.candidat.vise == ("ccp2",)
    assert dossier.champs["titre"] == "Reprendre la main"


def loaded(folder: Path) -> Dossier:
    return load_dossier(folder, lambda name: load(name, pack_roots(None))).dossier


@pytest.mark.parametrize("genre", ["cip/ccp3", "cip/dpp"])
def test_other_kinds_half_answered_by_a_file(
    tmp_path: Path, terminals: list[Terminal], genre: str
) -> None:
    (tmp_path / "reponses.yaml").write_text(
        f"modele: {genre}\nnom: Exemple\nprenom: Camille\nsession: 07/12/2026\n", encoding="utf-8"
    )
    one = Terminal(tmp_path, "nouveau", "mon-dossier", "--reponses", "reponses.yaml")
    terminals.append(one)
    one.answers("nom d’usage", ENTER)
    if genre == "cip/dpp":
        one.answers("adresse", "1 rue des Modèles, 00000 Valfictive" + ENTER)
    one.answers("Comment préparez-vous", DOWN + DOWN + ENTER)  # VAE: no period in company
    one.answers("Que présentez-vous", ENTER)
    one.answers("centre de formation", ENTER)
    if genre == "cip/ccp3":
        one.answers("Titre", "Aller vers les employeurs" + ENTER)
        one.answers("Sous-titre", ENTER)
        one.answers("Structure", "Mission locale de Valfictive" + ENTER)
        one.answers("Période", "-" + ENTER)
    code, _ = one.ends()
    assert code == 0
    person = loaded(tmp_path / "mon-dossier").candidat
    assert (person.voie, person.vise) == ("vae", "titre")
    assert person.session is not None
    assert person.session.date.isoformat() == "2026-12-07"


def test_plain_lines_for_a_screen_reader(tmp_path: Path, terminals: list[Terminal]) -> None:
    (tmp_path / "candidat.yaml").write_text(
        "nom_naissance: Exemple\nprenom: Camille\nvoie: formation\n", encoding="utf-8"
    )
    words = ("nouveau", "mon-ccp3", "--modele", "cip/ccp3", "--titre", "Aller vers")
    one = Terminal(tmp_path, *words, DOSSIER_TEXTE_SEUL="1")
    terminals.append(one)
    one.sees("Sous-titre")
    one.sees("Votre réponse")
    one.types("\n")
    one.sees("Structure")
    one.sees("Votre réponse")
    one.types("Mission locale\n")
    one.sees("Période")
    one.sees("Votre réponse")
    one.types("novembre\n")
    one.sees("Deux dates")
    one.types("-\n")
    code, said = one.ends()
    assert code == 0
    assert "gardée telle quelle" in said
    assert "\x1b[?25l" not in said


def run(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DOSSIER, *words],
        cwd=place,
        env=environment(place),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_terminal_what_is_missing_is_listed_and_nothing_is_asked(tmp_path: Path) -> None:
    (tmp_path / "reponses.yaml").write_text("nom: Exemple\nvoie:\n", encoding="utf-8")
    done = run(tmp_path, "nouveau", "a", "--modele", "cip/ccp2", "--reponses", "reponses.yaml")
    assert done.returncode == 0
    assert re.search(r"prenom.*\n.*voie.*\n.*vise.*\n.*titre.*\n.*structure", done.stdout)
    assert loaded(tmp_path / "a").candidat.prenom == "[à compléter]"


def test_a_wrong_file_of_answers_creates_nothing(tmp_path: Path) -> None:
    (tmp_path / "reponses.yaml").write_text("nom: Exemple\nprenon: Camille\n", encoding="utf-8")
    done = run(tmp_path, "nouveau", "a", "--modele", "cip/ccp2", "--reponses", "reponses.yaml")
    assert done.returncode == 3
    assert "reponses.yaml:2:1" in done.stderr
    assert not (tmp_path / "a").exists()


def test_a_folder_that_is_taken_is_refused_before_any_question(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "notes.txt").write_text("précieux", encoding="utf-8")
    done = run(tmp_path, "nouveau", "a", "--modele", "cip/ccp2")
    assert done.returncode == 2
    assert "n’est pas vide" in done.stderr
