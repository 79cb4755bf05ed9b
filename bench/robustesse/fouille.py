"""One harness at work: cases one after the other, for a time; a crash is kept with its case.

    .venv/bin/python bench/robustesse/fouille.py docx --secondes 60 [--graine 1] [--atheris]

It is a process of its own, so that native code may die in it: the case under way is on the disk
before it is run, and whoever started this process finds it there.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import json
import logging
import random
import shutil
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

SLOW_S = 20.0
"""What no document may take; a slower case is kept as a crash is."""
_BYTES = 96
_FIRST = 200


class LoggedError(Exception):
    """The program went on, and noted a bug of its own."""


class Harness:
    """Runs cases of one target; counts how they end, keeps those that crash."""

    def __init__(self, name: str, kept: Path) -> None:
        from robustesse.choix import Choices
        from robustesse.cibles import TARGETS

        self.target, self._choices = TARGETS[name], Choices
        self.kept = kept
        self.ended: Counter[str] = Counter()
        self.crashes: dict[str, str] = {}
        self.executions = 0
        self._logged: list[logging.LogRecord] = []
        listener = logging.Handler(logging.ERROR)
        listener.emit = self._logged.append  # type: ignore[method-assign]  # no other need
        logging.getLogger("dossier_builder").addHandler(listener)
        self.slowest = 0.0
        kept.mkdir(parents=True, exist_ok=True)

    def one(self, choices: bytes) -> None:
        """Make a case of these bytes and run it."""
        case = self.target.make(self._choices(choices))
        under_way = self.kept / f"en-cours{self.target.suffix}"
        under_way.write_bytes(case)
        room = Path(tempfile.mkdtemp(prefix="fouille-"))
        began = time.perf_counter()
        try:
            self.ended[self._run(case, room)] += 1
        except Exception as bug:  # noqa: BLE001 - finding them is what this is for
            self._keep(case, bug)
        finally:
            self._logged.clear()
            shutil.rmtree(room, ignore_errors=True)
        seconds = time.perf_counter() - began
        self.slowest = max(self.slowest, seconds)
        if seconds > SLOW_S:
            self._keep(case, TimeoutError(f"{seconds:.0f} s"))
        self.executions += 1
        under_way.unlink()

    def _run(self, case: bytes, room: Path) -> str:
        """How it ended; a check that crashed is one rule not judged, and a bug all the same."""
        ended = self.target.run(case, room)
        if self._logged:
            raise LoggedError(self._logged[0].getMessage())
        return ended

    def _keep(self, case: bytes, bug: Exception) -> None:
        """Keep one case for each place where our code went wrong."""
        frames = traceback.extract_tb(bug.__traceback__)
        ours = [f for f in frames if "dossier_builder" in f.filename] or frames or [None]
        where = f"{ours[-1].filename}:{ours[-1].lineno}" if ours[-1] else ""
        if isinstance(bug, LoggedError):
            where = str(bug)
        place = f"{type(bug).__name__} {where.rpartition('dossier_builder/')[2]}"
        self.ended["plantage"] += 1
        if place in self.crashes:
            return
        digest = hashlib.sha256(case).hexdigest()[:10]
        path = self.kept / f"{self.target.name}-{digest}{self.target.suffix}"
        path.write_bytes(case)
        path.with_suffix(".txt").write_text(
            "".join(traceback.format_exception(bug)), encoding="utf-8", errors="replace"
        )
        self.crashes[place] = str(path)
        print(f"plantage : {place} -> {path}", file=sys.stderr, flush=True)

    def summary(self, seconds: float) -> dict[str, object]:
        """The figures of the run."""
        return {
            "cible": self.target.name,
            "executions": self.executions,
            "secondes": round(seconds, 1),
            "la_plus_lente": round(self.slowest, 2),
            "fins": dict(self.ended.most_common(12)),
            "plantages": self.crashes,
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cible")
    parser.add_argument("--secondes", type=float, default=60)
    parser.add_argument("--graine", type=int, default=1)
    parser.add_argument("--garder", type=Path, default=Path(tempfile.gettempdir(), "fouille"))
    parser.add_argument("--atheris", action="store_true", help="guidé par la couverture")
    chosen = parser.parse_args()
    faulthandler.enable()
    warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())
    began = time.monotonic()
    if chosen.atheris:
        _guided(chosen, began)
        return
    harness = Harness(chosen.cible, chosen.garder)
    rng = random.Random(chosen.graine)  # noqa: S311 - cases, not secrets
    while time.monotonic() - began < chosen.secondes:
        harness.one(rng.randbytes(rng.randrange(8, _BYTES)))
    print(json.dumps(harness.summary(time.monotonic() - began), ensure_ascii=False))


def _guided(chosen: argparse.Namespace, began: float) -> None:
    """The same cases, their bytes invented by libFuzzer, which looks for code not seen yet."""
    try:
        import atheris
    except ImportError:
        print("atheris n’est pas installé : fouille guidée non faite", file=sys.stderr)
        return
    with atheris.instrument_imports(include=["dossier_builder"]):
        harness = Harness(chosen.cible, chosen.garder)

    def one(data: bytes) -> None:
        harness.one(data)
        if time.monotonic() - began > chosen.secondes:
            print(json.dumps(harness.summary(time.monotonic() - began), ensure_ascii=False))
            sys.stdout.flush()
            import os

            os._exit(0)  # libFuzzer has no other end that is not a crash

    rng = random.Random(chosen.graine)  # noqa: S311 - cases, not secrets
    first = Path(tempfile.mkdtemp(prefix="fouille-corpus-"))
    for number in range(_FIRST):
        (first / str(number)).write_bytes(rng.randbytes(rng.randrange(8, _BYTES)))
    options = ["-max_len=160", "-rss_limit_mb=3000", "-verbosity=0", "-len_control=0"]
    atheris.Setup([sys.argv[0], *options, str(first)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
