"""The ministry's form filled as it should be, and what people get wrong in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from form_builder import ACTIVITIES, CLICK, TYPE_HERE, Example, Form

from exactitude import formulaires
from exactitude.fautes.chantier import NULLE_PART, Chantier, Faute, Lieu, flow
from exactitude.textes import ROOT

VERSION = "11/09/2017"
_FORM = frozenset({"formulaire"})
_FIRST_PAGE = 4  # cover, presentation, sommaire, then an example a page
_TITLES = {
    1: "Accueillir pour analyser la demande des personnes et poser les bases d’un diagnostic "
    "partagé",
    2: "Accompagner les personnes dans leur parcours d’insertion sociale et professionnelle",
    3: "Mettre en œuvre une offre de services auprès des employeurs pour favoriser l’insertion "
    "professionnelle",
}
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)
_BOXES = {"tâches": "taches", "moyens": "moyens", "avec": "avec_qui"}
_MOST_WORDS = {"taches": 150, "moyens": 45, "avec_qui": 45}


@cache
def _texts() -> dict[str, tuple[str, ...]]:
    """What the examples of examples/cip/dpp say in each box, cut to fit a page."""
    found: dict[str, list[str]] = {box: [] for box in _BOXES.values()}
    for path in sorted((ROOT / "examples" / "cip" / "dpp" / "conforme" / "exemples").glob("*.md")):
        pieces = _HEADING.split(path.read_text(encoding="utf-8"))
        for title, text in zip(pieces[1::2], pieces[2::2], strict=True):
            box = _BOXES.get(title.split()[0].lower())
            if box:
                found[box].append(_cut(text, _MOST_WORDS[box]))
    return {box: tuple(texts) for box, texts in found.items()}


def _cut(text: str, most: int) -> str:
    plain = " ".join(re.sub(r"^#+ .*$|[*_]|\{[^}]*\}", "", text, flags=re.MULTILINE).split())
    kept = ""
    for sentence in re.split(r"(?<=[.;]) ", plain):
        if len((kept + sentence).split()) > most:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or " ".join(plain.split()[:most])


def conforme(seed: str) -> Form:
    """A form filled with one to three examples an activité-type; the same for the same seed."""
    rng = Random(seed)  # noqa: S311  a seed, not a secret
    texts = {box: list(found) for box, found in _texts().items()}
    for found in texts.values():
        rng.shuffle(found)
    exemples = []
    for activity in ACTIVITIES:
        for n in range(1, rng.choice((1, 1, 2)) + 1):
            rank = len(exemples)
            exemples.append(
                Example(
                    activite=activity,
                    numero=f"n° {n}",
                    intitule=f"Situation {n} : {rng.choice(_SITUATIONS[activity])}",
                    activite_intitule=_TITLES[activity],
                    taches=texts["taches"][rank % len(texts["taches"])],
                    moyens=texts["moyens"][rank % len(texts["moyens"])],
                    avec_qui=texts["avec_qui"][rank % len(texts["avec_qui"])],
                    service=rng.choice(("Pôle Adultes", "Espace ressources", "Accueil")),
                )
            )
    form = Form(
        nom_usage="EXEMPLE", version=VERSION, controls=rng.random() < 1 / 2,
        floating=rng.random() < 1 / 2, exemples=tuple(exemples),
    )  # fmt: skip
    return paged(form)


_SITUATIONS = {
    1: ("conduire un premier accueil", "informer un groupe sur les services en ligne"),
    2: ("construire un projet avec une personne", "animer un atelier de valorisation"),
    3: ("prospecter les employeurs d’une zone", "analyser un poste avec un employeur"),
}


def paged(form: Form) -> Form:
    """The same with the true pages in its sommaire."""
    count = len(form.exemples)
    after = _FIRST_PAGE + count
    return replace(form, pages=(*range(_FIRST_PAGE, after), after, after + 1))


def ecrire(form: Form, path: Path) -> None:
    """The form with each block on a page of its own, on A4, in a size that people read."""
    formulaires._write(form, path)
    document = Document(str(path))
    usual = document.styles["Normal"]
    usual.font.size, usual.paragraph_format.space_after = Pt(10.5), Pt(0)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
    document.save(str(path))


# --- faults ----------------------------------------------------------------------------------


def _example(chantier: Chantier, change: Callable[[Example, Random], Example]) -> Lieu:
    form = chantier.formulaire
    at = chantier.rng.randrange(len(form.exemples))
    changed = change(form.exemples[at], chantier.rng)
    exemples = (*form.exemples[:at], changed, *form.exemples[at + 1 :])
    chantier.form = replace(form, exemples=exemples)
    return Lieu(page=_FIRST_PAGE + at)


def _empty_box(chantier: Chantier) -> Lieu:
    def change(example: Example, rng: Random) -> Example:
        left = rng.choice((CLICK, TYPE_HERE, "", ""))
        box = rng.choice(("taches", "moyens", "avec_qui", "entreprise", "periode", "absente"))
        if box == "absente":
            return replace(example, sans=frozenset({rng.choice(("moyens", "avec_qui"))}))
        if box == "periode":
            return replace(example, periode=rng.choice(("Du\u00a0:\tau\u00a0:", "")))
        return replace(example, **{box: left})

    return _example(chantier, change)


def _misnumbered(chantier: Chantier) -> Lieu:
    def change(example: Example, rng: Random) -> Example:
        number = int(example.numero.split()[-1])
        return replace(example, numero=f"n° {number + rng.choice((1, 2))}")

    return _example(chantier, change)


def _other_activity(chantier: Chantier) -> Lieu:
    """The number of an activité-type, the title of another."""

    def change(example: Example, rng: Random) -> Example:
        others = [title for n, title in _TITLES.items() if n != example.activite]
        return replace(example, activite_intitule=rng.choice(others))

    return _example(chantier, change)


def _too_many(chantier: Chantier) -> Lieu:
    """A fourth example, or a fifth, in one activité-type."""
    form = chantier.formulaire
    activity = chantier.rng.choice(tuple(ACTIVITIES))
    own = [e for e in form.exemples if e.activite == activity]
    wanted = chantier.rng.choice((4, 5))
    added = [
        replace(own[0], numero=f"n° {n}", intitule=f"Situation {n} : un autre accueil",
                taches=f"{own[0].taches} Cette fois, {n} personnes étaient là.")
        for n in range(len(own) + 1, wanted + 1)
    ]  # fmt: skip
    last = form.exemples.index(own[-1]) + 1
    exemples = (*form.exemples[:last], *added, *form.exemples[last:])
    chantier.form = paged(replace(form, exemples=exemples))
    return Lieu(page=_FIRST_PAGE + form.exemples.index(own[0]) + 3)


def _none(chantier: Chantier) -> Lieu:
    chantier.form = paged(replace(chantier.formulaire, exemples=()))
    return NULLE_PART


def _one_type_missing(chantier: Chantier) -> Lieu:
    form = chantier.formulaire
    gone = chantier.rng.choice(tuple(ACTIVITIES))
    kept = tuple(e for e in form.exemples if e.activite != gone)
    chantier.form = paged(replace(form, exemples=kept))
    return NULLE_PART


def _unsigned(chantier: Chantier) -> Lieu:
    which = chantier.rng.choice(({"fait_a": ""}, {"le": ""}, {"fait_a": "", "le": ""}))
    # Without text boxes, the original keeps its dots.
    chantier.form = replace(chantier.formulaire, floating=True, **which)
    return Lieu(page=_FIRST_PAGE + len(chantier.formulaire.exemples) + 1)


def _no_identity(chantier: Chantier) -> Lieu:
    which = chantier.rng.choice(
        ({"nom_naissance": "Entrez votre nom de naissance ici."}, {"prenom": ""},
         {"nom_naissance": ""}, {"prenom": "Entrez votre prénom ici."})
    )  # fmt: skip
    chantier.form = replace(chantier.formulaire, **which)
    return Lieu(page=1)


def _wrong_path(chantier: Chantier) -> Lieu:
    which = chantier.rng.choice(
        ({"formation": "☐"}, {"vae": "☒"}, {"titre": "Conseiller"},
         {"titre": "Cliquez ici pour entrer l’intitulé du titre professionnel visé"})
    )  # fmt: skip
    chantier.form = replace(chantier.formulaire, **which)
    return Lieu(page=1)


def _wrong_pages(chantier: Chantier) -> Lieu:
    form = chantier.formulaire
    at = chantier.rng.randrange(len(form.pages))
    pages = list(form.pages)
    pages[at] = chantier.rng.choice(("", int(pages[at]) + 2, int(pages[at]) + 5))
    chantier.form = replace(form, pages=tuple(pages))
    return Lieu(page=3)


def _altered(chantier: Chantier) -> Lieu:
    """A sentence of the ministry changed by hand."""
    before, after = chantier.rng.choice((
        ("Il est consulté par le jury au moment de la session d’examen.",
         "Il sera consulté par le jury pendant ma session d’examen finale."),
        ("Le DP appartient au candidat.", "Le DP appartient à la candidate."),
        ("une déclaration sur l’honneur à compléter et à signer",
         "une déclaration sur l’honneur à compléter, à dater et à signer"),
    ))  # fmt: skip
    for element in flow(chantier.document):
        for text in element.iter(qn("w:t")):
            if text.text and before in text.text:
                text.text = text.text.replace(before, after)
                return Lieu(element)
    raise LookupError(before)


def _too_long(chantier: Chantier) -> Lieu:
    """Its text goes on over four pages."""

    def change(example: Example, _: Random) -> Example:
        paragraphs = list(_texts()["taches"])
        long = "\n".join(f"{text} {text}" for text in paragraphs * 4)
        return replace(example, taches=long)

    return _example(chantier, change)


def _fault(name: str, code: str, rule: str, planter: Any, **more: Any) -> Faute:
    return Faute(name, code, rule, more.pop("etape", "forme"), planter, bases=_FORM,
                 touche=more.pop("touche", "forme"), **more)  # fmt: skip


_TOC = frozenset({"SOM002", "TXT005"})
FAUTES = (
    _fault("boite-vide", "DPP002", "boites-obligatoires", _empty_box),
    _fault("exemple-mal-numerote", "DPP005", "numerotation-des-exemples", _misnumbered),
    _fault("intitule-d-une-autre", "DPP005", "numerotation-des-exemples", _other_activity,
           entraine=frozenset({"DPP001", "SOM002"})),
    _fault("quatre-exemples", "DPP001", "exemples-par-activite-type", _too_many, entraine=_TOC),
    _fault("aucun-exemple", "DPP001", "exemples-par-activite-type", _none, entraine=_TOC),
    _fault("activite-absente", "DPP001", "exemples-par-activite-type", _one_type_missing,
           statut="non_evaluee", entraine=_TOC),
    _fault("declaration-vide", "DPP004", "declaration-sur-l-honneur", _unsigned),
    _fault("identite-vide", "IDE001", "identite-du-candidat", _no_identity, touche="couverture"),
    _fault("couverture", "DPP007", "couverture-du-formulaire", _wrong_path, touche="couverture"),
    _fault("sommaire-du-formulaire", "SOM002", "sommaire-exact", _wrong_pages,
           touche="forme"),
    _fault("texte-du-ministere", "DPP006", "textes-du-formulaire", _altered, etape="docx",
           touche="ministere"),
    _fault("exemple-long", "DPP003", "longueur-des-exemples", _too_long,
           entraine=_TOC | {"DPP001"}),
)  # fmt: skip
