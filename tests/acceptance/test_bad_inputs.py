"""What goes wrong at the command line: a French sentence, its place, its remedy, its exit code.

Whatever happens, no file of the learner is touched and nothing half-written is left. Every
wording of the inputs is tested in tests/unit/inputs; here the whole command is.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from pypdf import PdfReader, PdfWriter

from dossier_builder.cli import main
from dossier_builder.resources import templates_root

from .variants import copy_conform

INPUTS, PACK, DEPENDENCY, UNWRITABLE = 3, 4, 5, 7


@dataclass(frozen=True, slots=True)
class Bad:
    """A fault planted in a copy of the conform CCP3, and what must be said of it."""

    name: str
    plant: Callable[[Path], object]
    place: str
    says: tuple[str, ...]
    code: int = INPUTS


def changed(name: str, old: str, new: str) -> Callable[[Path], object]:
    """Replace a text of a file."""

    def plant(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        path.write_text(text.replace(old, new), encoding="utf-8")

    return plant


def written(name: str, content: bytes) -> Callable[[Path], object]:
    """Put these bytes in a file."""
    return lambda folder: (folder / name).write_bytes(content)


def cut(name: str) -> Callable[[Path], object]:
    """Keep the first half of a file."""

    def plant(folder: Path) -> None:
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[: len(data) // 2])

    return plant


def encrypted(folder: Path) -> None:
    """The PDF annex with a password."""
    path = folder / "annexes" / "argumentaire-employeurs.pdf"
    writer = PdfWriter(PdfReader(path))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)


def huge_png() -> bytes:
    """A true PNG of 12 000 × 8 000 pixels, in 12 kB: what a decoder would unfold to 96 MB."""
    width, height = 12_000, 8_000

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((1, 0, 0, 0, 0))
    pixels = zlib.compress(b"\0" * ((width // 8 + 1) * height), 9)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


PLAQUETTE = "annexes/argumentaire-employeurs.pdf"
INTRODUCTION = "sections/introduction.md"
FIGURE = "images/bmo.png"
TABLE = (
    Bad("unknown key", changed("dossier.yaml", "structure:", "employeurs:"), "dossier.yaml:4:1",
        ("clé inconnue « employeurs »",)),
    Bad("misspelt key", changed("dossier.yaml", "structure:", "structur:"), "dossier.yaml:4:1",
        ("clé inconnue « structur »", "vouliez-vous dire « structure »")),
    Bad("wrong type", changed("dossier.yaml", "date: 2027-03-22", "date: fin mars"),
        "dossier.yaml:6:7", ("attendu une date", "Exemple : date: 2027-03-22")),
    Bad("invalid YAML", changed("dossier.yaml", 'titre: "Ouvrir', 'titre: Ouvrir : "des'),
        "dossier.yaml:2:", ("guillemets",)),
    Bad("invalid encoding", written(INTRODUCTION, b"Le d\x81but de l\x8d\x90\xff"), INTRODUCTION,
        ("pas un fichier de texte lisible", "UTF-8")),
    Bad("Word file as text", lambda folder: shutil.copy(
        folder / "annexes" / "plan-integration.docx", folder / INTRODUCTION), INTRODUCTION,
        ("pas un fichier de texte lisible", "pas comme document Word")),
    Bad("unknown section", lambda folder: (folder / INTRODUCTION).rename(
        folder / "sections" / "introdution.md"), "sections/introdution.md",
        ("aucune section de ce modèle", "Vouliez-vous dire « introduction.md »")),
    Bad("unknown kind", changed("dossier.yaml", "cip/ccp3", "cip/cpc3"), "dossier.yaml:1:9",
        ("« cip/cpc3 » n’existe pas", "Vouliez-vous dire « cip/ccp3 »")),
    Bad("image missing", lambda folder: (folder / FIGURE).unlink(),
        "sections/prospection-diagnostic.md:", ("« images/bmo.png » est introuvable",)),
    Bad("image corrupt", cut(FIGURE), "sections/prospection-diagnostic.md:",
        ("« images/bmo.png » est abîmée", "Copiez-la de nouveau")),
    Bad("image of 96 megapixels", written(FIGURE, huge_png()),
        "sections/prospection-diagnostic.md:", ("96 millions", "au plus 80")),
    Bad("annex encrypted", encrypted, "dossier.yaml:", ("est protégé", "mot de passe")),
    Bad("annex truncated", cut(PLAQUETTE), "dossier.yaml:", ("est endommagé",)),
    Bad("path outside", changed("dossier.yaml", PLAQUETTE, "../../secret.pdf"), "dossier.yaml:",
        ("« ../../secret.pdf » est hors du dossier", "Copiez le fichier")),
    Bad("no dossier.yaml key at all", written("dossier.yaml", b""), "dossier.yaml",
        ("ce fichier est vide", "modele: cip/ccp2")),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_conform("ccp3", tmp_path / "dossier de Dominique")


@pytest.fixture(autouse=True)
def _nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The temporary folder of the command is empty once it ends."""
    room = tmp_path / "temporaire"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    yield
    assert [path.name for path in room.iterdir()] == []


