"""One state of `suivre` as sentences and figures; the terminal and the local page both draw it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from dossier_builder.domain.interval import Interval
from dossier_builder.domain.report import DocumentReport, Erreur
from dossier_builder.domain.suivi import Chiffres, Suivi
from dossier_builder.domain.typographie import insecable, nombre, pluriel
from dossier_builder.report.bars import Bar, length_bar
from dossier_builder.report.page_block import CONFIANCE, against_limit, count_sentence
from dossier_builder.report.page_block import other_reading as reading
from dossier_builder.report.section_block import Part, parts, to_confirm
from dossier_builder.report.selection import Group, by_nature, set_off, unjudged
from dossier_builder.values import frozen

Ton = Literal["attente", "estimation", "confirme", "trouble"]

LAST_LINE = "Le fichier n’est que lu. Rien n’est modifié ni envoyé."
_SHOWN = 4
"""Sentences shown of what is to write, of what was mended, of what is new."""
_ENGINES = {"libreoffice": "LibreOffice", "word": "Word", "pdf": "le PDF"}


@frozen
class PartieSuivie:
    """A part: what is left of its budget, its words, those gained since the save before."""

    part: Part
    reste: str
    mots: str
    gain: str
    bar: Bar | None


@frozen
class Tableau:
    """Everything a screen of `suivre` says, in its order.

    `pages` None: nothing was counted yet. `mesure` is the count to draw against `limites`.
    """

    fichier: str
    genre: str
    ton: Ton
    etat: str
    ouvert: str
    pages: str
    mesure: Interval | None
    limites: tuple[int | None, int | None]
    autre_lecture: str
    parties: tuple[PartieSuivie, ...]
    a_confirmer: bool
    depuis: str
    changements: tuple[str, ...]
    a_ecrire: tuple[str, ...]
    autres_a_ecrire: int
    dabord: Group | None
    autres_points: int
    a_decider: str
    fini: bool
    erreur: Erreur | None


def tableau(suivi: Suivi) -> Tableau:
    """What to show of that state."""
    figures = suivi.chiffres
    report = figures.rapport if figures else None
    modele = report.modele if report else None
    limit = modele.pages if modele else None
    natures = by_nature(report) if report else {}
    to_write = natures.get("a_ecrire", [])
    to_mend = natures.get("a_corriger", [])
    reasons = unjudged(report, decisive=True) if report else []
    counted = _counted(suivi)
    estimated = suivi.phase != "confirme"
    pagination = report.pagination if report else None
    return Tableau(
        fichier=suivi.fichier,
        genre=insecable(f"{modele.sigle} - {modele.intitule}") if modele else "",
        ton=_tone(suivi),
        etat=insecable(_state(suivi)),
        ouvert=_opened(suivi),
        pages=insecable(_pages(report, counted, estimated=estimated)) if report else "",
        mesure=counted,
        limites=(limit.min, limit.max) if limit else (None, None),
        autre_lecture=insecable(reading(pagination, modele)) if pagination and modele else "",
        parties=tuple(_parts(suivi)),
        a_confirmer=report is not None and to_confirm(parts(report)),
        depuis=_since(suivi),
        changements=tuple(map(insecable, _changes(suivi))),
        a_ecrire=tuple(insecable(group.finding.message) for group in to_write[:_SHOWN]),
        autres_a_ecrire=max(0, len(to_write) - _SHOWN),
        dabord=to_mend[0] if to_mend else None,
        autres_points=max(0, len(to_mend) - 1),
        a_decider="" if to_mend or not reasons or estimated else insecable(reasons[0].preuve),
        fini=pagination is not None and not to_mend and not to_write and not reasons,
        erreur=report.erreur if report else None,
    )


def heure(date: dt.datetime) -> str:
    """`14 h 05`."""
    return f"{date.hour}\u00a0h\u00a0{date:%M}"


def _tone(suivi: Suivi) -> Ton:
    if suivi.phase == "absent" or (suivi.chiffres and suivi.chiffres.rapport.erreur):
        return "trouble"
    if suivi.phase in {"enregistrement", "calcul"}:
        return "attente"
    return "confirme" if suivi.phase == "confirme" else "estimation"


def _state(suivi: Suivi) -> str:
    saved = f"Enregistré à {heure(suivi.date)}"
    match suivi.phase:
        case "absent":
            return "Le fichier n’est plus à sa place : il est attendu (déplacé ou renommé ?)."
        case "enregistrement":
            return "Enregistrement en cours… les chiffres sont ceux d’avant."
        case "calcul":
            before = " Les chiffres sont ceux d’avant." if suivi.chiffres else ""
            return f"{saved}. Calcul en cours…{before}"
        case "estimation":
            follow = suivi.note if suivi.definitif else "LibreOffice vérifie…"
            return f"{saved}. Estimation. {follow}".rstrip()
        case "confirme":
            return f"{saved}. {_confirmed(suivi)}"


def _confirmed(suivi: Suivi) -> str:
    report = suivi.chiffres.rapport if suivi.chiffres else None
    if report is None or report.pagination is None:
        return "Le dossier n’a pas pu être lu : corrigez, enregistrez."
    sources = [w.source for w in report.pagination.temoins]
    by = next((_ENGINES[source] for source in sources if source in _ENGINES), "")
    told = f"Confirmé{' par ' + by if by else ''}"
    if report.pagination.confiance == "incertaine":
        return f"{told} ; le compte reste incertain, le PDF fait par Word décide."
    return f"{told} ({CONFIANCE[report.pagination.confiance]})."


def _opened(suivi: Suivi) -> str:
    if not suivi.ouvert_dans:
        return ""
    return insecable(
        f"Ouvert dans {suivi.ouvert_dans} : enregistrez (Ctrl+S) pour un nouveau compte."
    )


def _counted(suivi: Suivi) -> Interval | None:
    figures = suivi.chiffres
    if figures is None or figures.rapport.pagination is None:
        return None
    if suivi.phase != "confirme" and figures.pages is not None:
        return Interval.exactly(figures.pages)
    return figures.rapport.pagination.comptees


def _pages(report: DocumentReport, counted: Interval | None, *, estimated: bool) -> str:
    """« environ 18 comptées ; il en faut 16 à 21 : encore 3 au plus. »."""
    if report.pagination is None or report.modele is None or counted is None:
        return ""
    if not estimated:
        return count_sentence(report.pagination, report.modele)
    head = f"environ {counted} comptée{'s' if counted.max > 1 else ''}"
    return head + against_limit(counted, report.modele.pages)


def _parts(suivi: Suivi) -> Iterator[PartieSuivie]:
    report = suivi.chiffres.rapport if suivi.chiffres else None
    shown = parts(report) if report else []
    words = _words(suivi.avant)
    longest = max((part.found.pages or 0.0 for part in shown), default=0.0)
    longest = max([longest, *(part.section.pages[1] for part in shown if part.section.pages)])
    for part in shown:
        gained = (part.found.mots or 0) - words.get(part.section.id, part.found.mots or 0)
        pages = part.found.pages
        bar = None if pages is None else length_bar(pages, part.section.pages, longest)
        total = "" if part.found.mots is None else str(part.found.mots)
        yield PartieSuivie(part, insecable(_left(part)), total, _gain(gained), bar)


def _left(part: Part) -> str:
    """What is left of the part's budget, in pages."""
    if part.section.pages is None or part.absent == "non lue":
        return ""
    low, high = part.section.pages
    pages = part.found.pages
    if part.found.trouve is None or pages is None:
        return f"à écrire : {part.budget} p." if part.section.obligatoire else ""
    if pages < low:
        return f"encore {nombre(low - pages)} p. au moins"
    return (
        f"reste {nombre(high - pages)} p."
        if pages <= high
        else f"{nombre(pages - high)} p. de trop"
    )


