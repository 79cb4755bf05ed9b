from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from dossier_builder.domain.submission import Layout
from dossier_builder.layout import LayoutJob, libreoffice, profile, soffice
from dossier_builder.layout.profile import workspace
from dossier_builder.processus import run, start
from dossier_builder.processus.rooms import owner

SOFFICE = """#!/bin/sh
echo "$@" >> "{log}"
exit 0
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A soffice that only notes how it was called, and a cache of its own."""
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache é"))
    made = tmp_path / "soffice"
    made.write_text(SOFFICE.format(log=tmp_path / "appels"))
    made.chmod(0o755)
    return made


def test_a_workspace_has_its_own_profile_home_and_temporary_folder(program: Path) -> None:
    with workspace(program) as room:
        option, _, url = room.profile.partition("=")
        assert option == "-env:UserInstallation"
        assert url.startswith("file:///")
        assert "%C3%A9" in url
        assert (room.folder / "profil" / "user" / "registrymodifications.xcu").is_file()
        for name in ("HOME", "TMPDIR"):
            assert Path(room.env[name]).is_relative_to(room.folder)
            assert Path(room.env[name]).is_dir()
        assert room.env["http_proxy"] == "http://127.0.0.1:9"
        assert "DISPLAY" not in room.env
        assert room.env["GLIBC_TUNABLES"].startswith("glibc.malloc.")
    assert not room.folder.exists()


def test_the_settings_close_it(program: Path) -> None:
    with workspace(program) as room:
        path = room.folder / "profil" / "user" / "registrymodifications.xcu"
        root = etree.parse(str(path))
    values = {
        prop.get("{http://openoffice.org/2001/registry}name"): prop.findtext("value")
        for prop in root.iter("prop")
    }
    assert values["DisableMacrosExecution"] == "true"
    assert values["BlockUntrustedRefererLinks"] == "true"
    assert values["ooInetProxyType"] == "2"
    assert values["ooSetupLastVersion"] == "99.9"  # this one tells no version of its own


def test_the_profile_is_prepared_once_also_by_runs_side_by_side(
    program: Path, tmp_path: Path
) -> None:
    barrier = threading.Barrier(3)
    profiles: list[bool] = []

    def work() -> None:
        barrier.wait()
        with workspace(program) as room:
            profiles.append((room.folder / "profil" / "user").is_dir())

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert profiles == [True] * 3
    calls = len((tmp_path / "appels").read_text().splitlines())
    with workspace(program):
        pass
    assert len((tmp_path / "appels").read_text().splitlines()) == calls
    assert len(list((tmp_path / "cache é" / "libreoffice").glob("profil-*"))) == 1


def test_what_a_killed_run_left_goes_with_the_next(program: Path, tmp_path: Path) -> None:
    runs = tmp_path / "cache é" / "libreoffice" / "en-cours"
    with subprocess.Popen(["true"]) as dead:
        dead.wait()
    left = runs / f"{owner()}-{dead.pid}-abc"
    ours = runs / f"{owner()}-{os.getpid()}-abc"
    elsewhere = runs / f"autre_machine-{dead.pid}-abc"
    for folder in (left, ours, elsewhere):
        (folder / "profil").mkdir(parents=True)
    with workspace(program):
        assert (left.exists(), ours.exists(), elsewhere.exists()) == (False, True, True)


@pytest.mark.libreoffice
def test_nothing_is_fetched_from_the_network(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/suivi.png"
        document = docx.Document()
        link = document.part.relate_to(address, RT.IMAGE, is_external=True)
        document.add_paragraph("Une image liée").add_run()._r.append(_linked_picture(link))
        source = tmp_path / "lié.docx"
        document.save(str(source))
        (laid,) = libreoffice.lay_out([LayoutJob(source, tmp_path / "lié.pdf")])
        assert isinstance(laid.result, Layout)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.libreoffice
def test_it_does_not_take_itself_for_upgraded(tmp_path: Path) -> None:
    """It would test the graphics card for 0.4 s and leave the log of it in the profile."""
    program = soffice.find()
    assert program is not None
    docx.Document().save(str(tmp_path / "un.docx"))
    with workspace(program) as room:
        command = [str(program), room.profile, "--headless", "--norestore", "--convert-to", "pdf"]
        run([*command, str(tmp_path / "un.docx")], timeout_s=60, env=room.env, cwd=room.folder)
        assert (room.folder / "un.pdf").is_file()
        assert not (room.folder / "profil" / "user" / "GraphicsRenderTests.log").exists()


@pytest.mark.libreoffice
def test_a_killed_soffice_leaves_no_socket() -> None:
    program = soffice.find()
    assert program is not None
    with workspace(program) as room:
        socket = profile._socket(room.folder)
        # it waits for a document that never comes
        command = [str(program), room.profile, "--headless", "--norestore", "--nologo"]
        with start(command, env=room.env, cwd=room.folder) as running:
            deadline = time.monotonic() + 10
            while not socket.exists() and time.monotonic() < deadline:
                time.sleep(0.01)
            assert running.ending() is None
        if not socket.exists():
            pytest.skip("cette version de LibreOffice nomme sa prise autrement")
    assert not socket.exists()


def _linked_picture(relation: str) -> object:
    return parse_xml(
        f"""<w:drawing {nsdecls("w", "wp", "a", "pic", "r")}><wp:inline>
<wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="Image"/><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>
<pic:nvPicPr><pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:link="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>
</wp:inline></w:drawing>"""
    )
