"""docs/exactitude.md: the figures, how they were made, and what is still missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from exactitude import coulants, paires
from exactitude.mesure import Resultat
from exactitude.tableau import Chiffres, misses, table
from exactitude.textes import ROOT

_PAGE = """# Exactitude

Écrit par `make bench` (`bench/exactitude.py`) le {date}. Ne modifiez pas cette page à la main.

{count} documents dont la vérité est connue parce qu’ils sont fabriqués pour cela, avec python-docx
et non avec notre rendu, puis enregistrés par LibreOffice en odt et en PDF pour certains. Chaque
page est quittée par un saut avant d’être à moitié pleine : Word et tout moteur doivent trouver le
même nombre de pages. Les titres sont stylés ou non, numérotés de sept façons, écrits comme dans le
modèle, sous un alias, avec une faute, dans une autre casse ; le sommaire est automatique, tapé ou
absent ; les annexes s’ouvrent de dix-neuf façons, ou manquent ; trois polices, deux tailles ;
tableaux, zones de texte, colonnes, paysage, suivi des modifications, texte caché, formulaires du
ministère. Quelques-uns viennent de notre rendu.

- **Compte exact** : le nombre de pages, et celui des pages comptées, dit d’un seul nombre et juste.
- **Intervalle juste** : l’intervalle annoncé contient la vérité ; **largeur** : ses pages en trop.
- **Sûrs et faux** : annoncés « sûr » et faux. Cela ne doit jamais arriver : le but est zéro.
- **Début des annexes** : la première page des annexes, ou leur absence ; « en doute » : deux
  hypothèses annoncées, dont la bonne (elles ne comptent pas comme justes).
- **Parties retrouvées** (rappel) et **justes** (précision) : à la bonne page, sous leur titre.
- **coulants**, **notre rendu** : leurs pages ne sont pas connues ; seules les parties sont jugées.

{table}

## Documents sans saut de page

{flowing}

## Documents réels

{real}

## Écarts

{misses}
"""
_NO_CORPUS = (
    "Les documents réels, avec le PDF que Word en a fait, ne sont pas distribués : cette partie du "
    "banc ne tourne que là où ils sont (variable `DOSSIER_CORPUS`)."
)


def write(
    rows: Sequence[Chiffres],
    results: Sequence[Resultat],
    flowing: Sequence[coulants.Coulant],
    real: Sequence[paires.Paire],
) -> None:
    """Write the page."""
    text = _PAGE.format(
        date=dt.datetime.now().astimezone().strftime("%d/%m/%Y"),
        count=len(results),
        table=table(rows),
        flowing=coulants.table(flowing),
        real=paires.sentence(real) if real else _NO_CORPUS,
        misses=misses(results),
    )
    (ROOT / "docs" / "exactitude.md").write_text(text, encoding="utf-8")
