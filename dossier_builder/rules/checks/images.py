"""IMG001 and IMG002: pictures sharp enough in print, and described for those who do not see."""

from __future__ import annotations

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.presentation import PictureFound
from dossier_builder.domain.typographie import nombre, plages, pluriel
from dossier_builder.rules.check import Check, Parametres, SansParametres, Subject
from dossier_builder.rules.judged import (
    Judged,
    failed,
    judged,
    not_applicable,
    not_evaluated,
    passed,
)
from dossier_builder.values import frozen

# A picture placed at 150 dpi may come out at 148: pixels and lengths are whole numbers.
_TOLERANCE = 0.97
_NO_LOOK = "Les images de ce document n’ont pas été mesurées."


@frozen(kw_only=True)
class ResolutionParametres(Parametres):
    """`ppp_min` in pixels an inch; pictures with both sides below `icone_cm` are not judged."""

    ppp_min: int = 150
    icone_cm: float = 2.5


def _pictures(facts: Facts, icon_cm: float = 0.0) -> list[PictureFound] | None:
    if facts.presentation is None:
        return None
    found = facts.presentation.images
    return [image for image in found if max(image.largeur, image.hauteur) >= icon_cm]


def _resolution(subject: Subject, parametres: ResolutionParametres) -> Judged:
    pictures = _pictures(subject.facts, parametres.icone_cm)
    if pictures is None:
        return not_evaluated(_NO_LOOK)
    known = [image for image in pictures if image.ppp is not None]
    if not known:
        return not_applicable("Aucune image de taille à juger.")
    least = parametres.ppp_min
    constats = [
        subject.wording.finding(
            f"Image de {nombre(image.largeur)} × {nombre(image.hauteur)} cm à "
            f"{round(image.ppp)} points par pouce : floue une fois imprimée.",
            f"Reprenez l’image d’origine, ou réduisez celle-ci à "
            f"{nombre(image.largeur * image.ppp / least)} cm de large.",
            page=image.page,
            paragraphe=image.paragraphe,
            ppp=round(image.ppp),
            min=least,
        )
        for image in known
        if image.ppp is not None and image.ppp < least * _TOLERANCE
    ]
    return judged(constats, f"{pluriel(len(known), 'image')} d’au moins {least} points par pouce.")


def _described(subject: Subject, _: SansParametres) -> Judged:
    pictures = _pictures(subject.facts)
    if pictures is None:
        return not_evaluated(_NO_LOOK)
    known = [image for image in pictures if image.decrite is not None]
    if not pictures:
        return not_applicable("Aucune image.")
    if not known:
        return not_evaluated("Un PDF ne dit pas si ses images ont un texte de remplacement.")
    without = [image for image in known if not image.decrite]
    if not without:
        return passed(f"{pluriel(len(known), 'image décrite', 'images décrites')}.")
    pages = plages([image.page for image in without if image.page is not None])
    finding = subject.wording.finding(
        f"{pluriel(len(without), 'image')} sans texte de remplacement"
        f"{f' (p. {pages})' if pages else ''}.",
        "Dans Word : clic droit sur l’image, Texte de remplacement ; ou cochez « décorative ».",
        page=without[0].page,
        paragraphe=without[0].paragraphe,
        nombre=len(without),
        pages=pages,
    )
    return failed([finding])


CHECKS = (
    Check(
        "IMG001",
        "Résolution des images",
        _resolution,
        ResolutionParametres,
        placeholders=frozenset({"ppp", "min"}),
        lit_le_texte=False,
    ),
    Check(
        "IMG002",
        "Texte de remplacement des images",
        _described,
        placeholders=frozenset({"nombre", "pages"}),
        lit_le_texte=False,
    ),
)
