"""`dossier deposer`, as a learner hands in and as a session's manager checks for the last time."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from dossier_builder.cli import main
from dossier_builder.depot import store
from dossier_builder.ooxml import Package
from dossier_builder.ooxml.comments import AUTHOR, Line, Note, comments, with_comments
from dossier_builder.pdf import read_quality

from .runs import KINDS
from .session_files import document, packs, session
from .variants import copy_conform

WHO = ("Essai", "Alix")
PLACE = Path("ESSAI Alix", "CCP2")
Deposit = Callable[..., int]


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packs(tmp_path_factory.mktemp("modeles") / "modeles")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A conform docx and PDF, and a docx whose conclusion is missing."""
    folder = tmp_path_factory.mktemp("papiers")
    document(folder / "CCP2.docx", "ccp2", WHO)
    document(folder / "imprimé.pdf", "ccp2", WHO)
    document(folder / "à finir.docx", "ccp2", WHO, without="conclusion")
    return folder


@pytest.fixture
def deposit(ours: Path, tmp_path: Path) -> Deposit:
    """Run the verb on the embedded engine; what is put away goes to `tmp_path/depot`."""

    def run(*arguments: object) -> int:
        options = ["--modeles", ours, "--vers", tmp_path / "depot", "--moteur", "dxpdf"]
        return main(["deposer", *map(str, (*arguments, *options))])

    return run


def verify(place: Path) -> int:
    return main(["deposer", "--verifier", str(place)])


def text_of(pdf: Path) -> str:
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages]
    return " ".join(pages).replace("\u00a0", " ")


def manifest(place: Path) -> Any:
    return json.loads((place / "manifeste.json").read_text(encoding="utf-8"))


def everything(folder: Path) -> dict[str, bytes]:
    found = folder.rglob("*") if folder.exists() else ()
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(found) if p.is_file()}


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())


def test_a_conform_docx_is_put_away_with_its_proof(
    deposit: Deposit, papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (papers / "CCP2.docx").read_bytes()
    assert deposit(papers / "CCP2.docx", "--annexes-a-part") == 0
    out = capsys.readouterr().out
    assert out.rstrip().endswith("Rien n’a été envoyé.")
    place = tmp_path / "depot" / PLACE / "depot-1"
    stem = "CCP2_ESSAI_Alix_2026-12-07"
    assert {path.name for path in place.iterdir()} == {
        f"{stem}.pdf", f"{stem}.docx", f"{stem}_annexes.pdf", f"{stem}_sans-annexes.pdf",
        "manifeste.json", "preuve.pdf", "empreintes.txt",
    }  # fmt: skip
    assert (place / f"{stem}.docx").read_bytes() == before == (papers / "CCP2.docx").read_bytes()
    quality = read_quality(place / f"{stem}.pdf")
    assert (quality.pages, quality.tagged, quality.not_embedded) == (7, True, ())
    parts = [place / f"{stem}_{part}.pdf" for part in ("sans-annexes", "annexes")]
    assert [len(PdfReader(part).pages) for part in parts] == [6, 1]
    told = manifest(place)
    assert (told["depot"], told["verdict"], told["malgre"]) == (1, "conforme", None)
    assert told["pagination"]["temoins"][0]["source"] == "dxpdf"
    assert [one["id"] for one in told["regles"]["modeles"]] == ["essai/ccp2", "_commun"]
    assert len(PdfReader(place / "preuve.pdf").pages) == 1
    proof = text_of(place / "preuve.pdf")
    for words in ("ESSAI Alix", "Dépôt n° 1", "conforme", "Non vérifié", "que le jury juge",
                  "Signature", "Rien n’a été envoyé"):  # fmt: skip
        assert words in proof
    assert verify(place) == 0


def test_the_list_of_fingerprints_is_of_the_usual_kind(
    deposit: Deposit, papers: Path, tmp_path: Path
) -> None:
    assert deposit(papers / "imprimé.pdf") == 0
    place = tmp_path / "depot" / PLACE / "depot-1"
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "-c", "--quiet", "empreintes.txt"], cwd=place, check=True)
    listed = (place / "empreintes.txt").read_text(encoding="utf-8")
    assert len(listed.splitlines()) == len(list(place.iterdir())) - 1


