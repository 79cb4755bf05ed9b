"""OpenDocument, RTF and old Word files: made docx by LibreOffice, never touched."""

from __future__ import annotations

import contextlib
import hashlib
import http.server
import io
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from docx import Document

from dossier_builder.domain.submission import Submission
from dossier_builder.errors import DependencyMissingError, UnreadableError
from dossier_builder.layout import soffice
from dossier_builder.layout.soffice_run import Product, Source, convert
from dossier_builder.ooxml import Package, paragraphs, text_of
from dossier_builder.ouverture import Incoming, open_submissions

TEXT = "Le dossier de Camille Exemple : « été », cœur, 50 €"
KINDS = {
    ".odt": "un document LibreOffice (.odt)",
    ".ott": "un modèle de document LibreOffice (.ott)",
    ".rtf": "un document RTF",
    ".doc": "un document Word 97-2003 (.doc)",
}
_ODT = b"application/vnd.oasis.opendocument.text"


def written(source: Path, suffix: str, target: Path) -> None:
    """A real file of that kind, made of the docx `source` by LibreOffice."""
    program = soffice.find()
    assert program is not None
    names = {".odt": "odt", ".doc": "doc:MS Word 97"}
    product = Product(names[suffix], suffix, lambda path: path.exists() and _is_still(path))
    for answer in convert(program, [Source(source, ".docx")], product, 60.0):
        assert answer.made is not None, answer.motif
        shutil.copyfile(answer.made, target)


def _is_still(path: Path) -> bool:
    """Whether nobody writes in the file any more, as far as a moment shows."""
    size = path.stat().st_size
    threading.Event().wait(0.2)
    return size > 0 and path.stat().st_size == size


