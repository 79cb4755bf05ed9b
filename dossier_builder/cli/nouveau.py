"""`dossier nouveau`: make a folder ready to fill; asks only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dossier_builder.cli.french import FrenchCommand, FrenchUsageError
from dossier_builder.cli.paths import FrenchPath
from dossier_builder.cli.plain_text import texte_seul
from dossier_builder.cli.shared_options import packs_option
from dossier_builder.domain.typographie import insecable

if TYPE_CHECKING:
    from dossier_builder.cli.interview_kept import Kept
    from dossier_builder.cli.interview_questions import Question
    from dossier_builder.domain.modele import Modele
    from dossier_builder.packs.positions import Located

SHARED = "candidat.yaml"
_ANSWERS = ("nom", "prenom", "voie", "session", "titre")
"""The options that answer a question, by its key."""


@click.command(
    cls=FrenchCommand,
    name="nouveau",
    options_metavar="[OPTIONS]",
    help="Commencer un dossier : un dossier de fichiers prêt à remplir, avec des conseils. Dans un "
    "terminal, ce qui manque est demandé, question par question.",
)
@click.argument("dossier", metavar="DOSSIER", required=False, type=FrenchPath(path_type=Path))
@texte_seul
@click.option("--word", is_flag=True, help="Un seul fichier Word à remplir, au lieu du dossier.")
@click.option(
    "--cohorte",
    type=FrenchPath(exists=True, dir_okay=False, path_type=Path),
    metavar="LISTE",
    help="Les fichiers Word de toute une promotion, d’après une liste (.xlsx ou .csv).",
)
@click.option("--modele", metavar="ID", help="Le modèle : cip/dpp, cip/ccp2, cip/ccp3…")
@click.option("--nom", help="Votre nom de naissance.")
@click.option("--prenom", help="Votre prénom.")
@click.option(
    "--voie",
    type=click.Choice(["formation", "apprentissage", "vae"]),
    help="Votre voie d’accès.",
)
@click.option("--session", metavar="DATE", help="La date de la session : 07/12/2026.")
@click.option("--titre", help="Le titre de votre projet.")
@click.option(
    "--reponse",
    "reponse",
    multiple=True,
    metavar="CLÉ=VALEUR",
    help="Toute autre réponse (structure=…, vise=ccp2) ; peut être répété.",
)
@click.option(
    "--reponses",
    "fichier",
    type=FrenchPath(exists=True, dir_okay=False, path_type=Path),
    metavar="FICHIER",
    help="Les réponses dans un fichier YAML ; ce qui y manque est demandé.",
)
@packs_option
def command(**options: Any) -> int:
    """Write the folder, then say what to do next."""
    import datetime as dt

    from dossier_builder.cli.interview import missing
    from dossier_builder.cli.interview_answers import written
    from dossier_builder.cli.interview_kept import forget
    from dossier_builder.cli.interview_questions import questions
    from dossier_builder.pipeline.modeles import load, pack_roots
    from dossier_builder.pipeline.scaffold import make_folder

    if options["cohorte"]:
        from dossier_builder.cli.depart_word import new_cohort

        return new_cohort(options)
    folder = _folder(options)
    roots = pack_roots(options["packs"], folder)
    located = _file(options["fichier"])
    kept = _kept(folder)
    modele = load(_kind(options, located, kept, roots), roots)
    every = questions(modele, known=False)
    shared = not options["word"] and (folder.absolute().parent / SHARED).exists()
    asked = questions(modele, known=shared)
    resumed = kept.answers if kept and kept.modele == modele.id else {}
    given = {**resumed, **_given(options, located, every)}
    answers = _completed(asked, given, folder, modele)
    told = written(every, answers, dt.datetime.now().astimezone().date())
    if options["word"]:
        from dossier_builder.cli.depart_word import new_word_file

        forget(folder)
        return new_word_file(folder, modele, told)
    made = make_folder(folder, modele, told)
    forget(folder)
    click.echo(f"Dossier prêt : {folder} ({modele.intitule})")
    if made.kept:
        click.echo(f"Votre fiche {made.kept} est gardée telle quelle.")
    _say_missing(missing(asked, answers), folder, modele)
    where = "exemples" if modele.formulaire else "sections"
    click.echo(f"Écrivez dans {folder / where}, puis : dossier verifier {folder}")
    click.echo(f"Pour voir les pages à chaque enregistrement : dossier suivre {folder}")
    return 0


def _folder(options: Mapping[str, Any]) -> Path:
    """Where it goes: a new folder, or the one of the Word file. Raises UsageError."""
    from dossier_builder.pipeline.scaffold import refuse_taken

    folder: Path = options["dossier"] or Path()
    if options["word"]:
        return folder
    if options["dossier"] is None:
        raise FrenchUsageError(
            "Donnez le nom du dossier à créer : dossier nouveau mon-dossier.",
            click.get_current_context(),
        )
    refuse_taken(folder)
    return folder


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _file(path: Path | None) -> Located | None:
    from dossier_builder.cli.interview_file import read_file

    return None if path is None else read_file(path)


def _kept(folder: Path) -> Kept | None:
    """What an interview that was stopped left, if its owner wants it."""
    from dossier_builder.cli.interview_kept import forget, recall
    from dossier_builder.cli.interview_terminal import yes

    found = recall(folder) if _on_terminal() else None
    if found is None or yes("Reprendre là où vous en étiez ?"):
        return found
    forget(folder)
    return None


def _kind(
    options: Mapping[str, Any], located: Located | None, kept: Kept | None, roots: tuple[Path, ...]
) -> str:
    """The pack's id: by option, by the file, by what was kept; else it is asked."""
    from dossier_builder.cli.interview_file import kind_of
    from dossier_builder.packs import list_modeles

    known = options["modele"] or kind_of(located) or (kept.modele if kept else None)
    if known:
        return str(known)
    if not _on_terminal():
        names = ", ".join(info.id for info in list_modeles(roots))
        raise FrenchUsageError(
            f"Précisez le modèle avec --modele, parmi : {names}.", click.get_current_context()
        )
    from dossier_builder.cli.interview_terminal import choose
    from dossier_builder.pipeline.modeles import load_all

    ours = sorted(load_all(roots), key=lambda one: not (one.titre and one.titre.par_defaut))
    return choose(
        "Quel dossier commencez-vous ?",
        tuple((one.id, f"{one.intitule} ({one.id})") for one in ours),
    )


