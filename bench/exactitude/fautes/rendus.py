"""Faults in what our own renderer made of the conform examples."""

from __future__ import annotations

from copy import deepcopy

from docx.oxml.ns import qn

from exactitude.fautes.chantier import NULLE_PART, Chantier, Faute, Lieu, flow, text_of

_EXAMPLE = frozenset({"exemple"})
_DOCX = frozenset({"docx"})


def _name_gone(chantier: Chantier) -> Lieu:
    """Another name on the cover than the one that the file declares, or none."""
    other = chantier.rng.choice(("DUPONT Alix", "Alix Modèle", ""))
    elements = list(flow(chantier.document))
    label = next(n for n, e in enumerate(elements) if text_of(e).strip() == "Candidat")
    texts = list(elements[label + 1].iter(qn("w:t")))
    texts[0].text = other
    for text in texts[1:]:
        text.text = ""
    return Lieu(page=1)


def _activity_gone(chantier: Chantier) -> Lieu:
    """Every example of one activité-type is taken away; the whole title is aimed at."""
    gone = chantier.rng.choice((1, 2, 3))
    blocks, inside = [], False
    for table in chantier.document.element.body.iterchildren(qn("w:tbl")):
        if _begins(table, "activité-type"):
            inside = _begins(table, f"activité-type{gone}")
        inside = inside and not _begins(table, "intitulé")
        blocks += [table] if inside else []
    if not blocks:
        raise LookupError
    for table in blocks:
        table.getparent().remove(table)
    return NULLE_PART


def _begins(table: object, text: str) -> bool:
    whole = "".join(text_of(p) for p in table.iter(qn("w:p")))  # type: ignore[attr-defined]
    return "".join(whole.split()).lower().startswith(text)


def _cites_absent(chantier: Chantier) -> Lieu:
    n = chantier.rng.randrange(7, 12)
    return chantier.glisser(f"Le compte rendu complet est joint (voir annexe {n}).")


def _copied(chantier: Chantier) -> Lieu:
    texts = [t for t in chantier.textes() if len(t.text.split()) > 45]  # noqa: PLR2004
    source, target = texts[0], texts[len(texts) // 2]
    made = deepcopy(source._p)
    for name in ("w:bookmarkStart", "w:bookmarkEnd", "w:hyperlink"):
        for child in list(made.iter(qn(name))):
            child.getparent().remove(child)
    for run in list(made.iter(qn("w:r"))):
        if run.find(qn("w:footnoteReference")) is not None:
            run.getparent().remove(run)
    target._p.addprevious(made)
    return Lieu(made)


FAUTES = (
    Faute("autre-nom", "IDE001", "identite-du-candidat", "docx", _name_gone, bases=_EXAMPLE,
          modeles=("cip/ccp2", "cip/ccp3"), formats=_DOCX,
          entraine=frozenset({"RGP003"})),
    Faute("activite-retiree", "DPP001", "exemples-par-activite-type", "docx", _activity_gone,
          bases=_EXAMPLE, modeles=("cip/dpp",), formats=_DOCX,
          entraine=frozenset({"SOM002", "DPP006"})),
    Faute("renvoi-perdu", "ANX002", "annexes-citees-presentes", "docx", _cites_absent,
          bases=_EXAMPLE, modeles=("cip/ccp2", "cip/ccp3")),
    Faute("paragraphe-recopie", "TXT005", "paragraphes-en-double", "docx", _copied,
          bases=_EXAMPLE, modeles=("cip/ccp2", "cip/ccp3")),
)  # fmt: skip
