"""`dossier modele regler`: a centre's choices, asked on a terminal, by options or by a file."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dossier_builder.cli.french import FrenchCommand
from dossier_builder.cli.paths import FrenchPath
from dossier_builder.cli.plain_text import texte_seul
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import UsageError

if TYPE_CHECKING:
    from dossier_builder.domain.modele import Modele
    from dossier_builder.pipeline.reglages import Choix, Reglage, Reponses

_BOTH = click.Choice(["oui", "non"])
_LENGTH = re.compile(r"\s*(\d+)\s*(?:-|à|–)\s*(\d+)\s*")


@click.command("regler", cls=FrenchCommand)
@click.argument("identifiant", metavar="MODELE")
@texte_seul
@click.option("--centre", help="Le nom de votre centre.")
@click.option(
    "--logo", type=FrenchPath(exists=True, dir_okay=False, path_type=Path), metavar="IMAGE",
    help="Son logo (PNG ou JPEG), mis en couverture.",
)  # fmt: skip
@click.option("--garde", type=_BOTH, help="La page de garde compte-t-elle ?")
@click.option("--sommaire", type=_BOTH, help="Le sommaire compte-t-il ?")
@click.option("--longueur", metavar="MIN-MAX", help="La longueur demandée : 16-21.")
@click.option(
    "--parties", metavar="LISTE",
    help="Les parties que vous demandez : toutes, aucune, ou leurs noms séparés par des virgules.",
)  # fmt: skip
@click.option("--regles", type=_BOTH, help="Faire vôtres les règles que nous proposons ?")
@click.option("--par", metavar="QUI", help="Qui a décidé.")
@click.option(
    "--le", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Quand (aujourd’hui)."
)
@click.option(
    "--reponses", type=FrenchPath(exists=True, dir_okay=False, path_type=Path), metavar="FICHIER",
    help="Les mêmes réponses dans un fichier YAML.",
)  # fmt: skip
@click.option(
    "--dans", type=FrenchPath(file_okay=False, path_type=Path), default="modeles",
    metavar="DOSSIER", help="Où écrire le modèle du centre (modeles).",
)  # fmt: skip
def regler(identifiant: str, reponses: Path | None, dans: Path, **given: Any) -> int:
    """Régler un modèle pour votre centre, une fois pour toutes.

    Le modèle écrit complète le nôtre sous le même nom : donnez son dossier à --modeles, ou posez-le
    à côté des dossiers à vérifier.
    """
    from dossier_builder.pipeline.modeles import load, pack_roots
    from dossier_builder.pipeline.reglages import Reponses, read_answers, settle

    roots = tuple(root for root in pack_roots(None) if root != dans.absolute())
    modele = load(identifiant, roots)
    written = read_answers(reponses) if reponses else Reponses()
    now = dt.datetime.now().astimezone()
    choix = _choices(modele, _answers(given, written, reponses), now.date())
    _say(settle(modele, choix, dans.absolute(), roots, now), dans)
    return 0


def _answers(given: dict[str, Any], written: Reponses, file: Path | None) -> dict[str, Any]:
    """Options first, then the file; None where neither says."""
    answers = {
        name: getattr(written, name) if given.get(name) is None else given[name]
        for name in ("centre", "garde", "sommaire", "longueur", "parties", "regles", "par", "le")
    }
    answers["ville"] = written.ville
    answers["logo"] = given["logo"]
    if answers["logo"] is None and written.logo and file is not None:
        answers["logo"] = file.parent / written.logo
    return answers


def _choices(modele: Modele, answers: dict[str, Any], today: dt.date) -> Choix:
    from dossier_builder.pipeline.reglages import Choix, known_parts

    if sys.stdin.isatty() and sys.stdout.isatty():
        answers = _asked(modele, answers, today)
    missing = [f"--{name}" for name in ("centre", "par") if not answers[name]]
    if missing:
        raise UsageError(
            insecable(
                f"Sans terminal, rien ne peut être demandé : il manque {' et '.join(missing)}."
            ),
            "Donnez vos réponses par des options, ou dans un fichier avec --reponses. Exemple : "
            f'dossier modele regler {modele.id} --centre "Les Exemples" --par "A. Modèle" '
            "--garde non --parties toutes",
        )
    day = answers["le"]
    return Choix(
        centre=answers["centre"],
        ville=answers["ville"],
        par=answers["par"],
        le=day.date() if isinstance(day, dt.datetime) else day or today,
        logo=answers["logo"],
        garde=_yes(answers["garde"]),
        sommaire=_yes(answers["sommaire"]),
        longueur=_length(answers["longueur"]),
        parties=known_parts(modele, _names(answers["parties"])),
        regles=answers["regles"] == "oui",
    )


def _asked(modele: Modele, answers: dict[str, Any], today: dt.date) -> dict[str, Any]:
    """The same answers, those that nobody gave being asked one by one."""
    limit = modele.pages or modele.caracteres
    questions: list[tuple[str, str, str]] = [("centre", "Nom de votre centre", "")]
    if limit is not None:
        questions += [
            ("garde", "La page de garde compte-t-elle", _word("couverture" not in limit.hors)),
            ("sommaire", "Le sommaire compte-t-il", _word("sommaire" not in limit.hors)),
        ]
    if modele.sections:
        click.echo("Parties : " + ", ".join(section.id for section in modele.sections))
        questions.append(
            ("parties", "Parties que vous demandez (toutes, aucune, ou leurs noms)", "aucune")
        )
    questions += [
        ("regles", "Faire vôtres les règles que nous proposons", "non"),
        ("par", "Qui a décidé", ""),
        ("le", "Quand", today.isoformat()),
    ]
    asked = dict(answers)
    for name, question, usual in questions:
        if asked[name] is None:
            kind: Any = _BOTH if name in {"garde", "sommaire", "regles"} else None
            if name == "le":
                kind = click.DateTime(["%Y-%m-%d"])
            asked[name] = click.prompt(question, default=usual or None, type=kind)
    if asked["logo"] is None:
        typed = click.prompt("Logo (un fichier PNG ou JPEG ; vide : aucun)", default="")
        asked["logo"] = Path(typed) if typed else None
    return asked


def _word(value: bool) -> str:  # noqa: FBT001 - a value to show
    return "oui" if value else "non"


def _yes(answer: str | None) -> bool | None:
    return None if answer is None else answer == "oui"


def _length(answer: str | tuple[int, int] | None) -> tuple[int, int] | None:
    if answer is None or isinstance(answer, tuple):
        return answer
    found = _LENGTH.fullmatch(answer)
    if found is None:
        raise UsageError(
            insecable(f"« {answer} » n’est pas une longueur."), "Exemple : --longueur 16-21"
        )
    return int(found[1]), int(found[2])


def _names(answer: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if isinstance(answer, str):
        return tuple(name.strip() for name in answer.split(",") if name.strip())
    return answer or ()


def _say(made: Reglage, dans: Path) -> None:
    if made.inchange:
        click.echo(insecable(f"Rien à changer : {made.fichier} dit déjà cela."))
    else:
        click.echo(insecable(f"Modèle du centre écrit : {made.fichier}"))
    for copy in made.gardes:
        click.echo(insecable(f"Ce qui s’y trouvait est gardé : {copy}"))
    click.echo(insecable(f"Pour s’en servir : dossier verifier FICHIER --modeles {dans}"))
    click.echo(
        insecable(
            f"Pour le lire : dossier modele montrer {made.modele.id} --feuille --modeles {dans}"
        )
    )
