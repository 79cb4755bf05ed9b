"""SUR001: what was taken out of the document, or not run, before anything read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dossier_builder.domain.findings import Finding
from dossier_builder.domain.retires import LIENS, NatureRetiree, Retire
from dossier_builder.domain.typographie import enumeration, pluriel
from dossier_builder.rules.check import Check, SansParametres, Subject
from dossier_builder.rules.judged import Judged, judged

_NAMED = 3  # places named in a sentence; the others are counted
_BREAK_LINK = (
    "Dans Word : Fichier, Informations, Modifier les liens d’accès aux fichiers (en bas à "
    "droite), Rompre la liaison ; puis enregistrez."
)
_UNLINK_FIELD = (
    "Dans Word : cliquez dans le texte ou l’image, Ctrl+Maj+F9 (le champ devient ce qu’il montre), "
    "puis enregistrez."
)
_INSERT = (
    "Copiez le contenu de l’autre fichier dans votre document, et retirez le lien : ce qui est "
    "dans un autre fichier n’est ni lu ni compté."
)
# Singular, plural; what to do about it.
_SAID: Mapping[NatureRetiree, tuple[str, str, str]] = MappingProxyType(
    {
        "image": ("une image est gardée ailleurs", "images sont gardées ailleurs", _BREAK_LINK),
        "modele": (
            "un modèle est à chercher ailleurs",
            "modèles sont à chercher ailleurs",
            (
                "Dans Word : Fichier, Options, Compléments, Gérer : Modèles, Atteindre ; effacez "
                "le modèle de document."
            ),
        ),
        "objet": ("un objet est lié à un autre fichier", "objets sont liés ailleurs", _BREAK_LINK),
        "sous_document": (
            "une partie du texte est un autre fichier",
            "parties du texte sont d’autres fichiers",
            _INSERT,
        ),
        "partie_importee": (
            "une partie du texte est un document inséré tel quel",
            "parties du texte sont des documents insérés tels quels",
            (
                "Ouvrez le document dans Word et enregistrez-le : Word y met alors le texte "
                "inséré, qui n’a été ni lu ni compté."
            ),
        ),
        "donnees": (
            "une source de données est ailleurs",
            "sources de données sont ailleurs",
            "Dans Word : Publipostage, Démarrer la fusion, Document Word normal.",
        ),
        "champ": (
            "un champ va chercher un contenu ailleurs",
            "champs vont chercher un contenu ailleurs",
            _UNLINK_FIELD,
        ),
        "cadre": ("un cadre montre une autre page", "cadres montrent d’autres pages", _INSERT),
        "media": ("une vidéo ou un son est ailleurs", "vidéos ou sons sont ailleurs", _BREAK_LINK),
        "autre_lien": ("un contenu est à chercher ailleurs", "contenus sont ailleurs", _BREAK_LINK),
        "macros": (
            "Le fichier contient des macros : elles n’ont pas été exécutées.",
            "",
            "Dans Word : Fichier, Enregistrer sous, Document Word (.docx).",
        ),
        "image_demesuree": (
            "Une image est démesurée : elle n’a pas été dessinée",
            "images sont démesurées : elles n’ont pas été dessinées",
            "Dans Word : Format de l’image, Compresser les images, 220 ppp.",
        ),
        "javascript": (
            "Le PDF contient des scripts : ils n’ont pas été exécutés.",
            "",
            "Exportez de nouveau le PDF depuis Word.",
        ),
        "lancement": (
            "Le PDF demande d’ouvrir un programme ou un autre fichier : rien n’a été ouvert.",
            "",
            "Exportez de nouveau le PDF depuis Word.",
        ),
        "fichier_joint": (
            "Un fichier est joint au PDF : il n’a pas été lu",
            "fichiers sont joints au PDF : ils n’ont pas été lus",
            "Mettez son contenu en annexe, ou remettez-le à part.",
        ),
    }
)


def _outside(subject: Subject, _: SansParametres) -> Judged:
    constats = tuple(_findings(subject))
    return judged(constats, "Rien ne mène hors du document, rien n’y est à exécuter.")


def _findings(subject: Subject) -> Iterator[Finding]:
    for nature in _SAID:
        found = [one for one in subject.facts.retires if one.nature == nature]
        if found:
            yield subject.wording.finding(
                _sentence(nature, found), _SAID[nature][2], nombre=len(found), nature_retiree=nature
            )


def _sentence(nature: NatureRetiree, found: list[Retire]) -> str:
    one, many, _ = _SAID[nature]
    if one.endswith("."):
        return one
    what = one if len(found) == 1 else f"{len(found)} {many}"
    where = _where(found)
    if nature not in LIENS:
        return f"{what}{where}."
    return f"Lien externe : {what}{where} ; rien n’a été demandé au réseau."


def _where(found: list[Retire]) -> str:
    names = list(dict.fromkeys(f"« {one.cible} »" for one in found if one.cible))
    if not names:
        return ""
    more = len(names) - _NAMED
    if more > 0:
        return f" ({', '.join(names[:_NAMED])} et {pluriel(more, 'autre', 'autres')})"
    return f" ({enumeration(names)})"


CHECKS = (
    Check(
        "SUR001",
        "Liens externes et contenu actif",
        _outside,
        placeholders=frozenset({"nombre", "nature_retiree"}),
        lit_le_texte=False,
    ),
)
