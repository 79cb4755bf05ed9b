"""What is right in a dossier, in a few words: a learner has to know what not to touch."""

from __future__ import annotations

from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.typographie import enumeration
from dossier_builder.report.check_titles import check_title

_WORDS = {
    "PAG001": "la longueur",
    "PAG002": "la longueur de chaque partie",
    "PAG003": "les numéros de page",
    "PAG004": "la longueur des annexes",
    "SEC001": "toutes les parties demandées",
    "SEC002": "leur ordre",
    "SEC003": "des parties assez fournies",
    "SEC004": "le nombre de parties",
    "TXT001": "aucun texte provisoire",
    "TXT003": "le nombre de caractères",
    "SOM001": "le sommaire",
    "SOM002": "les pages du sommaire",
    "ANX001": "les annexes numérotées",
    "ANX002": "les renvois aux annexes",
    "DPP001": "le nombre d’exemples",
    "DPP002": "les boîtes remplies",
    "DPP003": "la longueur des exemples",
    "DPP004": "la déclaration sur l’honneur",
    "DPP005": "la numérotation des exemples",
    "DPP006": "les textes du formulaire",
    "DPP007": "la couverture",
    "IDE001": "l’identité",
    "RGP001": "aucune donnée personnelle vue",
    "RGP002": "l’anonymat des personnes",
}
# Nobody writes these: that they are right says nothing of the work.
_UNSAID = frozenset(("TXT002", "MET001", "SUR001", "RGP003"))
_MOST = 8


def strengths(document: DocumentReport) -> str:
    """« La longueur, le sommaire et l’identité. »; "" when nothing could be said.

    A check counts when every rule of it that was judged passed.
    """
    judged: dict[str, set[str]] = {}
    for outcome in document.outcomes:
        judged.setdefault(outcome.controle, set()).add(outcome.statut)
    right = [
        code
        for code, seen in judged.items()
        if "reussie" in seen and not seen & {"echouee", "non_evaluee"} and code not in _UNSAID
    ]
    words = [_WORDS[code] for code in right if code in _WORDS]
    titles = (check_title(code) for code in right if code not in _WORDS)
    words += [title.lower() for title in titles if title]
    if not words:
        return ""
    said = enumeration(words[:_MOST])
    return f"{said[:1].upper()}{said[1:]}."
