"""A real scheduler and two real workers, in processes of their own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dossier_builder.batch.bundle import check_parcels, parcels
from dossier_builder.batch.dask import OnDask
from dossier_builder.batch.events import Progress
from dossier_builder.batch.run import check_all
from dossier_builder.errors import DependencyMissingError, UsageError
from dossier_builder.pipeline.check import check_documents
from dossier_builder.pipeline.requests import Options, Request

Make = Callable[[int], list[Request]]

WORKER = "import sys; from distributed.cli.dask_worker import main; main(sys.argv[1:])"
SCHEDULER = "import sys; from distributed.cli.dask_scheduler import main; main(sys.argv[1:])"


@dataclass
class Cluster:
    """Where the scheduler listens, and the processes of the workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]
    scheduler: subprocess.Popen[bytes]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    yield from started_cluster(tmp_path_factory)


def started_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Workers of one thread, without a nanny: who kills one has one less."""
    pytest.importorskip("distributed")
    folder = tmp_path_factory.mktemp("dask")
    log = folder / "journal"
    started: list[subprocess.Popen[bytes]] = []

    def start(program: str, *words: str, home: str) -> subprocess.Popen[bytes]:
        (folder / home).mkdir()
        environment = {**os.environ, "DOSSIER_CACHE": str(folder / home)}
        with log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-c", program, *words],
                stdout=output, stderr=output, env=environment, cwd=folder / home,
            )  # fmt: skip
        started.append(process)
        return process

    try:
        head = start(SCHEDULER, "--host", "127.0.0.1", "--port", "0", "--no-dashboard", home="tête")
        address = wait_for(log, r"Scheduler at: +(tcp://\S+)")
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        workers = [start(WORKER, address, *options, home=f"main{n}") for n in range(2)]
        wait_for(log, r"(?s)(Registered to.*Registered to)")
        yield Cluster(address, workers, head)
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def wait_for(log: Path, pattern: str) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = re.search(pattern, log.read_text(errors="replace"))
        if found:
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text(errors="replace"))


@pytest.mark.lent
@pytest.mark.filterwarnings("ignore")  # of distributed, about event loops and ports
def test_a_cluster_that_loses_a_worker_says_what_the_line_says(
    cluster: Cluster, promotion: Make, options: Options, tmp_path: Path
) -> None:
    requests = [*promotion(14), Request(tmp_path / "absent.docx", "absent.docx")]
    (tmp_path / "seul").mkdir()
    single = list(check_documents(requests, options, tmp_path / "seul"))
    runner = OnDask(cluster.address)

    def kill_one(now: Progress) -> None:
        if now.done and cluster.workers[0].poll() is None:
            cluster.workers[0].send_signal(signal.SIGKILL)

    reports = check_all(requests, options, use_cache=False, runner=runner, on_progress=kill_one)
    assert cluster.workers[0].wait(timeout=10) != 0
    assert [replace(report, empreinte="", modifie=None) for report in reports] == single


@pytest.mark.lent
@pytest.mark.filterwarnings("ignore")  # as above
def test_a_cluster_that_goes_leaves_its_documents_to_this_machine(
    tmp_path_factory: pytest.TempPathFactory,
    promotion: Make,
    options: Options,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dossier_builder.batch.executors.PATROL_S", 0.2)
    monkeypatch.setattr("dossier_builder.batch.dask._PATIENCE_S", 1.0)
    requests = promotion(8)
    single = list(check_documents(requests, options, tmp_path))
    with contextmanager(started_cluster)(tmp_path_factory) as doomed:

        def kill_all(now: Progress) -> None:
            for process in (doomed.scheduler, *doomed.workers) if now.done else ():
                process.kill()

        runner = OnDask(doomed.address)
        reports = check_all(requests, options, use_cache=False, runner=runner, on_progress=kill_all)
        assert all(process.wait(timeout=10) for process in doomed.workers)
    assert [replace(report, empreinte="", modifie=None) for report in reports] == single


def test_without_the_library(
    promotion: Make, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DependencyMissingError) as caught:
        check_all(promotion(1), options, use_cache=False, runner=OnDask("tcp://127.0.0.1:9"))
    assert "dossier-builder[dask]" in caught.value.aide


def test_where_nobody_answers(
    promotion: Make, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("dossier_builder.batch.dask._CONNECT_S", 0.5)
    with pytest.raises(UsageError) as caught:
        check_all(promotion(1), options, use_cache=False, runner=OnDask("tcp://127.0.0.1:9"))
    assert "127.0.0.1:9" in caught.value.message


def test_a_parcel_holds_all_that_the_worker_needs(
    promotion: Make, options: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file, and the packs of the centre: those beside it, under those that the option names."""
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    for root, version in ((tmp_path / "promo" / "modeles", "1"), (tmp_path / "option", "2")):
        (root / "centre" / "ccp2").mkdir(parents=True)
        text = f'id: centre/ccp2\nversion: "{version}"\netend: cip/ccp2\n'
        (root / "centre" / "ccp2" / "modele.yaml").write_text(text, encoding="utf-8")
    requests = promotion(1)
    chosen = replace(options, packs=tmp_path / "option", modele="centre/ccp2")
    lot, sent, packs = parcels(requests, chosen)
    assert dict(packs).keys() == {"centre/ccp2/modele.yaml"}
    requests[0].path.unlink()
    (checked,) = check_parcels(lot, sent, packs)
    assert checked.report.fichier == requests[0].name
    assert checked.report.modele is not None
    assert checked.report.modele.version == "2"


def test_a_folder_travels_with_the_candidate_beside(options: Options, tmp_path: Path) -> None:
    folder = tmp_path / "camille" / "ccp2"
    (folder / "sections").mkdir(parents=True)
    (folder / "dossier.yaml").write_text("modele: cip/ccp2\n", encoding="utf-8")
    (folder / "sections" / "contexte.md").write_text("Texte.", encoding="utf-8")
    (folder.parent / "candidat.yaml").write_text("prenom: Camille\n", encoding="utf-8")
    ((parcel,), _, _) = parcels([Request(folder, "camille/ccp2")], options)
    assert dict(parcel.files) == {
        "ccp2/dossier.yaml": b"modele: cip/ccp2\n",
        "ccp2/sections/contexte.md": b"Texte.",
        "candidat.yaml": b"prenom: Camille\n",
    }
    assert parcel.target == "ccp2"
