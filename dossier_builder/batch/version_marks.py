"""What tells one version of a dossier from another: its name, its own date, the file's date."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from dossier_builder.batch.intake_names import suffix
from dossier_builder.domain.wording import folded
from dossier_builder.errors import DossierError
from dossier_builder.values import frozen

_YEAR = r"(?P<y>20\d\d)"
_MONTH, _DAY = r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
_SEP = r"[-_. ]"
_DATES = (
    re.compile(rf"(?<!\d){_YEAR}{_SEP}{_MONTH}{_SEP}{_DAY}(?!\d)"),
    re.compile(rf"(?<!\d){_DAY}{_SEP}{_MONTH}{_SEP}{_YEAR}(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
)
_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
    "octobre", "novembre", "decembre",
)  # fmt: skip
_IN_WORDS = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:er)? ?(?P<m>{'|'.join(_MONTHS)}) ?{_YEAR}(?!\d)"
)
_NUMBER = re.compile(r"(?<![a-z])(?:v|version|ver) ?(?P<n>\d{1,3}(?:[.]\d{1,3})*)(?!\d)")
# « ccp2 (3).docx »: what a browser writes of the third download.
_COPY = re.compile(r"\((?P<n>\d{1,2})\)\s*$")
_FINAL = re.compile(r"(?<![a-z])(?:finale?|definitif|definitive|def|vf|vdef)(?![a-z])")
# A file is written when its document is saved; zones and slow clocks are within a day.
_LATER = dt.timedelta(days=1)
_SMALLEST_YEAR = 1980  # zip archives without a date say 1980


@frozen
class Marks:
    """What one file tells of its version; empty or None where it tells nothing.

    `numero` of « v2.1 » is (2, 1); `copie` the number of a download. `propre` is the date that
    the document keeps of its last change, `systeme` that of the file (of a copy, often the day
    when it was downloaded).
    """

    date: dt.date | None = None
    numero: tuple[int, ...] = ()
    final: bool = False
    copie: int = 0
    propre: dt.datetime | None = None
    systeme: dt.datetime | None = None

    @property
    def is_numbered(self) -> bool:
        """Whether the name says which version it is."""
        return bool(self.numero) or self.final

    @property
    def modifie(self) -> dt.datetime | None:
        """The best date there is."""
        return self.propre or self.systeme


def marks(
    path: Path,
    name: str,
    systeme: dt.datetime | None,
    *,
    inside: bool = True,
    own: dt.datetime | None = None,
) -> Marks:
    """What the file tells; `name` is its own, without folders. Opens no file; raises nothing.

    `inside`: believe the date that the document keeps, which is `own` (see `own_date`), or for a
    dossier folder that of its newest file.
    """
    stem = name.rpartition(".")[0] or name
    plain = re.sub(r"[_\-]+", " ", folded(stem))
    number, copy = _NUMBER.search(plain), _COPY.search(plain)
    return Marks(
        date=date_in(folded(stem)),
        numero=tuple(int(n) for n in number["n"].split(".")) if number else (),
        final=bool(_FINAL.search(plain)),
        copie=int(copy["n"]) if copy else 0,
        propre=_believed(own or _folder_date(path), systeme) if inside else None,
        systeme=systeme,
    )


def _believed(own: dt.datetime | None, systeme: dt.datetime | None) -> dt.datetime | None:
    """The document's own date, unless it is later than its file: it was set, and not by a clock.

    What we build is dated by the dossier, which may be handed in next month.
    """
    if own is not None and systeme is not None and own > systeme + _LATER:
        return None
    return own


def date_in(name: str) -> dt.date | None:
    """The date written in a folded name: 2026-11-20, 20/11 as 20-11-2026, 20 novembre 2026."""
    plain = re.sub(r"[_\-]+", " ", name)
    for text, pattern in ((plain, _IN_WORDS), *((name, one) for one in _DATES)):
        for found in pattern.finditer(text):
            month = _MONTHS.index(found["m"]) + 1 if pattern is _IN_WORDS else int(found["m"])
            try:
                return dt.date(int(found["y"]), month, int(found["d"]))
            except ValueError:
                continue
    return None


def own_date(path: Path, name: str) -> dt.datetime | None:
    """When a file was last changed, as it says itself; None when it does not. Raises nothing.

    It is opened: for a worker, which may die of it (docs/decisions/0009).
    """
    from zipfile import is_zipfile

    from dossier_builder.domain.damage import ZIP_ERRORS

    try:
        if suffix(name) == ".pdf":
            from dossier_builder.pdf import modified

            return modified(path)
        if path.is_file() and is_zipfile(path):
            return _of_package(path)
    except (DossierError, *ZIP_ERRORS):
        return None
    return None


def _of_package(path: Path) -> dt.datetime | None:
    """Docx: docProps/core.xml; OpenDocument: meta.xml. Raises UnreadableError and zipfile's."""
    from dossier_builder.ooxml import Package, core_properties, parse_xml
    from dossier_builder.ooxml.gate import open_archive, read_bounded

    data = read_bounded(path)
    archive = open_archive(data)
    names = set(archive.namelist())
    if "meta.xml" in names and "[Content_Types].xml" not in names:
        root = parse_xml(archive.read("meta.xml"))
        told = (str(e.text) for e in root.iter("{http://purl.org/dc/elements/1.1/}date"))
        text = next(told, "")
        return _aware(dt.datetime.fromisoformat(text[:19])) if text else None
    return _aware(core_properties(Package.from_bytes(data)).modified)


def _folder_date(path: Path) -> dt.datetime | None:
    try:
        return _newest(path) if path.is_dir() else None
    except (OSError, ValueError):
        return None


def _newest(folder: Path) -> dt.datetime | None:
    from dossier_builder.inputs.files import is_left_behind  # with all that reads a folder

    dates = [
        file.stat().st_mtime
        for file in folder.rglob("*")
        if file.is_file()
        and "rendu" not in file.relative_to(folder).parts
        and not is_left_behind(file.name)
    ]
    return dt.datetime.fromtimestamp(max(dates)).astimezone() if dates else None


def _aware(when: dt.datetime | None) -> dt.datetime | None:
    if when is None or when.year <= _SMALLEST_YEAR:
        return None
    return when if when.tzinfo else when.astimezone()
