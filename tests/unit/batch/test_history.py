from __future__ import annotations

import datetime as dt
import sqlite3
import stat
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from dossier_builder.batch import history_file
from dossier_builder.batch.history import MOST_RUNS, History, history_path
from dossier_builder.domain.cohorte import Apprenant, Bilan, Cohorte, Piece
from dossier_builder.domain.findings import Dispense, Finding, Outcome, RegleStatut, Verdict
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.pagination import Pagination
from dossier_builder.domain.report import DocumentReport, Identite, Report

ZONE = dt.timezone(dt.timedelta(hours=1))
FIRST = dt.datetime(2026, 11, 9, 20, 15, tzinfo=ZONE)
NEXT = dt.datetime(2026, 11, 23, 21, 40, tzinfo=ZONE)
NAMES = {"exemple camille": ("Exemple", "Camille"), "modele sacha": ("Modèle", "Sacha")}
CAMILLE, SACHA = NAMES


def outcome(rule: str, count: int, statut: RegleStatut | None = None, **more: object) -> Outcome:
    found = Outcome(
        rule,
        "TXT001",
        statut or ("echouee" if count else "reussie"),
        "erreur",
        tuple(Finding(f"secret {n}", extrait="Mme Exemple") for n in range(count)),
    )
    return replace(found, **more)


def document(
    counts: Mapping[str, int] | tuple[Outcome, ...] = (),
    verdict: Verdict = "non_conforme",
    pages: tuple[int, int] | None = (18, 18),
) -> DocumentReport:
    outcomes = counts if isinstance(counts, tuple) else tuple(outcome(*c) for c in counts.items())
    pagination = None
    if pages:
        counted = Interval(*pages)
        pagination = Pagination(counted, None, counted, counted, counted, "sure", ())
    return DocumentReport("camille.docx", None, verdict, "brouillon", pagination, outcomes=outcomes)


def report(date: dt.datetime, **of: DocumentReport) -> Report:
    """A promotion of one CCP2 a learner."""
    whose = {"camille": CAMILLE, "sacha": SACHA}
    bilans = tuple(
        Bilan(Apprenant(whose[who], *NAMES[whose[who]]), (Piece(rank, "cip/ccp2"),))
        for rank, who in enumerate(of)
    )
    return Report("0.1.0", date, tuple(of.values()), Cohorte("promo", bilans))


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "promo.historique.sqlite")


def test_the_first_run_has_nothing_to_be_compared_with(history: History) -> None:
    made = report(FIRST, camille=document({"a": 1}))
    assert history.compare(made) is None
    assert not history.path.exists()
    assert history.record(made) == 1
    assert history.compare(made) is None
    assert history.avis == []


def test_what_became_of_each_dossier(history: History) -> None:
    history.record(report(FIRST, camille=document({"a": 3, "b": 1, "c": 0})))
    after = report(
        NEXT,
        camille=document({"a": 1, "b": 0, "c": 1}, "conforme", (19, 20)),
        sacha=document({"a": 2}),
    )
    found = history.compare(after)
    assert found is not None
    assert (found.depuis, found.tour) == (FIRST, 2)
    camille, sacha = found.avances
    assert (camille.cle, camille.genre) == (CAMILLE, "cip/ccp2")
    assert (camille.avant, camille.apres) == ("non_conforme", "conforme")
    assert (camille.comptees_avant, camille.comptees_apres) == (Interval(18, 18), Interval(19, 20))
    assert (camille.corriges, camille.nouveaux) == (3, 1)
    assert (sacha.avant, sacha.corriges, sacha.nouveaux) == (None, 0, 0)


def test_comparing_before_or_after_recording_is_the_same(history: History) -> None:
    history.record(report(FIRST, camille=document({"a": 3})))
    after = report(NEXT, camille=document({"a": 1}))
    before = history.compare(after)
    assert history.record(after) == 2
    assert history.compare(after) == before is not None


@pytest.mark.parametrize(
    "unknown",
    [
        document((outcome("a", 0, "non_evaluee"), outcome("b", 1))),
        document(pages=None, verdict="illisible"),
    ],
)
def test_what_could_not_be_judged_is_neither_mended_nor_new(
    unknown: DocumentReport, history: History
) -> None:
    history.record(report(FIRST, camille=document({"a": 3, "b": 1})))
    (avance,) = history.compare(report(NEXT, camille=unknown)).avances  # type: ignore[union-attr]  # a run is there
    assert (avance.corriges, avance.nouveaux) == (0, 0)


def test_a_rule_that_was_not_there_before_is_no_new_fault(history: History) -> None:
    history.record(report(FIRST, camille=document({"a": 1})))
    (avance,) = history.compare(report(NEXT, camille=document({"a": 1, "z": 4}))).avances  # type: ignore[union-attr]  # same
    assert avance.nouveaux == 0


