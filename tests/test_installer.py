"""tools/installer.sh on poor machines: what it says, and that it leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
INSTALLER = ROOT / "tools" / "installer.sh"
TOOLS = ("env", "cat", "cksum", "dirname", "id", "grep", "readlink", "cut", "mkdir", "rm")

pytestmark = pytest.mark.skipif(
    os.name != "posix" or not INSTALLER.is_file() or shutil.which("bash") is None,
    reason="the installer is a bash script of the checkout",
)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What the installer reads of the project, elsewhere, and a PATH with bare tools only."""
    project = tmp_path / "projet"
    (project / "tools").mkdir(parents=True)
    shutil.copy(INSTALLER, project / "tools")
    (project / "pyproject.toml").write_text("[project]\nname = 'essai'\n")
    binaries = tmp_path / "bin"
    binaries.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, tool
        (binaries / tool).symlink_to(found)
    return project


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!{shutil.which('bash')}\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def install(clone: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": str(clone.parent / "bin"),
        "HOME": str(clone.parent),
        "DOSSIER_SANS_PAQUETS": "1",
        **variables,
    }
    return subprocess.run(
        [shutil.which("bash") or "bash", str(clone / "tools" / "installer.sh")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_without_python_the_remedy_is_said(clone: Path) -> None:
    done = install(clone)
    assert done.returncode == 5
    assert "Il faut Python 3.11" in done.stderr


def test_an_old_python_is_refused(clone: Path) -> None:
    script(clone.parent / "bin" / "python3", "exit 1")
    done = install(clone)
    assert done.returncode == 5
    assert "Il faut Python 3.11" in done.stderr


def test_without_venv_the_remedy_is_said_and_nothing_is_left(clone: Path) -> None:
    poor = script(
        clone.parent / "bin" / "python3",
        f'case "$*" in *ensurepip*) exit 1;; esac\nexec "{sys.executable}" "$@"',
    )
    done = install(clone, PYTHON=str(poor))
    assert done.returncode == 5
    assert "Le module venv de Python est absent" in done.stderr
    assert "sudo apt-get install python3-venv" in done.stderr
    assert not (clone / ".venv").exists()


def installed(clone: Path) -> None:
    """A .venv that the installer takes for its own."""
    folder = clone / ".venv" / "bin"
    folder.mkdir(parents=True)
    script(folder / "dossier", "exit 0")
    script(folder / "python", 'echo "Python 3.11.9"')
    text = (clone / "pyproject.toml").read_text()
    stamp = subprocess.run(
        ["cksum"],
        input=f"{text}Python 3.11.9\n{clone}\n",
        capture_output=True,
        text=True,
        check=True,
    )
    (clone / ".venv" / ".dossier-installe").write_text(stamp.stdout)


def test_what_is_installed_is_left_alone(clone: Path) -> None:
    (clone.parent / "bin" / "python3").symlink_to(sys.executable)
    installed(clone)
    done = install(clone)
    assert done.returncode == 0, done.stderr
    assert "moteur embarqué, sans LibreOffice" in done.stderr
    assert "Installation" not in done.stderr


def test_without_libreoffice_it_goes_on_but_not_in_ci(clone: Path) -> None:
    (clone.parent / "bin" / "python3").symlink_to(sys.executable)
    installed(clone)
    assert "on continue avec le moteur embarqué" in install(clone, DOSSIER_SANS_PAQUETS="").stderr
    done = install(clone, DOSSIER_SANS_PAQUETS="", CI="true")
    assert done.returncode == 5
    assert "c’est une erreur" in done.stderr


def test_packages_that_we_may_not_install_are_named(clone: Path) -> None:
    binaries = clone.parent / "bin"
    (binaries / "python3").symlink_to(sys.executable)
    script(binaries / "apt-get", "echo never >&2; exit 1")
    script(binaries / "dpkg-query", "exit 1")
    (binaries / "id").unlink()
    script(binaries / "id", "echo 1000")
    installed(clone)
    done = install(clone, DOSSIER_SANS_PAQUETS="")
    assert done.returncode == 0, done.stderr
    assert "never" not in done.stderr
    assert "--no-install-recommends libreoffice-writer fonts-crosextra-carlito" in done.stderr


def test_packages_are_asked_as_root(clone: Path) -> None:
    binaries = clone.parent / "bin"
    (binaries / "python3").symlink_to(sys.executable)
    script(binaries / "apt-get", 'echo "apt $*" >&2')
    script(binaries / "dpkg-query", "echo 'install ok installed'")
    (binaries / "id").unlink()
    script(binaries / "id", "echo 0")
    installed(clone)
    done = install(clone, DOSSIER_SANS_PAQUETS="")
    assert done.returncode == 0, done.stderr
    assert "apt install -y -qq --no-install-recommends libreoffice-writer\n" in done.stderr


def test_ci_has_a_browser_and_does_without_where_there_is_none(clone: Path) -> None:
    binaries = clone.parent / "bin"
    (binaries / "python3").symlink_to(sys.executable)
    script(binaries / "soffice", "exit 0")
    script(binaries / "apt-get", 'echo "apt $*" >&2; case "$*" in *chromium) exit 100;; esac')
    script(binaries / "dpkg-query", "echo 'install ok installed'")
    (binaries / "id").unlink()
    script(binaries / "id", "echo 0")
    installed(clone)
    assert "chromium" not in install(clone, DOSSIER_SANS_PAQUETS="").stderr
    done = install(clone, DOSSIER_SANS_PAQUETS="", CI="true")
    assert done.returncode == 0, done.stderr
    assert "apt install -y -qq --no-install-recommends chromium\n" in done.stderr
    assert "on continue sans eux" in done.stderr
    script(binaries / "chromium", "exit 0")
    assert "apt" not in install(clone, DOSSIER_SANS_PAQUETS="", CI="true").stderr
