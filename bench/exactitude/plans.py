"""Spec → Plan: what stands on each page, decided here, so that the truth needs no engine.

Every page is left before it is half full, by a break of its own: Word and every engine must
agree on the count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from dossier_builder.domain.modele import Modele, Section
from exactitude.textes import paragraph
from exactitude.titres import Numerotation, Variante, numbers, title
from exactitude.verite import Sortie, Verite

Aspect = Literal["styles", "plan", "perso", "gras", "capitales", "souligne", "seul"]
Support = Literal["texte", "tableau", "zone"]
Sommaire = Literal["absent", "auto", "points", "tabulations", "tableau", "nu"]
Annexes = Literal[
    "aucune", "titre", "directes", "numero", "romaines", "lettres", "intercalaire", "section",
    "liste", "liste-fin", "table-interne", "avant-conclusion", "images", "images-titrees",
    "partagee", "tableau", "zone", "minuscules", "pluriel-orne", "du-dossier",
]  # fmt: skip
Saut = Literal["fin", "seul", "avant", "debut", "section"]
Note = Literal["", "un", "fraiche", "perimee", "trompeuse"]


@dataclass(frozen=True, slots=True)
class Spec:
    """What one document looks like. `corps` is its number of pages of body, cover apart."""

    nom: str
    groupe: str
    modele: str = "cip/ccp2"
    sortie: Sortie = "docx"
    aspect: Aspect = "styles"
    support: Support = "texte"
    variante: Variante = "modele"
    numerotation: Numerotation = ""
    sommaire: Sommaire = "auto"
    annexes: Annexes = "titre"
    nombre_annexes: int = 3
    couverture: bool = True
    numeros: bool = True
    corps: int = 16
    police: str = "Calibri"
    taille: int = 11
    saut: Saut = "fin"
    note: Note = "un"
    omises: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    """Among: cite (annexes named early), remerciements, bibliographie, colonnes, paysage, formats,
    suivi, commentaires, cache, rtl, tout-en-tableau, tout-en-zones, sans-saut, pieges (words of
    titles in tables and lists), entete (a title in the header), coupe (the number on a line of
    its own), gros (titles that take two lines), parlantes (annexes that have parts of theirs)."""

    @property
    def traits(self) -> str:
        """Its features in one line."""
        parts = [
            self.modele, self.sortie, f"titres {self.aspect} en {self.support}, {self.variante}",
            f"numéros « {self.numerotation} »", f"sommaire {self.sommaire}",
            f"annexes {self.annexes} × {self.nombre_annexes}",
            "" if self.couverture else "sans couverture",
            f"{self.police} {self.taille}", f"saut {self.saut}", f"note Word {self.note}",
            " ".join(self.extras),
        ]  # fmt: skip
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Bloc:
    """A piece of a page: `genre` says how `word` writes it, `niveau` that of a heading."""

    genre: Literal[
        "texte", "titre", "titre-annexe", "intercalaire", "couverture", "entree", "liste", "image",
        "titre-sommaire", "grille", "puce", "sous-titre",
    ]  # fmt: skip
    texte: str = ""
    niveau: int = 1
    page: int | None = None


@dataclass(slots=True)
class Page:
    """One physical page. `partie` tells where it stands."""

    blocs: list[Bloc] = field(default_factory=list)
    partie: Literal["couverture", "sommaire", "corps", "annexes"] = "corps"


@dataclass(frozen=True, slots=True)
class Plan:
    """The pages of one document and its truth."""

    spec: Spec
    pages: tuple[Page, ...]
    verite: Verite


_ANNEX_TITLES = (
    "Contrat d’engagement anonymisé", "Affiche de l’atelier", "Grille d’entretien",
    "Questionnaire remis aux participants", "Fiche de poste", "Compte rendu de réunion",
)  # fmt: skip
_PARTS_OF_ANNEXES = ("Introduction", "Contexte", "Conclusion")
_ROMAN = ("I", "II", "III", "IV", "V", "VI")
_PAGE_WORDS = 130


def compose(spec: Spec, modele: Modele) -> Plan:
    """The plan of one document; the same for the same spec."""
    rng = Random(spec.nom)  # noqa: S311  a seed, not a secret
    sections = [s for s in modele.sections if s.id not in spec.omises]
    typed = numbers(sections, spec.numerotation)
    titles = {s.id: typed[s.id] + title(s, spec.variante, rng) for s in sections}
    body = _body(spec, sections, titles, rng)
    annexes = _annexes(spec, rng)
    pages = _front(spec, modele) + _ordered(spec, body, annexes)
    if spec.annexes == "partagee":
        body[-1].blocs += annexes[0].blocs
    places = _places(pages, titles)
    _fill_lists(pages, titles, places, sections)
    return Plan(spec, tuple(pages), _truth(spec, pages, places))


def _front(spec: Spec, modele: Modele) -> list[Page]:
    pages: list[Page] = []
    if spec.couverture:
        lines = [
            "Titre professionnel Conseiller en insertion professionnelle",
            f"Dossier {modele.sigle}",
            "« Reprendre la main sur son parcours »",
            "Camille EXEMPLE",
            "Centre de formation de Valfictive, session de mars 2027",
        ]
        pages.append(Page([Bloc("couverture", line) for line in lines], "couverture"))
    if "remerciements" in spec.extras:
        text = "Je remercie l’équipe de la mission locale de Valfictive, qui m’a fait confiance."
        pages.append(Page([Bloc("titre", "Remerciements"), Bloc("texte", text)]))
    if spec.sommaire != "absent":
        pages.append(Page([Bloc("titre-sommaire", "Sommaire")], "sommaire"))
    if spec.annexes == "liste":
        pages.append(Page([Bloc("titre-sommaire", "Liste des annexes")], "sommaire"))
    return pages


def _body(
    spec: Spec, sections: Sequence[Section], titles: dict[str, str], rng: Random
) -> list[Page]:
    pages = [Page() for _ in range(spec.corps)]
    placed: list[list[Section]] = [[] for _ in pages]
    for rank, section in enumerate(sections):
        last = rank == len(sections) - 1
        placed[-1 if last else rank * spec.corps // len(sections)].append(section)
    for n, (page, here) in enumerate(zip(pages, placed, strict=True)):
        share = _PAGE_WORDS // (len(here) + 1)
        # A page that goes on with the former section, except where a title comes first.
        if n and (not here or rng.random() < 1 / 2):
            page.blocs.append(Bloc("texte", paragraph(rng, share)))
        for section in here:
            page.blocs.append(Bloc("titre", titles[section.id], section.niveau))
            page.blocs.append(Bloc("texte", paragraph(rng, share)))
        if "pieges" in spec.extras:
            page.blocs += _TRAPS.get(n, ())
        if "cite" in spec.extras and n in {0, 1, 3}:
            page.blocs.append(Bloc("texte", _CITATIONS[n]))
    if "bibliographie" in spec.extras:
        pages.append(Page([Bloc("titre", "Bibliographie"), Bloc("texte", paragraph(rng, 60))]))
    return pages


# Words of titles that open nothing: cells, items of a list, the start of a sentence.
_TRAPS: Mapping[int, Sequence[Bloc]] = {
    0: (
        Bloc(
            "texte", "Conclusion provisoire de mon tuteur : la demande a changé en trois semaines."
        ),
        Bloc("puce", "analyse de la pratique avec l’équipe, chaque mois"),
        Bloc("puce", "accompagnement collectif, deux fois par an"),
    ),
    1: (Bloc("grille", "Contexte|Objectifs de l’atelier|Le déroulement|Conclusion"),),
    4: (
        Bloc("texte", "Introduction faite, la personne m’a dit ce qu’elle attendait de nous."),
        Bloc("grille", "Annexe 1|Annexe 2|Annexe 3|Le parcours d’accompagnement"),
    ),
}
_CITATIONS = {
    0: "Les annexes réunissent les outils que j’ai employés (voir annexe 1).",
    1: "Annexe 2 présente l’affiche que les participants ont reçue, et que j’ai reprise ensuite.",
    3: "Annexes à part, ce dossier se lit dans l’ordre ; l’annexe 3 peut être lue seule.",
}


def _annexes(spec: Spec, rng: Random) -> list[Page]:
    if spec.annexes == "aucune":
        return []
    pages: list[Page] = []
    opening = {
        "titre": "Annexes", "section": "Annexes", "partagee": "Annexes", "tableau": "Annexes",
        "zone": "ANNEXES", "avant-conclusion": "Annexes", "images": "Annexes",
        "minuscules": "annexes", "pluriel-orne": "— ANNEXES —", "du-dossier": "Annexes du dossier",
    }.get(spec.annexes)  # fmt: skip
    if spec.annexes in {"intercalaire", "table-interne", "images", "zone"}:
        pages.append(Page([Bloc("intercalaire", opening or "ANNEXES")], "annexes"))
        if spec.annexes == "table-interne":
            pages[0].blocs += [Bloc("liste")]
        opening = None
    for n in range(spec.nombre_annexes):
        page = Page(partie="annexes")
        if n == 0 and opening:
            page.blocs.append(Bloc("titre-annexe", opening))
        if spec.annexes != "images":
            page.blocs.append(Bloc("titre-annexe", annex_title(spec, n), 2 if opening else 1))
        if spec.annexes.startswith("images"):
            page.blocs.append(Bloc("image", niveau=n))
        else:
            if "parlantes" in spec.extras:
                page.blocs.append(Bloc("sous-titre", _PARTS_OF_ANNEXES[n % 3], 2))
            page.blocs.append(Bloc("texte", paragraph(rng, 70)))
        pages.append(page)
    return pages


def annex_title(spec: Spec, n: int) -> str:
    """How annex number `n` (from 0) is titled."""
    text = _ANNEX_TITLES[n % len(_ANNEX_TITLES)]
    return {
        "numero": f"Annexe n° {n + 1} – {text}",
        "romaines": f"ANNEXE {_ROMAN[n % 6]} – {text}",
        "lettres": f"Annexe {'ABCDEF'[n % 6]} – {text}",
        "images-titrees": f"Annexe {n + 1}",
    }.get(spec.annexes, f"Annexe {n + 1} : {text}")


def _ordered(spec: Spec, body: list[Page], annexes: list[Page]) -> list[Page]:
    if spec.annexes == "avant-conclusion":
        return [*body[:-1], *annexes, body[-1]]
    if spec.annexes == "partagee":
        return [*body, *annexes[1:]]
    if spec.annexes == "liste-fin":
        listed = Page([Bloc("titre-sommaire", "Liste des annexes"), Bloc("liste")])
        return [*body, listed, *annexes]
    return [*body, *annexes]


def _places(pages: Sequence[Page], titles: dict[str, str]) -> dict[str, int]:
    """Page of each section."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        texts = [bloc.texte for bloc in page.blocs if bloc.genre == "titre"]
        for identifier, text in titles.items():
            if text in texts and identifier not in found:
                found[identifier] = number
    return found


