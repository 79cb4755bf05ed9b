"""`dossier modele montrer --feuille`: on one A4 page, what is verified, what is not, and why.

80 columns and 60 lines: what a page holds in a fixed face of 10 points with margins of 2 cm.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from dossier_builder.cli.modele_text import NO_LIMIT, Sources, limits, not_counted
from dossier_builder.domain.modele import Gravite, Modele, Regle, Section, Source
from dossier_builder.domain.typographie import insecable
from dossier_builder.rules import CHECKS

WIDTH, HEIGHT = 80, 60

_GRAVITES: tuple[tuple[Gravite, str], ...] = (
    ("erreur", "Erreurs, qui décident du résultat"),
    ("avertissement", "Avertissements, à regarder"),
    ("information", "Informations"),
)
_NEVER = (
    "le fond : ce que le jury juge, la justesse de ce qui est dit, le style",
    "le texte des images et des pages numérisées : elles sont listées, à relire à l’œil",
    "que la personne a bien fait ce qu’elle raconte",
)


def sheet(modele: Modele) -> Iterator[str]:
    """The page, line by line, none longer than WIDTH."""
    sources = Sources(detail=False)
    yield from _head(modele)
    yield ""
    yield "CE QUI EST DEMANDÉ"
    yield from _asked(modele, sources)
    yield ""
    yield "CE QUI EST VÉRIFIÉ  (un nombre entre crochets renvoie à la source)"
    for gravite, title in _GRAVITES:
        rules = " · ".join(_rules(gravite, modele, sources))
        if rules:
            yield from _wrapped(f"{title} : {rules}", "  ", "    ")
    yield ""
    yield "CE QUI N’EST PAS VÉRIFIÉ"
    for line in _NEVER:
        yield from _wrapped(f"- {line}", "  ", "    ")
    used = {rule.controle for rule in _applied(modele)}
    unused = [code for code in CHECKS if code not in used]
    if unused:
        yield from _wrapped(f"- sans règle dans ce modèle : {', '.join(unused)}", "  ", "    ")
    yield ""
    yield "D’OÙ CELA VIENT"
    for line in sources.lines():
        yield from _wrapped(line.strip(), "  ", "      ")
    yield from _wrapped(
        "Ce qui est « proposé » ne met personne en échec : le dossier est alors « à vérifier ». "
        f"Votre centre le fait sien avec : dossier modele regler {modele.id}",
        "  ",
        "  ",
    )
    yield ""
    yield "Comprendre une règle : dossier expliquer PAG001"
    yield "Contrôle de forme seulement ; le jury juge le fond."


def _head(modele: Modele) -> Iterator[str]:
    yield from _wrapped(f"{modele.intitule}  ({modele.id}, version {modele.version})", "", "  ")
    if modele.titre:
        yield from _wrapped(f"Titre professionnel : {modele.titre.intitule}", "", "  ")
    if modele.centre:
        place = f", {modele.centre.ville}" if modele.centre.ville else ""
        yield from _wrapped(f"Centre : {modele.centre.nom}{place}", "", "  ")


def _asked(modele: Modele, sources: Sources) -> Iterator[str]:
    told = [
        f"{words} ; ne comptent pas : {not_counted(limit)} {sources.mention(limit.source)}"
        for words, limit in limits(modele)
    ]
    yield from _wrapped(f"Longueur : {' ; '.join(told) or NO_LIMIT}", "  ", "    ")
    for obligatory, title in ((True, "Parties"), (False, "Parties facultatives")):
        parts = [s for s in modele.sections if s.obligatoire is obligatory]
        if parts:
            yield from _wrapped(f"{title} : {' · '.join(_parts(parts, sources))}", "  ", "    ")
    if modele.formulaire is not None:
        form = modele.formulaire
        yield from _wrapped(
            f"Formulaire du ministère : {form.exemples_min} à {form.exemples_max} exemples par "
            f"activité-type, {len(form.boites)} cases {sources.mention(form.source)}",
            "  ",
            "    ",
        )


def _parts(parts: Sequence[Section], sources: Sources) -> Iterator[str]:
    """The titles; a source once, after the last of those that follow one another with it."""
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        mention = sources.mention(part.source)
        same = following is not None and sources.mention(following.source) == mention
        yield part.titre if same else f"{part.titre} {mention}"


def _rules(gravite: Gravite, modele: Modele, sources: Sources) -> Iterator[str]:
    """Each check once with the sources of its rules."""
    rules = (r for r in _applied(modele) if r.gravite == gravite)
    yield from dict.fromkeys(_rule(rule, modele, sources) for rule in rules)


def _applied(modele: Modele) -> list[Regle]:
    """The active rules, less those of a limit that the pack does not set: they have no source."""
    return [r for r in modele.regles if r.active and _source(r, modele) is not None]


def _source(regle: Regle, modele: Modele) -> Source | None:
    return regle.source or CHECKS[regle.controle].source(modele)


def _rule(regle: Regle, modele: Modele, sources: Sources) -> str:
    source = _source(regle, modele)
    mention = f" {sources.mention(source)}" if source else ""
    return f"{regle.controle} {CHECKS[regle.controle].intitule}{mention}"


def _wrapped(text: str, first: str, indent: str) -> list[str]:
    """Lines within WIDTH; « ; » and « 21 pages » are not cut from what they belong to."""
    return textwrap.wrap(
        insecable(text), WIDTH, initial_indent=first, subsequent_indent=indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
