"""What a new dossier says to its learner: the LISEZMOI, and the advice at the head of each file.

Advice is a Markdown comment: it is never printed. Lengths are orders of magnitude, from the pack.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dossier_builder.domain.modele import ActiviteType, Boite, Formulaire, Modele, Section
from dossier_builder.domain.typographie import insecable, nombre
from dossier_builder.pipeline.scaffold_yaml import PLACEHOLDER

if TYPE_CHECKING:
    from dossier_builder.pipeline.scaffold import Answers

WORDS_A_PAGE = 420
"""The examples of the program hold 400 to 480 words a page, tables and figures included."""
WORDS_A_LINE = 12
_EXAMPLE_DATES = "{debut: 2026-11-16, fin: 2026-12-11}"
_ROUND = 10
_FEW = 30


_HOW = (
    "Un bloc-notes suffit. Chaque fichier commence par des conseils : ce que le jury cherche, la "
    "longueur à viser, des questions auxquelles répondre. Ils sont entre <!-- et --> et ne "
    "s’impriment pas."
)
_OPENING = (
    " C’est la longueur de la partie entière : ici, quelques lignes pour l’ouvrir ; le reste va "
    "dans ses sous-parties."
)
_WIDTH = 78


def readme(modele: Modele, folder: str, answers: Answers) -> str:
    """LISEZMOI.txt: what is here, what to do, in which order."""
    hello = f"Bonjour{' ' + answers.prenom if answers.prenom else ''},"
    where, what = (
        ("exemples", "un fichier par exemple ; pour un deuxième, copiez at1-1.md en at1-2.md")
        if modele.formulaire
        else ("sections", "un fichier par partie, dans l’ordre que vous voulez")
    )
    lines = [
        modele.intitule.upper(),
        "",
        hello,
        "",
        "Ce répertoire est votre dossier. Vous écrivez ; le programme met en page et vérifie.",
        *_length(modele),
        "",
        "OÙ ÉCRIRE",
        f"  {where:<18}{what}.",
        "  dossier.yaml      le titre, les dates, la liste des annexes.",
        "  images, annexes   vos images et vos pièces.",
        "  ../candidat.yaml  votre nom et votre session, pour tous vos dossiers.",
        "",
        "COMMENT",
        *_indented(_HOW),
        "  Ne nommez jamais une personne accompagnée : « Mme M. » suffit.",
        "",
        "TROIS COMMANDES",
        f"  dossier suivre {_word(folder)}     les pages qui restent, à chaque enregistrement",
        f"  dossier verifier {_word(folder)}   ce qui manque, où, et comment le corriger",
        f"  dossier generer {_word(folder)}    le Word et le PDF",
        "",
        "Rien ne sort de votre ordinateur.",
    ]
    return insecable("\n".join(lines) + "\n")


def _indented(text: str) -> list[str]:
    return textwrap.wrap(
        insecable(text), _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
    )


def _wrapped(lines: list[str]) -> str:
    """Advice as short lines: a notepad may not wrap long ones."""
    return "\n".join(
        "\n".join(
            textwrap.wrap(
                insecable(line),
                _WIDTH,
                subsequent_indent="  " if line.startswith("- ") else "",
                break_on_hyphens=False,
                break_long_words=False,
            )
        )
        for line in lines
    )


def _word(folder: str) -> str:
    return f'"{folder}"' if " " in folder else folder


def _length(modele: Modele) -> Iterator[str]:
    pages = modele.pages
    if pages and pages.min and pages.max:
        out = " hors annexes" if "annexes" in pages.hors else ""
        yield f"Longueur demandée : {pages.min} à {pages.max} pages{out}."
    if modele.formulaire:
        form = modele.formulaire
        yield (
            f"Il faut {form.exemples_min} à {form.exemples_max} exemples par activité-type, "
            "sur trois pages au plus chacun."
        )


def section(one: Section, modele: Modele) -> str:
    """The file of a section: advice as a comment, nothing else."""
    lines = [f"« {one.titre} »", *_advice(one, modele)]
    return f"<!--\n{_wrapped(lines)}\n-->\n\n"


def _advice(one: Section, modele: Modele) -> Iterator[str]:
    if one.aide:
        yield from ("", "CE QUE LE JURY CHERCHE", one.aide)
    length = _target(one, _holds_others(one, modele))
    if length:
        yield from ("", "LONGUEUR À VISER", length)
    if one.questions:
        yield from ("", "QUESTIONS POUR ÉCRIRE")
        yield from (f"- {question}" for question in one.questions)
    if one.source.statut == "infere":
        yield from ("", "(Conseils proposés : votre formateur peut en décider autrement.)")


def _target(one: Section, holds_others: bool) -> str:  # noqa: FBT001 - said by its caller
    """Pages, words and lines."""
    if one.pages is None:
        return f"Au moins {_words(one.mots_min)}." if one.mots_min else ""
    low, high = one.pages
    said = f"{nombre(low)} à {nombre(high)} pages" if low != high else f"{nombre(low)} page"
    first, last = _rounded(low * WORDS_A_PAGE), _rounded(high * WORDS_A_PAGE)
    lines = f"{_rounded(first / WORDS_A_LINE)} à {_rounded(last / WORDS_A_LINE)} lignes"
    own = _OPENING if holds_others else ""
    return f"{said}, soit environ {first} à {last} mots ({lines}).{own}"


def _holds_others(one: Section, modele: Modele) -> bool:
    """Whether the next section is one of its own."""
    following = modele.sections[modele.sections.index(one) + 1 :]
    return bool(following) and following[0].niveau > one.niveau


def _words(words: int) -> str:
    return f"{words} mots, soit environ {_rounded(words / WORDS_A_LINE)} lignes"


def _rounded(value: float) -> int:
    step = _ROUND if value >= _FEW else _ROUND // 2
    return max(step, round(value / step) * step)


def example(formulaire: Formulaire, activite: ActiviteType) -> str:
    """The file of an example of practice."""
    head = (
        f"# {activite.intitule}\n"
        f'intitule: "{PLACEHOLDER}"\nentreprise: "{PLACEHOLDER}"\nservice: ""\n'
        f"periode: {_EXAMPLE_DATES}\n"
    )
    skills = [f"- {c.numero}. {c.intitule}" for c in activite.competences]
    lines = _wrapped(["Un exemple montre une ou plusieurs de ces compétences :", *skills])
    advice = f"<!--\n{lines}\n-->\n" if skills else ""
    boxes = "\n".join(_box(b) for b in formulaire.boites if b.id != "contexte")
    return f"---\n{head}---\n{advice}{boxes}"


def _box(boite: Boite) -> str:
    lines = [boite.aide] if boite.aide else []
    if boite.mots_min:
        lines.append(f"Longueur à viser : {_words(boite.mots_min)}.")
    lines += [f"- {question}" for question in boite.questions]
    advice = f"<!--\n{_wrapped(lines)}\n-->\n" if lines else ""
    return f"# {boite.intitule}\n{advice}\n"
