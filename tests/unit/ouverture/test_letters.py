"""What to write to a learner whose file cannot be opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_builder.errors import UnreadableError
from dossier_builder.ouverture import open_submission
from dossier_builder.pipeline.judge import unreadable

PLIST = b'<?xml version="1.0"?><plist version="1.0"><dict><key>URL</key><string>x</string></dict>'


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("dossier.pages", b"PK\x03\x04abime", "document Pages"),
        ("dossier.gdoc", b'{"doc_id": "x", "url": "https://docs.google.com/x"}', "qu’un lien"),
        ("dossier.gsheet", b"x", "qu’un lien"),
        ("dossier.url", b"[InternetShortcut]\r\nURL=https://example.org", "qu’un lien"),
        ("dossier.webloc", PLIST, "qu’un lien"),
        ("dossier.webloc", b"bplist00\xd1", "qu’un lien"),
        ("dossier.lnk", b"L\x00\x00\x00\x01\x14\x02\x00\x00\x00", "qu’un raccourci"),
        ("photo.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "qu’une photo"),
        ("winmail.dat", b"\x78\x9f\x3e\x22\x01\x00", "winmail.dat"),
        ("dossier.docx", b"PK\x03\x04abime", "ne peux pas lire"),
        ("dossier.pdf", b"%PDF-1.7 abime", "ne peux pas lire"),
        ("dossier.docx", b"", "ne peux pas lire"),
    ],
)
def test_a_sentence_ready_to_send(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableError) as caught:
        open_submission(path, name=name, workspace=tmp_path)
    erreur = unreadable(name, caught.value).erreur
    assert erreur
    assert erreur.a_envoyer.startswith("Bonjour, ")
    assert words in erreur.a_envoyer
    assert "\u00a0:" in erreur.a_envoyer


def test_nothing_is_asked_of_the_learner_when_the_trouble_is_ours(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        open_submission(tmp_path / "absent.docx", name="absent.docx", workspace=tmp_path)
    assert caught.value.a_envoyer == ""
