"""What a trainer points at, however untidy, is taken or refused with a sentence."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

import pytest

from dossier_builder.batch.intake import Intake, gather
from dossier_builder.batch.intake_names import moodle
from dossier_builder.domain import limits
from dossier_builder.resources.kept import remember

DOCX = b"PK\x03\x04 not read here"
Entry = tuple[str | zipfile.ZipInfo, bytes]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "travail"
    folder.mkdir()
    return folder


@pytest.fixture
def promo(tmp_path: Path) -> Path:
    folder = tmp_path / "promo"
    folder.mkdir()
    return folder


def put(path: Path, content: bytes = DOCX) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def pack(path: Path, *entries: Entry) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


def names(intake: Intake, root: Path) -> list[str]:
    return [arrival.name.removeprefix(f"{root}{os.sep}") for arrival in intake.arrivals]


def sentences(intake: Intake) -> list[str]:
    return [one.error.message.replace("\u00a0", " ") for one in intake.refused]


def test_a_folder_gives_its_documents_and_counts_the_rest(promo: Path, work: Path) -> None:
    put(promo / "b.docx")
    put(promo / "Zoé" / "a.PDF")
    put(promo / "Zoé" / "page.pages")
    put(promo / "dossier" / "dossier.yaml", b"modele: cip/ccp2")
    put(promo / "dossier" / "rendu" / "x.docx")
    put(promo / "sans extension", b"%PDF-1.7")
    put(promo / "CCP2 v1.2", b"%PDF-1.7")
    for name in (".DS_Store", "~$b.docx", "Thumbs.db", "photo.JPG", "note.txt", "vide", "o.jpg"):
        put(promo / name, b"x")
    intake = gather([promo], work)
    assert names(intake, promo) == [
        "CCP2 v1.2", f"Zoé{os.sep}a.PDF", f"Zoé{os.sep}page.pages", "b.docx", "dossier",
        "sans extension",
    ]  # fmt: skip
    assert intake.promotion
    assert intake.racines == (promo,)
    (note,) = intake.notes
    assert "7 fichiers laissés de côté" in note
    assert "système : 3" in note.replace("\u00a0", " ")
    assert "images : 2" in note.replace("\u00a0", " ")


def test_a_file_and_a_dossier_folder_are_no_promotion(promo: Path, work: Path) -> None:
    put(promo / "dossier.yaml", b"")
    lone = put(promo.parent / "n’importe quoi.txt", b"x")
    intake = gather([str(promo), str(lone)], work)
    assert [a.name for a in intake.arrivals] == [str(promo), str(lone)]
    assert not intake.promotion


def test_the_same_file_given_twice_is_taken_once(promo: Path, work: Path) -> None:
    file = put(promo / "a.docx")
    assert len(gather([promo, file, str(promo)], work).arrivals) == 1


@pytest.mark.parametrize(
    "name",
    ["é à ï.docx", "d'un « guillemet » \".docx", "deux\nlignes.docx", "  espaces .docx",
     "é" * 125 + ".docx", "-rf.docx", "$(x).docx"],
)  # fmt: skip
def test_any_name_is_taken_and_shown_on_one_line(promo: Path, work: Path, name: str) -> None:
    put(promo / name)
    (arrival,) = gather([promo], work).arrivals
    assert arrival.path.read_bytes() == DOCX
    assert "\n" not in arrival.name


def test_a_name_that_is_no_text_can_be_written_in_a_report(promo: Path, work: Path) -> None:
    with open(os.path.join(os.fsencode(promo), b"\xff\xfe.docx"), "wb") as file:  # noqa: PTH123, PTH118 - bytes
        file.write(DOCX)
    (arrival,) = gather([promo], work).arrivals
    assert arrival.name.encode()


def test_the_same_name_in_two_folders_stays_two(promo: Path, work: Path) -> None:
    put(promo / "a" / "ccp2.docx", b"1")
    put(promo / "b" / "ccp2.docx", b"2")
    first, second = gather([promo], work).arrivals
    assert first.name != second.name
    assert (first.dossiers, second.dossiers) == (("promo", "a"), ("promo", "b"))


def test_nothing_to_check_is_said(promo: Path, work: Path) -> None:
    empty = gather([promo], work)
    put(promo / "note.txt", b"x")
    nothing = gather([promo], work)
    gone = gather([promo / "absent.docx"], work)
    assert sentences(empty) == [f"Le dossier « {promo} » est vide."]
    assert sentences(nothing) == [f"Le dossier « {promo} » ne contient aucun document."]
    assert "n’existe pas" in sentences(gone)[0]


def test_an_empty_folder_of_a_learner_is_told(promo: Path, work: Path) -> None:
    put(promo / "a.docx")
    (promo / "EXEMPLE Camille").mkdir()
    assert any("EXEMPLE Camille" in note for note in gather([promo], work).notes)


def test_loops_and_dead_links_end(promo: Path, work: Path) -> None:
    put(promo / "sous" / "a.docx")
    (promo / "sous" / "boucle").symlink_to(promo)
    (promo / "mort.docx").symlink_to(promo / "nulle part.docx")
    (promo / "rond.docx").symlink_to(promo / "rond.docx")
    (promo / "lien.docx").symlink_to(promo / "sous" / "a.docx")
    intake = gather([promo], work)
    assert len(intake.arrivals) == 1
    assert sorted(Path(s.split(" » est un lien")[0]).name for s in sentences(intake)) == [
        "mort.docx", "rond.docx",
    ]  # fmt: skip
    assert any("déjà parcouru" in note for note in intake.notes)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_folder_is_refused_and_the_others_go_on(promo: Path, work: Path) -> None:
    put(promo / "b" / "a.docx")
    closed = promo / "a"
    closed.mkdir()
    closed.chmod(0)
    try:
        intake = gather([promo], work)
    finally:
        closed.chmod(stat.S_IRWXU)
    assert len(intake.arrivals) == 1
    assert "ne peut pas être ouvert" in sentences(intake)[0]


def test_a_pipe_does_not_hang_the_run(promo: Path, work: Path) -> None:
    os.mkfifo(promo / "tuyau.docx")
    assert "n’est pas un fichier" in sentences(gather([promo], work))[0]


def test_an_apple_package_gets_a_letter(promo: Path, work: Path) -> None:
    put(promo / "Mon dossier.pages" / "Index.zip")
    (refused,) = gather([promo], work).refused
    assert refused.error.a_envoyer.startswith("Bonjour, je ne peux pas ouvrir un document Pages")


def test_an_archive_shows_its_own_names(promo: Path, work: Path) -> None:
    pack(
        promo / "promo.zip",
        ("EXEMPLE Camille_123456_assignsubmission_file_/ccp2.docx", b"1"),
        ("MODÈLE Sacha_123457_assignsubmission_file_mon dossier.pdf", b"2"),
        ("dossier/dossier.yaml", b"modele: cip/ccp2"),
        ("dossier/sections/a.md", b"a"),
        ("__MACOSX/._ccp2.docx", b"x"),
    )
    intake = gather([promo / "promo.zip"], work)
    shown = [a.name.split(" › ", 1)[1] for a in intake.arrivals]
    assert shown == [
        f"EXEMPLE Camille_123456_assignsubmission_file_{os.sep}ccp2.docx",
        "MODÈLE Sacha_123457_assignsubmission_file_mon dossier.pdf",
        "dossier",
    ]
    assert [a.depot.nom if a.depot else "" for a in intake.arrivals] == [
        "EXEMPLE Camille", "MODÈLE Sacha", "",
    ]  # fmt: skip
    assert intake.promotion
    assert all(work in a.path.parents for a in intake.arrivals)


def test_what_climbs_links_or_swells_is_refused_alone(promo: Path, work: Path) -> None:
    link = zipfile.ZipInfo("lien.docx")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    pack(
        promo / "a.zip",
        ("../evade.docx", b"x"),
        ("/absolu.docx", b"x"),
        ("C:\\absolu.docx", b"x"),
        (link, b"/etc/passwd"),
        ("bombe.docx", b"\0" * 30_000_000),
        ("bon.docx", b"x"),
    )
    intake = gather([promo], work)
    assert [a.path.name for a in intake.arrivals] == ["bon.docx"]
    assert len(intake.refused) == 5
    assert not (work / "evade.docx").exists()
    assert {p.name for p in work.rglob("*") if p.is_file()} == {"bon.docx"}


def test_one_archive_in_an_archive_is_opened_and_no_deeper(promo: Path, work: Path) -> None:
    third = pack(promo.parent / "3.zip", ("c.docx", b"3")).read_bytes()
    second = pack(promo.parent / "2.zip", ("b.docx", b"2"), ("3.zip", third)).read_bytes()
    pack(promo / "1.zip", ("a.docx", b"1"), ("2.zip", second))
    intake = gather([promo], work)
    assert names(intake, promo) == ["1.zip › 2.zip › b.docx", "1.zip › a.docx"]
    assert "une archive dans une archive dans une archive" in sentences(intake)[0]


def test_archives_beyond_reason_or_broken(promo: Path, work: Path) -> None:
    put(promo / "abime.zip", b"PK\x03\x04rien")
    pack(promo / "vide.zip")
    pack(promo / "trop.zip", *((f"{n}.txt", b"") for n in range(limits.ARCHIVE_ENTRIES + 1)))
    locked = pack(promo / "clos.zip", ("a.docx", b"x"))
    data = bytearray(locked.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(data)
    seen = sentences(gather([promo], work))
    assert [s.split("» ", 1)[1][:32] for s in seen] == [
        "est endommagée ou incomplète.",
        "est protégée par un mot de passe",
        f"contient {limits.ARCHIVE_ENTRIES + 1} fichiers ; {limits.ARCHIVE_ENTRIES} a"[:32],
        "ne contient aucun document.",
    ]


def test_what_a_run_writes_is_no_submission(promo: Path, work: Path) -> None:
    put(promo / "a.docx")
    put(promo / "promo.xlsx", b"x")
    put(promo / "retours" / "neuf.docx")
    put(promo / "fiches" / "fiche.docx", b"ours")
    put(promo / "fiches" / "copie.docx", b"ours")
    remember(promo / "fiches", {promo / "fiches" / "fiche.docx": b"ours"})
    remember(promo / "fiches", {promo / "fiches" / "copie.docx": b"ours, before she wrote on"})
    intake = gather([promo], work, outputs=[promo / "promo.xlsx", promo / "retours"])
    assert names(intake, promo) == ["a.docx", f"fiches{os.sep}copie.docx"]
    assert intake.notes == ()


def test_a_docx_named_zip_is_a_document(promo: Path, work: Path) -> None:
    pack(promo / "ccp2.zip", ("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"))
    assert names(gather([promo], work), promo) == ["ccp2.zip"]


def test_names_of_old_windows_archives_keep_their_accents(promo: Path, work: Path) -> None:
    info = zipfile.ZipInfo("a.docx")
    pack(promo / "a.zip", (info, b"x"))
    data = (promo / "a.zip").read_bytes().replace(b"a.docx", "é.docx".encode("cp850")[:6])
    (promo / "a.zip").write_bytes(data)
    (arrival,) = gather([promo], work).arrivals
    assert arrival.path.name == "é.docx"


def test_moodle_names() -> None:
    found = moodle("D’EXEMPLE Jean-Noël_4521_assignsubmission_file_CCP2_v2.docx")
    assert found
    assert (found.nom, found.numero, found.fichier) == (
        "D’EXEMPLE Jean-Noël",
        "4521",
        "CCP2_v2.docx",
    )
    assert moodle("EXEMPLE_ccp2.docx") is None
