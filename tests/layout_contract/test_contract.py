"""What every engine owes (layout.engine.Engine), whatever it is made of."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dossier_builder import pdf
from dossier_builder.domain.submission import Layout, LayoutFailure
from dossier_builder.layout import ENGINES, Laid, LayoutJob

Laids = Mapping[str, Laid]


def made(laid: Laid) -> Layout:
    assert isinstance(laid.result, Layout), laid.result
    return laid.result


def pages_of(laid: Laid) -> dict[str, int]:
    return {name: place.page for name, place in pdf.destinations(made(laid).pdf).items()}


def words(laid: Laid) -> Counter[str]:
    return Counter(re.findall(r"\w+", text_of(laid)))


def text_of(laid: Laid) -> str:
    pages = pdf.read_pages(made(laid).pdf).pages
    return " ".join(page.text for page in pages).replace("\xad", "")


def print_of(laid: Laid) -> Counter[str]:
    """Words and digits apart: the call of a note stands nearer to its word in one engine."""
    return Counter(re.findall(r"[^\W\d]+|\d", text_of(laid)))


def test_every_job_has_one_result(laid: Laids, documents: Mapping[str, Path]) -> None:
    assert set(laid) == set(documents)
    for one in laid.values():
        assert one.job.output.exists() == isinstance(one.result, Layout)


def test_a_layout_says_who_made_it_and_how_long(laid: Laids, engine: str) -> None:
    result = made(laid["bookmarks"])
    assert (result.engine, result.pdf) == (engine, laid["bookmarks"].job.output)
    assert 0 < result.seconds < 60


def test_bookmarks_give_the_page_of_each_paragraph(laid: Laids) -> None:
    expected = {f"essaix{number}": number // 4 + 1 for number in range(12)}
    assert pages_of(laid["bookmarks"]).items() >= expected.items()


def test_bookmarks_of_a_page_come_from_top_to_bottom(laid: Laids) -> None:
    places = pdf.destinations(made(laid["bookmarks"]).pdf)
    ordered = [places[f"essaix{number}"] for number in range(12)]
    assert ordered == sorted(ordered)
    assert len({place.top for place in ordered[:4]}) == 4


def test_headings_make_an_outline(laid: Laids) -> None:
    entries = pdf.outline(made(laid["bookmarks"]).pdf)
    found = [(entry.title, entry.place and entry.place.page) for entry in entries]
    assert found == [("Partie 1", 1), ("Partie 2", 2), ("Partie 3", 3)]


def test_a_paragraph_that_begins_with_a_page_break_is_on_its_text_s_page(laid: Laids) -> None:
    assert pages_of(laid["annexes"])["essaixannexes"] == 2


def test_bookmarks_in_a_table(laid: Laids) -> None:
    assert pages_of(laid["table"]).items() >= {f"essaix{n}": 1 for n in range(6)}.items()
    found = words(laid["table"])
    assert [found[f"Cellule{number}"] for number in range(6)] == [1] * 6
    assert found["Imbriquée"] == 1


def test_a_text_box_comes_back_once_with_a_bookmark(laid: Laids) -> None:
    names = {name for name in pages_of(laid["text_box"]) if name.startswith("essaixboite")}
    assert len(names) >= 1
    assert words(laid["text_box"])["Encadré"] == 1


def test_footnotes_are_on_the_page_that_calls_them(laid: Laids) -> None:
    pages = pdf.read_pages(made(laid["footnotes"]).pdf).pages
    assert ["Sourcedelanote" in page.text for page in pages] == [False, True]


def test_a_font_that_only_the_document_has_is_used(laid: Laids) -> None:
    used = {family.replace(" ", "") for family in pdf.fonts(made(laid["embedded_font"]).pdf)}
    assert "ContratEssai" in used


@pytest.mark.parametrize("name", ["empty", "plain_text", "corrupt", "bad_xml", "bomb"])
def test_a_bad_document_is_a_failure_with_a_french_reason(
    laid: Laids, engine: str, name: str
) -> None:
    result = laid[name].result
    assert isinstance(result, LayoutFailure)
    assert result.engine == engine
    assert re.search(r"fichier|document|LibreOffice n’a pas|dxpdf ne sait pas", result.motif)


def test_an_absent_document_is_a_failure(engine: str, tmp_path: Path) -> None:
    job = LayoutJob(tmp_path / "absent.docx", tmp_path / "absent.pdf")
    (laid,) = ENGINES[engine].lay_out([job])
    assert isinstance(laid.result, LayoutFailure)
    assert list(tmp_path.iterdir()) == []


def test_no_job_no_result(engine: str) -> None:
    assert list(ENGINES[engine].lay_out([])) == []


def test_an_output_that_cannot_be_written_is_a_failure(
    engine: str, documents: Mapping[str, Path], tmp_path: Path
) -> None:
    job = LayoutJob(documents["annexes"], tmp_path / "absent" / "x.pdf")
    (laid,) = ENGINES[engine].lay_out([job])
    assert isinstance(laid.result, LayoutFailure)
    assert "écrit" in laid.result.motif


def test_only_the_output_is_written(
    engine: str, documents: Mapping[str, Path], tmp_path: Path
) -> None:
    source = tmp_path / "é à « ».docx"
    source.write_bytes(documents["annexes"].read_bytes())
    source.chmod(0o444)
    before = source.stat()
    job = LayoutJob(source, tmp_path / "le PDF.pdf")
    (laid,) = ENGINES[engine].lay_out([job])
    made(laid)
    assert {path.name for path in tmp_path.iterdir()} == {source.name, "le PDF.pdf"}
    assert source.stat().st_mtime_ns == before.st_mtime_ns


def test_sources_of_one_name_do_not_overwrite_each_other(
    engine: str, documents: Mapping[str, Path], tmp_path: Path
) -> None:
    jobs = []
    for name in ("annexes", "table"):
        (tmp_path / name).mkdir()
        source = tmp_path / name / "dossier.docx"
        source.write_bytes(documents[name].read_bytes())
        jobs.append(LayoutJob(source, tmp_path / name / "dossier.pdf"))
    results = {laid.job.source.parent.name: laid for laid in ENGINES[engine].lay_out(jobs)}
    assert words(results["annexes"])["Annexes"] == 1
    assert words(results["table"])["Cellule3"] == 1


def test_runs_side_by_side_do_not_disturb_each_other(
    engine: str, documents: Mapping[str, Path], tmp_path: Path
) -> None:
    results: dict[int, list[Laid]] = {}

    def run(number: int) -> None:
        job = LayoutJob(documents["table"], tmp_path / f"{number}.pdf")
        results[number] = list(ENGINES[engine].lay_out([job]))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [0, 1, 2]
    for (laid,) in results.values():
        assert pdf.page_count(made(laid).pdf) == 1


def test_a_short_time_limit_is_a_failure_and_leaves_nothing(
    engine: str, documents: Mapping[str, Path], tmp_path: Path
) -> None:
    job = LayoutJob(documents["long_text"], tmp_path / "x.pdf")
    (laid,) = ENGINES[engine].lay_out([job], timeout_s=0.05)
    assert isinstance(laid.result, LayoutFailure)
    assert "n’a pas fini en" in laid.result.motif
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="pas de /proc sur ce système")
def test_nothing_runs_or_remains_afterwards(
    engine: str, documents: Mapping[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache à moi"
    monkeypatch.setenv("DOSSIER_CACHE", str(cache))
    jobs = [LayoutJob(documents[name], tmp_path / f"{name}.pdf") for name in ("table", "annexes")]
    for laid in ENGINES[engine].lay_out(jobs):
        made(laid)
        break  # the caller may lose interest: the engine ends with the iterator
    assert not [command for command in _commands() if str(cache) in command]
    assert list((cache / "libreoffice").glob("en-cours/*")) == []


def _commands() -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(path.read_text(errors="replace"))
        except OSError:  # it ended while we looked
            continue
    return found


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    "name", ["bookmarks", "annexes", "table", "text_box", "footnotes", "embedded_font", "long_text"]
)
def test_both_engines_print_the_same_words(laid_out: Callable[[str], Laids], name: str) -> None:
    assert print_of(laid_out("libreoffice")[name]) == print_of(laid_out("dxpdf")[name])


@pytest.mark.libreoffice
def test_both_engines_count_the_same_pages(laid_out: Callable[[str], Laids]) -> None:
    for name in ("bookmarks", "annexes", "footnotes", "embedded_font", "long_text"):
        counts = {pdf.page_count(made(laid_out(engine)[name]).pdf) for engine in ENGINES}
        assert len(counts) == 1, name
