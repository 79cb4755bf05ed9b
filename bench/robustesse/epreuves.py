"""The four trials: hostile files, mutations, writes that fail, load. Each gives its figures."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from robustesse.garde import files_below, watched

ROOT = Path(__file__).resolve().parent.parent.parent
HARNESSES = ("porte", "archive", "yaml", "markdown", "docx", "pdf")
Figures = dict[str, Any]
_LIMIT_S = 20.0
"""What one hostile file may take, on the average of a lot: the promise is for each."""


@contextmanager
def machine() -> Iterator[tuple[Path, dict[str, str]]]:
    """A home, a cache and a temporary folder of their own, and the environment that names them."""
    room = Path(tempfile.mkdtemp(prefix="banc-robustesse-"))
    for name in ("maison", "cache", "tmp", "sortie"):
        (room / name).mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "HOME": str(room / "maison"),
        "XDG_CACHE_HOME": str(room / "maison" / ".cache"),
        "DOSSIER_CACHE": str(room / "cache"),
        "TMPDIR": str(room / "tmp"),
        "NO_COLOR": "1",
    }
    try:
        yield room, environment
    finally:
        shutil.rmtree(room, ignore_errors=True)


def hostile_files(corpus: Path, moteur: str) -> Figures:
    """Every file of a folder in one command: verdicts, errors, what was left or tried."""
    with machine() as (room, environment):
        given = room / "corpus"
        shutil.copytree(corpus, given, symlinks=True)
        before, report = files_below(given), room / "sortie" / "r.json"
        tried = len(before)
        command = [sys.executable, "-m", "dossier_builder", "verifier", str(given)]
        command += ["--modele", "cip/ccp3", "--moteur", moteur, "--format", f"json:{report}"]
        seen = watched(command, environment, room, tried * _LIMIT_S + 120)
        documents = []
        if report.exists():
            documents = json.loads(report.read_text(encoding="utf-8"))["documents"]
        codes = Counter(one["erreur"]["code"] for one in documents if one["erreur"])
        outside = files_below(given) ^ before
        for name in ("maison", "tmp"):
            outside |= {f"{name}/{one}" for one in files_below(room / name)}
        outside |= files_below(room / "cache" / "en-cours") if seen.code != 999 else set()  # noqa: PLR2004
        return {
            "fichiers": tried,
            "documents": len(documents),
            "verdicts": dict(Counter(one["verdict"] for one in documents)),
            "erreurs": dict(codes.most_common()),
            "code_de_sortie": seen.code,
            "erreurs_obscures": codes["bogue"] + codes["erreur"] + ("Traceback" in seen.said),
            "plantages": int(seen.code == 70 or seen.code < 0),  # noqa: PLR2004 - exit code of a bug
            "blocages": int(seen.code == 999),  # noqa: PLR2004 - see watched
            "processus_restes": len(seen.left),
            "connexions": len(seen.sockets),
            "fichiers_ailleurs": len(outside),
            "secondes": round(seen.seconds),
            "memoire_parent": max(seen.parent, default=0) >> 20,
        }


def mutations(secondes: float, graine: int, harnais: Sequence[str]) -> list[Figures]:
    """Each harness for that time: half at random, half guided by coverage where atheris is.

    One process a processor.
    """
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda name: _tried(name, secondes, graine), harnais))


def _tried(name: str, secondes: float, graine: int) -> Figures:
    runs = [_harness(name, secondes / 2, graine, guided=guided) for guided in (False, True)]
    if "executions" not in runs[1]:
        runs = [runs[0], _harness(name, secondes / 2, graine + 1, guided=False)]
    return {
        "cible": name,
        "executions": sum(one.get("executions", 0) for one in runs),
        "secondes": round(sum(one.get("secondes", 0) for one in runs)),
        "la_plus_lente": max(one.get("la_plus_lente", 0) for one in runs),
        "plantages": sorted({p for one in runs for p in one.get("plantages", {"": ""})}),
    }


def _harness(name: str, secondes: float, graine: int, *, guided: bool) -> Figures:
    """One process; when it dies, its last case is a crash, kept where it says."""
    kept = ROOT / "build" / "fouille" / name
    script = Path(__file__).with_name("fouille.py")
    command = [sys.executable, str(script), name, "--secondes", str(secondes)]
    command += ["--graine", str(graine), "--garder", str(kept), *(["--atheris"] * guided)]
    with machine() as (_, environment):
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False,
            timeout=secondes + 300,
        )  # fmt: skip
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if lines:
        return json.loads(lines[-1])  # type: ignore[no-any-return]  # our own summary
    if done.returncode == 0:
        return {}  # atheris is not there
    return {"plantages": {f"mort ({done.returncode}), voir {kept}": ""}}


def writes(pannes: int, morts: int, vrai: int, asked: Sequence[str] = ()) -> list[Figures]:
    """Faults and kills over commands that write; `vrai` of them with the real LibreOffice.

    `asked` are the titles of commands, all of them when there is none.
    """
    sys.path.insert(0, str(ROOT / "tests" / "faults"))
    import injection

    from robustesse.commandes import COMMANDS, prepared

    made = []
    for title, one in COMMANDS.items():
        if asked and title not in asked:
            continue
        faults, kills = round(pannes * one.share), round(morts * one.share)
        if one.real:
            faults, kills = vrai - vrai // 4, vrai // 4
        if not faults + kills or (one.real and shutil.which("soffice") is None):
            continue
        with machine() as (room, environment):
            environment["DOSSIER_SANS_LIBREOFFICE"] = "" if one.real else "1"
            with injection.Server(environment) as server:
                outcome = injection.campaign(
                    server, one.arguments, lambda folder, one=one: prepared(one, folder),
                    room / "campagne", faults=faults, kills=kills, made=one.made,
                    again_every=one.again_every,
                )  # fmt: skip
        made.append(
            {
                "commande": title,
                "ecritures": outcome.writes,
                "pannes": outcome.faults,
                "morts": outcome.kills,
                "perdus": outcome.lost,
                "codes": {str(code): count for code, count in sorted(outcome.codes.items())},
            }
        )
    return made


def load(documents: int) -> Figures:
    """Many small documents in one command, without the cache; the memory of the second half."""
    from robustesse.commandes import small_documents

    with machine() as (room, environment):
        lot = room / "lot"
        small_documents(lot, documents)
        report = room / "sortie" / "r.json"
        command = [sys.executable, "-m", "dossier_builder", "verifier", str(lot), "--sans-cache"]
        command += ["--modele", "cip/ccp3", "--rapide", "--moteur", "dxpdf"]
        seen = watched([*command, "--format", f"json:{report}"], environment, room, documents * 5)
        known = 0
        if report.exists():
            known = json.loads(report.read_text(encoding="utf-8"))["synthese"]["documents"]
        quarter = max(1, len(seen.together) // 4)
        second, last = seen.together[quarter : 2 * quarter], seen.together[-quarter:]
        return {
            "documents": known,
            "secondes": round(seen.seconds),
            "memoire_2e_quart": round(statistics.fmean(second or [0])) >> 20,
            "memoire_4e_quart": round(statistics.fmean(last or [0])) >> 20,
            "parent_au_plus": max(seen.parent, default=0) >> 20,
            "processus_restes": len(seen.left),
            "code_de_sortie": seen.code,
        }
