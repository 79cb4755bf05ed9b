"""What the sheet of a learner says: each dossier in a few lines, what to do in what order.

Only this learner's own dossiers are looked at; what compares learners (similarity) is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from dossier_builder.domain.candidat import Voie
from dossier_builder.domain.cohorte import Apprenant, Avance, Bilan, Cohorte, Piece
from dossier_builder.domain.report import DocumentReport, Report
from dossier_builder.domain.typographie import enumeration, insecable, pluriel
from dossier_builder.domain.wording import folded as plain
from dossier_builder.render.fiche import Point, Sheet, SheetDossier
from dossier_builder.report.check_titles import check_title
from dossier_builder.report.evolution import advance_text
from dossier_builder.report.fiche_room import ROOMS, Room, fits
from dossier_builder.report.page_block import (
    CONFIANCE,
    count_sentence,
    counted_pages,
    gap,
    other_reading,
)
from dossier_builder.report.promotion import sigle
from dossier_builder.report.selection import (
    FIRST,
    Group,
    by_nature,
    folded,
    unjudged,
    waivers,
)
from dossier_builder.report.strengths import strengths
from dossier_builder.report.words import FOOTER, VERDICTS, shortened, shown
from dossier_builder.values import frozen

_VOIES: dict[Voie, str] = {
    "formation": "parcours de formation",
    "apprentissage": "apprentissage",
    "vae": "VAE",
}


@frozen
class Learner:
    """Whose sheet it is: a name, what was handed in, and what is known of the promotion."""

    nom: str
    pieces: tuple[Piece, ...]
    bilan: Bilan | None = None


def learners(report: Report) -> tuple[Learner, ...]:
    """Those who get a sheet: each learner of the promotion, else whoever each document names."""
    if report.cohorte is not None:
        return tuple(Learner(b.apprenant.affiche, b.pieces, b) for b in report.cohorte.bilans)
    return tuple(
        Learner(_owner(document), (Piece(rank, document.modele.id if document.modele else ""),))
        for rank, document in enumerate(report.documents)
    )


def sheet_of(learner: Learner, report: Report) -> Sheet:
    """Everything that the sheet shows: as much as two pages hold."""
    for room in ROOMS:
        sheet = _sheet(learner, report, room)
        if fits(sheet):
            break
    return sheet


def _sheet(learner: Learner, report: Report, room: Room) -> Sheet:
    bilan, cohorte = learner.bilan, report.cohorte
    documents = [report.documents[piece.document] for piece in learner.pieces]
    modeles = {d.modele.id: d.modele for d in report.documents if d.modele}
    missing = [sigle(genre, modeles) for genre in bilan.manquants] if bilan else []
    others = _other_names(learner, cohorte)
    dossiers = tuple(
        _dossier(piece, document, _history(piece, document, learner, cohorte), room, others)
        for piece, document in zip(learner.pieces, documents, strict=True)
    )
    return Sheet(
        apprenant=shown(learner.nom),
        date=f"{report.date:%d/%m/%Y}",
        mention=FOOTER,
        parcours=_path(bilan.apprenant) if bilan else "",
        session=_session(report, documents),
        bilan=_overview(documents, missing),
        manquants=enumeration(missing),
        dossiers=_with_differences(dossiers, bilan, room) if bilan else dossiers,
    )


def _with_differences(
    dossiers: tuple[SheetDossier, ...], bilan: Bilan, room: Room
) -> tuple[SheetDossier, ...]:
    """What the learner's documents say differently, under the first one: there is to decide."""
    told = [
        Point(shown(finding.message), faire=shown(finding.aide), code=outcome.controle)
        for outcome in bilan.coherence
        if outcome.statut == "echouee"
        for finding in outcome.constats
    ]
    if not told or not dossiers:
        return dossiers
    first = dossiers[0]
    more = told[: max(1, room.a_ecrire)]
    return (replace(first, a_decider=(*first.a_decider, *more)), *dossiers[1:])


def _owner(document: DocumentReport) -> str:
    """The name that the document itself tells, else its file's."""
    who = document.identite
    if who is not None and (who.nom or who.prenom):
        return Apprenant("", who.nom, who.prenom).affiche
    return _file_name(document.fichier).rsplit(".", 1)[0]