def state(folder: Path) -> dict[str, str]:
    """Every path of the folder with its content's hash."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else "folder"
        for path in sorted(folder.rglob("*"))
    }


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """The exit code of the command and all that it said, no-break spaces made ordinary."""
    capsys.readouterr()
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, (said.out + said.err).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("verb", ["generer", "verifier"])
@pytest.mark.parametrize("bad", TABLE, ids=lambda bad: bad.name)
def test_a_bad_input_is_said_and_nothing_is_touched(
    folder: Path, bad: Bad, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad.plant(folder)
    before = state(folder)
    code, said = run(capsys, verb, folder, "--moteur", "dxpdf")
    assert code == bad.code, said
    assert bad.place in said
    for words in bad.says:
        assert words in said
    assert "Traceback" not in said
    assert state(folder) == before


def test_windows_1252_is_read_with_a_notice(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / INTRODUCTION
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    code, said = run(capsys, "verifier", folder, "--moteur", "dxpdf")
    assert code == 0, said
    assert f"{INTRODUCTION} est enregistré en Windows-1252" in said


def pack(root: Path, document: Callable[[str], str]) -> Path:
    """A centre's pack that extends cip/ccp3 with a changed gabarit; gives the folder of packs."""
    target = root / "modeles du centre"
    own = target / "centre" / "ccp3"
    own.mkdir(parents=True)
    (own / "modele.yaml").write_text(
        'id: centre/ccp3\nversion: "1"\netend: cip/ccp3\n', encoding="utf-8"
    )
    source = templates_root() / "_commun" / "gabarit.docx"
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(own / "gabarit.docx", "w") as write:
        for name in read.namelist():
            data = read.read(name)
            if name == "word/document.xml":
                changed_text = document(data.decode("utf-8"))
                assert changed_text.encode() != data
                data = changed_text.encode()
            write.writestr(name, data)
    return target


