"""What is known is not made again; nothing readable is kept; nothing that is kept can hurt."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dossier_builder.batch.content import content_of, fingerprint
from dossier_builder.batch.context import Context
from dossier_builder.batch.events import Begun, Progress
from dossier_builder.batch.executors import in_process
from dossier_builder.batch.run import CACHE, check_all
from dossier_builder.batch.sealing import BrokenSealError, Secret
from dossier_builder.domain.report import DocumentReport
from dossier_builder.pipeline.requests import Checked, Options, Request
from dossier_builder.resources.store import Store

Make = Callable[[int], list[Request]]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own; gives the folder of the reports."""
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / CACHE


class Counting:
    """The line in this process, with a count of the documents it was given."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, requests: list[Request], options: Options) -> object:
        self.names += [request.name for request in requests]
        return in_process(requests, options)


def made(requests: list[Request], options: Options, **more: object) -> list[str]:
    """The names of the documents that were checked, not recalled."""
    counting = Counting()
    check_all(requests, options, runner=counting, **more)  # type: ignore[arg-type] - a test's own
    return counting.names


def entries(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.is_file()]


def test_the_same_report_comes_back(promotion: Make, options: Options) -> None:
    requests = promotion(2)
    first = check_all(requests, options, runner=in_process)
    seen: list[Progress] = []
    again = check_all(requests, options, runner=Counting(), on_progress=seen.append)  # type: ignore[arg-type] - typed as Runner
    assert again == first
    assert first[0].empreinte
    assert first[0].modele is not None
    assert (seen[-1].known, seen[-1].done) == (2, 2)
    assert made(requests, options) == []


def test_only_what_changed_is_checked(promotion: Make, options: Options) -> None:
    requests = promotion(3)
    check_all(requests, options, runner=in_process)
    shutil.copyfile(requests[0].path, requests[1].path)
    with requests[2].path.open("ab") as file:
        file.write(b"\0")
    assert made(requests, options) == [requests[2].name]  # 1 is now what 0 is, known


def test_what_a_report_depends_on_is_in_its_key(
    promotion: Make, options: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests = promotion(1)
    check_all(requests, options, runner=in_process)
    assert made(requests, replace(options, modele="cip/ccp3")) == [requests[0].name]
    assert made(requests, replace(options, vignettes=True)) == [requests[0].name]
    centre = tmp_path / "centre" / "centre" / "ccp2"
    centre.mkdir(parents=True)
    pack = centre / "modele.yaml"
    pack.write_text('id: centre/ccp2\nversion: "1"\netend: cip/ccp2\n', encoding="utf-8")
    ours = replace(options, packs=tmp_path / "centre", modele="centre/ccp2")
    assert made(requests, ours) == [requests[0].name]
    assert made(requests, ours) == []
    pack.write_text('id: centre/ccp2\nversion: "2"\netend: cip/ccp2\n', encoding="utf-8")
    assert made(requests, ours) == [requests[0].name]
    before = Context(options).of(requests[0])
    assert Context(options).of(requests[0]) == before
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "données"))
    (tmp_path / "données" / "fonts").mkdir(parents=True)
    (tmp_path / "données" / "fonts" / "Nouvelle.ttf").touch()
    assert Context(options).of(requests[0]) != before


def test_time_and_name_are_those_of_this_run(promotion: Make, options: Options) -> None:
    (request,) = promotion(1)
    wrong = request.path.with_name("pas un pdf.pdf")
    request.path.rename(wrong)
    first = check_all([Request(wrong, "ici/pas un pdf.pdf")], options, runner=in_process)[0]
    assert any("«\u00a0pas un pdf.pdf\u00a0» se nomme" in note for note in first.notes)
    moved = wrong.with_name("autre nom.pdf")
    wrong.rename(moved)
    counting = Counting()
    later = replace(options, now=options.now + dt.timedelta(days=3))
    (again,) = check_all([Request(moved, "là/autre nom.pdf")], later, runner=counting)  # type: ignore[arg-type] - typed as Runner
    assert counting.names == []
    assert again.fichier == "là/autre nom.pdf"
    assert [note.replace("autre nom", "pas un pdf") for note in again.notes] == list(first.notes)


def test_the_stage_follows_the_calendar(promotion: Make, options: Options) -> None:
    requests = promotion(1)
    session = options.now.date() + dt.timedelta(days=30)

    def dated(given: list[Request], settings: Options) -> object:
        for event in in_process(given, settings):
            if isinstance(event, Begun):
                yield event
            else:
                yield replace(event, report=replace(event.report, session=session))

    check_all(requests, options, runner=dated)  # type: ignore[arg-type] - typed as Runner
    later = replace(options, now=options.now + dt.timedelta(days=25))
    assert check_all(requests, later, runner=Counting())[0].etape == "final"  # type: ignore[arg-type] - typed as Runner
    assert check_all(requests, options, runner=Counting())[0].etape == "brouillon"  # type: ignore[arg-type] - typed as Runner


def test_nothing_of_it_is_touched_without_the_cache(
    promotion: Make, options: Options, cache: Path
) -> None:
    requests = promotion(1)
    assert made(requests, options, use_cache=False) == [requests[0].name]
    assert not cache.exists()
    check_all(requests, options, runner=in_process)
    assert made(requests, options, use_cache=False) == [requests[0].name]


def test_no_word_of_a_document_can_be_read(promotion: Make, options: Options, cache: Path) -> None:
    requests = promotion(2)
    reports = check_all(requests, options, runner=in_process)
    kept = b"".join(path.read_bytes() + path.name.encode() for path in entries(cache))
    assert len(kept) > 1000
    for word in (b"fictif", b"Introduction", b"dossier 0", b"promo", b"cip/ccp2", b"Interval"):
        assert word not in kept
    for report in reports:
        assert report.empreinte.encode() not in kept
        assert bytes.fromhex(report.empreinte) not in kept
    assert {path.stat().st_mode & 0o077 for path in cache.iterdir()} == {0}


def test_what_reports_tell_opens_nothing(promotion: Make) -> None:
    (request,) = promotion(1)
    content = content_of(request.path)
    assert content is not None
    sealed = content.secret.seal(b"texte", b"contexte")
    assert content.secret.unseal(sealed, b"contexte") == b"texte"
    told = fingerprint(request.path)
    for wrong in (Secret(bytes.fromhex(told)), Secret(b"autre")):
        assert wrong.name(b"contexte") != content.secret.name(b"contexte")
        with pytest.raises(BrokenSealError):
            wrong.unseal(sealed, b"contexte")
    with pytest.raises(BrokenSealError):
        content.secret.unseal(sealed, b"autre contexte")


class Trap:
    """Whoever unpickles it calls what it says."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self._folder),))


