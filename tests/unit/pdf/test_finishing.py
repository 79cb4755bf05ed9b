"""The PDF to hand in: our marks gone, everything else kept, properties readable again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, Fit, NameObject, NullObject, NumberObject

from dossier_builder.pdf import destinations, finish, page_count, read_pages


def is_mark(name: str) -> bool:
    return name.startswith("markx")


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(595, 842)
    for page, name in ((0, "markx0"), (1, "titre1"), (2, "markx12")):
        writer.add_named_destination(name, page)
    writer.add_outline_item(title="Introduction", page_number=1, fit=Fit.fit())
    target = tmp_path / "marked.pdf"
    writer.write(target)
    return target


@pytest.fixture
def old_style(tmp_path: Path) -> Path:
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    place = ArrayObject(
        [page.indirect_reference, NameObject("/XYZ"), NumberObject(0), NumberObject(800),
         NullObject()]
    )  # fmt: skip
    writer.root_object[NameObject("/Dests")] = DictionaryObject(
        {NameObject("/markx3"): place, NameObject("/titre2"): place}
    )
    target = tmp_path / "old.pdf"
    writer.write(target)
    return target


def finished(source: Path, target: Path) -> PdfReader:
    data = finish(
        source,
        properties={"Title": "Titre « & »", "Author": "Camille Exemple", "dossier.voie": "vae"},
        language="fr-FR",
        is_mark=is_mark,
    )
    target.write_bytes(data)
    return PdfReader(io.BytesIO(data))


def test_marks_go_and_other_destinations_stay(marked: Path, tmp_path: Path) -> None:
    target = tmp_path / "final.pdf"
    finished(marked, target)
    assert set(destinations(marked)) == {"markx0", "titre1", "markx12"}
    assert set(destinations(target)) == {"titre1"}
    assert destinations(target)["titre1"].page == 2


def test_the_old_dictionary_of_destinations_is_cleaned_too(old_style: Path, tmp_path: Path) -> None:
    target = tmp_path / "final.pdf"
    finished(old_style, target)
    assert set(destinations(target)) == {"titre2"}


def test_pages_and_outline_are_kept_and_properties_written(marked: Path, tmp_path: Path) -> None:
    target = tmp_path / "final.pdf"
    reader = finished(marked, target)
    assert page_count(target) == 3
    assert [item["/Title"] for item in reader.outline] == ["Introduction"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Titre « & »"
    assert reader.trailer["/Root"]["/Lang"] == "fr-FR"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    found = read_pages(target, information=("dossier.voie", "dossier.session")).information
    assert found == {"dossier.voie": "vae"}
