"""The supply chain: a lock that is whole, a bill of materials, an audit that says what it skips."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jsonschema import Draft202012Validator

TOOLS = Path(__file__).parent.parent / "tools"
LOCK = TOOLS.parent / "requirements-dev.lock"
PROJECT = TOOLS.parent / "pyproject.toml"

# The shape of CycloneDX 1.5 that programs which read bills rely on (its own schema is not shipped).
COMPONENT = {
    "type": "object",
    "required": ["type", "name", "version", "purl", "bom-ref"],
    "properties": {
        "type": {"enum": ["application", "library"]},
        "purl": {"pattern": "^pkg:pypi/[a-z0-9-]+@[^@]+$"},
        "licenses": {
            "items": {"oneOf": [{"required": ["expression"]}, {"required": ["license"]}]},
        },
    },
}
SHAPE = {
    "type": "object",
    "required": ["bomFormat", "specVersion", "serialNumber", "version", "metadata", "components"],
    "properties": {
        "bomFormat": {"const": "CycloneDX"},
        "specVersion": {"const": "1.5"},
        "serialNumber": {"pattern": "^urn:uuid:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$"},
        "version": {"const": 1},
        "metadata": {
            "required": ["timestamp", "component"],
            "properties": {"component": COMPONENT},
        },
        "components": {"type": "array", "minItems": 20, "items": COMPONENT},
    },
}


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"outil_{name}", TOOLS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_lock_holds_what_the_project_declares() -> None:
    audit = tool("audit")
    lock = LOCK.read_text(encoding="utf-8")
    assert len(audit.pins(lock)) > 40
    assert list(audit.faults(lock, PROJECT.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            lambda text: re.sub(r" \\\n    --hash=sha256:\w+", "", text, count=1),
            "ni version ni emp",
        ),
        (lambda text: re.sub(r"lxml==[\d.]+", "lxml==1.0", text), "n’est pas ce que demande"),
        (lambda text: re.sub(r"lxml==.*\n.*\n", "", text), "manque dans le verrou"),
    ],
)
def test_what_is_wrong_is_said(wrong: Any, said: str) -> None:
    lock = wrong(LOCK.read_text(encoding="utf-8"))
    found = list(tool("audit").faults(lock, PROJECT.read_text(encoding="utf-8")))
    assert any(said in fault for fault in found)


def test_the_audit_ends_well_without_pip_audit_or_network() -> None:
    done = subprocess.run(
        [sys.executable, str(TOOLS / "audit.py")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "chacun avec son empreinte" in done.stdout


def test_a_package_without_a_digest_stops_the_lock(tmp_path: Path) -> None:
    report = {"install": [{"metadata": {"name": "x", "version": "1"}, "download_info": {}}]}
    (tmp_path / "r.json").write_text(json.dumps(report))
    with pytest.raises(SystemExit, match="empreinte"):
        tool("verrou").locked(tmp_path / "r.json")


def test_the_bill_of_materials() -> None:
    bill = tool("sbom").bill(made=dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
    Draft202012Validator(SHAPE).validate(bill)
    names = {one["name"].lower() for one in bill["components"]}
    assert {"lxml", "pypdf", "docxtpl"} <= names
    assert not names & {"pytest", "ruff", "mypy", "hypothesis"}
    refs = {one["bom-ref"] for one in (*bill["components"], bill["metadata"]["component"])}
    assert len(refs) == len(bill["components"]) + 1
    for one in bill["dependencies"]:
        assert {one["ref"], *one["dependsOn"]} <= refs
    assert bill == tool("sbom").bill(made=dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