@pytest.mark.parametrize("fault", ["swapped", "bit", "short", "empty", "trap", "folder"])
def test_an_entry_that_was_touched_is_a_miss_and_is_never_unpickled(
    promotion: Make, options: Options, cache: Path, tmp_path: Path, fault: str
) -> None:
    requests = promotion(2)
    first = check_all(requests, options, runner=in_process)
    kept = entries(cache)
    assert len(kept) == 2
    contents = [path.read_bytes() for path in kept]
    for path, data in zip(kept, [*contents[1:], contents[0]], strict=True):
        if fault == "swapped":
            path.write_bytes(data)
        elif fault == "bit":
            path.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])
        elif fault == "short":
            path.write_bytes(data[:5])
        elif fault == "empty":
            path.write_bytes(b"")
        elif fault == "trap":
            path.write_bytes(pickle.dumps(Trap(tmp_path / "piège")))
        else:
            path.unlink()
            path.mkdir()
    assert check_all(requests, options, runner=in_process) == first
    assert not (tmp_path / "piège").exists()


def test_a_cache_that_cannot_be_written_is_no_error(
    promotion: Make, options: Options, cache: Path
) -> None:
    cache.parent.mkdir()
    cache.write_bytes(b"un fichier")
    requests = promotion(1)
    assert len(check_all(requests, options, runner=in_process)) == 1
    assert made(requests, options) == [requests[0].name]


