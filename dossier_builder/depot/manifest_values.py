"""What the manifest of a deposit says: no sentence of the dossier, no reason of an exemption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dossier_builder import __version__
from dossier_builder.depot.manifest import VERSION, sha256
from dossier_builder.depot.preuve import NEVER, unread
from dossier_builder.depot.values import Ancien, Demande, Fichier, Reglages
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.report import Report
from dossier_builder.report.json_report import as_values
from dossier_builder.report.selection import waivers


def manifest_values(  # noqa: PLR0913 - one argument per thing that a manifest tells
    demande: Demande,
    modele: Modele,
    reglages: Reglages,
    *,
    numero: int,
    remplace: Ancien | None,
    fichiers: Sequence[Fichier],
    source: Mapping[str, object],
    non_verifie: Sequence[str],
    modeles: Sequence[Mapping[str, str]],
) -> dict[str, object]:
    """The manifest as plain values (docs/deposer.md lists them)."""
    rapport = demande.rapport
    whole = as_values(Report(__version__, reglages.now, (rapport,)))
    told = whole["documents"][0]
    return {
        "version_schema": VERSION,
        "outil": whole["outil"],
        "depot": numero,
        "date": reglages.now.isoformat(timespec="seconds"),
        "remplace": None
        if remplace is None
        else {
            "depot": remplace.numero,
            "date": remplace.manifeste.date.isoformat() if remplace.manifeste else None,
        },
        "candidat": demande.affiche,
        "session": rapport.session.isoformat() if rapport.session else None,
        "genre": {"id": modele.id, "sigle": modele.sigle, "intitule": modele.intitule},
        "document": dict(source),
        "demande": asked(reglages),
        "verdict": rapport.verdict,
        "malgre": (reglages.malgre or None) if rapport.verdict != "conforme" else None,
        "pagination": told["pagination"],
        "regles": {
            "modeles": [dict(one) for one in modeles],
            "resultats": [
                {
                    "regle": one.regle,
                    "controle": one.controle,
                    "gravite": one.gravite,
                    "statut": one.statut,
                    "constats": len(one.constats),
                }
                for one in rapport.outcomes
            ],
        },
        "derogations": [
            {"controle": o.controle, "auteur": w.auteur, "fin": w.fin.isoformat()}
            for o, w in waivers(rapport)
        ],
        "non_verifie": [*non_verifie, *unread(rapport), NEVER],
        "fichiers": [
            {
                "nom": one.nom,
                "role": one.role,
                "octets": len(one.data),
                "sha256": sha256(one.data),
                "pages": one.pages,
                "detail": one.detail,
            }
            for one in fichiers
        ],
    }


def asked(reglages: Reglages) -> dict[str, object]:
    """What the user asked for, as far as it changes the files."""
    return {"annexes_a_part": reglages.annexes_a_part}
