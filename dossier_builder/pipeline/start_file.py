"""`nouveau --word`: the Word file that a learner fills in, made from the pack and what is known.

The file is a dossier: `source` reads it back wherever a folder is read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from dossier_builder.domain.blocks import Block, Paragraph, Run
from dossier_builder.domain.candidat import Candidat, Centre, Session, Voie
from dossier_builder.domain.depart import CENTRE, FORM_PLACES, LIEU, VILLE, optional
from dossier_builder.domain.dossier import Annexe, Dossier, Exemple, SectionRedigee, Valeur
from dossier_builder.domain.modele import BoiteId, Champ, Modele, Section
from dossier_builder.domain.start_help import ANNEX_HELP, box_help, section_help
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import DependencyMissingError, LayoutFailedError, UsageError
from dossier_builder.ouverture import open_submission
from dossier_builder.pdf import destinations
from dossier_builder.pipeline.build import file_name
from dossier_builder.pipeline.engines import lay_out_one, usable
from dossier_builder.render import PageNumbers, RenderedDocx
from dossier_builder.render.start_file import Place, mark, render_start
from dossier_builder.resources.writing import write_file
from dossier_builder.values import frozen

ANNEX = "annexe"
"""The tag of what an annex is made of; its title has `annexe.titre`."""

_TYPED = ("texte", "date", "periode")
_DIRECT = ("taches", "moyens", "avec_qui", "complements")


@frozen
class Known:
    """What is known of the learner; "" or None where it is not.

    `champs` are fields of the kind by their id; `titre` is one of them, for who knows no other.
    """

    nom: str = ""
    prenom: str = ""
    voie: Voie = "formation"
    vise: Literal["titre"] | tuple[str, ...] = "titre"
    session: dt.date | None = None
    lieu: str = ""
    centre: str = ""
    ville: str = ""
    titre: str = ""
    nom_usage: str = ""
    adresse: str = ""
    champs: Mapping[str, Valeur] = field(default_factory=dict)

    def candidat(self) -> Candidat:
        """The learner, as far as is known."""
        return Candidat(
            nom_naissance=self.nom,
            nom_usage=self.nom_usage,
            adresse=self.adresse,
            prenom=self.prenom,
            voie=self.voie,
            vise=self.vise,
            session=Session(date=self.session, lieu=self.lieu) if self.session else None,
            centre=Centre(nom=self.centre, ville=self.ville) if self.centre else None,
        )


def write_start_file(
    folder: Path, modele: Modele, known: Known, workspace: Path, pages: PageNumbers | None = None
) -> Path:
    """Write `CCP2 - NOM Prénom.docx` in the folder. `pages`: those of another file of the kind.

    Raises UsageError: there is one already; CannotWriteError, PackError.
    """
    path = folder / start_name(modele, known)
    if path.exists():
        raise UsageError(
            insecable(f"« {path} » existe déjà : rien n’a été modifié."),
            "Ouvrez-le dans Word et continuez, ou choisissez un autre endroit.",
        )
    made = start_file(modele, known)
    found = page_numbers(made, workspace) if pages is None else pages
    write_file(path, made.with_pages(found).content)
    return path


def start_name(modele: Modele, known: Known) -> str:
    """`CCP2 - EXEMPLE Camille.docx`; `CCP2 - mon dossier.docx` as long as nobody is named."""
    if known.nom or known.prenom:
        return f"{file_name(modele, known.candidat())}.docx"
    return f"{modele.sigle} - mon dossier.docx"


def start_file(modele: Modele, known: Known) -> RenderedDocx:
    """The start file of a kind, its sommaire without page numbers. Raises PackError."""
    composing = _Composing(modele, known)
    candidat = known.candidat()
    true = {**({"titre": known.titre} if known.titre else {}), **known.champs}
    plain = Dossier(dossier=Path(), modele=modele.id, candidat=candidat, champs=true)
    marked = composing.marked(plain)
    # The centre stands on the cover, and in a property of ours: as the company of the file's own
    # properties it would be personal data to remove.
    said = replace(plain, candidat=candidat.model_copy(update={"centre": None}))
    extra = {CENTRE: known.centre, VILLE: known.ville, LIEU: known.lieu}
    return render_start(marked, said, modele, composing.places, composing.empty(), extra)


def page_numbers(made: RenderedDocx, workspace: Path) -> PageNumbers:
    """The page of each heading as an engine lays the file out; none where no engine can."""
    source = workspace / "depart.docx"
    source.write_bytes(made.content)
    try:
        engines = usable("auto")
        copy = open_submission(source, name=source.name, workspace=workspace).working_copy
        if copy is None:
            return {}
        layout = lay_out_one(copy.path, copy.path.with_suffix(".pdf"), engines[::-1])
    except (DependencyMissingError, LayoutFailedError):
        return {}  # Word numbers the pages itself, at the first F9
    places = destinations(layout.pdf)
    return {h.name: places[h.name].page for h in made.headings if h.name in places}


@dataclass(slots=True)
class _Composing:
    """The places of one start file, in the order they are met."""

    modele: Modele
    known: Known
    places: list[Place] = field(default_factory=list)

    def marked(self, plain: Dossier) -> Dossier:
        """The dossier whose unknown values are marks."""
        modele = self.modele
        return Dossier(
            dossier=plain.dossier,
            modele=modele.id,
            candidat=self._person(plain.candidat),
            champs={**{c.id: self._field(c) for c in modele.champs if c.type in _TYPED}}
            | dict(plain.champs),
            sections=tuple(self._section(section) for section in modele.sections),
            exemples=tuple(self._examples()),
            annexes=(self._annex(),),
        )

    def empty(self) -> Mapping[str, Place]:
        """Places of the gabarit that no value can mark, by the tag that they have there."""
        tags = (
            "nom_usage", "adresse", "exemple.entreprise", "exemple.service", "exemple.debut",
            "exemple.fin",
        )  # fmt: skip
        return {
            tag: Place(tag, title, date=tag in {"exemple.debut", "exemple.fin"})
            for tag, title in zip(tags, FORM_PLACES, strict=True)
        }

    def _mark(self, place: Place) -> str:
        self.places.append(place)
        return mark(len(self.places) - 1)

    def _person(self, known: Candidat) -> Candidat:
        changes: dict[str, object] = {}
        if not known.nom_naissance and not known.prenom and self.modele.formulaire is None:
            changes["prenom"] = self._mark(Place("candidat", "Votre prénom et votre NOM"))
        elif self.modele.formulaire is not None:
            if not known.nom_naissance:
                changes["nom_naissance"] = self._mark(Place("nom_naissance", "Nom de naissance"))
            if not known.prenom:
                changes["prenom"] = self._mark(Place("prenom", "Prénom"))
        if known.centre is None and self.modele.centre is None:
            changes["centre"] = Centre(nom=self._mark(Place("centre", "Votre centre de formation")))
        return known.model_copy(update=changes)

    def _field(self, champ: Champ) -> str:
        title = champ.intitule if champ.obligatoire else optional(champ.intitule)
        return self._mark(Place(champ.id, title, date=champ.type == "date"))

    def _section(self, section: Section) -> SectionRedigee:
        place = Place(f"sec.{section.id}", section.titre, tuple(section_help(section)))
        return SectionRedigee(section.id, None, self._written(place), present=True)

    def _written(self, place: Place) -> tuple[Block, ...]:
        return (Paragraph((Run(self._mark(place)),)),)

    def _examples(self) -> Iterator[Exemple]:
        """One block for each activité-type of the session; more are copied in Word."""
        if self.modele.formulaire is None or self.modele.titre is None:
            return
        boites = [b for b in self.modele.formulaire.boites if b.id in _DIRECT]
        for activite in self.modele.titre.activites_types:
            if self.known.candidat().vise_ccp(activite.ccp):
                title = self._mark(Place("exemple.intitule", "Intitulé de l’exemple n° 1"))
                boxes: dict[BoiteId, tuple[Block, ...]] = {
                    boite.id: self._written(
                        Place(f"exemple.{boite.id}", boite.intitule, tuple(box_help(boite)))
                    )
                    for boite in boites
                }
                yield Exemple(activite.numero, 1, title, "", "", None, boxes)

    def _annex(self) -> Annexe:
        title = self._mark(Place(f"{ANNEX}.titre", "Titre de l’annexe"))
        return Annexe("exemple", 1, title, blocks=self._written(Place(ANNEX, "Annexe", ANNEX_HELP)))
