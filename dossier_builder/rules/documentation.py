"""One page of documentation per check, from its types, its explanation and our packs.

`python -m dossier_builder.rules.documentation docs/controles` writes them; they are committed,
travel in the wheel, and `dossier expliquer` prints them. A test compares them with `pages()`.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import sys
import types
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from dossier_builder.domain.modele import Modele, Regle
from dossier_builder.domain.typographie import insecable
from dossier_builder.rules.between import COMPARISONS, SOURCE, Comparison
from dossier_builder.rules.check import Check
from dossier_builder.rules.checks import CHECKS
from dossier_builder.rules.cohort_checks import COHORT_CHECKS, CohortCheck
from dossier_builder.rules.explications import EXPLICATIONS, Explication

INDEX = "README.md"
STATUTS = {
    "programme": "programme du centre",
    "officiel": "texte officiel",
    "centre": "règle d’un centre",
    "infere": "proposé",
}
_UNREADABLE = (
    "une page comptée n’a pas de texte lisible (page numérisée, texte en image) : exportez le PDF "
    "depuis Word au lieu de le numériser."
)
_TYPES = {str: "texte", int: "nombre entier", float: "nombre", bool: "`true` ou `false`"}


def pages(modeles: Sequence[Modele]) -> dict[str, str]:
    """File name → Markdown text: checks, checks of a cohort, comparisons, and the index.

    `modeles` are the packs whose rules are shown with their severity.
    """
    made = {
        f"{code}.md": _page(check, EXPLICATIONS[code], modeles) for code, check in CHECKS.items()
    }
    made |= {
        f"{code}.md": _cohort_page(check, EXPLICATIONS[code])
        for code, check in COHORT_CHECKS.items()
    }
    made |= {
        f"{code}.md": _page_between(comparison, EXPLICATIONS[code])
        for code, comparison in COMPARISONS.items()
    }
    return {**made, INDEX: _index()}


def our_modeles() -> tuple[Modele, ...]:
    """The packs that travel with the program, loaded; raises PackError."""
    from dossier_builder.packs.loader import list_modeles, load_modele

    catalogue = {code: check.spec for code, check in CHECKS.items()}
    return tuple(load_modele(info.id, catalogue) for info in list_modeles())


def write(folder: Path) -> None:
    """Write every page into the folder, and remove pages of checks that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pages(our_modeles())
    for old in folder.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")


def _index() -> str:
    lines = [
        "# Les contrôles",
        "",
        (
            "Une page par contrôle, faite à partir du programme (`make docs`) : ne la modifiez "
            "pas à la main. `dossier expliquer PAG001` affiche la même."
        ),
        "",
    ]
    titles = {code: check.intitule for code, check in CHECKS.items()}
    titles |= {code: check.intitule for code, check in COHORT_CHECKS.items()}
    titles |= {code: comparison.intitule for code, comparison in COMPARISONS.items()}
    lines += [
        f"- [{code}]({code}.md) – {intitule} : {EXPLICATIONS[code].resume}"
        for code, intitule in titles.items()
    ]
    return insecable("\n".join(lines)) + "\n"


def _page(check: Check, explication: Explication, modeles: Sequence[Modele]) -> str:
    unread = [_UNREADABLE] if check.lit_le_texte else []
    blocks = [
        f"# {check.code} – {check.intitule}",
        *_explained(explication, unread),
        *_in_our_packs(check, modeles),
        *_for_trainers(check, explication),
    ]
    return insecable("\n\n".join(blocks)) + "\n"


def _cohort_page(check: CohortCheck, explication: Explication) -> str:
    """The page of a check that compares learners: it is a rule of no pack."""
    blocks = [
        f"# {check.code} – {check.intitule}",
        *_explained(explication, []),
        "## Dans nos modèles",
        (
            "Ce contrôle compare les dossiers d’une promotion entre eux : il ne s’écrit dans aucun "
            "modèle et ne change jamais un résultat. Vérifiez le dossier de la promotion et "
            "demandez le classeur (`--format xlsx:promo.xlsx`). "
            f"Source : {SOURCE.document} ({STATUTS[SOURCE.statut]})."
        ),
    ]
    return insecable("\n\n".join(blocks)) + "\n"


def _page_between(comparison: Comparison, explication: Explication) -> str:
    """The page of a comparison: it is a rule of no pack."""
    blocks = [
        f"# {comparison.code} – {comparison.intitule}",
        *_explained(explication, []),
        "## Dans nos modèles",
        (
            "Aucun modèle n’en décide : les documents d’un même apprenant sont comparés entre eux, "
            f"avec la gravité « {comparison.gravite} », qui ne change jamais un résultat. "
            f"Source : {SOURCE.document} ({STATUTS[SOURCE.statut]})."
        ),
    ]
    return insecable("\n\n".join(blocks)) + "\n"