def test_waived_rules_and_informations_are_no_points(history: History) -> None:
    history.record(report(FIRST, camille=document({"a": 0, "b": 0})))
    waived = outcome("a", 2, dispense=Dispense("Une formatrice", dt.date(2027, 1, 1)))
    told = outcome("b", 2, gravite="information")
    (avance,) = history.compare(report(NEXT, camille=document((waived, told)))).avances  # type: ignore[union-attr]  # same
    assert avance.nouveaux == 0


@pytest.mark.parametrize("later", [dt.timedelta(seconds=20), dt.timedelta(hours=3)])
def test_the_same_again_on_the_same_day_is_no_new_run(
    later: dt.timedelta, history: History
) -> None:
    history.record(report(FIRST, camille=document({"a": 3})))
    after = document({"a": 1})
    assert history.record(report(NEXT - later, camille=after)) == 2
    assert history.record(report(NEXT, camille=after)) == 2
    assert [run.date for run in history.runs()] == [FIRST, NEXT]
    found = history.compare(report(NEXT, camille=after))
    assert found is not None
    assert (found.depuis, found.tour) == (FIRST, 2)


@pytest.mark.parametrize(
    ("date", "counts"), [(NEXT, {"a": 3}), (FIRST + dt.timedelta(minutes=1), {"a": 2})]
)
def test_another_day_or_another_content_is_a_new_run(
    date: dt.datetime, counts: Mapping[str, int], history: History
) -> None:
    history.record(report(FIRST, camille=document({"a": 3})))
    assert history.record(report(date, camille=document(counts))) == 2


def test_an_older_run_can_be_asked_for(history: History) -> None:
    for days, count in enumerate((5, 4, 2)):
        history.record(report(FIRST + dt.timedelta(days=days), camille=document({"a": count})))
    now = report(NEXT, camille=document({"a": 0}))

    def mended(since: dt.date | int | None) -> int | None:
        found = history.compare(now, since)
        return found.avances[0].corriges if found else None

    assert [mended(s) for s in (None, 3, 2, 1, 99)] == [2, 2, 4, 5, 2]
    assert mended(dt.date(2026, 11, 10)) == 4
    assert mended(dt.date(2026, 11, 15)) == 2
    assert history.avis == []
    assert mended(dt.date(2026, 11, 1)) is None
    assert "le premier est le tour 1, du 09/11/2026" in history.avis[0]


def test_it_holds_no_name_and_no_text(history: History) -> None:
    history.record(report(FIRST, camille=document({"a": 2}), sacha=document({"b": 1})))
    kept = history.path.read_bytes().lower()
    for word in (b"camille", b"exemple", b"sacha", b"mod\xc3\xa8le", b"modele", b"secret"):
        assert word not in kept


def test_two_files_do_not_give_a_learner_the_same_key(tmp_path: Path) -> None:
    keys = []
    for name in ("a", "b"):
        history = History(tmp_path / name)
        history.record(report(FIRST, camille=document({"a": 2})))
        with sqlite3.connect(history.path) as db:
            keys.append(db.execute("SELECT apprenant FROM etats").fetchone())
        db.close()
    assert keys[0] != keys[1]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_it_is_its_owner_s_alone(history: History) -> None:
    history.path.touch(0o644)
    history.record(report(FIRST, camille=document({"a": 2})))
    assert stat.S_IMODE(history.path.stat().st_mode) == 0o600
    assert list(history.path.parent.iterdir()) == [history.path]


def test_a_learner_can_be_forgotten(history: History) -> None:
    for date in (FIRST, NEXT):
        history.record(report(date, camille=document({"a": 2}), sacha=document({"a": date.day})))
    assert history.forget(CAMILLE) == 2
    assert history.forget(CAMILLE) == 0
    later = NEXT + dt.timedelta(days=1)
    found = history.compare(report(later, camille=document({"a": 0}), sacha=document({"a": 0})))
    assert found is not None
    assert [avance.avant for avance in found.avances] == [None, "non_conforme"]


def test_the_oldest_runs_go(history: History) -> None:
    history.record(report(FIRST, camille=document({"a": 1})))
    with sqlite3.connect(history.path) as db:
        db.execute("UPDATE sqlite_sequence SET seq = ?", (MOST_RUNS,))
    db.close()
    history.record(report(NEXT, camille=document({"a": 2})))
    assert [run.numero for run in history.runs()] == [MOST_RUNS + 1]
    with sqlite3.connect(history.path) as db:
        assert db.execute("SELECT DISTINCT tour FROM etats").fetchall() == [(MOST_RUNS + 1,)]
    db.close()


def damage_head(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 400)


def damage_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)


