"""The block PAGES of the terminal report: the count, which pages, and where the figure is from."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_builder.domain.interval import Interval
from dossier_builder.domain.modele import Modele, PartHors
from dossier_builder.domain.modele import Pages as Limit
from dossier_builder.domain.pagination import Pagination, Witness
from dossier_builder.domain.typographie import enumeration, plages, pluriel
from dossier_builder.report.lines import wrapped
from dossier_builder.report.selection import STATUTS
from dossier_builder.report.style import Style

CONFIANCE = {"sure": "sûr", "probable": "probable", "incertaine": "incertain"}
_TITLE = "PAGES  "


def page_lines(pagination: Pagination, modele: Modele, style: Style) -> Iterator[str]:
    """How many pages count, which ones, where the annexes begin, where the figure comes from."""
    first, *others = wrapped(
        count_sentence(pagination, modele),
        style,
        before=_TITLE,
        right=CONFIANCE[pagination.confiance] if style.texte_seul else _trust(pagination),
    )
    yield style.paint(_TITLE.strip(), "titre") + first[len(_TITLE.strip()) :]
    yield from others
    for text in explanations(pagination, modele):
        yield from _under(text, style)
    if other := other_reading(pagination, modele):
        indent = " " * (2 if style.texte_seul else len(_TITLE))
        yield from wrapped(other, style, before=indent, role="attention")


def count_sentence(pagination: Pagination, modele: Modele) -> str:
    """« 18 comptées ; il en faut 16 à 21 : encore 3 au plus. »."""
    counted = pagination.comptees
    head = f"{counted} comptée{'s' if counted.max > 1 else ''}"
    return head + against_limit(counted, modele.pages)


def explanations(pagination: Pagination, modele: Modele) -> list[str]:
    """Which pages count, where the annexes begin, where the figure comes from."""
    texts = (_which(pagination, modele), _annexes(pagination), _origin(pagination))
    return [text for text in texts if text]


def _trust(pagination: Pagination) -> str:
    return f"({CONFIANCE[pagination.confiance]})"


def _under(text: str, style: Style) -> Iterator[str]:
    yield from wrapped(text, style, before=" " * (2 if style.texte_seul else len(_TITLE)))


def against_limit(counted: Interval, limit: Limit | None) -> str:
    """What follows a count: « ; il en faut 16 à 21 : encore 3 au plus. »; « . » without limits."""
    if limit is None or (limit.min is None and limit.max is None):
        return "."
    low, high = limit.min, limit.max
    if low is not None and high is not None:
        wanted = f" ; il en faut {low} à {high}"
    else:
        wanted = f" ; au plus {high}" if low is None else f" ; au moins {low}"
    if high is not None and counted.min > high:
        return f"{wanted} : {counted.min - high} de trop."
    if low is not None and counted.max < low:
        return f"{wanted} : encore {low - counted.max} à écrire."
    if not counted.inside(low, high):
        return f"{wanted} : le compte exact décide."
    if high is None:
        return f"{wanted}."
    left = high - counted.max
    return f"{wanted} : encore {left} au plus." if left else f"{wanted} : c’est le maximum."


def _which(pagination: Pagination, modele: Modele) -> str:
    """The physical pages that count, in the page map that was trusted."""
    witness = _mapped(pagination)
    if witness is None or witness.comptees is None:
        return ""
    hors: tuple[PartHors, ...] = modele.pages.hors if modele.pages else ("annexes",)
    parts = {"garde": pagination.couverture, "sommaire": pagination.sommaire}
    out: dict[str, tuple[int, ...]] = {}
    if "couverture" in hors and pagination.couverture:
        out["garde"] = pagination.couverture
    if "sommaire" in hors and pagination.sommaire:
        out["sommaire"] = pagination.sommaire
    skipped = {page for pages in out.values() for page in pages}
    counted = [n for n in range(1, witness.total + 1) if n not in skipped][: witness.comptees]
    if not counted:
        return ""
    said = f"p. {plages(counted)} comptée{'s' if len(counted) > 1 else ''}"
    if out:
        named = enumeration([f"{name} p. {plages(pages)}" for name, pages in out.items()])
        statut = STATUTS[modele.pages.source.statut] if modele.pages else ""
        return f"{said} ; {named} non ({statut})"
    inside = [name for name, pages in parts.items() if pages]
    if not inside:
        return said
    agreed = "comprise" if inside == ["garde"] else "compris"
    return f"{said}, {enumeration(inside)} {agreed}"


def _mapped(pagination: Pagination) -> Witness | None:
    """The witness whose pages are shown: the first that can show any, within the count."""
    shown = [w for w in pagination.temoins if w.comptees is not None]
    total = pagination.total
    return next(
        (w for w in shown if total.min <= w.total <= total.max), shown[0] if shown else None
    )


def _annexes(pagination: Pagination) -> str:
    start = pagination.annexes_debut
    if start is None:
        return "annexes : aucune"
    proof = f", {pagination.annexes_preuve}" if pagination.annexes_preuve else ""
    if start.is_exact and pagination.total.is_exact:
        return f"annexes : p. {plages(range(start.min, pagination.total.min + 1))}{proof}"
    doubt = "" if start.is_exact else f" (entre la p. {start.min} et la p. {start.max})"
    return f"annexes{proof or ' :'}{doubt}".replace(", ouvertes", " ouvertes", 1)


def _origin(pagination: Pagination) -> str:
    motif = pagination.motif
    if not motif:
        return ""
    if motif.startswith("Le "):
        motif = f"l{motif[1:]}"
    return f"d’où vient ce compte : {motif}"


def other_reading(pagination: Pagination, modele: Modele) -> str:
    """A warning when the two readings of « hors annexes » would not give the same verdict."""
    pages = modele.pages
    if pages is None:
        return ""
    wide, narrow = pagination.hors_annexes, pagination.hors_couverture_sommaire_annexes
    if wide.inside(pages.min, pages.max) == narrow.inside(pages.min, pages.max):
        return ""
    return (
        f"{wide} {'pages' if wide.max > 1 else 'page'} avec garde et sommaire, {narrow} sans : "
        "votre centre doit dire lesquelles comptent."
    )


def gap(pages: tuple[int, int]) -> str:
    """Pages in short: `p. 4`, `p. 4 à 7`."""
    return f"p. {plages(range(pages[0], pages[1] + 1))}"


def counted_pages(pagination: Pagination) -> str:
    """The count for a table: `18 pages`, `18 à 20 pages`."""
    counted = pagination.comptees
    return pluriel(counted.min, "page") if counted.is_exact else f"{counted} pages"
