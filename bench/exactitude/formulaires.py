"""The ministry's form, filled for fictitious people: what it holds is known, and its pages.

The form itself is built by the tests' own builder, from the structure of the ministry's file; a
page break is put before each of its blocks, whose text is short.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from exactitude.textes import ROOT
from exactitude.verite import Cas, Sortie, Verite

sys.path.insert(0, str(ROOT / "tests" / "unit" / "facts"))

from form_builder import CLICK, TYPE_HERE, Example, Form, build

_BLOCKS = (
    "Présentation du dossier", "Sommaire", "Activité-type", "Titres, diplômes",
    "Déclaration sur", "Documents illustrant", "Annexes",
)  # fmt: skip
_SMALL = 8
_FIXED = 7  # cover, presentation, sommaire, diplomas, declaration, documents, annexes


@dataclass(frozen=True, slots=True)
class Filled:
    """One filled form; `regles` are the statuses that its checks must have."""

    nom: str
    form: Form
    modele: str = "cip/dpp"
    regles: Mapping[str, str] = field(default_factory=dict)
    sortie: Sortie = "docx"


def cases() -> tuple[Cas, ...]:
    """The forms of the benchmark."""
    return tuple(_case(filled) for filled in _filled())


def _filled() -> list[Filled]:
    full = Form()
    four = tuple(Example(1, f"n° {n}", f"Accueil {n}") for n in range(1, 5))
    blank = Example(taches=CLICK, moyens=CLICK, avec_qui=CLICK, entreprise=TYPE_HERE)
    other = "Secrétaire assistant"
    done = {"DPP001": "reussie", "DPP005": "reussie"}
    # An activité-type without example: a fault only for who aims at the whole title, which the
    # form does not tell; the check must say that it cannot judge.
    return [
        Filled("formulaire-rempli", full, regles=done),
        Filled("formulaire-sans-controles", replace(full, controls=False), regles=done),
        Filled("formulaire-meme-case", replace(full, same_cell=True), regles=done),
        Filled("formulaire-sans-zones", replace(full, floating=False), regles=done),
        Filled("formulaire-une-activite-absente", replace(full, exemples=full.exemples[:2]),
               regles={"DPP001": "non_evaluee"}),
        Filled("formulaire-quatre-exemples", replace(full, exemples=(*four, *full.exemples[1:])),
               regles={"DPP001": "echouee"}),
        Filled("formulaire-cases-vides", replace(full, exemples=(blank, *full.exemples[1:])),
               regles={"DPP002": "echouee"}),
        Filled("formulaire-mal-numerote",
               replace(full, exemples=(Example(1, "n° 2"), *full.exemples[1:])),
               regles={"DPP005": "echouee"}),
        Filled("formulaire-autre-titre", replace(
            full, titre=other,
            exemples=(Example(1, activite_intitule="Assister une équipe"),
                      Example(2, activite_intitule="Traiter les opérations administratives")),
        ), modele="dp"),
        Filled("formulaire-pdf", full, regles=done, sortie="pdf"),
        Filled("formulaire-odt", full, regles=done, sortie="odt"),
        Filled("formulaire-pdf-autre-titre", replace(
            full, titre=other, exemples=(Example(1, activite_intitule="Assister une équipe"),),
        ), modele="dp", sortie="pdf"),
    ]  # fmt: skip


def _case(filled: Filled) -> Cas:
    pages = _FIXED + len(filled.form.exemples)
    return Cas(
        filled.nom,
        "formulaires",
        f"{filled.modele} · {filled.sortie} · {len(filled.form.exemples)} exemples"
        f" · contrôles {'oui' if filled.form.controls else 'non'}",
        Verite(filled.modele, pages=pages, annexes=pages, regles=filled.regles),
        partial(_write, filled.form),
        filled.sortie,
    )


def _write(form: Form, path: Path) -> None:
    """Build the form, then put each block on a page of its own."""
    from docx import Document
    from docx.enum.text import WD_BREAK
    from docx.shared import Pt
    from docx.table import Table

    build(form, path)
    document = Document(str(path))
    document.styles["Normal"].font.size = Pt(_SMALL)  # the sommaire of six examples fits its page
    tables = list(document.element.body.iterchildren("{*}tbl"))
    for element in tables:
        first = Table(element, document).rows[0].cells[0].text
        if first.startswith(_BLOCKS):
            between = document.add_paragraph()
            between.add_run().add_break(WD_BREAK.PAGE)
            element.addprevious(between._p)
    document.save(str(path))