def _fill_lists(
    pages: Sequence[Page],
    titles: dict[str, str],
    places: dict[str, int],
    sections: Sequence[Section],
) -> None:
    annexes = [
        Bloc("entree", bloc.texte, min(bloc.niveau, 2), number)
        for number, page in enumerate(pages, start=1)
        for bloc in page.blocs
        if bloc.genre in {"titre-annexe", "intercalaire"}
    ]
    numbered = [bloc for bloc in annexes if bloc.texte.lower().startswith("annexe ")]
    entries = [Bloc("entree", titles[s.id], s.niveau, places[s.id]) for s in sections]
    for page in pages:
        for rank, bloc in enumerate(list(page.blocs)):
            if bloc.genre == "titre-sommaire" and bloc.texte == "Sommaire":
                listed = [*entries, *annexes]
                listed.sort(key=lambda entry: entry.page or 0)
                page.blocs[rank + 1 :] = listed
            elif bloc.genre == "titre-sommaire" and page.partie == "sommaire":
                page.blocs[rank + 1 :] = numbered
            elif bloc.genre == "liste":
                page.blocs[rank : rank + 1] = numbered


def _truth(spec: Spec, pages: Sequence[Page], places: dict[str, int]) -> Verite:
    outside = sum(page.partie == "annexes" for page in pages)
    opened = next(
        (
            number
            for number, page in enumerate(pages, start=1)
            if any(bloc.genre in {"titre-annexe", "intercalaire"} for bloc in page.blocs)
        ),
        0,
    )
    return Verite(
        modele=spec.modele,
        pages=len(pages),
        comptees=len(pages) - outside,
        annexes=opened,
        sections=dict(places),
    )