def _explained(explication: Explication, unread: Sequence[str]) -> Iterator[str]:
    """What is checked, why, an example, and how to mend it."""
    yield from (
        explication.resume,
        "## Ce qui est vérifié",
        inspect.cleandoc(explication.verifie),
        "## Pourquoi",
        inspect.cleandoc(explication.pourquoi),
        "## Un exemple",
        f"> {explication.constat}",
        "## Comment corriger",
        "### Dans Word",
        inspect.cleandoc(explication.dans_word),
        "### Dans un dossier de fichiers",
        inspect.cleandoc(explication.dans_le_dossier),
    )
    yield from _without_answer(explication, unread)


def _without_answer(explication: Explication, unread: Sequence[str]) -> Iterator[str]:
    unjudged = [*explication.sans_reponse, *unread]
    if not explication.sans_objet and not unjudged:
        return
    yield "## Quand il n’y a pas de réponse"
    if explication.sans_objet:
        yield "**Sans objet** (`non_applicable`) quand :"
        yield "\n".join(f"- {line}" for line in explication.sans_objet)
    if unjudged:
        yield "**Non vérifié** (`non_evaluee`) quand :"
        yield "\n".join(f"- {line}" for line in unjudged)


def _in_our_packs(check: Check, modeles: Sequence[Modele]) -> Iterator[str]:
    same: dict[tuple[str, str, str], list[str]] = {}
    for modele in modeles:
        for regle in modele.regles:
            if regle.controle == check.code and regle.active:
                told = (regle.id, regle.gravite, _source(check, regle, modele))
                same.setdefault(told, []).append(f"`{modele.id}`")
    rows = [
        f"| {', '.join(names)} | `{regle}` | {gravite} | {source} |"
        for (regle, gravite, source), names in same.items()
    ]
    yield "## Dans nos modèles"
    if rows:
        head = ["| Modèles | Règle | Gravité | Source |", "|---|---|---|---|"]
        yield "\n".join([*head, *rows])
    else:
        yield "Aucun de nos modèles ne s’en sert ; celui d’un centre le peut."


def _source(check: Check, regle: Regle, modele: Modele) -> str:
    source = regle.source or check.source(modele)
    if source is None:
        of_a_part = check.code.startswith("SEC") or check.code == "PAG002"
        return "celle de la partie concernée" if of_a_part else "sans limite : ne s’applique pas"
    return f"{source.document} ({STATUTS[source.statut]})"


def _for_trainers(check: Check, explication: Explication) -> Iterator[str]:
    yield "## Pour les formateurs : l’employer dans un modèle"
    yield f"```yaml\n{_yaml_rule(check)}\n```"
    fields = _fields(check)
    if fields:
        head = ["| Paramètre | Valeur | Par défaut | Sens |", "|---|---|---|---|"]
        rows = [
            f"| `{name}` | {_type_name(annotation)} | {_default(default)} | "
            f"{explication.parametres[name]} |"
            for name, (annotation, default) in fields.items()
        ]
        yield "\n".join([*head, *rows])
    else:
        yield "Ce contrôle n’a pas de paramètre."
    if check.placeholders:
        yield "Mots qui peuvent figurer entre accolades dans `message` :"
        yield "\n".join(
            f"- `{{{name}}}` : {explication.mots[name]}" for name in sorted(check.placeholders)
        )


def _yaml_rule(check: Check) -> str:
    rule = f"regles:\n  - id: mon-{check.code.lower()}\n    controle: {check.code}\n"
    rule += "    gravite: avertissement"
    fields = _fields(check)
    if fields:
        values = ", ".join(f"{name}: {_example(*field)}" for name, field in fields.items())
        rule += f"\n    parametres: {{{values}}}"
    return rule


def _fields(check: Check) -> dict[str, tuple[Any, Any]]:
    """Name of each parameter → its type, its default or MISSING."""
    hints = get_type_hints(check.parametres)
    every = dataclasses.fields(check.parametres)
    return {field.name: (hints[field.name], field.default) for field in every}


def _example(annotation: Any, default: Any) -> str:
    if default is not dataclasses.MISSING:
        return json.dumps(default, ensure_ascii=False)
    choices = get_args(annotation) if get_origin(annotation) is Literal else ()
    return str(choices[0]) if choices else "3"


def _default(default: Any) -> str:
    if default is dataclasses.MISSING:
        return "à donner"
    return "vide" if default == () else f"`{json.dumps(default, ensure_ascii=False)}`"


def _type_name(annotation: Any) -> str:
    """A type of a parameter, in French; raises KeyError for one that no check has used yet."""
    origin = get_origin(annotation)
    if origin is Literal:
        return " ou ".join(f"`{choice}`" for choice in get_args(annotation))
    if origin is tuple:
        return f"liste ({_type_name(get_args(annotation)[0])})"
    if origin is types.UnionType:
        kinds = [kind for kind in get_args(annotation) if kind is not type(None)]
        return " ou ".join(_type_name(kind) for kind in kinds)
    return _TYPES[annotation]


if __name__ == "__main__":
    write(Path(sys.argv[1]))