def test_what_is_the_fault_of_the_moment_is_not_kept(
    promotion: Make, options: Options, tmp_path: Path
) -> None:
    absent = Request(tmp_path / "absent.docx", "absent.docx")
    empty = Request(tmp_path / "vide.docx", "vide.docx")
    empty.path.touch()
    requests = [absent, empty, *promotion(1)]

    def unlucky(given: list[Request], settings: Options) -> object:
        for event in in_process(given, settings):
            yield replace(event, lasting=False) if isinstance(event, Checked) else event

    check_all(requests, options, runner=unlucky)  # type: ignore[arg-type] - typed as Runner
    assert made(requests, options) == [request.name for request in requests]
    assert made(requests, options) == ["absent.docx", "vide.docx"]


def test_a_document_that_changes_under_our_eyes_is_not_kept(
    promotion: Make, options: Options
) -> None:
    (request,) = promotion(1)

    def meddled(given: list[Request], settings: Options) -> object:
        for event in in_process(given, settings):
            with request.path.open("ab") as file:
                file.write(b"\0")
            yield event

    before = request.path.read_bytes()
    check_all([request], options, runner=meddled)  # type: ignore[arg-type] - typed as Runner
    request.path.write_bytes(before)
    assert made([request], options) == [request.name]


def test_a_run_that_was_cut_goes_on_where_it_stopped(promotion: Make, options: Options) -> None:
    requests = promotion(3)

    class CutError(BaseException):
        pass

    def cut(now: Progress) -> None:
        if now.done == 2:
            raise CutError

    with pytest.raises(CutError):
        check_all(requests, options, runner=in_process, on_progress=cut)
    assert len(made(requests, options)) == 1


def test_two_runs_at_once(promotion: Make, options: Options) -> None:
    requests = promotion(3)
    found: list[tuple[DocumentReport, ...]] = []

    def run() -> None:
        found.append(check_all(requests, options, runner=in_process))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found[0] == found[1]
    assert made(requests, options) == []


def test_the_store_is_bounded_and_forgets_the_least_used(tmp_path: Path) -> None:
    store = Store(tmp_path / "entrées", max_bytes=1000)
    names = [f"{number:02}" + "0" * 62 for number in range(5)]
    for age, name in enumerate(names):
        store.put(name, bytes(300))
        os.utime(store.folder / name[:2] / name[2:], (age, age))
    assert store.get(names[0]) is not None  # used again
    store.trim()
    assert [store.get(name) is not None for name in names] == [True, False, False, True, True]


def test_a_folder_is_all_its_files_and_the_candidate_beside(tmp_path: Path) -> None:
    folder = tmp_path / "promo" / "ccp2"
    (folder / "sections").mkdir(parents=True)
    (folder / "dossier.yaml").write_text("modele: cip/ccp2\n", encoding="utf-8")
    (folder / "sections" / "a.md").write_text("a", encoding="utf-8")
    (folder / "lien").symlink_to(folder)
    (folder / "perdu").symlink_to(tmp_path / "rien")
    seen = set()

    def look() -> None:
        found = content_of(folder)
        assert found is not None
        seen.add(found.secret)

    look()
    look()
    assert len(seen) == 1
    (folder / "sections" / "a.md").rename(folder / "sections" / "b.md")
    look()
    (folder / "sections" / "b.md").write_text("b", encoding="utf-8")
    look()
    (folder.parent / "candidat.yaml").write_text("prenom: Ada\n", encoding="utf-8")
    look()
    assert len(seen) == 4


def test_what_cannot_be_read_has_no_content(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube.docx")
    assert content_of(tmp_path / "tube.docx") is None
    assert content_of(tmp_path / "absent.docx") is None
