"""Packs kept between processes: the same values, never old ones, and nothing that could hurt."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier_builder.domain.modele import Modele
from dossier_builder.errors import PackError
from dossier_builder.packs import loader
from dossier_builder.pipeline import kept_packs, modeles
from dossier_builder.resources import templates_root

CENTRE = """\
id: centre/ccp2
etend: cip/ccp2
source: {document: Règlement du centre, statut: centre, date: 2026-11-23}
centre: {nom: Centre fictif, logo: logo.png}
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own; gives the folder of the packs."""
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / kept_packs.KEPT


@pytest.fixture
def roots(tmp_path: Path) -> tuple[Path, ...]:
    folder = tmp_path / "modeles" / "centre" / "ccp2"
    folder.mkdir(parents=True)
    (folder / "modele.yaml").write_text(CENTRE, encoding="utf-8")
    (folder / "logo.png").write_bytes(b"une image")
    return (tmp_path / "modeles", templates_root())


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The packs whose YAML is read, in order."""
    done: list[str] = []
    load_modele = loader.load_modele

    def counted(identifier: str, *given: object, **named: object) -> Modele:
        done.append(identifier)
        return load_modele(identifier, *given, **named)  # type: ignore[arg-type] - handed on as it came

    monkeypatch.setattr(loader, "load_modele", counted)
    return done


def another_process() -> None:
    """What a process remembers is gone."""
    modeles._load.cache_clear()
    modeles._load_all.cache_clear()


def entries(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.is_file()]


Change = Callable[[Path], object]


def test_the_next_process_has_the_same_packs(roots: tuple[Path, ...], reads: list[str]) -> None:
    first = (modeles.load("centre/ccp2", roots), *modeles.load_all(roots))
    read = len(reads)
    assert read >= len(first) - 1
    another_process()
    assert (modeles.load("centre/ccp2", roots), *modeles.load_all(roots)) == first
    assert len(reads) == read


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "modele.yaml").write_text(CENTRE.replace("fictif", "inventé")),
        lambda folder: shutil.copyfile(
            templates_root() / "_commun" / "gabarit.docx", folder / "gabarit.docx"
        ),
    ],
)
def test_a_pack_that_changed_is_read_again(
    roots: tuple[Path, ...], reads: list[str], change: Change
) -> None:
    before = modeles.load("centre/ccp2", roots)
    change(roots[0] / "centre" / "ccp2")
    another_process()
    assert modeles.load("centre/ccp2", roots) != before
    assert reads == ["centre/ccp2"] * 2


def test_our_own_packs_count_though_nobody_named_them(
    roots: tuple[Path, ...], reads: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = shutil.copytree(templates_root(), tmp_path / "templates")
    for module in (kept_packs, loader):
        monkeypatch.setattr(module, "templates_root", lambda: ours)
    before = modeles.load("centre/ccp2", roots[:1])
    pack = ours / "cip" / "ccp2" / "modele.yaml"
    text = pack.read_text(encoding="utf-8")
    pack.write_text(text.replace("sigle: CCP2", "sigle: CCP2 bis"), encoding="utf-8")
    another_process()
    assert modeles.load("centre/ccp2", roots[:1]) != before
    assert reads == ["centre/ccp2"] * 2


def test_a_file_that_went_is_told_as_at_the_first_reading(roots: tuple[Path, ...]) -> None:
    modeles.load("centre/ccp2", roots)
    (roots[0] / "centre" / "ccp2" / "logo.png").unlink()
    another_process()
    with pytest.raises(PackError) as raised:
        modeles.load("centre/ccp2", roots)
    assert "logo.png" in raised.value.problems[0].message


def test_a_broken_pack_is_not_kept(roots: tuple[Path, ...], cache: Path) -> None:
    (roots[0] / "centre" / "ccp2" / "modele.yaml").write_text("id: [\n", encoding="utf-8")
    with pytest.raises(PackError):
        modeles.load("centre/ccp2", roots)
    assert entries(cache) == []
    assert "centre/ccp2" not in {modele.id for modele in modeles.load_all(roots)}


class Trap:
    """Whoever unpickles it calls what it says."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self._folder),))


def checked(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=32).digest() + data


@pytest.mark.parametrize("fault", ["bit", "short", "empty", "trap", "function", "folder"])
def test_an_entry_that_was_touched_is_a_miss_and_runs_nothing(
    roots: tuple[Path, ...], reads: list[str], cache: Path, tmp_path: Path, fault: str
) -> None:
    first = modeles.load("centre/ccp2", roots)
    (entry,) = entries(cache)
    data = entry.read_bytes()
    if fault == "folder":
        entry.unlink()
        entry.mkdir()
    else:
        entry.write_bytes(
            {
                "bit": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
                "short": data[:40],
                "empty": b"",
                "trap": checked(pickle.dumps(Trap(tmp_path / "piège"))),
                "function": checked(b"cdossier_builder.domain.typographie\ninsecable\n."),
            }[fault]
        )
    another_process()
    assert modeles.load("centre/ccp2", roots) == first
    assert reads == ["centre/ccp2"] * 2
    assert not (tmp_path / "piège").exists()


def test_a_cache_that_cannot_be_made_is_no_error(
    roots: tuple[Path, ...], reads: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "occupé").touch()
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "occupé"))
    for _ in range(2):
        another_process()
        assert modeles.load("centre/ccp2", roots).id == "centre/ccp2"
    assert reads == ["centre/ccp2"] * 2
