"""The cover of a Word dossier → the learner and the short fields.

By the content controls and their tags; where a program dropped them, by the place that the
gabarit gives each of them: a style, and the label of the same row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from dossier_builder.domain.candidat import Candidat, Centre, Session
from dossier_builder.domain.depart import CENTRE, LIEU, VILLE, is_place
from dossier_builder.domain.dossier import Valeur
from dossier_builder.domain.modele import Champ, Modele
from dossier_builder.domain.wording import folded
from dossier_builder.errors import InputProblem
from dossier_builder.facts.dates import days, period
from dossier_builder.facts.declared import declared
from dossier_builder.inputs.places import Place
from dossier_builder.inputs.word_inlines import shows_placeholder
from dossier_builder.ooxml import Element, Package, Styles, paragraphs, qn, text_of
from dossier_builder.pipeline.scaffold import PLACEHOLDER
from dossier_builder.pipeline.word_document import WordDocument
from dossier_builder.rules.nom import split_name
from dossier_builder.values import frozen

_SDT, _P, _TR, _TC = qn("w:sdt"), qn("w:p"), qn("w:tr"), qn("w:tc")
_TAG = f"{qn('w:sdtPr')}/{qn('w:tag')}"
_VALUE = "champ.valeur"
_READ = ("texte", "date", "periode")


@frozen
class Cover:
    """Who the learner is, the short fields that are filled in, and what could not be read."""

    candidat: Candidat
    champs: Mapping[str, Valeur]
    avis: tuple[InputProblem, ...]


def read_cover(document: WordDocument, before: Sequence[Element]) -> Cover:
    """Read what stands before the first section."""
    said = cover_texts(document, before)
    problems: list[InputProblem] = []
    champs: dict[str, Valeur] = {}
    place = Place(f"{document.path.name} › couverture")
    for champ in document.modele.champs:
        if champ.type not in _READ:
            continue
        text = said.get(champ.id, "")
        value = _value(champ, text) if text else None
        if value is not None:
            champs[champ.id] = value
        elif champ.obligatoire or text:
            problems.append(_missing(champ, text, place))
            if champ.type == "texte":
                champs[champ.id] = PLACEHOLDER
    return Cover(_candidat(document, said), champs, tuple(problems))


def cover_texts(document: WordDocument, before: Sequence[Element]) -> Mapping[str, str]:
    """What is written at each place of the cover, by its tag; prompts are nothing."""
    found: dict[str, str] = {}
    for element in before:
        for control in element.iter(_SDT):
            tag = _tag(control)
            text = "" if shows_placeholder(control) else _text(control)
            if tag and text and not is_place(text):
                found.setdefault(_champ_of(tag, control, document.modele), text)
        for control in element.iterancestors(_SDT):
            tag = _tag(control)
            if tag and not shows_placeholder(control) and _text(control):
                found.setdefault(tag, _text(control))
    for tag, text in _by_place(document, before):
        found.setdefault(tag, text)
    return found


def _champ_of(tag: str, control: Element, modele: Modele) -> str:
    """A field that the gabarit has no place of its own for is known by the label of its row."""
    if tag != _VALUE:
        return tag
    label = folded(_label(control))
    return next((c.id for c in modele.champs if folded(c.intitule) == label), tag)


def _by_place(document: WordDocument, before: Sequence[Element]) -> Iterator[tuple[str, str]]:
    """Texts that stand where the gabarit has a control: same style, same label in the row."""
    wanted = _anchors(document.modele)
    styles = document.source.styles
    for element in before:
        inside = [element] if element.tag == _P else list(element.iter(_P))
        for paragraph in inside:
            if any(map(_tag, paragraph.iter(_SDT))):  # LibreOffice 7 keeps controls, not tags
                continue
            prompted = any(map(shows_placeholder, paragraph.iter(_SDT)))
            text = "" if prompted else " ".join(text_of(paragraph).split())
            if text and not is_place(text):
                key = (styles.name_of(paragraph).lower(), folded(_label(paragraph)))
                for tag in wanted.get(key, ()):
                    yield tag, text


def _anchors(modele: Modele) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Where the gabarit has its controls: the style of the paragraph and the label of the row."""
    package = Package.read(modele.gabarit)
    styles = Styles.of(package)
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in paragraphs(package.xml(package.document_name)):
        held = list(one.element.iter(_SDT))
        tags = [_tag(control) for control in held]
        alone = len(held) == 1 and text_of(one.element).strip() == _text(held[0])
        if alone and tags[0]:
            key = (styles.name_of(one.element).lower(), folded(_label(one.element)))
            if tags[0] != _VALUE:
                found.setdefault(key, (tags[0],))
            else:
                style = key[0]
                for champ in modele.champs:
                    found.setdefault((style, folded(champ.intitule)), (champ.id,))
    return found