def test_a_submitted_pdf_is_taken_byte_for_byte_with_the_word_file_beside_it(
    deposit: Deposit, papers: Path, tmp_path: Path
) -> None:
    pdf = shutil.copy(papers / "imprimé.pdf", tmp_path / "mon dossier.pdf")
    docx = shutil.copy(papers / "CCP2.docx", tmp_path / "mon dossier.docx")
    assert deposit(docx, pdf) == 0
    place = tmp_path / "depot" / PLACE / "depot-1"
    stem = "CCP2_ESSAI_Alix_2026-12-07"
    assert (place / f"{stem}.pdf").read_bytes() == Path(pdf).read_bytes()
    assert (place / f"{stem}.docx").read_bytes() == Path(docx).read_bytes()
    assert "c’est le PDF qui a été contrôlé" in text_of(place / "preuve.pdf")


def test_our_comments_go_and_those_of_people_are_told(
    deposit: Deposit, papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noted = with_comments(Package.read(papers / "CCP2.docx"), [Note((Line("À revoir"),), 4)])
    assert noted is not None
    name = noted.related("comments") or ""
    theirs = with_comments(noted, [Note((Line("Très bien"),), 5)])
    assert theirs is not None
    parts = theirs.part(name).replace(f'w:author="{AUTHOR}"'.encode(), b'w:author="Dominique"', 1)
    theirs.with_parts({name: parts}).write(tmp_path / "annoté.docx")
    assert deposit(tmp_path / "annoté.docx") == 0
    assert "Le Word garde 1 commentaire de : Dominique." in said(capsys)
    (docx,) = (tmp_path / "depot" / PLACE / "depot-1").glob("*.docx")
    assert [one.author for one in comments(Package.read(docx))] == ["Dominique"]


def test_what_is_not_conform_is_refused_unless_somebody_answers_for_it(
    deposit: Deposit, papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert deposit(papers / "à finir.docx") == 1
    refused = said(capsys)
    assert "REFUSÉ CCP2 de ESSAI Alix : le contrôle le dit « à corriger »." in refused
    assert "1. p. 5 Partie absente : « Conclusion »." in refused
    assert "--malgre" in refused
    assert everything(tmp_path / "depot") == {}
    assert not (tmp_path / "depot").exists()
    assert deposit(papers / "à finir.docx", "--malgre", "Conclusion  remise sur papier") == 0
    place = tmp_path / "depot" / PLACE / "depot-1"
    assert manifest(place)["malgre"] == "Conclusion remise sur papier"
    proof = text_of(place / "preuve.pdf")
    assert "à corriger" in proof
    assert "déposé malgré Conclusion remise sur papier" in proof
    assert "Partie absente" in proof
    assert deposit(papers / "à finir.docx") == 1
    assert "Ce même document est déjà déposé, malgré cela : le n° 1" in said(capsys)


def test_a_reason_is_for_one_document(
    deposit: Deposit, papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert deposit(papers, "--malgre", "parce que") == 2
    assert "un document à la fois" in capsys.readouterr().err
    assert not (tmp_path / "depot").exists()


def test_a_replacement_is_number_two_and_number_one_stays(
    deposit: Deposit, papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert deposit(papers / "CCP2.docx") == 0
    folder = tmp_path / "depot" / PLACE
    first = everything(folder / "depot-1")
    assert deposit(papers / "CCP2.docx") == 0
    assert "déjà déposé, rien n’a changé (dépôt n° 1" in said(capsys)
    assert [path.name for path in folder.iterdir()] == ["depot-1"]
    assert deposit(papers / "imprimé.pdf") == 0
    assert "dépôt n° 2, remplace le n° 1 du" in said(capsys)
    assert everything(folder / "depot-1") == first
    proof = text_of(folder / "depot-2" / "preuve.pdf")
    assert "Dépôt n° 2, remplace le n° 1 du" in proof
    assert manifest(folder / "depot-2")["remplace"]["depot"] == 1
    assert verify(tmp_path / "depot") == 0
    assert "2 dépôts vérifiés : tous intacts." in said(capsys)


@pytest.fixture(scope="module")
def deposited(ours: Path, papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("archive")
    options = ["--modeles", str(ours), "--vers", str(root), "--moteur", "dxpdf"]
    assert main(["deposer", str(papers / "imprimé.pdf"), "--zip", *options]) == 0
    return root / PLACE / "depot-1.zip"


@pytest.fixture
def place(deposited: Path, tmp_path: Path) -> Path:
    with zipfile.ZipFile(deposited) as archive:
        archive.extractall(tmp_path)
    return tmp_path / "depot-1"


def change(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


def edit_pdf(place: Path) -> None:
    (pdf,) = place.glob("CCP2*.pdf")
    pdf.write_bytes(pdf.read_bytes() + b"\n%")


def lose_pdf(place: Path) -> None:
    (pdf,) = place.glob("CCP2*.pdf")
    pdf.unlink()


TAMPERED: dict[str, tuple[Callable[[Path], object], str]] = {
    "file": (edit_pdf, "a été modifié : ce n’est plus le fichier déposé."),
    "missing": (lose_pdf, "manque."),
    "added": (lambda p: (p / "autre.docx").write_bytes(b"x"), "« autre.docx » a été ajouté"),
    "manifest": (
        lambda p: change(p / "manifeste.json", b'"conforme"', b'"a_verifier"'),
        "n’est pas celui dont l’empreinte est imprimée",
    ),
    "damaged": (lambda p: (p / "manifeste.json").write_bytes(b'{"depot":'), "est abîmé"),
    "no manifest": (lambda p: (p / "manifeste.json").unlink(), "(le manifeste) manque."),
    "proof": (lambda p: edit(p / "preuve.pdf"), "(la preuve) ne correspond plus"),
    "no proof": (lambda p: (p / "preuve.pdf").unlink(), "(la preuve) manque."),
    "list": (lambda p: (p / "empreintes.txt").write_text("rien"), "« empreintes.txt » est abîmé."),
}


def edit(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n%")


@pytest.mark.parametrize("what", TAMPERED)
def test_whatever_changed_is_found_and_named(
    place: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(place) == 0
    capsys.readouterr()
    tamper, sentence = TAMPERED[what]
    tamper(place)
    assert verify(place) == 1
    out = said(capsys)
    assert sentence in out
    assert out.startswith("CHANGÉ")
    assert out.endswith("Rien n’a été envoyé.")


def test_an_archive_is_verified_too(
    deposited: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(deposited) == 0
    cut = tmp_path / "depot-1.zip"
    cut.write_bytes(deposited.read_bytes()[:-400])
    assert verify(cut) == 1
    assert "L’archive est abîmée" in said(capsys)
    with zipfile.ZipFile(deposited) as old, zipfile.ZipFile(cut, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, data.replace(b"conforme", b"confirme") if "man" in entry.filename
                         else data)  # fmt: skip
    assert verify(cut) == 1
    assert "n’est pas celui dont l’empreinte est imprimée" in said(capsys)


def test_where_there_is_no_deposit_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rien").mkdir()
    assert verify(tmp_path / "rien") == 2
    assert "ne contient aucun dépôt" in capsys.readouterr().err.replace("\u00a0", " ")


def test_a_deposit_is_not_deposited_again(
    place: Path, deposit: Deposit, capsys: pytest.CaptureFixture[str]
) -> None:
    assert deposit(place) == 2
    assert "--verifier" in capsys.readouterr().err


class FullDiskError(OSError):
    def __init__(self) -> None:
        super().__init__(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("fault", [FullDiskError, KeyboardInterrupt])
@pytest.mark.parametrize("after", [0, 2, 4])
def test_a_full_disk_or_an_interruption_leaves_nothing_half_written(
    deposit: Deposit, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    fault: type[BaseException], after: int,
) -> None:  # fmt: skip
    assert deposit(papers / "imprimé.pdf") == 0
    before = everything(tmp_path / "depot")
    whole, written = store._write, []

    def write(path: Path, data: bytes) -> None:
        if len(written) == after:
            path.write_bytes(data[:10])
            raise fault
        written.append(path)
        whole(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(store, "_write", write)
        code = deposit(papers / "CCP2.docx")
    assert code == (130 if fault is KeyboardInterrupt else 7)
    assert everything(tmp_path / "depot") == before
    assert not (tmp_path / "depot" / store.STAGING).exists()
    assert deposit(papers / "CCP2.docx") == 0
    assert verify(tmp_path / "depot") == 0


def test_a_place_that_takes_nothing_keeps_what_was_put_before(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deposit: Deposit,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    other = document(tmp_path / "CCP3.pdf", "ccp3", WHO)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if "CCP3" in str(target):
            raise FullDiskError
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        assert deposit(papers / "imprimé.pdf", other) == 7
    assert "1 dépôt a été fait" in capsys.readouterr().err
    assert verify(tmp_path / "depot") == 0
    assert not (tmp_path / "depot" / "ESSAI Alix" / "CCP3").exists()
    assert deposit(papers / "imprimé.pdf", other) == 0


def test_an_exemption_is_shown_without_its_reason(tmp_path: Path, deposit: Deposit) -> None:
    folder = tmp_path / "session"
    document(folder / "CCP2.docx", "ccp2", WHO, without="conclusion")
    (folder / "cohorte.yaml").write_text(
        "session: 2026-12-07\ntitre: essai\n"
        "apprenants:\n  - {nom: Essai, prenom: Alix, voie: vae, vise: [ccp2]}\n"
        "dispenses:\n  - apprenant: Essai Alix\n    regle: SEC001\n    auteur: Mme Formatrice\n"
        "    fin: 2030-12-31\n    motif: une raison privée\n",
        encoding="utf-8",
    )
    assert deposit(folder) == 1  # the DPP is missing
    place = tmp_path / "depot" / PLACE / "depot-1"
    proof = text_of(place / "preuve.pdf")
    assert "dérogation accordée par Mme Formatrice" in proof
    everywhere = b"".join(everything(place).values()) + proof.encode()
    assert "raison privée".encode() not in everywhere
    assert manifest(place)["derogations"][0]["auteur"] == "Mme Formatrice"


def test_three_examples_are_deposited_by_the_embedded_engine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [copy_conform(kind, tmp_path / kind / f"mon-{kind}") for kind in KINDS]
    vers = tmp_path / "depot"
    arguments = [*map(str, folders), "--vers", str(vers), "--moteur", "dxpdf"]
    assert main(["deposer", *arguments]) == 0, capsys.readouterr()
    places = sorted(path for path in vers.glob("*/*/depot-1"))
    assert [path.parent.name for path in places] == ["CCP2", "CCP3", "DPP"]
    for one in places:
        (pdf,) = (p for p in one.glob("*.pdf") if p.name != "preuve.pdf")
        quality = read_quality(pdf)
        assert quality.tagged
        assert quality.outline
        assert quality.not_embedded == ()
        assert quality.title
        assert list(one.glob("*.docx"))
        assert len(PdfReader(one / "preuve.pdf").pages) == 1
    assert verify(vers) == 0
    assert main(["deposer", *arguments]) == 0
    assert said(capsys).count("déjà déposé") == 3
    for folder in folders:
        assert not (folder / "rendu").exists()


@pytest.mark.libreoffice
def test_libreoffice_is_asked_for_pdf_ua(
    ours: Path, papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--modeles", str(ours), "--vers", str(tmp_path), "--moteur", "libreoffice"]
    assert main(["deposer", str(papers / "CCP2.docx"), *options]) == 0
    (pdf,) = (tmp_path / PLACE / "depot-1").glob("CCP2*.pdf")
    quality = read_quality(pdf)
    assert (quality.tagged, quality.ua, quality.language) == (True, True, "fr-FR")
    assert quality.outline >= 5
    assert quality.not_embedded == ()
    assert "PDF/UA demandé et non prouvé" in said(capsys)


def test_an_english_name_and_accents_are_accepted(papers: Path, ours: Path, tmp_path: Path) -> None:
    options = ["--modeles", str(ours), "--vers", str(tmp_path), "--moteur", "dxpdf"]
    for verb in ("submit", "déposer"):
        assert main([verb, str(papers / "imprimé.pdf"), *options]) == 0


@pytest.mark.lent
def test_a_session_of_twelve(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    files = session(tmp_path)
    vers = tmp_path / "depot"
    arguments = [str(files.folder), "--modeles", str(files.packs), "--vers", str(vers),
                 "--moteur", "dxpdf"]  # fmt: skip
    before = everything(files.folder)
    assert main(["deposer", *arguments]) == 1
    out = capsys.readouterr().out.replace(str(tmp_path), "…")
    golden = Path(__file__).parent / "golden" / "deposer-session.txt"
    if request.config.getoption("--golden", default=False):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(out, encoding="utf-8", newline="\n")
    assert out == golden.read_text(encoding="utf-8")
    assert everything(files.folder) == before
    sheet = PdfReader(vers / "session.pdf")
    assert len(sheet.pages) <= 2
    assert all(page.mediabox.width > page.mediabox.height for page in sheet.pages)
    told = text_of(vers / "session.pdf")
    for words in ("12 candidats", "TÉMOIN Noé", "manque : DPP", "Signature du candidat", "ECF"):
        assert words in told
    deposits = sorted(vers.glob("*/*/depot-*"))
    assert len(deposits) == 32
    assert verify(vers) == 0
    document(files.folder / "TÉMOIN Noé" / "DPP.pdf", "dpp", ("Témoin", "Noé"))
    capsys.readouterr()
    assert main(["deposer", *arguments]) == 1
    assert "11 complets et 1 à reprendre. 33 dossiers déposés sur 34." in said(capsys)
    assert len(sorted(vers.glob("*/*/depot-*"))) == 33
