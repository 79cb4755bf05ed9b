"""The LibreOffice profile of one run: copied from a prepared one, closed to the network, removed.

Two runs that share a profile fail without a word, so each has its own. A prepared one, made once
in a tenth of a second, spares each run what LibreOffice does at a first start (measured with 7.4.7,
one document: fresh 1.57 s, one's own warm profile 1.43 s, ours 0.75 s, see `_LAST_VERSION`).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from dossier_builder.layout import soffice
from dossier_builder.layout.fontconfig import environment
from dossier_builder.processus import Box, own_folder, run, sweep
from dossier_builder.resources import cache_folder
from dossier_builder.values import frozen

_PREPARE_S = 60.0
RUNS = "en-cours"
"""The folder, in that of the cache, of what is at work."""
_NOWHERE = "127.0.0.1"  # proxies: nobody listens on port 9 (discard)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    # pictures and objects that a document links to are not fetched
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),  # sw/inc/fldupde.hxx: NEVER
    ("Inet/Settings", "ooInetProxyType", "2"),  # set by hand, so the next ones count
    ("Inet/Settings", "ooInetHTTPProxyName", _NOWHERE),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
    ("Office.Java/VirtualMachine", "Enable", "false"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Misc", "CrashReport", "false"),
    ("Office.Common/Misc", "UseOpenCL", "false"),
    ("Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("Office.Recovery/AutoSave", "Enabled", "false"),
    # dates of fields and the paper of a document that names none: French, A4
    ("Setup/L10N", "ooSetupSystemLocale", "fr-FR"),
)
_LAST_VERSION = ("Setup/Product", "ooSetupLastVersion")
"""The version that used the profile before.

Without it LibreOffice takes itself for upgraded and draws for 0.6 s at each start, to test the
graphics card (seen with 7.4; desktop/source/app/app.cxx, runGraphicsRenderTests).
"""
_NEWEST = "99.9"
_XCU = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" \
xmlns:xs="http://www.w3.org/2001/XMLSchema" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_KEPT = ("PATH", "LD_LIBRARY_PATH")
_KEPT_ON_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PROGRAMFILES", "PROGRAMDATA")

_MEMORY = {
    "MALLOC_TRIM_THRESHOLD_": str(512 << 20),
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TOP_PAD_": str(32 << 20),
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=2000:glibc.malloc.mxfast=160",
}
"""For glibc: what a document gave back serves for the next one, a tenth of the time less.

Writer makes and drops small values by the million; glibc keeps seven of a size ready, unless told.
"""


@frozen
class Workspace:
    """The folders of one run of soffice, all below `folder`, and the environment it gets."""

    folder: Path
    env: Mapping[str, str]

    @property
    def profile(self) -> str:
        """The option that names the profile; its path is absolute: a relative one hangs soffice."""
        return f"-env:UserInstallation={_profile_url(self.folder)}"

    @property
    def entree(self) -> Path:
        """Where copies of the documents go: soffice writes lock files beside what it opens."""
        return self.folder / "entree"

    @property
    def sortie(self) -> Path:
        """Where soffice writes the PDFs."""
        return self.folder / "sortie"


@contextlib.contextmanager
def workspace(program: Path) -> Iterator[Workspace]:
    """A workspace with a profile of its own; nothing of it is left afterwards.

    Raises CannotWriteError when the cache folder cannot be written.
    """
    base = (cache_folder() / "libreoffice").resolve()
    with own_folder(base / RUNS, remove=_remove) as folder:
        made = Workspace(folder, _environment(folder))
        for name in ("entree", "sortie", "maison", "tmp"):
            (folder / name).mkdir()
        shutil.copytree(_prepared(program, base, made), folder / "profil")
        yield made


def sweep_runs() -> None:
    """Remove what the runs of dead processes left, a socket outside the cache folder included."""
    sweep((cache_folder() / "libreoffice").resolve() / RUNS, remove=_remove)
    sweep(cache_folder() / RUNS)


def _prepared(program: Path, base: Path, room: Workspace) -> Path:
    """The prepared profile of this version of LibreOffice and of these settings, made if needed."""
    version = soffice.version(program)
    settings = "\n".join(
        _ITEM.format(path=path, name=name, value=escape(value))
        for path, name, value in (*_SETTINGS, (*_LAST_VERSION, version or _NEWEST))
    )
    key = f"{program.resolve()}\n{version}\n{settings}"
    target = base / f"profil-{hashlib.sha256(key.encode()).hexdigest()[:16]}"
    if target.is_dir():
        return target
    draft = room.folder / "profil-neuf"
    (draft / "user").mkdir(parents=True)
    xcu = draft / "user" / "registrymodifications.xcu"
    xcu.write_text(_XCU.format(items=settings), encoding="utf-8")
    option = f"-env:UserInstallation={draft.as_uri()}"
    run(
        [str(program), option, "--headless", "--norestore", "--terminate_after_init"],
        timeout_s=_PREPARE_S,
        box=Box(network=False),
        env=room.env,
        cwd=room.folder,
    )
    # Another run may have been faster: its profile is as good. An empty one is never published.
    with contextlib.suppress(OSError):
        draft.rename(target)
    return target


def _environment(folder: Path) -> Mapping[str, str]:
    kept = (*_KEPT, *_KEPT_ON_WINDOWS) if os.name == "nt" else _KEPT
    nowhere = f"http://{_NOWHERE}:9"
    home = str(folder / "maison")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "HOME": home,
        "USERPROFILE": home,
        "TMPDIR": str(folder / "tmp"),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",  # draws in memory: no screen is looked for
        **_MEMORY,
        "http_proxy": nowhere,
        "https_proxy": nowhere,
        "ftp_proxy": nowhere,
        "no_proxy": "",
        **environment(),
    }


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    _socket(folder).unlink(missing_ok=True)


def _profile_url(folder: Path) -> str:
    return (folder / "profil").as_uri()


def _socket(folder: Path) -> Path:
    """The socket that a killed soffice leaves in /tmp, named after its profile (seen with 7.4)."""
    url = _profile_url(folder).encode("utf-16-le")
    hashed = hashlib.md5(url, usedforsecurity=False).digest()
    digest = "".join(f"{byte:x}" for byte in hashed)  # as soffice does: no zero before 0 to f
    user = os.getuid() if os.name == "posix" else 0
    return Path(f"/tmp/OSL_PIPE_{user}_SingleOfficeIPC_{digest}")  # noqa: S108 (soffice's own)
