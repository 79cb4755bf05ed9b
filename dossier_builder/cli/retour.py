"""`importer FICHIER --dans DOSSIER`: bring the changes of a Word file back, and say which."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier_builder.reprise.retour import Etat, Retour

_WORDS: dict[Etat, str] = {
    "inchangee": "inchangée",
    "reprise": "reprise de Word",
    "fusionnee": "fusionnée",
    "conflit": "à trancher",
    "deja_la": "déjà reprise",
    "supprimee": "absente de Word",
    "titre_supprime": "titre absent",
    "renommee": "renommée",
    "deplacee": "déplacée",
    "nouvelle": "à classer",
    "non_reprise": "à reporter",
}
_WIDEST = 46


def bring_back_into(file: Path, folder: Path, packs: Path | None) -> int:
    """Merge, print the account; 0, or 1 when two versions of a passage wait for a choice."""
    from dossier_builder.batch.workspaces import workspaces
    from dossier_builder.cli.messages import notice
    from dossier_builder.pipeline.modeles import pack_roots
    from dossier_builder.processus import own_folder
    from dossier_builder.reprise.retour import bring_back
    from dossier_builder.resources import cache_folder
    from dossier_builder.resources.locks import alone_in

    roots = pack_roots(packs, folder)
    now = dt.datetime.now().astimezone()
    with own_folder(workspaces()) as room, alone_in(folder, cache_folder(), say=notice):
        told = bring_back(file, folder, roots, room, now)
    for sentence in told.avis:
        notice(sentence)
    _show(told, folder)
    return 1 if told.conflits else 0


def _show(told: Retour, folder: Path) -> None:
    from dossier_builder.cli.messages import say
    from dossier_builder.domain.typographie import pluriel

    rows = [line for line in told.lignes if line.etat != "inchangee"]
    same = len(told.lignes) - len(rows)
    if rows:
        first = max(min(_WIDEST, len(line.quoi)) for line in rows)
        second = max(len(_WORDS[line.etat]) for line in rows)
        for line in rows:
            name = line.quoi if len(line.quoi) <= _WIDEST else f"{line.quoi[: _WIDEST - 1]}…"
            say(f"{name:<{first}}  {_WORDS[line.etat]:<{second}}  {line.detail}".rstrip())
    if same:
        text = pluriel(same, "partie inchangée", "parties inchangées")
        say(f"{text} : leurs fichiers ne sont pas touchés.")
    if not told.ecrits:
        say("Rien n’a été écrit.")
        return
    if told.avant:
        say(f"Les fichiers d’avant sont gardés dans « {told.avant} ».")
    if told.conflits:
        say(
            "Deux versions d’un même passage sont dans votre fichier, entre des lignes "
            "« conflit » : gardez-en une, supprimez ces lignes."
        )
    shown = f'"{folder}"' if " " in str(folder) else f"{folder}"
    say(f"Ensuite : dossier generer {shown}")