def _given(
    options: Mapping[str, Any], located: Located | None, every: Sequence[Question]
) -> dict[str, str]:
    """What the file and the options answer, the options first. Raises InputsError, UsageError."""
    from dossier_builder.cli.interview_file import answers_given, answers_of, check

    keys = {question.cle for question in every}
    by_option = {key: options[key] for key in _ANSWERS if options[key] and key in keys}
    by_option |= answers_given(options["reponse"], every)
    check(by_option, every)
    return {**(answers_of(located, every) if located else {}), **by_option}


def _completed(
    questions: Sequence[Question], given: Mapping[str, str], folder: Path, modele: Modele
) -> Mapping[str, str]:
    """On a terminal, the same with what was missing; Ctrl+C keeps what was said."""
    from dossier_builder.cli.interview import interview
    from dossier_builder.cli.interview_kept import keep
    from dossier_builder.cli.interview_terminal import asker, welcome
    from dossier_builder.cli.messages import notice

    if not _on_terminal():
        return {key: text for key, text in given.items() if text}
    welcome()
    said = dict(given)

    def remember(answers: Mapping[str, str]) -> None:
        said.clear()
        said.update(answers)

    try:
        return interview(questions, given, asker(), on_answer=remember)
    except KeyboardInterrupt:
        if keep(folder, modele.id, said):
            notice("Vos réponses sont gardées : la même commande reprendra là où vous en étiez.")
        raise


def _say_missing(missing: Sequence[Question], folder: Path, modele: Modele) -> None:
    """What is still to be filled by hand, and where."""
    if not missing:
        return
    from dossier_builder.pipeline.scaffold import PLACEHOLDER

    fields = {champ.id for champ in modele.champs}
    waiting = f"{PLACEHOLDER} en attendant, le titre entier, en formation"
    click.echo(insecable(f"Il reste à renseigner ({waiting}) :"))
    for question in missing:
        file = folder / "dossier.yaml" if question.cle in fields else folder.parent / SHARED
        example = f", exemple : {question.exemple}" if question.exemple else ""
        click.echo(insecable(f"  {question.cle} : {question.texte}{example} ({file})"))
