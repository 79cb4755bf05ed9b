"""The proof of a deposit: one page that says what was verified, what was not, and of which files.

It quotes no sentence of the dossier, and no reason of an exemption.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from dossier_builder import __version__
from dossier_builder.depot.manifest import in_groups, sha256
from dossier_builder.depot.values import Ancien, Demande, Fichier, Reglages
from dossier_builder.domain.findings import RegleStatut
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.pagination import Pagination
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.typographie import enumeration, insecable, nombre, plages, pluriel
from dossier_builder.render.depot import FichierDepose, Preuve
from dossier_builder.report.check_titles import check_title
from dossier_builder.report.page_block import CONFIANCE, counted_pages, other_reading
from dossier_builder.report.promotion import PRIVATE
from dossier_builder.report.selection import groups, set_off, unjudged, waivers
from dossier_builder.report.words import shortened, shown
from dossier_builder.values import frozen

LAST_LINE = "Rien n’a été envoyé."
_MENTION = (
    "Contrôle de forme seulement ; le jury juge le fond. Les empreintes montrent si un fichier a "
    "changé depuis : dossier deposer --verifier. Rien n’a été envoyé."
)
NEVER = (
    "Le fond, que le jury juge ; l’exactitude de ce qui est raconté, et qui l’a écrit ; les pièces "
    "sur papier."
)
_WITNESSES = {"pdf": "le PDF", "word": "Word", "libreoffice": "LibreOffice", "dxpdf": "dxpdf"}
_FAMILIES = {
    "PAG": "longueur et pages", "SEC": "parties", "TXT": "textes provisoires", "SOM": "sommaire",
    "ANX": "annexes", "DPP": "formulaire du ministère", "IDE": "identité",
    "RGP": "données personnelles", "STY": "mise en page", "IMG": "images",
    "CPT": "compétences citées", "LNG": "langue", "MET": "titre et langue du fichier",
    "SUR": "liens",
}  # fmt: skip
_STATUTS: tuple[tuple[RegleStatut, str, str], ...] = (
    ("reussie", "réussie", "réussies"), ("echouee", "signalée", "signalées"),
    ("non_applicable", "sans objet", "sans objet"), ("non_evaluee", "non jugée", "non jugées"),
)  # fmt: skip
_KB, _MB = 1_000, 1_000_000


@frozen
class Room:
    """How much of each list is shown, and how long a sentence may be: the proof is one page."""

    signals: int
    unread: int
    witnesses: int
    longest: int


ROOMS = (Room(6, 8, 4, 300), Room(4, 5, 3, 220), Room(2, 3, 2, 160), Room(1, 2, 1, 110))
"""From the widest to the narrowest."""


@frozen
class Proven:
    """All that a proof tells of one deposit."""

    demande: Demande
    modele: Modele
    numero: int
    remplace: Ancien | None
    fichiers: Sequence[Fichier]
    non_verifie: Sequence[str]
    manifeste: bytes
    recu: str


def proof_of(proven: Proven, reglages: Reglages, room: Room) -> Preuve:
    """The values of the page, as much as that room holds."""
    demande, modele = proven.demande, proven.modele
    rapport = demande.rapport
    now = reglages.now
    titre = modele.titre
    before = f", remplace {proven.remplace.phrase}" if proven.remplace else ""
    return Preuve(
        candidat=shown(demande.affiche),
        sigle=modele.sigle,
        genre=shown(modele.intitule),
        titre=shown(f"Titre professionnel {titre.intitule}") if titre else "",
        depot=insecable(f"Dépôt n° {proven.numero}{before}"),
        date=insecable(f"le {now:%d/%m/%Y} à {now:%H h %M}"),
        session=f"Session du {rapport.session:%d/%m/%Y}" if rapport.session else "",
        centre=shown(modele.centre.nom) if modele.centre else "",
        conforme=rapport.verdict == "conforme",
        a_corriger=rapport.verdict == "non_conforme",
        a_verifier=rapport.verdict == "a_verifier",
        malgre="" if rapport.verdict == "conforme" else shown(reglages.malgre),
        recu=shown(proven.recu),
        pages=_pages(rapport, modele),
        temoins=tuple(_cut(_witnesses(rapport, modele), room.witnesses, room.longest)),
        verifie=tuple(map(insecable, _verified(rapport, modele))),
        constats=tuple(_cut(_signals(rapport), room.signals, room.longest)),
        derogations=tuple(map(insecable, _waived(rapport))),
        non_verifie=(
            *_cut([*proven.non_verifie, *unread(rapport)], room.unread, room.longest),
            NEVER,
        ),
        fichiers=tuple(_file(one, room) for one in proven.fichiers),
        empreinte=in_groups(sha256(proven.manifeste)),
        mention=insecable(_MENTION),
    )


def received(source: Path, name: str, data: bytes, seen: str) -> str:
    """What was handed in: « CCP2.docx, un document Word de 240 ko »."""
    if source.is_dir():
        return f"« {name} », un dossier de fichiers : le Word et le PDF en ont été faits ici."
    size = len(data)
    told = f"{nombre(size / _MB)} Mo" if size >= _MB else f"{max(1, size // _KB)} ko"
    return f"« {name} », {seen} de {told}."


def _pages(rapport: DocumentReport, modele: Modele) -> str:
    pagination = rapport.pagination
    if pagination is None:
        return ""
    if modele.pages is None:
        return insecable(f"{pluriel(pagination.total.max, 'page')} ; aucune limite.")
    low, high = modele.pages.min, modele.pages.max
    bounds = [f"au moins {low}"] if low is not None else []
    bounds += [f"au plus {high}"] if high is not None else []
    asked = f"{low} à {high}" if low is not None and high is not None else enumeration(bounds)
    sure = CONFIANCE[pagination.confiance]
    counted = f"{counted_pages(pagination)} comptée{'s' if pagination.comptees.max > 1 else ''}"
    return insecable(f"{counted}{f' ; il en faut {asked}' if asked else ''} (compte {sure}).")


def _witnesses(rapport: DocumentReport, modele: Modele) -> Iterator[str]:
    pagination: Pagination | None = rapport.pagination
    if pagination is None:
        return
    told = [
        f"{_WITNESSES[one.source]} {one.total} pages"
        + (f" dont {one.comptees} comptées" if one.comptees is not None else "")
        for one in pagination.temoins
    ]
    yield f"D’après {enumeration(told)}." if told else ""
    start = pagination.annexes_debut
    if start is not None:
        yield f"Annexes à partir de la p. {start}."
    if modele.pages is not None:
        source = modele.pages.source
        yield f"Limite : {source.document}, {source.date:%d/%m/%Y}."
    yield other_reading(pagination, modele)


def _verified(rapport: DocumentReport, modele: Modele) -> Iterator[str]:
    counts = Counter(outcome.statut for outcome in rapport.outcomes)
    told = [pluriel(counts[statut], one, many) for statut, one, many in _STATUTS if counts[statut]]
    total = pluriel(len(rapport.outcomes), "règle")
    yield f"{total} : {enumeration(told)}."
    judged = [o.controle[:3] for o in rapport.outcomes if o.statut in {"reussie", "echouee"}]
    families = [_FAMILIES[code] for code in dict.fromkeys(judged) if code in _FAMILIES]
    if families:
        yield f"{', '.join(families)}.".capitalize()
    yield f"Règles du modèle {modele.id}, version {modele.version} ; dossier {__version__}."


def _signals(rapport: DocumentReport) -> Iterator[str]:
    """What is still signalled: what is private is named by its rule, never quoted."""
    for group in groups(rapport):
        if group.outcome.gravite == "information":
            continue
        code = group.outcome.controle
        word = "" if group.outcome.gravite == "erreur" else "avertissement : "
        private = code.startswith(PRIVATE)
        text = (check_title(code) or code) if private else group.finding.message
        yield f"{set_off(group.place)}{word}{text} ({code})"


def _waived(rapport: DocumentReport) -> Iterator[str]:
    for outcome, waiver in waivers(rapport):
        title = check_title(outcome.controle) or outcome.controle
        yield (
            f"{title} ({outcome.controle}) : dérogation accordée par {waiver.auteur}, jusqu’au "
            f"{waiver.fin:%d/%m/%Y}."
        )


def unread(rapport: DocumentReport) -> Iterator[str]:
    """What no rule could read or judge (French sentences)."""
    for gap in rapport.non_verifie:
        first, last = gap.pages
        yield f"p. {plages(range(first, last + 1))} : {gap.motif}"
    for decisive in (True, False):
        for stopped in unjudged(rapport, decisive=decisive):
            codes = [code for code in stopped.codes if code not in stopped.preuve]
            suffix = f" ({', '.join(codes)})" if codes else ""
            yield f"{stopped.preuve}{suffix}"


def _cut(texts: Iterator[str] | Sequence[str], most: int, longest: int) -> Iterator[str]:
    """The first ones, on one line each, and how many are left."""
    told = [text for text in dict.fromkeys(texts) if text]
    for text in told[:most]:
        yield shortened(shown(text), longest)
    if len(told) > most:
        left = pluriel(len(told) - most, "autre point", "autres points")
        yield insecable(f"Et {left} : voyez manifeste.json.")


def _file(one: Fichier, room: Room) -> FichierDepose:
    return FichierDepose(
        nom=shown(one.nom),
        detail=shortened(shown(one.detail), room.longest),
        empreinte=in_groups(sha256(one.data)),
    )
