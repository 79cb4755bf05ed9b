"""What a document is, measured and not judged: `facts` → Facts → `rules`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from dossier_builder.domain.modele import BoiteId
from dossier_builder.domain.pagination import Pagination
from dossier_builder.domain.personnes import NomsDits, Personnes
from dossier_builder.domain.place import Place
from dossier_builder.domain.presentation import Presentation, Relecture
from dossier_builder.domain.retires import Retire
from dossier_builder.domain.sections import NonVerifie, SectionFound
from dossier_builder.domain.submission import DocumentFormat
from dossier_builder.values import frozen

ParagraphKind = Literal["corps", "titre", "tableau", "legende", "note", "sommaire", "zone"]
BoxState = Literal["remplie", "vide", "espace_reserve", "absente"]


@frozen
class Paragraph:
    """One paragraph with its exact place.

    `index` is the paragraph's number in the submitted docx (every `w:p` of the body in document
    order, text boxes included once), or the line's number in a PDF; footnotes carry the index of
    the paragraph that calls them. `level` is 1 to 9 for a heading, else None. `words` counts as
    people do: what white space and apostrophes-free separators leave. `notes` are the texts of
    its footnotes. `aspect` is the rank that its look gives it among the headings, 1 the highest,
    where no style tells its level. `reserve`: it holds a place that nobody has filled in yet;
    `aide`: it is the help that a start file shows there.
    """

    index: int
    text: str
    kind: ParagraphKind
    style: str = ""
    level: int | None = None
    place: Place | None = None
    words: int = 0
    notes: tuple[str, ...] = ()
    aspect: int | None = None
    reserve: bool = False
    aide: bool = False

    @property
    def page(self) -> int | None:
        """The physical page, when it is known."""
        return self.place.page if self.place else None


@frozen
class TocEntry:
    """A line of the sommaire as printed: its text without the number, the page it announces.

    `target_page` is where the heading of that text really is; None when there is no such heading.
    """

    text: str
    announced: int | None
    target_page: int | None
    paragraphe: int
    page: int | None


@frozen
class AnnexFound:
    """An annex that is there: its number and title as printed, first page and number of pages."""

    numero: int | None
    titre: str
    paragraphe: int | None
    page: int
    pages: int


@frozen
class AnnexMention:
    """« annexe 3 » in the running text, or a line of the list of annexes."""

    numero: int
    paragraphe: int
    page: int | None
    extrait: str


@frozen
class AnnexFacts:
    """Annexes there, listed (None: the document has no list of annexes), cited in the text.

    `debut` is the index of the paragraph that opens them, None where there are none; `fin` that
    of the paragraph where the body goes on after them, None where they end the document.
    `seules`: the document is nothing but annexes. `a_cote` names the file beside it that seems to
    hold them, "" where there is none.
    """

    presentes: tuple[AnnexFound, ...] = ()
    listees: tuple[AnnexMention, ...] | None = None
    citees: tuple[AnnexMention, ...] = ()
    debut: int | None = None
    fin: int | None = None
    seules: bool = False
    a_cote: str = ""


@frozen
class BoxFound:
    """A box of the form in one example; `mots` counts what the learner wrote in it.

    `paragraphes` are the indexes of the paragraphs inside the box, its heading left out. `manque`
    names the fields of « Contexte » that are still to fill (French, with their article).
    """

    id: BoiteId
    etat: BoxState
    texte: str = ""
    mots: int = 0
    paragraphe: int | None = None
    paragraphes: tuple[int, ...] = ()
    page: int | None = None
    manque: tuple[str, ...] = ()


@frozen
class ExempleFound:
    """A block of the form: one example of practice. `pages` in fractions of a page."""

    activite_type: int | None
    activite_intitule: str
    numero: int | None
    intitule: str
    boites: tuple[BoxFound, ...]
    paragraphe: int
    page: int | None
    pages: float | None


@frozen
class ActiviteAnnoncee:
    """An activité-type that the form's sommaire announces by its title, and no example bears."""

    numero: int
    intitule: str
    paragraphe: int
    page: int | None


@frozen
class TexteAltere:
    """A fixed text of the form that is not there word for word; `lu` stands in its place, or ""."""

    attendu: str
    lu: str
    paragraphe: int | None
    page: int | None


@frozen
class FormFacts:
    """The ministry's form as found; `modalites` tells which boxes of the cover are ticked.

    `couverture` maps the cover's labels (nom_naissance, nom_usage, prenom, adresse, titre) to
    what follows them, "" when empty or a placeholder. `declaration` maps fait_a and le likewise.
    `version` is the date that its footers tell (« 11/09/2017 »), "" when they tell none.
    `annoncees_absentes` are activités-types of its sommaire that it does not hold.
    `consignes_facultatives` are the paragraphs that show a prompt where nothing has to be written.
    """

    couverture: Mapping[str, str]
    modalites: Mapping[Literal["formation", "vae"], bool]
    exemples: tuple[ExempleFound, ...]
    declaration: Mapping[Literal["fait_a", "le"], str]
    declaration_page: int | None
    declaration_paragraphe: int | None
    version: str = ""
    sommaire: tuple[TocEntry, ...] | None = None
    annoncees_absentes: tuple[ActiviteAnnoncee, ...] = ()
    textes_alteres: tuple[TexteAltere, ...] = ()
    consignes_facultatives: tuple[int, ...] = ()


@frozen
class Declared:
    """What the file says of itself in the custom properties that we write; "" or None: nothing."""

    modele: str = ""
    nom: str = ""
    prenom: str = ""
    voie: str = ""
    vise: tuple[str, ...] = ()
    session: dt.date | None = None


@frozen
class Properties:
    """Metadata that checks look at."""

    titre: str = ""
    langue: str = ""
    application: str = ""
    declared: Declared = field(default_factory=Declared)


@frozen
class Facts:
    """Everything the checks may look at.

    `page_numbers` maps a physical page to the number printed on it (header or footer), None
    where none was seen. `sommaire` is None when the document has none. `formulaire` is None when
    it is not the ministry's form. `sans_moteur`: nothing was laid out, the pages are those that
    Word recorded, and what is printed on them was not seen. `relecture` is None when no spell
    checker was asked. `retires` is what was taken out, or not run, before anything read it.
    """

    name: str
    format: DocumentFormat
    pagination: Pagination
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[SectionFound, ...]
    sommaire: tuple[TocEntry, ...] | None
    annexes: AnnexFacts
    formulaire: FormFacts | None
    properties: Properties
    page_numbers: Mapping[int, int | None]
    non_verifie: tuple[NonVerifie, ...] = ()
    changes_accepted: bool = False
    sans_moteur: bool = False
    presentation: Presentation | None = None
    relecture: Relecture | None = None
    personnes: Personnes | None = None
    noms: NomsDits = field(default_factory=NomsDits)
    retires: tuple[Retire, ...] = ()
