"""Which file of one dossier counts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import docx
import pytest

from dossier_builder.batch.version_marks import Marks, date_in, marks, own_date
from dossier_builder.batch.versions import Version, grouped, is_same_work, sort_out
from dossier_builder.pdf.dates import read_date


def day(number: int, hour: int = 10) -> dt.datetime:
    return dt.datetime(2026, 11, number, hour, tzinfo=dt.UTC)


def version(rank: int, name: str, propre: dt.datetime | None = None, **more: object) -> Version:
    told = marks(Path("absent"), name, day(1 + rank), inside=False)
    seen = Marks(told.date, told.numero, told.final, told.copie, propre, told.systeme)
    return Version(rank, f"promo/{name}", name, seen, **more)  # type: ignore[arg-type]  # any field


def kept(*versions: Version) -> str:
    found = sort_out(versions)
    assert found
    return found.version.nom


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("ccp2 v2.docx", "ccp2 v10.docx"),
        ("ccp2 v9.docx", "ccp2 final.docx"),
        ("ccp2 final.docx", "ccp2 final v2.docx"),
        ("ccp2_version2.1.docx", "ccp2_version2.3.docx"),
        ("ccp2 2026-11-20.docx", "CCP2 du 21-11-2026.docx"),
        ("ccp2 20261120.docx", "ccp2 2 décembre 2026.docx"),
        ("ccp2.docx", "ccp2 (1).docx"),
        ("ccp2.docx", "ccp2 v2.docx"),
    ],
)
def test_the_name_tells(older: str, newer: str) -> None:
    assert kept(version(1, newer), version(2, older)) == newer


def test_the_document_s_own_date_comes_before_the_file_s() -> None:
    assert kept(version(1, "a.docx", day(20)), version(9, "b.docx", day(10))) == "a.docx"
    assert kept(version(1, "a.docx"), version(9, "b.docx")) == "b.docx"


def test_a_number_in_one_name_alone_does_not_beat_the_dates() -> None:
    assert kept(version(1, "mon ccp2.docx", day(20)), version(2, "c v2.docx", day(3))) == (
        "mon ccp2.docx"
    )


def test_the_pdf_counts_and_the_docx_is_annotated() -> None:
    found = sort_out([version(1, "a.docx", day(20, 10)), version(2, "A.pdf", day(20, 11))])
    assert found
    assert (found.version.nom, found.docx) == ("A.pdf", "promo/a.docx")
    assert [e.motif for e in found.ecartes] == ["meme_dossier"]


def test_a_docx_changed_after_its_pdf_counts() -> None:
    assert kept(version(1, "a.docx", day(20)), version(2, "a.pdf", day(12))) == "a.docx"


def test_the_pdf_of_an_older_version_does_not_count() -> None:
    found = sort_out([version(1, "v1.docx"), version(2, "v1.pdf"), version(3, "v2.docx")])
    assert found
    assert found.version.nom == "v2.docx"
    assert [e.motif for e in found.ecartes] == ["plus_ancien", "plus_ancien"]


def test_the_same_bytes_count_once() -> None:
    found = sort_out([version(1, "a.docx", empreinte="x"), version(2, "b.docx", empreinte="x")])
    assert found
    assert [(e.fichier, e.motif) for e in found.ecartes] == [("promo/b.docx", "identique")]


def test_what_can_be_read_comes_before_what_cannot() -> None:
    found = sort_out([version(1, "a v1.docx"), version(2, "a v2.pages", lisible=False)])
    assert found
    assert [e.motif for e in found.ecartes] == ["illisible"]


def test_the_trainer_decides() -> None:
    first, second = version(1, "a v1.docx", decision=True), version(2, "a v2.docx")
    assert kept(first, second) == "a v1.docx"
    assert sort_out([version(1, "a.docx", decision=False)]) is None


def test_files_of_no_kind_stay_apart_but_for_the_two_formats_of_one() -> None:
    files = [version(1, "a.docx"), version(2, "b.docx"), version(3, "b.pdf")]
    assert [[v.nom for v in group] for group in grouped(files)] == [["a.docx"], ["b.docx", "b.pdf"]]
    assert not is_same_work(version(1, "a.pdf"), version(2, "b.pdf"))


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("ccp2 20-11-2026", dt.date(2026, 11, 20)),
        ("ccp2_1er decembre 2026", dt.date(2026, 12, 1)),
        ("ccp2 2026.2.3", dt.date(2026, 2, 3)),
        ("ccp2 31-02-2026", None),
        ("ccp2 0612345678", None),
    ],
)
def test_dates_in_names(name: str, date: dt.date | None) -> None:
    assert date_in(name) == date


def test_the_date_that_a_docx_keeps(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.modified = dt.datetime(2026, 11, 2, 8, tzinfo=dt.UTC)
    document.save(str(tmp_path / "a.docx"))
    assert own_date(tmp_path / "a.docx", "a.docx") == dt.datetime(2026, 11, 2, 8, tzinfo=dt.UTC)
    for damaged in (b"PK rien", b"PK\x03\x04" + b"PK\x05\x06" + bytes(8) + b"\xff" * 8 + bytes(2)):
        (tmp_path / "b.docx").write_bytes(damaged)
        assert own_date(tmp_path / "b.docx", "b.docx") is None
    assert own_date(tmp_path / "absent.pdf", "absent.pdf") is None


def test_the_date_that_a_pdf_keeps() -> None:
    paris = dt.timezone(dt.timedelta(hours=1))
    assert read_date("D:20261120103000+01'00'") == dt.datetime(2026, 11, 20, 10, 30, tzinfo=paris)
    assert read_date("D:20261120103000Z") == dt.datetime(2026, 11, 20, 10, 30, tzinfo=dt.UTC)
    assert read_date("hier") is None


def test_a_date_later_than_the_file_s_was_not_told_by_a_clock(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.modified = dt.datetime(2027, 2, 22, tzinfo=dt.UTC)
    document.save(str(tmp_path / "a.docx"))
    own = own_date(tmp_path / "a.docx", "a.docx")
    assert own is not None
    assert marks(tmp_path / "a.docx", "a.docx", day(23), own=own).propre is None
    assert marks(tmp_path / "a.docx", "a.docx", None, own=own).propre == own
