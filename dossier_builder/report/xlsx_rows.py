"""A report as the tables of the workbook: what each row says, before anybody lays it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dossier_builder.domain.cohorte import Apprenant, Bilan, Cohorte, EcartMotif, Piece
from dossier_builder.domain.pagination import Confiance
from dossier_builder.domain.report import DocumentReport, Report
from dossier_builder.domain.typographie import insecable
from dossier_builder.report import xlsx_columns as x
from dossier_builder.report.promotion import Cell, columns, genre_of, rows
from dossier_builder.report.words import VERDICTS, shown
from dossier_builder.report.xlsx_letter import about_file, letter_to

Row = dict[str, str | int]

ETATS = {"manquant": "manquant", "sans_objet": "sans objet"}
_ECARTS: Mapping[EcartMotif, str] = {
    "plus_ancien": "non : version plus ancienne",
    "identique": "non : le même fichier",
    "meme_dossier": "non : le même dossier, le PDF compte",
    "illisible": "non : illisible",
    "decision": "non : votre décision",
}
_CONFIANCES: Mapping[Confiance, str] = {
    "sure": "sûr",
    "probable": "probable",
    "incertaine": "incertain",
}
_PROMOTION_HEIGHT = 48.0


def tables(report: Report) -> tuple[x.Table, ...]:
    """The tables in their order; a lot without promotion has its documents and findings."""
    owners = _owners(report)
    documents, constats = _documents(report, owners), _constats(report, owners)
    cohorte = report.cohorte
    if cohorte is None:
        return (documents, constats)
    return (
        _promotion(report, cohorte),
        documents,
        constats,
        _manquants(report, cohorte),
        _ressemblances(report, cohorte, owners),
    )


def _owners(report: Report) -> dict[int, Apprenant]:
    """The learner of each document by its rank, those set aside included."""
    if report.cohorte is None:
        return {}
    ranks = {document.fichier: rank for rank, document in enumerate(report.documents)}
    owners: dict[int, Apprenant] = {}
    for bilan in report.cohorte.bilans:
        for piece in bilan.pieces:
            owners[piece.document] = bilan.apprenant
            owners |= {
                ranks[e.fichier]: bilan.apprenant for e in piece.ecartes if e.fichier in ranks
            }
    return owners


def _promotion(report: Report, cohorte: Cohorte) -> x.Table:
    kinds = [kind for kind in columns(report) if kind.genre]
    places = {kind.genre: place for place, kind in enumerate(columns(report))}
    by_key = {row.bilan.apprenant.cle: row for row in rows(report) if row.bilan is not None}
    made: list[Row] = []
    for bilan in cohorte.bilans:
        who, seen = bilan.apprenant, by_key[bilan.apprenant.cle]
        row: Row = {
            x.NOM: shown(who.nom),
            x.PRENOM: shown(who.prenom),
            x.VOIE: who.voie or "",
            x.VISE: _vise(who),
        }
        for kind in kinds:
            cells = seen.cells[places[kind.genre]]
            row[kind.sigle] = _etat(cells)
            row[f"{kind.sigle} pages"] = _counted(cells)
        row |= {
            x.DABORD: seen.first,
            x.MESSAGE: letter_to(bilan, report, tuple(kinds)),
            x.CLE: who.cle,
        }
        made.append(row)
    columns_ = (
        x.Column(x.NOM, 18, "choice"),
        x.Column(x.PRENOM, 15, "choice"),
        x.Column(x.VOIE, 13, "choice"),
        x.Column(x.VISE, 12, "choice"),
        *(
            column
            for kind in kinds
            for column in (
                x.Column(kind.sigle, 13, verdict=True),
                x.Column(f"{kind.sigle} pages", 9),
            )
        ),
        x.Column(x.DABORD, 46),
        x.Column(x.MESSAGE, 56, "choice"),
        x.Column(x.DECISION, 40, "hand"),
        x.Column(x.NOTES, 30, "hand"),
        x.Column(x.CLE, 10, "hidden"),
    )
    keys = x.KEYS[x.PROMOTION]
    return x.Table(x.PROMOTION, columns_, keys, tuple(made), 2, _PROMOTION_HEIGHT)


def _etat(cells: tuple[Cell, ...]) -> str:
    if not cells:
        return ""
    words = [VERDICTS[c.document.verdict] if c.document else ETATS.get(c.etat, "") for c in cells]
    return " ; ".join(dict.fromkeys(words))


def _counted(cells: tuple[Cell, ...]) -> str | int:
    found = [_pages(cell.document) for cell in cells if cell.document]
    return found[0] if len(found) == 1 else " ; ".join(str(one) for one in found)


def _pages(document: DocumentReport) -> str | int:
    if document.pagination is None:
        return ""
    counted = document.pagination.comptees
    return counted.min if counted.is_exact else str(counted)


def _documents(report: Report, owners: Mapping[int, Apprenant]) -> x.Table:
    pieces = _pieces(report)
    aside = {e.fichier: e for piece, _ in pieces.values() for e in piece.ecartes}
    names = {b.apprenant.cle: b.apprenant.affiche for b in _bilans(report)}
    sigles = {kind.genre: kind.sigle for kind in columns(report)}
    made: list[Row] = []
    for rank, document in enumerate(report.documents):
        who = owners.get(rank)
        piece = pieces.get(rank, (None, None))[0]
        ecarte = aside.get(document.fichier)
        row: Row = {
            x.APPRENANT: shown(who.affiche) if who else "",
            x.VOIE: (who.voie or "") if who else "",
            x.VISE: _vise(who) if who else "",
            x.FICHIER: document.fichier,
            x.GENRE: document.modele.sigle if document.modele else "",
            x.VERDICT: VERDICTS[document.verdict],
            x.PAGES: _pages(document),
            x.CONFIANCE: _CONFIANCES[document.pagination.confiance] if document.pagination else "",
        }
        if piece is not None and not row[x.GENRE] and piece.genre:
            row[x.GENRE] = sigles.get(genre_of(piece, report), "")
        if report.cohorte is not None:
            row[x.RETENUE] = _ECARTS[ecarte.motif] if ecarte else "oui"
            row[x.A_ATTRIBUER] = _to_attribute(piece, names) if who is None and not ecarte else ""
            told = piece.attribution.preuve if piece and piece.attribution else ""
            row[x.PREUVE] = shown(told)
        made.append(row)
    promotion = report.cohorte is not None
    chosen = (
        x.Column(x.APPRENANT, 24, "choice"),
        x.Column(x.VOIE, 13),
        x.Column(x.VISE, 12),
    )
    decided = (
        x.Column(x.RETENUE, 20),
        x.Column(x.A_ATTRIBUER, 28),
        x.Column(x.ATTRIBUE, 24, "hand"),
        x.Column(x.DECISION, 40, "hand"),
    )
    columns_ = (
        *(chosen if promotion else ()),
        x.Column(x.FICHIER, 48),
        x.Column(x.GENRE, 9),
        *(decided if promotion else ()),
        x.Column(x.VERDICT, 13, verdict=True),
        x.Column(x.PAGES, 11),
        x.Column(x.CONFIANCE, 11),
        *((x.Column(x.PREUVE, 36),) if promotion else ()),
        x.Column(x.NOTES, 30, "hand"),
    )
    return x.Table(x.DOCUMENTS, columns_, x.KEYS[x.DOCUMENTS], tuple(made), 1)


def _bilans(report: Report) -> tuple[Bilan, ...]:
    return report.cohorte.bilans if report.cohorte else ()


def _pieces(report: Report) -> dict[int, tuple[Piece, Bilan | None]]:
    if report.cohorte is None:
        return {}
    found: dict[int, tuple[Piece, Bilan | None]] = {
        piece.document: (piece, bilan) for bilan in report.cohorte.bilans for piece in bilan.pieces
    }
    return found | {piece.document: (piece, None) for piece in report.cohorte.a_attribuer}


def _to_attribute(piece: Piece | None, names: Mapping[str, str]) -> str:
    maybe = [names[key] for key in piece.suggestions if key in names] if piece else []
    return insecable(f"à attribuer : {' ou '.join(maybe)} ?" if maybe else "à attribuer")


def _constats(report: Report, owners: Mapping[int, Apprenant]) -> x.Table:
    made = [row for rank in range(len(report.documents)) for row in _findings(report, rank, owners)]
    made += _between(report)
    columns_ = (
        *((x.Column(x.APPRENANT, 24),) if report.cohorte else ()),
        x.Column(x.FICHIER, 40),
        x.Column(x.GENRE, 9),
        x.Column(x.REGLE, 26),
        x.Column(x.CODE, 10),
        x.Column(x.GRAVITE, 14),
        x.Column(x.PAGE, 7),
        x.Column(x.CONSTAT, 60),
        x.Column(x.REMEDE, 60),
        x.Column(x.DEROGATION, 26),
    )
    return x.Table(x.CONSTATS, columns_, x.KEYS[x.CONSTATS], tuple(made), 1)


def _between(report: Report) -> Iterator[Row]:
    """What the documents of one learner say differently."""
    for bilan in report.cohorte.bilans if report.cohorte else ():
        for outcome in bilan.coherence:
            for finding in outcome.constats if outcome.statut == "echouee" else ():
                yield {
                    x.APPRENANT: shown(bilan.apprenant.affiche),
                    x.FICHIER: "(ses documents entre eux)",
                    x.GENRE: "",
                    x.REGLE: outcome.regle,
                    x.CODE: outcome.controle,
                    x.GRAVITE: outcome.gravite,
                    x.PAGE: "",
                    x.CONSTAT: shown(finding.message),
                    x.REMEDE: shown(finding.aide),
                }


def _findings(report: Report, rank: int, owners: Mapping[int, Apprenant]) -> Iterator[Row]:
    document, who = report.documents[rank], owners.get(rank)
    lead: Row = {
        x.APPRENANT: shown(who.affiche) if who else "",
        x.FICHIER: document.fichier,
        x.GENRE: document.modele.sigle if document.modele else "",
    }
    if document.erreur is not None:
        error = document.erreur
        yield lead | {
            x.REGLE: "",
            x.CODE: "",
            x.GRAVITE: VERDICTS[document.verdict],
            x.PAGE: "",
            x.CONSTAT: shown(error.message),
            x.REMEDE: shown(about_file(document) or error.aide),
        }
    for outcome in document.outcomes:
        if outcome.statut != "echouee":
            continue
        waiver = outcome.dispense
        told = f"{waiver.auteur}, jusqu’au {waiver.fin:%d/%m/%Y}" if waiver else ""
        for finding in outcome.constats:
            yield lead | {
                x.REGLE: outcome.regle,
                x.CODE: outcome.controle,
                x.GRAVITE: outcome.gravite,
                x.PAGE: finding.page if finding.page is not None else "",
                x.CONSTAT: shown(finding.message),
                x.REMEDE: shown(finding.aide),
                x.DEROGATION: shown(told),
            }


def _manquants(report: Report, cohorte: Cohorte) -> x.Table:
    kinds = tuple(columns(report))
    sigles = {kind.genre: kind.sigle for kind in kinds}
    made: list[Row] = []
    for bilan in cohorte.bilans:
        who = bilan.apprenant
        doubt = "" if who.vise else "visé inconnu : supposé le titre entier"
        made += [
            {
                x.APPRENANT: shown(who.affiche),
                x.VOIE: who.voie or "",
                x.VISE: _vise(who),
                x.DOSSIER: sigles.get(genre, genre),
                x.REMARQUE: insecable(doubt),
            }
            for genre in bilan.manquants
        ]
    columns_ = (
        x.Column(x.APPRENANT, 26),
        x.Column(x.VOIE, 13),
        x.Column(x.VISE, 14),
        x.Column(x.DOSSIER, 12),
        x.Column(x.REMARQUE, 40),
        x.Column(x.NOTES, 30, "hand"),
    )
    return x.Table(x.MANQUANTS, columns_, x.KEYS[x.MANQUANTS], tuple(made), 1)


def _ressemblances(report: Report, cohorte: Cohorte, owners: Mapping[int, Apprenant]) -> x.Table:
    """Side by side, with pages; a text that many share is the centre's, and is shown once."""

    def name(rank: int) -> str:
        return shown(owners[rank].affiche) if rank in owners else ""

    made: list[Row] = [
        {
            x.MOTS: one.mots,
            x.APPRENANT_A: name(one.premier),
            x.FICHIER_A: report.documents[one.premier].fichier,
            x.PAGE_A: one.page_premier or "",
            x.TEXTE_A: shown(one.texte),
            x.APPRENANT_B: name(one.second),
            x.FICHIER_B: report.documents[one.second].fichier,
            x.PAGE_B: one.page_second or "",
            x.TEXTE_B: shown(one.texte_second or one.texte),
        }
        for one in cohorte.passages
    ]
    made += [
        {
            x.MOTS: one.mots,
            x.APPRENANT_A: name(one.document),
            x.FICHIER_A: report.documents[one.document].fichier,
            x.PAGE_A: one.page or "",
            x.TEXTE_A: shown(one.texte),
            x.APPRENANT_B: f"{one.apprenants} apprenants",
            x.TEXTE_B: "texte commun, sans doute celui du centre",
        }
        for one in cohorte.textes_communs
    ]
    columns_ = (
        x.Column(x.MOTS, 10),
        x.Column(x.APPRENANT_A, 22),
        x.Column(x.FICHIER_A, 30),
        x.Column(x.PAGE_A, 8),
        x.Column(x.TEXTE_A, 60),
        x.Column(x.APPRENANT_B, 22),
        x.Column(x.FICHIER_B, 30),
        x.Column(x.PAGE_B, 8),
        x.Column(x.TEXTE_B, 60),
        x.Column(x.NOTES, 30, "hand"),
    )
    return x.Table(x.RESSEMBLANCES, columns_, x.KEYS[x.RESSEMBLANCES], tuple(made), 1)


def _vise(who: Apprenant) -> str:
    return ", ".join(who.vise)
