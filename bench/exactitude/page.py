"""docs/exactitude.md: the figures, how they were made, and what is still missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from exactitude import coulants, paires
from exactitude.fautes import releve
from exactitude.fautes.recolte import Recolte
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
_PATH = ROOT / "docs" / "exactitude.md"
_TITLE = "# Fautes plantées"
_FAULTS = """

Écrit par `make bench` (`bench/exactitude.py --partie fautes`) le {date}.

{documents} documents conformes où l’on plante une faute, ou deux, à une place tirée au sort d’une
graine : dossiers faits avec python-docx, dont les pages sont connues, formulaires du ministère,
exemples livrés ; en docx, odt ou PDF. Chaque faute sait son code et sa place. Les valeurs sont
justes (clés comprises) et n’appartiennent à personne.

- **Rappel** : la règle du code dit la faute. Le but est 98 % pour chaque code de gravité erreur.
- **À la bonne place** : un des constats donne sa page, ou son paragraphe.
- **Fausses alertes** : sur des documents conformes, où l’on glisse aussi des phrases qui
  ressemblent à des fautes (numéro d’un standard, « Mme M. », auteur cité, association née en 1992).
  Le but est 0,1 fausse erreur et 0,1 faux avertissement par document.

{table}

{sentence}

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
    _join(text, _second_part())


def write_faults(found: Recolte) -> None:
    """Write the second part of the page, the first as it is."""
    whole = _PATH.read_text(encoding="utf-8")
    text = _FAULTS.format(
        date=dt.datetime.now().astimezone().strftime("%d/%m/%Y"),
        documents=len({v.seme.nom for v in found.vues}),
        table=releve.table(found),
        sentence=releve.sentence(found),
        misses=releve.misses(found),
    )
    _join(whole.partition(_TITLE)[0], _TITLE + text)


def _second_part() -> str:
    whole = _PATH.read_text(encoding="utf-8") if _PATH.exists() else ""
    _, title, rest = whole.partition(_TITLE)
    return title + rest


def _join(first: str, second: str) -> None:
    parts = [part.strip("\n") for part in (first, second) if part.strip()]
    _PATH.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