def _path(who: Apprenant) -> str:
    aims = "titre complet" if who.vise == ("titre",) else enumeration(who.vise)
    voie = _VOIES[who.voie] if who.voie else ""
    text = ", ".join(filter(None, (aims, voie)))
    return text[:1].upper() + text[1:]


def _session(report: Report, documents: Sequence[DocumentReport]) -> str:
    of_all = report.cohorte.session if report.cohorte else None
    day = of_all or next((d.session for d in documents if d.session), None)
    if day is None:
        return ""
    left = (day - report.date.date()).days
    countdown = f" (dans {pluriel(left, 'jour')})" if left > 0 else ""
    return f"Session du {day:%d/%m/%Y}{countdown}"


def _overview(documents: Sequence[DocumentReport], missing: Sequence[str]) -> str:
    """One sentence for several dossiers: « 3 dossiers contrôlés : 1 conforme, 2 à corriger. »."""
    if len(documents) == 1 and not missing:
        return ""
    if not documents:
        return "Aucun dossier reçu à ce jour."
    verdicts = [document.verdict for document in documents]
    parts = [
        f"{verdicts.count(verdict)} {word}{'s' if _plural(word, verdicts.count(verdict)) else ''}"
        for verdict, word in VERDICTS.items()
        if verdict in verdicts
    ]
    controlled = pluriel(len(documents), "dossier contrôlé", "dossiers contrôlés")
    return insecable(f"{controlled} : {enumeration(parts)}.")


def _plural(word: str, count: int) -> bool:
    return count > 1 and not word.startswith("à ")


def _dossier(
    piece: Piece,
    document: DocumentReport,
    history: str,
    room: Room,
    others: frozenset[str],
) -> SheetDossier:
    modele = document.modele
    found = by_nature(document)
    mend, write = (_by_rule(found[nature]) for nature in ("a_corriger", "a_ecrire"))
    pages = document.pagination
    decisive = [
        Point(shown(one.preuve), code=", ".join(one.codes))
        for one in unjudged(document, decisive=True)
    ]
    unread = [f"{gap(missed.pages)} : {missed.motif}" for missed in document.non_verifie]
    unread += [one.preuve for one in unjudged(document, decisive=False)]
    advice = mend if document.verdict == "conforme" else []
    mend = [] if advice else mend
    first, error = [_point(same, room, full=True) for same in mend[:FIRST]], document.erreur
    if error is not None:
        first = [Point(shown(error.message), faire=shown(error.aide))]
    return SheetDossier(
        sigle=modele.sigle if modele else sigle(piece.genre, {}),
        intitule=modele.intitule if modele else "",
        conforme=document.verdict == "conforme",
        a_corriger=document.verdict == "non_conforme",
        a_verifier=document.verdict == "a_verifier",
        illisible=document.verdict == "illisible",
        fichier=_version(piece, document, others),
        pages=_pages(document),
        depuis=history,
        bien=strengths(document) if pages else "",
        d_abord=tuple(_ranked(first)),
        ensuite=_some(mend[FIRST:], room, room.ensuite),
        conseils=_some(advice, room, room.ensuite, helped=room.aides),
        a_ecrire=_some(write, room, room.a_ecrire, helped=room.aides),
        a_decider=(
            *_some(_by_rule(found["a_decider"]), room, room.a_ecrire, helped=room.aides),
            *decisive[: max(1, room.a_ecrire)],
        ),
        non_verifie=tuple(
            shortened(shown(text), room.longest)
            for text in list(dict.fromkeys(unread))[: max(1, room.ensuite)]
        ),
        derogations=tuple(
            insecable(
                f"{_named(outcome.controle)} : dérogation accordée par {waiver.auteur}, jusqu’au "
                f"{waiver.fin:%d/%m/%Y}."
            )
            for outcome, waiver in waivers(document)
        ),
    )


def _named(code: str) -> str:
    title = check_title(code)
    return f"{title} ({code})" if title else code


def _by_rule(groups: Sequence[Group]) -> list[list[Group]]:
    """The groups of one rule together: a learner mends it in one go."""
    rules: dict[str, list[Group]] = {}
    for group in groups:
        if not group.outcome.controle.startswith("SIM"):
            rules.setdefault(group.outcome.regle, []).append(group)
    return list(rules.values())