def rewritten(source: Path, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same archive, each part changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target.getvalue()


@pytest.fixture(scope="session")
def others(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Suffix → a file of that kind that says TEXT."""
    folder = tmp_path_factory.mktemp("autres formats")
    document = Document()
    document.add_heading("Introduction", 1)
    document.add_paragraph(TEXT)
    document.save(str(folder / "source.docx"))
    made = {suffix: folder / f"dossier{suffix}" for suffix in KINDS}
    for suffix in (".odt", ".doc"):
        written(folder / "source.docx", suffix, made[suffix])
    template = rewritten(
        made[".odt"],
        lambda name, data: (
            data.replace(_ODT, _ODT + b"-template")
            if name in {"mimetype", "META-INF/manifest.xml"}
            else data
        ),
    )
    made[".ott"].write_bytes(template)
    escaped = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in TEXT)
    made[".rtf"].write_text(f"{{\\rtf1\\ansi Introduction\\par {escaped}\\par}}", "ascii")
    return made


def text(path: Path) -> str:
    package = Package.read(path)
    root = package.xml(package.document_name)
    return "\n".join(text_of(paragraph.element) for paragraph in paragraphs(root))


def fingerprint(folder: Path) -> dict[str, tuple[str, int, int]]:
    return {
        path.name: (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
            path.stat().st_mode,
        )
        for path in folder.iterdir()
    }


@pytest.mark.libreoffice
def test_each_is_recognised_by_its_content_and_read(
    others: Mapping[str, Path], tmp_path: Path
) -> None:
    lot = []
    for suffix, source in others.items():
        for named in (*KINDS, ".docx", ".pdf", ""):
            path = tmp_path / f"{suffix[1:]} nommé{named}"
            shutil.copyfile(source, path)
            lot.append((suffix, named, Incoming(path, path.name, tmp_path)))
    opened = open_submissions([one for _, _, one in lot])
    for (suffix, named, one), submission in zip(lot, opened, strict=True):
        assert isinstance(submission, Submission), (one.name, submission)
        assert submission.format == "docx"
        assert submission.working_copy is not None
        assert TEXT in text(submission.document)
        assert TEXT in text(submission.working_copy.path)
        *renamed, converted = submission.notes
        seen = KINDS[suffix]
        assert f"«\u00a0{one.name}\u00a0» est {seen}\u00a0: LibreOffice l’a" in converted
        shown = named or "sans extension"
        expected = f"Le fichier «\u00a0{one.name}\u00a0» se nomme {shown} mais c’est {seen}."
        usual = named == suffix or (suffix, named) == (".rtf", ".doc")
        assert renamed == ([] if usual else [expected])


@pytest.mark.libreoffice
def test_the_original_and_its_folder_are_left_as_they_are(
    others: Mapping[str, Path], tmp_path: Path
) -> None:
    folder, workspace = tmp_path / "reçus", tmp_path / "atelier"
    folder.mkdir()
    workspace.mkdir()
    for suffix, path in others.items():
        shutil.copyfile(path, folder / f"d{suffix}")
        (folder / f"d{suffix}").chmod(0o444)
    folder.chmod(0o555)
    before = fingerprint(folder)
    try:
        lot = [Incoming(path, path.name, workspace) for path in sorted(folder.iterdir())]
        opened = open_submissions(lot)
    finally:
        folder.chmod(0o755)
    assert [getattr(one, "format", one) for one in opened] == ["docx"] * len(KINDS)
    assert fingerprint(folder) == before


@pytest.mark.libreoffice
def test_one_that_cannot_be_converted_does_not_stop_the_others(
    others: Mapping[str, Path], tmp_path: Path
) -> None:
    broken = tmp_path / "casse.odt"
    broken.write_bytes(
        rewritten(others[".odt"], lambda name, data: data[: 200 if ".xml" in name else None])
    )
    lot = [
        Incoming(path, path.name, tmp_path)
        for path in (others[".rtf"], broken, tmp_path / "absent.odt", others[".doc"])
    ]
    first, second, third, last = open_submissions(lot)
    assert getattr(first, "format", first) == getattr(last, "format", last) == "docx"
    assert isinstance(second, UnreadableError)
    assert "endommagé" in second.message
    assert second.aide
    assert isinstance(third, UnreadableError)


def test_without_libreoffice_it_is_said_and_the_others_go_on(
    docx: Callable[[str], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOSSIER_SANS_LIBREOFFICE", "1")
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1\\ansi Bonjour}")
    (tmp_path / "b.docx").write_bytes(docx("<w:p/>"))
    lot = [Incoming(tmp_path / name, name, tmp_path) for name in ("a.rtf", "b.docx")]
    missing, opened = open_submissions(lot)
    assert isinstance(missing, DependencyMissingError)
    assert "«\u00a0a.rtf\u00a0» est un document RTF\u00a0: il faut LibreOffice" in missing.message
    assert "enregistrez le document au format .docx ou en PDF" in missing.aide
    assert getattr(opened, "format", opened) == "docx"


@contextlib.contextmanager
def listener() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine, and the paths that were asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - the names of http.server

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.libreoffice
def test_nothing_that_a_document_links_to_is_fetched(
    others: Mapping[str, Path], tmp_path: Path
) -> None:
    with listener() as (address, asked):
        picture = f'<draw:frame><draw:image xlink:href="{address}/odt.png"/></draw:frame>'
        linked = f"<text:p>{picture}</text:p></office:text>".encode()
        (tmp_path / "a.odt").write_bytes(
            rewritten(others[".odt"], lambda _, data: data.replace(b"</office:text>", linked))
        )
        field = (
            f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}/rtf.png" \\\\d}}{{\\fldrslt x}}}}'
        )
        template = f"{{\\*\\template {address}/modele.dot}}"
        (tmp_path / "b.rtf").write_text(f"{{\\rtf1\\ansi {template} Bonjour {field}}}", "ascii")
        lot = [Incoming(tmp_path / name, name, tmp_path) for name in ("a.odt", "b.rtf")]
        for one in open_submissions(lot):
            assert getattr(one, "format", one) == "docx"
    assert asked == []
