"""The result is that of the line, whoever does the work and in whatever order."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from dossier_builder.batch.events import Progress
from dossier_builder.batch.executors import OnExecutor
from dossier_builder.batch.processes import Processes
from dossier_builder.batch.run import check_all
from dossier_builder.domain.report import DocumentReport
from dossier_builder.errors import DependencyMissingError
from dossier_builder.pipeline.check import check_documents
from dossier_builder.pipeline.requests import Options, Request

Make = Callable[[int], list[Request]]


def expected(requests: list[Request], options: Options, folder: Path) -> list[DocumentReport]:
    """What the line itself says, without the fingerprint, which is the lot's."""
    folder.mkdir()
    return list(check_documents(requests, options, folder))


def told(reports: tuple[DocumentReport, ...]) -> list[DocumentReport]:
    return [replace(report, empreinte="", modifie=None) for report in reports]


def test_processes_say_what_the_line_says_in_any_order(
    promotion: Make, options: Options, tmp_path: Path
) -> None:
    requests = promotion(5)
    damaged = tmp_path / "promo" / "abîmé.docx"
    damaged.write_bytes(b"PK\x03\x04 rien")
    requests.insert(2, Request(damaged, "promo/abîmé.docx"))
    requests.append(Request(tmp_path / "absent.docx", "absent.docx"))
    single = expected(requests, options, tmp_path / "seul")
    assert [report.fichier for report in single] == [request.name for request in requests]
    assert [r.verdict == "illisible" for r in single] == [False, False, True] + [False] * 3 + [True]
    assert told(check_all(requests, options, use_cache=False, jobs=2)) == single
    shuffled = random.Random(7).sample(range(len(requests)), len(requests))  # noqa: S311
    reports = check_all([requests[n] for n in shuffled], options, use_cache=False, jobs=3)
    assert told(reports) == [single[n] for n in shuffled]


def on(executor: Executor, workers: int = 2) -> OnExecutor:
    return OnExecutor(executor, workers, Processes(1))


def test_any_executor_says_the_same(promotion: Make, options: Options, tmp_path: Path) -> None:
    requests = promotion(4)
    single = expected(requests, options, tmp_path / "seul")
    with ThreadPoolExecutor(2) as threads:
        assert told(check_all(requests, options, use_cache=False, runner=on(threads))) == single
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        assert told(check_all(requests, options, use_cache=False, runner=on(processes))) == single


class Broken(ThreadPoolExecutor):
    """A pool whose processes have died."""

    def submit(self, *_: object, **__: object) -> object:  # type: ignore[override]
        raise BrokenProcessPool


def test_what_a_broken_executor_leaves_is_done_here(
    promotion: Make, options: Options, tmp_path: Path
) -> None:
    requests = promotion(2)
    single = expected(requests, options, tmp_path / "seul")
    with Broken(1) as broken:
        assert told(check_all(requests, options, use_cache=False, runner=on(broken))) == single


def test_progress_moves_document_by_document(promotion: Make, options: Options) -> None:
    seen: list[Progress] = []
    requests = promotion(4)
    check_all(requests, options, use_cache=False, jobs=2, on_progress=seen.append)
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    assert {p.done for p in seen} == {0, 1, 2, 3, 4}
    assert {name for p in seen for name in p.in_hand} <= {request.name for request in requests}
    assert any(len(p.in_hand) == 2 for p in seen)
    assert seen[-1].in_hand == ()
    assert all(p.total == 4 for p in seen)


def test_a_lot_that_nobody_can_lay_out_ends_with_what_is_missing(
    promotion: Make, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOSSIER_SANS_LIBREOFFICE", "1")
    with pytest.raises(DependencyMissingError) as caught:
        check_all(promotion(2), replace(options, moteur="libreoffice"), jobs=2)
    assert "DOSSIER_SANS_LIBREOFFICE" in caught.value.aide


def test_nothing_to_check_is_nothing(options: Options) -> None:
    assert check_all([], options) == ()
