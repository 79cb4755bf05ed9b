"""Several files of one dossier → the one that counts, and why the others do not.

In this order: the trainer's decision; a file that can be read before one that cannot; then the
newest, told by, the first that every version has and that tells them apart:
1. the date written in the names,
2. the number written in the names, « final » above any number,
3. the date of the last change that the documents keep,
4. the numbers that some of the names have (none is the first version),
5. the number that a browser adds to a name, the date of the file.
The same bytes count once. A Word file and a PDF of one name, or of the same day, are the same
version: the PDF counts, unless the Word file was changed more than a day after it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dossier_builder.batch.intake_names import suffix
from dossier_builder.batch.version_marks import Marks
from dossier_builder.domain.cohorte import Ecarte, EcartMotif
from dossier_builder.domain.wording import folded
from dossier_builder.values import frozen

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_SAME_WORK = dt.timedelta(days=1)
WORD = frozenset((".docx", ".docm", ".dotx", ".dotm"))
_EDITABLE = WORD | frozenset((".odt", ".ott", ".doc", ".dot", ".rtf", ".pages", ".gdoc"))
# Whose version a name tells, and its format, say nothing of which dossier it is.
_OF_VERSION = re.compile(
    r"\bv(?:ersion)? ?\d+(?:\.\d+)*\b|\b(?:finale?|definitif|definitive|def|vf|vdef)\b|\(\d+\)"
    r"|\b20\d\d[ .]?\d\d[ .]?\d\d\b|\b\d\d[ .]\d\d[ .]20\d\d\b|\b(?:copie|copy)\b"
)


@frozen
class Version:
    """One file handed in for a dossier. `rang` is that of its report; `nom` has no folder."""

    rang: int
    fichier: str
    nom: str
    marks: Marks
    empreinte: str = ""
    lisible: bool = True
    decision: bool | None = None

    @property
    def stem(self) -> str:
        """Its name without its type, its version and its date."""
        stem = self.nom.rpartition(".")[0] or self.nom
        plain = re.sub(r"[_\-]+", " ", folded(stem))
        return " ".join(_OF_VERSION.sub(" ", plain).split())

    @property
    def exact_stem(self) -> str:
        """Its name without its type."""
        return folded(self.nom.rpartition(".")[0] or self.nom)


@frozen
class Kept:
    """The version that counts, the others with the reason, and the Word file to annotate."""

    version: Version
    ecartes: tuple[Ecarte, ...] = ()
    docx: str | None = None


def sort_out(versions: Sequence[Version]) -> Kept | None:
    """The one that counts among the files of one dossier; None when the trainer drops them all."""
    set_aside: dict[int, EcartMotif] = {}
    left: list[Version] = []
    for version in sorted(versions, key=lambda v: v.rang):
        if version.decision is False:
            set_aside[version.rang] = "decision"
        elif any(version.empreinte and version.empreinte == one.empreinte for one in left):
            set_aside[version.rang] = "identique"
        else:
            left.append(version)
    if not left:
        return None
    best = _best(left)
    for version in left:
        if version is not best:
            set_aside[version.rang] = _why(version, best)
    ecartes = tuple(
        Ecarte(version.fichier, set_aside[version.rang], version.marks.modifie)
        for version in versions
        if version.rang in set_aside
    )
    return Kept(best, ecartes, _to_annotate(best, left))


def is_same_work(one: Version, other: Version) -> bool:
    """Whether one is the PDF of the other, in the state in which it is."""
    pdf, word = (one, other) if _is_pdf(one) else (other, one)
    if not _is_pdf(pdf) or suffix(word.nom) not in _EDITABLE:
        return False
    made, changed = pdf.marks.propre, word.marks.propre
    if made and changed and changed - made > _SAME_WORK:
        return False
    if pdf.exact_stem == word.exact_stem:
        return True
    differ = pdf.marks.is_numbered or word.marks.is_numbered or pdf.marks.date or word.marks.date
    same_day = bool(made and changed and abs(made - changed) <= _SAME_WORK)
    return same_day and (pdf.stem == word.stem or not differ)


def _best(left: Sequence[Version]) -> Version:
    decided = [version for version in left if version.decision]
    readable = [version for version in left if version.lisible]
    best = newest(decided or readable or left)
    # Of the newest work in two formats, the PDF: its pages are certain.
    if _is_pdf(best) or decided:
        return best
    pdfs = [v for v in left if v.lisible and _is_pdf(v) and is_same_work(v, best)]
    return newest(pdfs) if pdfs else best


def newest(versions: Sequence[Version]) -> Version:
    """The newest of several versions; the order is that of the module's description."""
    rank = _order(versions)
    return max(versions, key=lambda v: (*rank(v), -v.rang))


def _order(versions: Sequence[Version]) -> Callable[[Version], tuple[Any, ...]]:
    marked = [version.marks for version in versions]

    def number(marks: Marks) -> tuple[Any, ...]:
        return (marks.final, marks.numero)

    def clock(marks: Marks) -> tuple[Any, ...]:
        return (marks.copie, marks.systeme or _EPOCH)

    if all(one.date for one in marked) and len({one.date for one in marked}) > 1:
        return lambda v: (v.marks.date, *number(v.marks), v.marks.propre or _EPOCH, *clock(v.marks))
    if all(one.is_numbered for one in marked) and len({number(one) for one in marked}) > 1:
        return lambda v: (*number(v.marks), v.marks.propre or _EPOCH, *clock(v.marks))
    if all(one.propre for one in marked) and len({one.propre for one in marked}) > 1:
        return lambda v: (v.marks.propre, *number(v.marks), *clock(v.marks))
    return lambda v: (*number(v.marks), *clock(v.marks))


def _why(version: Version, best: Version) -> EcartMotif:
    if is_same_work(version, best):
        return "meme_dossier"
    if best.decision and not version.decision:
        return "decision"
    return "plus_ancien" if version.lisible or not best.lisible else "illisible"


def _to_annotate(best: Version, left: Sequence[Version]) -> str | None:
    """The Word file of the same work."""
    if suffix(best.nom) in WORD:
        return best.fichier
    same = [v for v in left if suffix(v.nom) in WORD and v.lisible and is_same_work(v, best)]
    return newest(same).fichier if same else None


def _is_pdf(version: Version) -> bool:
    return suffix(version.nom) == ".pdf"


def grouped(versions: Sequence[Version]) -> Iterator[tuple[Version, ...]]:
    """Files of no known kind, those of the same bytes or of the same name together."""
    groups: list[list[Version]] = []
    for version in versions:
        for group in groups:
            same = any(version.empreinte and v.empreinte == version.empreinte for v in group)
            if same or any(is_same_work(version, v) for v in group):
                group.append(version)
                break
        else:
            groups.append([version])
    return (tuple(group) for group in groups)