def _label(element: Element) -> str:
    """The text of the first cell of the row, "" outside tables or in that very cell."""
    row = next(element.iterancestors(_TR), None)
    own = next(element.iterancestors(_TC), None)
    cells = [] if row is None else list(row.iter(_TC))
    if not cells or own is None or cells[0] is own:
        return ""
    return " ".join(text_of(p) for p in cells[0].iter(_P)).strip()


def _tag(control: Element) -> str:
    found = control.find(_TAG)
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _text(control: Element) -> str:
    """The text of a control, within a paragraph or around some."""
    inside = list(control.iter(_P))
    texts = [text_of(p) for p in inside] if inside else [text_of(control)]
    return " ".join(" ".join(texts).split())


def _value(champ: Champ, text: str) -> Valeur | None:
    if champ.type == "date":
        found = days(text)
        return found[0] if len(found) == 1 else None
    if champ.type == "periode":
        return period(text)
    return text


def _missing(champ: Champ, text: str, place: Place) -> InputProblem:
    if not text:
        return place.problem(f"« {champ.intitule} » reste à écrire", champ.aide)
    what = "une date" if champ.type == "date" else "une période"
    usual = "22 février 2027" if champ.type == "date" else "du 16 novembre au 11 décembre 2026"
    return place.problem(
        f"« {champ.intitule} » : « {text} » n’est pas {what}", f"Écrivez, par exemple : {usual}."
    )


def _candidat(document: WordDocument, said: Mapping[str, str]) -> Candidat:
    """The learner: what the cover says, else what the file's properties say."""
    told = declared(document.properties)
    nom, prenom, usage = told.nom, told.prenom, ""
    whole = said.get("candidat", "")
    if whole and folded(whole) not in {folded(f"{prenom} {nom}"), folded(f"{nom} {prenom}")}:
        parts = split_name(whole)
        nom, prenom = (parts.nom, parts.prenom) if parts else (whole, "")
    if "nom_naissance" in said:
        nom, usage = said["nom_naissance"], said.get("nom_usage", "")
        prenom = said.get("prenom", prenom)
    return Candidat(
        nom_naissance=nom or PLACEHOLDER,
        nom_usage=usage,
        prenom=prenom or (PLACEHOLDER if nom else ""),
        adresse=said.get("adresse", ""),
        voie="vae" if told.voie == "vae" else _trained(told.voie),
        vise="titre" if not told.vise or "titre" in told.vise else told.vise,
        session=_session(told.session, said, document.properties),
        centre=_centre(said, document.properties),
    )


def _trained(voie: str) -> str:
    return "apprentissage" if voie == "apprentissage" else "formation"


def _session(
    day: dt.date | None, said: Mapping[str, str], properties: Mapping[str, str]
) -> Session | None:
    """The session: its day, from the properties; its town stands after it on the cover."""
    told = days(said.get("session", ""))
    town = said.get("session", "").partition(", ")[2] or properties.get(LIEU, "")
    chosen = told[0] if told else day
    return Session(date=chosen, lieu=town) if chosen else None


def _centre(said: Mapping[str, str], properties: Mapping[str, str]) -> Centre | None:
    """The centre of the cover; its town is in the same line of the table, after the name."""
    own = properties.get(CENTRE, "")
    name = said.get("centre_nom", "")
    line = said.get("centre", "")
    town = properties.get(VILLE, "")
    if name and line.startswith(f"{name}, "):
        town = line.removeprefix(f"{name}, ")
    chosen = name or line or own
    return Centre(nom=chosen, ville=town) if chosen else None