def another_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE tours (numero)")
        db.execute("PRAGMA user_version = 1")
    db.close()


@pytest.mark.parametrize("damage", [damage_head, damage_pages, another_database])
def test_a_damaged_file_is_set_aside_and_said(damage: object, history: History) -> None:
    history.record(report(FIRST, camille=document({"a": 1})))
    assert callable(damage)
    damage(history.path)
    broken = history.path.read_bytes()
    Path(f"{history.path}-journal").write_bytes(b"left by a killed program")
    made = report(NEXT, camille=document({"a": 0}))
    assert history.compare(made) is None
    assert history.record(made) == 1
    (aside,) = history.path.parent.glob("promo.historique.abime-*.sqlite")
    assert aside.read_bytes() == broken
    (said,) = history.avis
    assert said.replace("\u00a0", " ") == (
        f"Historique « {history.path.name} » : il était abîmé, "
        f"et mis de côté sous le nom « {aside.name} »."
    )
    assert [run.date for run in history.runs()] == [NEXT]


def test_two_damaged_files_are_both_kept(history: History) -> None:
    for _ in range(2):
        history.path.write_bytes(b"not a database at all" * 400)
        history.record(report(FIRST, camille=document({"a": 1})))
    assert len(list(history.path.parent.glob("promo.historique.abime-*.sqlite"))) == 2


def test_the_file_of_a_newer_version_is_left_alone(history: History) -> None:
    history.record(report(FIRST, camille=document({"a": 1})))
    with sqlite3.connect(history.path) as db:
        db.execute("PRAGMA user_version = 7")
    db.close()
    before = history.path.read_bytes()
    assert history.record(report(NEXT, camille=document({"a": 0}))) is None
    assert history.path.read_bytes() == before
    assert "une version plus récente du programme" in history.avis[0]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    history = History(tmp_path / "absent" / "promo.historique.sqlite")
    assert history.record(report(FIRST, camille=document())) is None
    assert "n’y laisse pas écrire" in history.avis[0]


def test_a_file_that_somebody_holds_is_waited_for_then_said(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_file, "WAIT_S", 0.1)
    history.record(report(FIRST, camille=document({"a": 1})))
    other = sqlite3.connect(history.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert history.record(report(NEXT, camille=document({"a": 0}))) is None
    other.close()
    assert "un autre contrôle l’occupe" in history.avis[0]
    assert history.record(report(NEXT, camille=document({"a": 0}))) == 2


def test_many_runs_at_once_each_leave_their_own(history: History) -> None:
    def run(count: int) -> int | None:
        return History(history.path).record(report(FIRST, camille=document({"a": count})))

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(run, range(1, 25)))
    assert sorted(filter(None, numbers)) == list(range(1, 25))
    assert len(history.runs()) == 24


def test_a_run_that_fails_in_the_middle_leaves_the_old_state(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.record(report(FIRST, camille=document({"a": 1})))

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dossier_builder.batch.history._row", cut)
    with pytest.raises(KeyboardInterrupt):
        history.record(report(NEXT, camille=document({"a": 0})))
    assert [run.date for run in history.runs()] == [FIRST]


def test_one_document_is_followed_by_the_name_it_tells(history: History) -> None:
    who = Identite("EXEMPLE", "Camille", "couverture")
    for date, count, name in ((FIRST, 3, "v1.docx"), (NEXT, 1, "v2.docx")):
        made = replace(document({"a": count}), identite=who, fichier=name)
        found = history.compare(Report("0.1.0", date, (made,)))
        history.record(Report("0.1.0", date, (made,)))
    assert found is not None
    assert found.avances[0].corriges == 2


def test_beside_the_first_report_or_the_promotion(tmp_path: Path) -> None:
    promo = tmp_path / "promo"
    promo.mkdir()
    name = "promo.historique.sqlite"
    assert history_path(promo) == tmp_path / name
    reports = (tmp_path / "rapports" / "x.xlsx", tmp_path / "y.html")
    assert history_path(promo, reports) == tmp_path / "rapports" / name


def test_never_inside_a_dossier_folder(tmp_path: Path) -> None:
    dossier = tmp_path / "mon-ccp2"
    (dossier / "rendu").mkdir(parents=True)
    (dossier / "dossier.yaml").touch()
    inside = (dossier / "rendu" / "rapport.html",)
    assert history_path(dossier, inside) == tmp_path / "mon-ccp2.historique.sqlite"
    assert history_path(dossier / "rendu" / "x.docx").parent == tmp_path


def test_named_after_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "promo" / "sous").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "promo")
    assert history_path(Path()).name == "promo.historique.sqlite"
    monkeypatch.chdir(tmp_path / "promo" / "sous")
    assert history_path(Path("..")) == (tmp_path / "promo.historique.sqlite").resolve()
