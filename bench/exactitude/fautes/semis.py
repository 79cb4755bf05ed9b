"""Deals the faults in documents from a seed: alone in one document, in pairs in the next.

Each document takes the fault that was planted least until then and suits it, so that any first
part of the deal is a fair sample of the whole.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, get_args

from docx import Document
from docx.table import Table

from dossier_builder.domain.modele import Modele
from dossier_builder.pipeline.engines import EngineChoice
from exactitude import exemples
from exactitude.fautes import brouillon, formes
from exactitude.fautes.catalogue import FAUTES
from exactitude.fautes.chantier import Base, Chantier, Faute, Format, Lieu, resolve
from exactitude.fautes.pieges import PIEGES
from exactitude.plans import Annexes, Spec
from exactitude.word import write

SEED = "fautes 2026"
KINDS = ("cip/ccp2", "cip/ccp3", "cip/dpp", "ecsr/ccp2")
# (base, pack, format): a turn of the deal.
_TURN: tuple[tuple[Base, str, Format], ...] = (
    ("dossier", "cip/ccp2", "docx"), ("formulaire", "cip/dpp", "docx"),
    ("dossier", "cip/ccp3", "docx"), ("exemple", "cip/ccp2", "docx"),
    ("dossier", "cip/ccp2", "pdf"), ("formulaire", "cip/dpp", "docx"),
    ("dossier", "cip/ccp3", "odt"), ("dossier", "ecsr/ccp2", "docx"),
    ("exemple", "cip/ccp3", "docx"), ("dossier", "cip/ccp3", "pdf"),
    ("formulaire", "cip/dpp", "odt"), ("dossier", "cip/ccp2", "docx"),
    ("exemple", "cip/dpp", "docx"), ("dossier", "cip/ccp2", "odt"),
    ("formulaire", "cip/dpp", "docx"), ("dossier", "cip/ccp3", "docx"),
)  # fmt: skip
_ERROR_WEIGHT = 2
_STEPS = ("brouillon", "forme", "plan", "docx")


@dataclass(slots=True)
class Plante:
    """One fault in one document; its place is known once the document is written."""

    faute: Faute
    page: int | None = None
    paragraphe: int | None = None


@dataclass(slots=True)
class Seme:
    """A document of the deal; without fault, it is a conform one."""

    nom: str
    base: Base
    modele: Modele
    sortie: Format
    fautes: tuple[Plante, ...] = ()
    spec: Spec | None = None
    pieges: tuple[str, ...] = field(default=())
    """What was slipped in that looks like a fault and is none."""
    repris: bool = False
    """LibreOffice saves the docx again."""

    @property
    def traits(self) -> str:
        """Its features in one line."""
        look = self.spec.traits if self.spec else f"{self.modele.id} · {self.sortie}"
        return f"{self.base} · {look}"


def deal(count: int, modeles: Mapping[str, Modele]) -> list[Seme]:
    """The first `count` documents of the deal."""
    planted: Counter[str] = Counter()
    dealt = []
    for n in range(count):
        base, kind, sortie = _TURN[n % len(_TURN)]
        rng = Random(f"{SEED} {n}")  # noqa: S311  a seed, not a secret
        made = Seme(f"seme-{n:03}", base, modeles[kind], sortie)
        made.spec = _spec(rng, made) if base == "dossier" else None
        chosen: list[Faute] = []
        for _ in range(1 + n % 2):
            suited = [f for f in FAUTES if _suits(f, made) and _goes_with(f, chosen)]
            if not suited:
                break
            rng.shuffle(suited)
            chosen.append(min(suited, key=lambda f: planted[f.nom] / _weight(f, made.modele)))
            planted[chosen[-1].nom] += 1
        made.fautes = tuple(Plante(f) for f in chosen)
        if made.spec and any(f.nom == "liste-fausse" for f in chosen):
            made.spec = _spec(rng, made, annexes="liste")
        dealt.append(made)
    return dealt


def conformes(count: int, modeles: Mapping[str, Modele]) -> list[Seme]:
    """Conform documents, with traps, in every format."""
    made = []
    for n in range(count):
        base, kind, sortie = _TURN[n % len(_TURN)]
        if base == "exemple":
            continue
        rng = Random(f"{SEED} conforme {n}")  # noqa: S311  a seed, not a secret
        seme = Seme(f"conforme-{n:03}", base, modeles[kind], sortie)
        seme.spec = _spec(rng, seme) if base == "dossier" else None
        seme.pieges = tuple(rng.sample(PIEGES, 5))
        made.append(seme)
    return made


def exemples_conformes(modeles: Mapping[str, Modele]) -> list[Seme]:
    """The shipped examples, as they are made and as LibreOffice saves them again."""
    kinds = ("cip/ccp2", "cip/ccp3", "cip/dpp")
    made = [
        Seme(f"exemple-{kind[4:]}-{s}", "exemple", modeles[kind], s)
        for kind in kinds
        for s in get_args(Format)
    ]
    again = [
        Seme(f"exemple-{kind[4:]}-repris", "exemple", modeles[kind], "docx", repris=True)
        for kind in kinds
    ]
    return made + again


def _weight(fault: Faute, modele: Modele) -> float:
    grave = any(r.controle == fault.code and r.gravite == "erreur" for r in modele.regles)
    return _ERROR_WEIGHT if grave else 1


def _suits(fault: Faute, seme: Seme) -> bool:
    return (
        seme.base in fault.bases
        and seme.sortie in fault.formats
        and (not fault.modeles or seme.modele.id in fault.modeles)
        and any(r.controle == fault.code and r.active for r in seme.modele.regles)
        and (fault.convient is None or fault.nom == "liste-fausse"
             or (seme.spec is not None and fault.convient(seme.spec)))
    )  # fmt: skip


def _goes_with(fault: Faute, others: Sequence[Faute]) -> bool:
    return all(
        fault.nom != other.nom
        and "aucun-exemple" not in {fault.nom, other.nom}  # nothing is left to plant another in
        and (not fault.touche or fault.touche != other.touche)
        and fault.code not in other.entraine
        and other.code not in fault.entraine
        for other in others
    )


def _spec(rng: Random, seme: Seme, annexes: Annexes | None = None) -> Spec:
    aspect = rng.choice(("styles", "styles", "styles", "plan", "perso", "gras"))
    return Spec(
        nom=seme.nom,
        groupe="fautes",
        modele=seme.modele.id,
        aspect=aspect,  # type: ignore[arg-type]
        variante=rng.choice(("modele", "modele", "alias")),  # type: ignore[arg-type]
        numerotation=rng.choice(("", "1.", "I.", "1)", "Partie 1 :")),  # type: ignore[arg-type]
        sommaire=rng.choice(("auto", "points", "tabulations")),  # type: ignore[arg-type]
        annexes=annexes or rng.choice(("titre", "directes", "intercalaire", "liste")),
        nombre_annexes=rng.choice((3, 4)),
        police=rng.choice(("Calibri", "Arial", "Times New Roman")),
        taille=rng.choice((11, 12)),
        saut=rng.choice(("fin", "seul", "avant", "section")),  # type: ignore[arg-type]
        note=rng.choice(("un", "fraiche")),  # type: ignore[arg-type]
    )


# --- writing ---------------------------------------------------------------------------------


def ecrire(seme: Seme, path: Path, moteur: EngineChoice = "auto") -> None:
    """Write the docx, faults planted; the place of each is then known."""
    rng = Random(f"{SEED} {seme.nom}")  # noqa: S311  a seed, not a secret
    work = Chantier(seme.base, seme.modele, rng, seme.sortie)
    places: dict[str, Lieu] = {}
    if seme.base == "dossier":
        if seme.spec is None:
            raise TypeError
        work.brouillon = brouillon.conforme(seme.spec, seme.modele, seme.nom)
    elif seme.base == "formulaire":
        work.form = formes.conforme(seme.nom)
    _plant(seme, work, "brouillon", places)
    _plant(seme, work, "forme", places)
    if work.brouillon is not None:
        work.plan = brouillon.compose(work.brouillon)
        _plant(seme, work, "plan", places)
        write(work.plan, path)
    elif work.form is not None:
        formes.ecrire(work.form, path)
    else:
        path.write_bytes(_example(seme.modele.id, moteur))
    work.document = Document(str(path))
    _name(work)
    for trap in seme.pieges:
        work.glisser(trap)
    _plant(seme, work, "docx", places)
    _check_tables(work.document)
    work.document.save(str(path))
    for one in seme.fautes:
        one.page, one.paragraphe = resolve(places[one.faute.nom], work.document)
        if seme.base == "exemple" and places[one.faute.nom].page is None:
            one.page = None  # its pages flow
        if seme.sortie != "docx":
            one.paragraphe = None


def _plant(seme: Seme, work: Chantier, step: str, places: dict[str, Lieu]) -> None:
    for one in seme.fautes:
        if one.faute.etape == step:
            places[one.faute.nom] = one.faute.planter(work)


def _name(work: Chantier) -> None:
    """A title and a language, as a careful writer gives them."""
    core = work.document.core_properties
    if work.base != "exemple":
        core.title = "Dossier de Camille EXEMPLE"
        core.author = work.rng.choice(("Camille EXEMPLE", "camille.exemple", ""))


def _check_tables(document: Any) -> None:
    """Word refuses a cell without paragraph: better to fail here."""
    for table in document.element.body.iter("{*}tbl"):
        for row in Table(table, document).rows:
            if any(not cell.paragraphs for cell in row.cells):
                raise ValueError


@cache
def _example(kind: str, moteur: EngineChoice) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "exemple.docx"
        exemples._write(kind.removeprefix("cip/"), path, moteur)
        return path.read_bytes()
