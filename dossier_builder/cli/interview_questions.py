"""The questions of `nouveau`: only what this kind of dossier needs, in the order of a cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from dossier_builder.cli import interview_values as values
from dossier_builder.domain.modele import ActiviteType, Champ, Modele
from dossier_builder.domain.typographie import insecable
from dossier_builder.values import frozen

Answers = Mapping[str, str]
VOIES = ("formation", "apprentissage", "vae")
_ALIASES = {"nom_naissance": "nom", "nom_de_naissance": "nom", "prénom": "prenom"}


@frozen
class Question:
    """One thing to ask; answers are the texts that were typed.

    `lire` gives the value of a text or raises AnswerError. `choix` are (answer, wording) pairs,
    `plusieurs`: some of them. `repetee`: asked again until nothing is typed. `demandee`: on a
    terminal; the others can be given by a file only. `si`: whether other answers call for it.
    """

    cle: str
    texte: str
    lire: values.Reader
    aide: str = ""
    exemple: str = ""
    obligatoire: bool = False
    choix: tuple[tuple[str, str], ...] = ()
    plusieurs: bool = False
    repetee: bool = False
    demandee: bool = True
    si: Callable[[Answers], bool] = lambda _: True


def questions(modele: Modele, *, known: bool) -> tuple[Question, ...]:
    """What is asked for that pack; `known`: candidat.yaml already says who the learner is."""
    person = () if known else tuple(_person(modele))
    return (*person, *(_field(champ) for champ in modele.champs))


def canonical(key: str) -> str:
    """The name of an answer as we write it."""
    plain = key.strip().replace("-", "_").replace(" ", "_").lower()
    return _ALIASES.get(plain, plain)


def _person(modele: Modele) -> Iterator[Question]:
    ccps = [a.ccp for a in _activities(modele)]
    names = [(a.ccp, f"{a.ccp.upper()} : {a.intitule}") for a in _activities(modele)]
    yield Question(
        "nom", "Votre nom de naissance", values.name, obligatoire=True, exemple="Exemple",
        aide="Comme sur votre pièce d’identité ; il est imprimé en couverture.",
    )  # fmt: skip
    yield Question("prenom", "Votre prénom", values.name, obligatoire=True, exemple="Camille")
    yield Question(
        "nom_usage", "Votre nom d’usage, s’il est différent", values.name, exemple="Modèle"
    )
    yield Question(
        "adresse", "Votre adresse", values.text, demandee=modele.formulaire is not None,
        exemple="1 rue des Modèles, 00000 Valfictive",
        aide="Le formulaire du ministère la demande en couverture.",
    )  # fmt: skip
    yield Question(
        "voie", "Comment préparez-vous le titre ?", values.choice(VOIES), obligatoire=True,
        choix=(("formation", "En formation"), ("apprentissage", "En apprentissage"),
               ("vae", "Par la validation des acquis de l’expérience (VAE)")),
        aide="Elle décide de la case cochée sur le formulaire et des dossiers attendus.",
    )  # fmt: skip
    if ccps:
        yield Question(
            "vise", "Que présentez-vous à cette session ?", values.aims(ccps), obligatoire=True,
            choix=(("titre", "Le titre entier"), *names), plusieurs=True,
            exemple="titre, ou : ccp2, ccp3",
        )  # fmt: skip
        yield Question(
            "ccp_acquis", "Les CCP que vous avez déjà, avec la date du jury", values.held(ccps),
            exemple="ccp1 12/03/2026", si=lambda given: given.get("vise", "titre") != "titre",
        )  # fmt: skip
    yield Question(
        "session", "La date de votre session d’examen", values.date, exemple="07/12/2026",
        aide="Elle règle le compte à rebours. Vous ne la connaissez pas encore ? Passez.",
    )  # fmt: skip
    yield Question(
        "lieu", "Le lieu de la session", values.text, exemple="Valfictive", demandee=False
    )
    yield Question("centre", "Votre centre de formation", values.text, exemple="Les Exemples")
    yield Question("ville", "La ville du centre", values.text, exemple="Valfictive", demandee=False)
    yield Question(
        "periodes", "Vos périodes en entreprise, une par une", values.companies, repetee=True,
        exemple="Mission locale, du 05/10/2026 au 23/10/2026, 105 h",
        si=lambda given: given.get("voie") != "vae",
    )  # fmt: skip


def _activities(modele: Modele) -> tuple[ActiviteType, ...]:
    return modele.titre.activites_types if modele.titre else ()


def _field(champ: Champ) -> Question:
    """A field of dossier.yaml. Lists and the declaration are for later: the file says how."""
    short = champ.type in {"texte", "periode"} or (champ.type == "date" and champ.id != "date")
    question = Question(
        champ.id,
        champ.intitule,
        values.BY_TYPE[champ.type],
        aide=insecable(champ.aide),
        exemple=champ.exemple.strip('"'),
        obligatoire=champ.obligatoire and champ.id != "date",
        demandee=short,
    )
    if champ.type == "periode":
        return replace(question, exemple="du 16/11/2026 au 11/12/2026")
    return replace(question, exemple="22/02/2027") if champ.type == "date" else question
