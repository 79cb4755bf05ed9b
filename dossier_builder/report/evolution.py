"""What changed since the run before, in one line: `DEPUIS HIER`, and what to say after it."""

from __future__ import annotations

import datetime as dt

from dossier_builder.domain.cohorte import Avance, Evolution
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.report.promotion import fell_back

NOTHING = "rien n’a changé."


def since_label(depuis: dt.datetime, now: dt.datetime) -> str:
    """`DEPUIS 14 h 05` the same day, `DEPUIS HIER`, `DEPUIS LE 09/11`, with its year if another."""
    days = (now.date() - depuis.date()).days
    if days == 0:
        return f"DEPUIS {depuis.hour}\u00a0h\u00a0{depuis:%M}"
    if days == 1:
        return "DEPUIS HIER"
    return f"DEPUIS LE {depuis:%d/%m}" + ("" if depuis.year == now.year else f"/{depuis.year}")


def advance_text(avance: Avance) -> str:
    """What became of one dossier: « 2 pages de plus ; 2 points corrigés, 1 nouveau. »."""
    if avance.avant is None:
        return "premier contrôle de ce dossier."
    parts = [
        _verdict(avance),
        _pages(avance.comptees_avant, avance.comptees_apres),
        _findings(avance.corriges, avance.nouveaux),
    ]
    said = " ; ".join(filter(None, parts))
    return insecable(f"{said}.") if said else NOTHING


def evolution_text(evolution: Evolution) -> str:
    """The same for a promotion: « 22 conformes de plus, 2 ont reculé ; 41 points corrigés. »."""
    seen = [avance for avance in evolution.avances if avance.avant is not None]
    gained = sum((a.apres == "conforme") - (a.avant == "conforme") for a in seen)
    fallen = sum(fell_back(avance) for avance in seen)
    fresh = len(evolution.avances) - len(seen)
    verdicts = []
    if gained:
        more = "de plus" if gained > 0 else "de moins"
        verdicts.append(f"{pluriel(abs(gained), 'conforme')} {more}")
    if fallen:
        verdicts.append(pluriel(fallen, "dossier a reculé", "dossiers ont reculé"))
    if fresh:
        verdicts.append(pluriel(fresh, "nouveau dossier", "nouveaux dossiers"))
    mended, new = sum(a.corriges for a in seen), sum(a.nouveaux for a in seen)
    said = " ; ".join(filter(None, (", ".join(verdicts), _findings(mended, new))))
    return insecable(f"{said}.") if said else NOTHING


def summary(text: str, depuis: dt.datetime, now: dt.datetime) -> str:
    """The whole line: « DEPUIS HIER : 2 pages de plus. »."""
    return insecable(f"{since_label(depuis, now)} : {text}")


def _verdict(avance: Avance) -> str:
    if avance.avant == avance.apres:
        return ""
    if avance.apres == "conforme":
        return "conforme maintenant"
    if avance.apres == "illisible":
        return "ne peut plus être lu"
    return "n’est plus conforme" if avance.avant == "conforme" else ""


def _pages(before: Interval | None, after: Interval | None) -> str:
    """How many counted pages more or less; the two counts where one is not exact."""
    if before is None or after is None or before == after:
        return ""
    if before.is_exact and after.is_exact:
        more = after.min - before.min
        return f"{pluriel(abs(more), 'page')} {'de plus' if more > 0 else 'de moins'}"
    return f"{after} pages comptées au lieu de {before}"


def _findings(mended: int, new: int) -> str:
    parts = []
    if mended:
        parts.append(pluriel(mended, "point corrigé", "points corrigés"))
    if new and mended:
        parts.append(pluriel(new, "nouveau", "nouveaux"))
    elif new:
        parts.append(pluriel(new, "nouveau point", "nouveaux points"))
    return ", ".join(parts)
