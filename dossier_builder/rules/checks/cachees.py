"""RGP003: what the file says and the page does not show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.findings import Finding
from dossier_builder.domain.personnes import DonneesCachees
from dossier_builder.domain.typographie import nombre, plages, pluriel
from dossier_builder.domain.wording import folded
from dossier_builder.rules.check import Check, Parametres, Subject
from dossier_builder.rules.checks.passages import own_words, words_of
from dossier_builder.rules.judged import Judged, judged, not_evaluated
from dossier_builder.values import frozen

_INSPECT = (
    "Dans Word : Fichier, Informations, Vérifier l’absence de problèmes, Inspecter le document"
)
# What programs and computers write where nobody gave a name.
_NOBODY = frozenset(
    {
        "user", "utilisateur", "utilisatrice", "admin", "administrateur", "administrator",
        "windows", "microsoft", "office", "word", "compte", "account", "client", "default",
        "owner", "proprietaire", "home", "hp", "dell", "lenovo", "asus", "acer", "packard",
        "bell", "apple", "mac", "pc", "ordinateur", "poste", "python", "docx", "docxtpl",
        "dossier", "builder", "google", "docs", "libreoffice", "openoffice", "onlyoffice",
        "writer", "canva", "unknown", "inconnu", "anonyme", "anonymous", "auteur", "author",
        "stagiaire", "eleve", "etudiant", "etudiante", "apprenant", "apprenante", "candidat",
        "candidate", "formation", "normal",
    }
)  # fmt: skip


@frozen(kw_only=True)
class HiddenParametres(Parametres):
    """`rognage_max`: the share of a picture that may stay hidden under its crop."""

    rognage_max: float = 0.4


def _hidden(subject: Subject, parametres: HiddenParametres) -> Judged:
    facts = subject.facts
    if facts.personnes is None:
        return not_evaluated("Les données cachées de ce document n’ont pas été lues.")
    hidden = facts.personnes.cachees
    constats = [
        *_authors(subject, hidden),
        *_left(subject, hidden),
        *_places(subject, hidden, parametres.rognage_max),
    ]
    if hidden.commentaires is None:
        return judged(constats, "PDF : seul l’auteur est vérifiable, et il n’y a rien à en dire.")
    return judged(constats, "Ni commentaire, ni modification suivie, ni texte masqué, ni lieu.")


def _authors(subject: Subject, hidden: DonneesCachees) -> Iterator[Finding]:
    """Somebody else than the learner, when the document tells who the learner is."""
    own = own_words(subject.facts, surely=True)
    if not own:
        return
    named = {"auteur": hidden.createur, "dernière modification par": hidden.modifie_par}
    others = {label: name for label, name in named.items() if _is_somebody_else(name, own)}
    if others:
        said = " ; ".join(f"{label} « {name} »" for label, name in others.items())
        yield subject.wording.finding(
            f"Les propriétés du fichier nomment une autre personne : {said}.",
            f"{_INSPECT}, Propriétés du document et informations personnelles, Supprimer tout.",
            donnee="auteur",
        )
    company = hidden.societe
    if company and words_of([company]) - _NOBODY and not _is_said(company, subject.facts):
        yield subject.wording.finding(
            f"Les propriétés du fichier nomment une société : « {company} ».",
            f"{_INSPECT}, Propriétés du document et informations personnelles, Supprimer tout.",
            donnee="société",
        )


def _is_somebody_else(name: str, own: frozenset[str]) -> bool:
    words = words_of([name])
    return bool(words - _NOBODY) and not words & own


def _is_said(name: str, facts: Facts) -> bool:
    """Whether the text says it too: it is no hidden information then."""
    wanted = folded(name)
    return any(wanted in folded(p.text) for p in facts.paragraphs)


def _left(subject: Subject, hidden: DonneesCachees) -> Iterator[Finding]:
    finding = subject.wording.finding
    if hidden.commentaires:
        count = pluriel(hidden.commentaires, "commentaire est resté", "commentaires sont restés")
        yield finding(
            f"{count} dans le fichier.",
            "Dans Word : Révision, Supprimer, Supprimer tous les commentaires.",
            donnee="commentaires",
        )
    if hidden.modifications:
        count = pluriel(
            hidden.modifications,
            "modification suivie est restée",
            "modifications suivies sont restées",
        )
        yield finding(
            f"{count} : le texte supprimé peut encore être lu.",
            "Dans Word : Révision, Accepter toutes les modifications et arrêter le suivi.",
            donnee="modifications",
        )
    if hidden.texte_masque:
        yield finding(
            f"Du texte masqué reste dans le fichier{_where(hidden.texte_masque, subject.facts)}.",
            f"{_INSPECT}, Texte masqué, Supprimer tout ; pour le voir avant : Ctrl+Maj+8.",
            page=_first_page(hidden.texte_masque, subject.facts),
            paragraphe=next((n for n in hidden.texte_masque if n is not None), None),
            donnee="texte masqué",
        )


def _places(subject: Subject, hidden: DonneesCachees, most: float) -> Iterator[Finding]:
    facts, finding = subject.facts, subject.wording.finding
    situated = hidden.images_situees
    if situated:
        count = pluriel(len(situated), "image dit", "images disent")
        yield finding(
            f"{count} où la photo a été prise{_where(situated, facts)}.",
            "Remettez l’image après en avoir fait une capture d’écran, ou : dossier anonymiser.",
            page=_first_page(situated, facts),
            paragraphe=next((n for n in situated if n is not None), None),
            donnee="lieu des photos",
        )
    cropped = [(index, share) for index, share in hidden.rognages if share > most]
    if cropped:
        indexes = [index for index, _ in cropped]
        largest = nombre(100 * max(share for _, share in cropped), 0)
        count = pluriel(len(cropped), "image rognée garde", "images rognées gardent")
        yield finding(
            f"{count} ce que le rognage cache{_where(indexes, facts)}, jusqu’à {largest} %.",
            "Dans Word : Format de l’image, Compresser les images, Supprimer les zones rognées.",
            page=_first_page(indexes, facts),
            paragraphe=next((n for n in indexes if n is not None), None),
            donnee="rognage",
        )


def _pages(indexes: Sequence[int | None], facts: Facts) -> list[int]:
    wanted = set(indexes)
    return sorted({p.page for p in facts.paragraphs if p.index in wanted and p.page})


def _first_page(indexes: Sequence[int | None], facts: Facts) -> int | None:
    return next(iter(_pages(indexes, facts)), None)


def _where(indexes: Sequence[int | None], facts: Facts) -> str:
    pages = _pages(indexes, facts)
    return f" (p. {plages(pages)})" if pages else ""


CHECKS = (
    Check(
        "RGP003",
        "Données cachées du fichier",
        _hidden,
        HiddenParametres,
        placeholders=frozenset({"donnee"}),
        lit_le_texte=False,
    ),
)