def _words(figures: Chiffres | None) -> dict[str, int]:
    if figures is None:
        return {}
    return {found.id: found.mots or 0 for found in figures.rapport.sections}


def _gain(words: int) -> str:
    return f"{words:+d}".replace("-", "\u2212") if words else ""


def _since(suivi: Suivi) -> str:
    return f"DEPUIS {heure(suivi.avant.date)}" if suivi.avant and suivi.chiffres else ""


def _changes(suivi: Suivi) -> Iterator[str]:
    """Pages, words of each part, points mended and new, between the two last saves."""
    now, before = suivi.chiffres, suivi.avant
    if now is None or before is None or now.rapport.pagination is None:
        return
    if suivi.phase in {"calcul", "enregistrement"}:
        return
    said = 0
    if now.pages is not None and before.pages is not None and now.pages != before.pages:
        said += 1
        yield f"{_more(now.pages - before.pages, 'page', 'pages')}."
    old = _words(before)
    for part in parts(now.rapport):
        change = (part.found.mots or 0) - old.get(part.section.id, 0)
        if change:
            said += 1
            yield f"{part.section.titre} : {_more(change, 'mot', 'mots')}."
    mended, new = _compared(before.rapport, now.rapport)
    for label, messages in (("Corrigé", mended), ("Nouveau", new)):
        for message in messages[:_SHOWN]:
            said += 1
            yield f"{label} : {message}"
        if len(messages) > _SHOWN:
            yield f"{label} : et {pluriel(len(messages) - _SHOWN, 'autre')}."
    if not said:
        yield "Rien n’a changé dans les comptes."


def _more(change: int, singular: str, plural: str) -> str:
    return f"{pluriel(abs(change), singular, plural)} de {'plus' if change > 0 else 'moins'}"


def _compared(before: DocumentReport, now: DocumentReport) -> tuple[list[str], list[str]]:
    """The messages of what was mended and of what is new; a rule that says as much says nothing."""
    old, new = _by_rule(before), _by_rule(now)
    mended: list[str] = []
    fresh: list[str] = []
    for rule in dict.fromkeys((*old, *new)):
        was, is_now = old.get(rule, Counter()), new.get(rule, Counter())
        gone, come = list((was - is_now).elements()), list((is_now - was).elements())
        kept = min(len(gone), len(come))  # the same fault, said with other figures
        mended += gone[: len(gone) - kept]
        fresh += come[: len(come) - kept]
    return mended, fresh


def _by_rule(report: DocumentReport) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for outcome in report.outcomes:
        if outcome.statut == "echouee" and outcome.dispense is None:
            messages = found.setdefault(outcome.regle, Counter())
            messages.update(finding.message for finding in outcome.constats)
    return found


def first_sentence(group: Group) -> str:
    """« p. 9  Le sommaire annonce… »."""
    return insecable(f"{set_off(group.place)}{group.finding.message}")
