"""One fonts configuration for both engines, so that they replace a missing font alike.

It takes the system's own configuration as it is (fonts, families, exclusions) and puts our
aliases before it. On Windows and macOS the engines ask the system and read no such file.

dxpdf gets it without the lists of last resort for other scripts than Latin (Arabic, Chinese…):
Skia weighs every family of these lists against every other, for each font of each document
(measured: 0.24 s for a document of one line, 0.07 s without them; the same pages).

Our own Lato is not added: a document of ours embeds it, and a document that asks for Lato without
embedding it must be seen as what it is, a document whose font is missing. Only on a machine
without one single font, where dxpdf refuses to work, Lato becomes the font of last resort.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from dossier_builder.layout.fonts import METRIC_TWINS, STAND_INS
from dossier_builder.resources import cache_folder, fonts

_ETC = Path("/etc/fonts")
_LAST_RESORTS = ("65-nonlatin.conf", "65-fonts-persian.conf", "69-unifont.conf")
"""Names that fontconfig itself gives: lists that stand after every font with Latin letters."""
_CONF_D = re.compile(r"<include[^>]*>conf\.d</include>")
_SYSTEM_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
FOLDERS: Mapping[str, tuple[Path, ...]] = MappingProxyType(
    {
        "win32": (Path("C:/Windows/Fonts"),),
        "darwin": (
            Path("/System/Library/Fonts"),
            Path("/Library/Fonts"),
            Path("~/Library/Fonts").expanduser(),
        ),
    }
)
"""Where fonts are on systems that do without fontconfig."""
_SUFFIXES = frozenset((".ttf", ".otf", ".ttc", ".otc", ".pfb"))
_NOT_ALIASED = frozenset(
    (
        *("Helvetica", "Times", "Courier"),  # the system's own rules know them
        *("Symbol", "Wingdings", "Wingdings 2", "Webdings"),  # engines map their characters
    )
)
_TEMPLATE = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{aliases}
{folders}
<cachedir>{cache}</cachedir>
<include ignore_missing="yes">{base}</include>
</fontconfig>
"""
_ALIAS = '<alias binding="same"><family>{family}</family><accept>{accepted}</accept></alias>'


def environment(*, last_resorts: bool = True) -> Mapping[str, str]:
    """The variables that make an engine use our configuration (a file in the cache folder).

    Without `last_resorts`, the system's lists for other scripts than Latin are left out.
    """
    folder = cache_folder() / "fontconfig"
    base = _ETC / "fonts.conf"
    if not last_resorts:
        text = without_last_resorts(base)
        base = _write(folder, "latin", text) if text else base
    return {"FONTCONFIG_FILE": str(_write(folder, "fonts", configuration(folder / "listes", base)))}


def configuration(cache: Path, base: Path = _ETC / "fonts.conf") -> str:
    """The text of the configuration over `base`; fontconfig keeps its lists of fonts in `cache`.

    A FONTCONFIG_FILE that the user has set is the system's configuration: it is obeyed.
    """
    from html import escape

    chosen = os.environ.get("FONTCONFIG_FILE")
    folders = () if chosen else _folders()
    return _TEMPLATE.format(
        aliases="\n".join(_aliases()),
        folders="\n".join(f"<dir>{escape(str(folder))}</dir>" for folder in folders),
        base=escape(str(_ETC / chosen if chosen else base)),
        cache=escape(str(cache)),
    )


def without_last_resorts(base: Path) -> str:
    """The text of the system's configuration, less `_LAST_RESORTS`; "" where it is otherwise made.

    Its folder conf.d is said file by file in the place where it is included as a whole.
    """
    from html import escape

    try:
        text = base.read_text(encoding="utf-8")
        parts = sorted((base.parent / "conf.d").glob("[0-9]*.conf"))
    except (OSError, UnicodeDecodeError):
        return ""
    kept = [
        f'<include ignore_missing="yes">{escape(str(part))}</include>'
        for part in parts
        if part.name not in _LAST_RESORTS
    ]
    whole, count = _CONF_D.subn(lambda _: "\n".join(kept), text)
    return whole if count == 1 else ""


def _write(folder: Path, stem: str, text: str) -> Path:
    """Write a configuration under a name that its content gives; whole or not at all."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    target = folder / f"{stem}-{digest}.conf"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # several threads may be here at once: each writes a file of its own, the last one wins
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as file:
            file.write(text)
        Path(file.name).replace(target)
    return target


def _aliases() -> Iterable[str]:
    from html import escape

    for family, twins in {**METRIC_TWINS, **STAND_INS}.items():
        if family not in _NOT_ALIASED:
            accepted = "".join(f"<family>{escape(twin)}</family>" for twin in twins)
            yield _ALIAS.format(family=escape(family), accepted=accepted)


def installed_folders() -> tuple[Path, ...]:
    """The system's folders and the user's own (an engine gets another HOME)."""
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    return (*_SYSTEM_FOLDERS, data / "fonts", Path.home() / ".fonts")


def _folders() -> tuple[Path, ...]:
    """The folders of fonts, with the font of last resort where there is none."""
    installed = installed_folders()
    if any(_holds_fonts(folder) for folder in installed):
        return installed
    return (*installed, *sorted({font.path.parent for font in fonts()}))


def _holds_fonts(folder: Path) -> bool:
    """Whether there is a font below; stops at the first one."""
    walk = (name for _, _, names in os.walk(folder) for name in names)
    return any(os.path.splitext(name)[1].lower() in _SUFFIXES for name in walk)  # noqa: PTH122 - os.walk gives text