def _point(same: Sequence[Group], room: Room, *, full: bool) -> Point:
    """What a rule says, with how to mend it and why when there is room (`full`)."""
    (one,) = folded(same)
    first = same[0]
    explained = full and room.pourquoi and first.pourquoi
    return Point(
        texte=shortened(shown(one.texte), room.longest),
        lieu=insecable(one.place),
        faire=shortened(shown(first.finding.aide), room.longest) if full else "",
        pourquoi=shown(f"Pourquoi : {first.pourquoi}") if explained else "",
        code=one.controle,
    )


def _ranked(points: Sequence[Point]) -> list[Point]:
    return [replace(point, rang=str(rank)) for rank, point in enumerate(points, 1)]


def _some(
    rules: Sequence[Sequence[Group]], room: Room, most: int, *, helped: int = 0
) -> tuple[Point, ...]:
    """As many as there is room for, then how many are left; the first `helped` say what to do."""
    points = []
    for rank, same in enumerate(rules[:most]):
        point = _point(same, room, full=rank < helped)
        points.append(replace(point, pourquoi=""))
    left = len(rules) - most
    if left > 0:
        words = pluriel(left, "autre point", "autres points")
        points.append(Point(f"Et {words} : voyez le rapport, ou la copie annotée."))
    return tuple(points)


def _pages(document: DocumentReport) -> str:
    pagination, modele = document.pagination, document.modele
    if pagination is None or modele is None:
        return ""
    if modele.pages is None:
        return shown(f"{counted_pages(pagination)}.")
    sure = "" if pagination.confiance == "sure" else f" (compte {CONFIANCE[pagination.confiance]})"
    text = f"{count_sentence(pagination, modele)[:-1]}{sure}."
    return shown(" ".join(filter(None, (text, other_reading(pagination, modele)))))


def _history(
    piece: Piece, document: DocumentReport, learner: Learner, cohorte: Cohorte | None
) -> str:
    """« le 09/11/2026 : 2 points corrigés, 1 nouveau. », "" at the first run."""
    if cohorte is None or cohorte.evolution is None or learner.bilan is None:
        return ""
    genre = document.modele.id if document.modele else piece.genre
    known: Mapping[tuple[str, str], Avance] = {
        (one.cle, one.genre): one for one in cohorte.evolution.avances
    }
    advance = known.get((learner.bilan.apprenant.cle, genre))
    if advance is None:
        return ""
    since = cohorte.evolution.depuis
    before = f" ({VERDICTS[advance.avant]} alors)" if advance.avant else ""
    return insecable(f"le {since:%d/%m/%Y}{before} : {advance_text(advance)}")


def _version(piece: Piece, document: DocumentReport, others: frozenset[str]) -> str:
    """The file that counts, unless its name tells that of somebody else."""
    name = _file_name(document.fichier)
    words = set(plain(name).replace("_", " ").replace("-", " ").replace(".", " ").split())
    parts = ["" if words & others else shown(name)]
    if piece.modifie is not None:
        parts.append(f"version du {piece.modifie:%d/%m/%Y}")
    older = sum(one.motif == "plus_ancien" for one in piece.ecartes)
    if older:
        parts.append(
            pluriel(older, "version plus ancienne reçue", "versions plus anciennes reçues")
        )
    text = ", ".join(filter(None, parts))
    return text[:1].upper() + text[1:] if not parts[0] else text


def _file_name(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name or path


def _other_names(learner: Learner, cohorte: Cohorte | None) -> frozenset[str]:
    """The words of the other learners' names, those that this one bears too left out."""
    if cohorte is None or learner.bilan is None:
        return frozenset()

    def words(who: Apprenant) -> set[str]:
        return set(plain(f"{who.nom} {who.prenom}").replace("-", " ").split())

    own = words(learner.bilan.apprenant)
    others: set[str] = set()
    for bilan in cohorte.bilans:
        if bilan.apprenant.cle != learner.bilan.apprenant.cle:
            others |= words(bilan.apprenant)
    return frozenset(others - own)
