"""Faults of the text and of what the file hides: placeholders, tags, doubles, comments, places."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from random import Random

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from exactitude.fautes.chantier import NULLE_PART, Chantier, Faute, Lieu
from exactitude.oddities import run

_DOCX = frozenset({"docx"})
_DOSSIER = frozenset({"dossier"})
_INSIDE = (
    "La réunion s’est tenue à XXX, en présence de toute l’équipe.",
    "Le taux de sorties positives du pôle est de ??? pour l’année 2025.",
    "L’entretien a eu lieu le [date] dans les locaux de la structure.",
    "Les chiffres du bassin sont présentés plus haut (Erreur ! Source du renvoi introuvable.).",
    "Comme le rappelle la [nom de la structure], l’adhésion de la personne est première.",
    "Le montant de l’aide (à préciser) a été accordé en commission.",
    "La directrice, Mme Cliquez ici pour taper du texte, a donné son accord.",
    "TODO : ajouter ici les chiffres du dernier trimestre.",
)
_ALONE = (
    "À compléter",
    "[à compléter]",
    "à rédiger…",
    "Partie à compléter",
    "XXXX",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.",
    "Cliquez ici pour taper du texte.",
    "Votre texte ici",
    "(à vérifier)",
    "À COMPLÉTER !",
    "Ma conclusion de cette étape : à compléter",
    "Tapez votre texte",
    "Choisissez un élément.",
)
_TAGS = (
    "Dossier présenté par {{ candidat.prenom }} pour la session de mars.",
    "Le contrat signé est joint ({annexe:contrat}) avec l’accord de la personne.",
    "{% if annexes %}",
    "La {figure:bmo} montre la tension du bassin sur ces métiers.",
    "Structure d’accueil : {{structure}}",
    "Le {tableau : territoire} rassemble ces indicateurs.",
)


def _placeholder(chantier: Chantier) -> Lieu:
    if chantier.rng.random() < 1 / 2:
        return chantier.glisser(chantier.rng.choice(_INSIDE))
    text = chantier.rng.choice(_ALONE)
    return chantier.nouveau(text)


def _tag(chantier: Chantier) -> Lieu:
    text = chantier.rng.choice(_TAGS)
    alone = text.startswith("{%") or chantier.rng.random() < 1 / 4
    return chantier.nouveau(text) if alone else chantier.glisser(text)


def _twice(chantier: Chantier) -> Lieu:
    """A paragraph copied further on, as after a cut that was a copy."""
    texts = [t for t in chantier.textes() if len(t.text.split()) > 40]  # noqa: PLR2004
    at = chantier.rng.randrange(len(texts) // 2)
    source = texts[at]
    target = chantier.rng.choice(texts[at + 3 :])
    chantier.pris += [source._p, target._p]
    made = deepcopy(source._p)
    for child in list(made.iter(qn("w:br"), qn("w:pageBreakBefore"), qn("w:bookmarkStart"),
                                qn("w:bookmarkEnd"))):  # fmt: skip
        child.getparent().remove(child)
    holder = made.find(qn("w:pPr"))
    if holder is not None and (section := holder.find(qn("w:sectPr"))) is not None:
        holder.remove(section)
    if Paragraph(target._p, None).paragraph_format.page_break_before:
        Paragraph(target._p, None).paragraph_format.page_break_before = None
        Paragraph(made, None).paragraph_format.page_break_before = True
    target._p.addprevious(made)
    return Lieu(made)


def _long_sentences(chantier: Chantier) -> Lieu:
    draft = chantier.draft
    for partie in draft.parties:
        for n, text in enumerate(partie.paragraphes):
            if chantier.rng.random() < 0.6:  # noqa: PLR2004 - a share
                pieces = text.split(". ")
                joined = ", et ".join(
                    p[:1].lower() + p[1:] if k else p for k, p in enumerate(pieces)
                )
                partie.paragraphes[n] = joined
    return NULLE_PART


# --- hidden data -----------------------------------------------------------------------------


def _comment(chantier: Chantier) -> Lieu:
    paragraph = chantier.un_texte()
    words = chantier.rng.choice(
        ("À reformuler ?", "C’est elle ou sa sœur ? Vérifier.", "Trop long")
    )
    chantier.document.add_comment(paragraph.runs[:1], words, "Tuteur EXEMPLE", "TE")
    return NULLE_PART


def _tracked(chantier: Chantier) -> Lieu:
    paragraph = chantier.un_texte()
    kind = chantier.rng.choice(("w:del", "w:ins"))
    mark = OxmlElement(kind)
    for key, value in (("w:id", "911"), ("w:author", "Camille EXEMPLE"),
                       ("w:date", "2027-01-04T10:00:00Z")):  # fmt: skip
        mark.set(qn(key), value)
    text = OxmlElement("w:delText" if kind == "w:del" else "w:t")
    text.set(qn("xml:space"), "preserve")
    text.text = " Elle n’était pas prête ce jour-là."
    mark.append(run(text))
    paragraph._p.find(qn("w:r")).addnext(mark)
    return NULLE_PART


def _hidden(chantier: Chantier) -> Lieu:
    paragraph = chantier.un_texte()
    words = " Son médecin avait parlé d’une reconnaissance de handicap."
    paragraph.add_run(words).font.hidden = True
    return Lieu(paragraph._p)


def _author(chantier: Chantier) -> Lieu:
    core = chantier.document.core_properties
    name = chantier.rng.choice(("Sylvie Marchand", "Paul Vasseur", "f.lambert", "LEROY Anne"))
    if chantier.rng.random() < 1 / 2:
        core.author = name
    else:
        core.last_modified_by = name
    return NULLE_PART


def photo(width: int, height: int, seed: int, *, place: bool = False) -> io.BytesIO:
    """A JPEG of grey blocks; `place`: it says where it was taken."""
    from PIL import ExifTags, Image, ImageDraw

    rng = Random(seed)  # noqa: S311  a seed, not a secret
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for _ in range(40):
        x, y = rng.randrange(width), rng.randrange(height)
        shade = rng.randrange(60, 220)
        draw.rectangle((x, y, x + width // 6, y + height // 9), fill=(shade, shade, shade))
    exif = Image.Exif()
    if place:
        position = exif.get_ifd(ExifTags.IFD.GPSInfo)
        position.update({1: "N", 2: (45.0, 12.0, 3.5), 3: "E", 4: (4.0, 51.0, 7.25)})
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=60, exif=exif)
    stream.seek(0)
    return stream


def add_picture(
    chantier: Chantier, stream: io.BytesIO, centimetres: float, description: str
) -> Lieu:
    """A picture in a paragraph of its own, in the running text."""
    lieu = chantier.nouveau("")
    run_ = Paragraph(lieu.element, chantier.document._body).add_run()
    shape = run_.add_picture(stream, width=Cm(centimetres))
    if description:
        shape._inline.docPr.set("descr", description)
    return lieu


def _located(chantier: Chantier) -> Lieu:
    seed = chantier.rng.randrange(10**6)
    return add_picture(chantier, photo(900, 450, seed, place=True), 9, "La salle de l’atelier")


def _cropped(chantier: Chantier) -> Lieu:
    seed = chantier.rng.randrange(10**6)
    lieu = add_picture(chantier, photo(900, 450, seed), 5, "Un extrait du tableau de suivi")
    (fill,) = lieu.element.iter(qn("pic:blipFill"))
    crop = OxmlElement("a:srcRect")
    crop.set("r", "60000")
    fill.find(qn("a:blip")).addnext(crop)
    return lieu


def _fault(name: str, code: str, rule: str, planter: Callable[[Chantier], Lieu]) -> Faute:
    return Faute(name, code, rule, "docx", planter, formats=_DOCX, touche=name)


FAUTES = (
    Faute("texte-provisoire", "TXT001", "textes-provisoires", "docx", _placeholder),
    Faute("balise", "TXT002", "balises-du-gabarit", "docx", _tag),
    Faute("paragraphe-double", "TXT005", "paragraphes-en-double", "docx", _twice, bases=_DOSSIER),
    Faute("phrases-longues", "TXT006", "phrases-longues", "brouillon", _long_sentences,
          bases=_DOSSIER),
    _fault("commentaire", "RGP003", "donnees-cachees", _comment),
    _fault("suivi", "RGP003", "donnees-cachees", _tracked),
    _fault("texte-masque", "RGP003", "donnees-cachees", _hidden),
    _fault("auteur", "RGP003", "donnees-cachees", _author),
    _fault("photo-situee", "RGP003", "donnees-cachees", _located),
    _fault("rognage", "RGP003", "donnees-cachees", _cropped),
)  # fmt: skip