@pytest.mark.parametrize("verb", ["generer", "verifier"])
@pytest.mark.parametrize(
    ("document", "says"),
    [
        pytest.param(
            lambda text: text.replace("{{ structure }}", "{{ structur }}"),
            ("variable inconnue « structur »", "vouliez-vous dire « structure »"),
            id="unknown variable",
        ),
        pytest.param(
            lambda text: text.replace("{{p corps }}", ""),
            ("la place « {{p corps }} » manque", "Remettez cette balise"),
            id="lost place",
        ),
        pytest.param(
            lambda text: text.replace("{{ structure }}", "{{ structure "),
            ("une balise est mal écrite",),
            id="broken tag",
        ),
    ],
)
def test_a_bad_gabarit_is_the_pack_s_fault(
    folder: Path,
    tmp_path: Path,
    document: Callable[[str], str],
    says: tuple[str, ...],
    verb: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    packs = pack(tmp_path, document)
    changed("dossier.yaml", "modele: cip/ccp3", "modele: centre/ccp3")(folder)
    before = state(folder)
    code, said = run(capsys, verb, folder, "--moteur", "dxpdf", "--modeles", packs)
    assert code == PACK, said
    assert "gabarit.docx" in said
    for words in says:
        assert words in said
    assert state(folder) == before


def test_a_gabarit_that_is_no_word_file(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packs = pack(tmp_path, lambda text: text.replace("{{ date }}", "{{date}}"))
    (packs / "centre" / "ccp3" / "gabarit.docx").write_bytes(b"bonjour")
    changed("dossier.yaml", "modele: cip/ccp3", "modele: centre/ccp3")(folder)
    code, said = run(capsys, "generer", folder, "--moteur", "dxpdf", "--modeles", packs)
    assert code == PACK, said
    assert "gabarit.docx" in said
    assert not (folder / "rendu").exists()


def test_a_pack_that_is_wrong_says_where(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packs = pack(tmp_path, lambda text: text.replace("{{ date }}", "{{date}}"))
    written_pack = packs / "centre" / "ccp3" / "modele.yaml"
    written_pack.write_text(
        'id: centre/ccp3\nversion: "1"\netend: cip/ccp3\npages: {mini: 10}\n', encoding="utf-8"
    )
    changed("dossier.yaml", "modele: cip/ccp3", "modele: centre/ccp3")(folder)
    code, said = run(capsys, "verifier", folder, "--modeles", packs)
    assert code == PACK, said
    assert "modele.yaml:4:" in said
    assert "vouliez-vous dire « min »" in said


def test_a_file_in_the_place_of_rendu(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "rendu").write_text("mes notes", encoding="utf-8")
    before = state(folder)
    code, said = run(capsys, "generer", folder, "--moteur", "dxpdf")
    assert code == UNWRITABLE, said
    assert "un fichier porte le nom d’un dossier attendu" in said
    assert state(folder) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_may_not_be_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # pragma: no cover - root in CI
    (folder / "rendu").mkdir()
    (folder / "rendu").chmod(0o555)
    before = state(folder)
    code, said = run(capsys, "generer", folder, "--moteur", "dxpdf")
    assert code == UNWRITABLE, said
    assert "l’écriture n’y est pas permise" in said
    assert state(folder) == before


def test_a_docx_open_in_word(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rendu = folder / "rendu"
    rendu.mkdir()
    (rendu / "CCP3 - FICTIF Dominique.docx").write_bytes(b"en cours")
    (rendu / "CCP3 - FICTIF Dominique.pdf").write_bytes(b"ancien")
    (rendu / "~$P3 - FICTIF Dominique.docx").write_bytes(b"")
    before = state(folder)
    code, said = run(capsys, "generer", folder, "--moteur", "dxpdf")
    # Not ours: it is kept, and ours goes beside it; a lock on ours would be refused (unit tests).
    assert code == 0, said
    assert "gardé tel quel" in said
    assert {name: state(folder)[name] for name in before} == before


def test_a_report_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(folder)
    target = folder / "dossier.yaml" / "rapport.json"
    code, said = run(capsys, "verifier", folder, "--moteur", "dxpdf", "--format", f"json:{target}")
    assert code == UNWRITABLE, said
    assert "Impossible d’écrire" in said
    assert state(folder) == before


def without_dxpdf(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The libraries of this Python but that one, for us and for the processes that we start."""
    installed = Path(click.__file__).parent.parent
    site.mkdir()
    for one in installed.iterdir():
        if not one.name.startswith("dxpdf"):
            (site / one.name).symlink_to(one)
    path = [str(site) if entry and Path(entry) == installed else entry for entry in sys.path]
    monkeypatch.setattr(sys, "path", path)
    monkeypatch.delitem(sys.modules, "dxpdf", raising=False)


@pytest.mark.parametrize("verb", ["generer", "verifier"])
def test_no_engine_at_all(
    folder: Path,
    verb: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    without_dxpdf(tmp_path / "bibliotheques", monkeypatch)
    monkeypatch.setenv("DOSSIER_SANS_LIBREOFFICE", "1")
    before = state(folder)
    code, said = run(capsys, verb, folder)
    assert code == DEPENDENCY, said
    assert "Aucun moteur de mise en page n’est disponible" in said
    assert "Réinstallez le programme" in said
    assert "dossier diagnostic" in said
    assert state(folder) == before


def test_the_engine_asked_for_is_absent(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOSSIER_SANS_LIBREOFFICE", "1")
    code, said = run(capsys, "generer", folder, "--moteur", "libreoffice")
    assert code == DEPENDENCY, said
    assert "DOSSIER_SANS_LIBREOFFICE" in said
    assert not (folder / "rendu").exists()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("texte.docx", b"Bonjour, je suis un texte.", "texte.docx"),
        ("vide.docx", b"", "vide.docx"),
        ("vide.pdf", b"%PDF-1.7\n", "vide.pdf"),
    ],
)
def test_a_document_that_is_not_what_its_name_says(
    name: str, content: bytes, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    code, said = run(capsys, "verifier", path, "--moteur", "dxpdf")
    assert code == INPUTS, said
    assert says in said
    assert path.read_bytes() == content


def test_a_folder_without_any_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rien").mkdir()
    code, said = run(capsys, "verifier", tmp_path / "rien")
    assert code == INPUTS
    assert "Mettez-y les fichiers" in said
    assert "PROMOTION" not in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("verifier", "absent"), "n’existe pas"),
        (("verifie",), "Vouliez-vous dire « verifier »"),
        (("generer", "absent"), "n’existe pas"),
        (("verifier", ".", "--moteur", "word"), "choisissez parmi"),
        (("verifier", ".", "--formt", "json"), "Vouliez-vous dire « --format »"),
        (("verifier", ".", "--format", "html"), "dites où l’écrire"),
        (("verifier", ".", "--format", "odp"), "Le format « odp » n’existe pas"),
        (("verifier", ".", "--format", "json", "--format", "markdown"), "à l’écran"),
        (("verifier", ".", "--depuis", "toujours"), "--depuis"),
    ],
)
def test_a_wrong_call(
    arguments: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(capsys, *arguments)
    assert code == 2, said
    assert says in said
