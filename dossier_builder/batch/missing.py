"""What a learner has to hand in, by the path and the aim, and what is not there.

The title says it (`dossiers` of titre.yaml): nothing here knows a kind of dossier by its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from dossier_builder.batch.cohort_inputs import vise_of
from dossier_builder.batch.names import words_of
from dossier_builder.domain.cohorte import Apprenant
from dossier_builder.domain.modele import DossierAttendu, Modele, Titre
from dossier_builder.domain.report import DocumentReport
from dossier_builder.values import frozen


@frozen
class Expected:
    """Ids of packs: those a learner has to hand in, those of the title that are not for them."""

    attendus: tuple[DossierAttendu, ...] = ()
    sans_objet: tuple[DossierAttendu, ...] = ()


def title_of(documents: Sequence[DocumentReport], wanted: str = "") -> Titre | None:
    """The title of that id, else the one of most documents; None when no document has one."""
    titles = {d.modele.titre.id: d.modele.titre for d in documents if d.modele and d.modele.titre}
    if wanted in titles:
        return titles[wanted]
    counts = Counter(d.modele.titre.id for d in documents if d.modele and d.modele.titre)
    return titles[counts.most_common(1)[0][0]] if counts else None


def expected(titre: Titre | None, learner: Apprenant) -> Expected:
    """What the title asks of that learner; the whole title when nobody said what they aim at."""
    if titre is None:
        return Expected()
    asked = [one for one in titre.dossiers if _is_asked(one, learner)]
    others = [one for one in titre.dossiers if one not in asked]
    return Expected(tuple(asked), tuple(others))


def stands_for(modele: Modele, wanted: DossierAttendu) -> bool:
    """Whether a document of that pack is the dossier wanted: it, one that extends it, or accepted.

    A centre's `mon-centre/ccp2` that extends `cip/ccp2` stands for it.
    """
    return extends(modele, wanted.modele) or modele.id in wanted.accepte


def extends(modele: Modele, identifier: str) -> bool:
    """Whether a pack is the one of that id, or stands on it."""
    chain = (folder.as_posix() for folder in modele.dossiers)
    return modele.id == identifier or any(folder.endswith(f"/{identifier}") for folder in chain)


def guessed(name: str, titre: Titre | None) -> str:
    """The dossier that a file's name tells when the file could not be read: « …CCP2.pages »."""
    if titre is None:
        return ""
    run = "".join(name.casefold().replace("_", " ").replace("-", " ").split())
    words = words_of(name)
    ends = [(one.modele, one.modele.rsplit("/", 1)[-1].casefold()) for one in titre.dossiers]
    told = [identifier for identifier, end in ends if end in words or (end in run and _has(end))]
    return told[0] if len(told) == 1 else ""


def missing(asked: Expected, handed_in: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids missing, and those without object; what was handed in is neither.

    `handed_in` are ids of `DossierAttendu`, as `which` gives them.
    """
    return (
        tuple(one.modele for one in asked.attendus if one.modele not in handed_in),
        tuple(one.modele for one in asked.sans_objet if one.modele not in handed_in),
    )


def which(modele: Modele, titre: Titre | None) -> str:
    """The dossier of the title that a document of that pack is; "" when it is none of them."""
    wanted = titre.dossiers if titre else ()
    return next((one.modele for one in wanted if stands_for(modele, one)), "")


def _is_asked(one: DossierAttendu, learner: Apprenant) -> bool:
    if one.voies and learner.voie is not None and learner.voie not in one.voies:
        return False
    if one.ccp is None or not learner.vise or "titre" in learner.vise:
        return True
    return one.ccp in {value.casefold() for value in vise_of(learner.vise)}


def _has(end: str) -> bool:
    """`ccp2`: with its figure, it is no part of another word."""
    return any(character.isdigit() for character in end)
