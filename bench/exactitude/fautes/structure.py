"""Faults of the plan: parts, pages, sommaire, annexes, cover."""

from __future__ import annotations

import re
from dataclasses import replace

from exactitude.fautes.brouillon import PAGE_WORDS, Brouillon, Partie, citer
from exactitude.fautes.chantier import NULLE_PART, Chantier, Faute, Lieu
from exactitude.plans import Spec

_DOSSIER = frozenset({"dossier"})
_PAGED = ("cip/ccp2", "cip/ccp3")
_ANNEX = re.compile(r"(?i)(annexe(?: n°)? )(\d)")
_LENGTH = frozenset({"PAG001", "PAG002", "TXT003", "SEC003"})


def _leaves(draft: Brouillon) -> list[Partie]:
    """Mandatory parts without sub-parts."""
    return [
        p
        for p in draft.parties
        if len(draft.famille(p.id)) == 1 and draft.modele.section(p.id).obligatoire
    ]


def _remove(draft: Brouillon, gone: list[Partie]) -> Lieu:
    """Take these parts away; the annexes that they alone cited are cited again elsewhere."""
    at = draft.parties.index(gone[0])
    draft.parties = [p for p in draft.parties if p not in gone]
    _cite_all(draft)
    return Lieu(texte=draft.parties[at - 1].titre) if at else NULLE_PART


def _cited(draft: Brouillon) -> set[int]:
    texts = " ".join(text for p in draft.parties for text in p.paragraphes)
    return {int(m[2]) for m in _ANNEX.finditer(texts)}


def _cite_all(draft: Brouillon) -> None:
    for n in range(1, len(draft.annexes) + 1):
        if n not in _cited(draft):
            citer(draft, f"Le document figure en annexe {n}.")


def _absent(chantier: Chantier) -> Lieu:
    draft = chantier.draft
    parts = {p.id for p in draft.parties if p.niveau == 1 and p.numerotee}
    several = chantier.modele.id == "cip/ccp3"  # there, a part that lacks is SEC004's
    wanted = [
        p for p in draft.parties
        if draft.modele.section(p.id).obligatoire and not (several and p.id in parts)
    ]  # fmt: skip
    return _remove(draft, draft.famille(chantier.rng.choice(wanted).id))


def _renamed(chantier: Chantier) -> Lieu:
    draft = chantier.draft
    partie = chantier.rng.choice([p for p in _leaves(draft) if p.niveau > 1] or _leaves(draft))
    at = draft.parties.index(partie)
    partie.titre = chantier.rng.choice(("Divers", "Quelques lignes encore", "Ma deuxième semaine"))
    return Lieu(texte=draft.parties[at - 1].titre) if at else NULLE_PART


def _swapped(chantier: Chantier) -> Lieu:
    draft = chantier.draft
    tops = [p for p in draft.parties if p.niveau == 1]
    at = chantier.rng.randrange(len(tops) - 1)
    first, second = draft.famille(tops[at].id), draft.famille(tops[at + 1].id)
    start = draft.parties.index(first[0])
    draft.parties[start : start + len(first) + len(second)] = [*second, *first]
    return Lieu(texte=first[0].titre)


def _emptied(chantier: Chantier) -> Lieu:
    draft = chantier.draft
    partie = chantier.rng.choice(_leaves(draft))
    partie.paragraphes = []
    _cite_all(draft)
    return Lieu(texte=partie.titre)


def _short(chantier: Chantier) -> Lieu:
    draft = chantier.draft
    partie = chantier.rng.choice(_leaves(draft))
    words = draft.donne.paragraph(20).split()
    partie.paragraphes = [" ".join(words[: chantier.rng.randrange(15, 28)]).rstrip(",;: ") + "."]
    _cite_all(draft)
    return Lieu(texte=partie.titre)


def _two_parts(chantier: Chantier) -> Lieu:
    draft = chantier.draft
    parts = [p for p in draft.parties if p.niveau == 1 and p.numerotee]
    _remove(draft, draft.famille(chantier.rng.choice(parts).id))
    return NULLE_PART


def _one_more_part(chantier: Chantier) -> Lieu:
    draft = chantier.draft
    added = chantier.rng.choice(("Veille et réseau", "Ce que l’équipe m’a appris", "Mon stage"))
    made = Partie("en-plus", added, 1, numerotee=True, paragraphes=draft.donne.paragraphs(260))
    draft.parties.insert(len(draft.parties) - 1, made)
    return NULLE_PART


def _too_long(chantier: Chantier) -> Lieu:
    draft = chantier.draft
    pages = chantier.rng.randrange(6, 10)
    tops = [p for p in draft.parties if p.paragraphes]
    for _ in range(pages * 3):
        chantier.rng.choice(tops).paragraphes += draft.donne.paragraphs(PAGE_WORDS // 3)
    return NULLE_PART


def _too_brief(chantier: Chantier) -> Lieu:
    """Half of the text, as in a draft."""
    draft = chantier.draft
    for partie in draft.parties:
        partie.paragraphes = partie.paragraphes[: max(1, len(partie.paragraphes) * 2 // 5)]
    _cite_all(draft)
    return NULLE_PART


def _heavy_part(chantier: Chantier) -> Lieu:
    draft = chantier.draft
    budgeted = [p for p in draft.parties if draft.modele.section(p.id).pages]
    partie = chantier.rng.choice(budgeted)
    _, high = draft.modele.section(partie.id).pages or (0.0, 1.0)
    there = sum(p.mots for p in draft.famille(partie.id))
    wanted = round((high * 1.25 + 1.6) * PAGE_WORDS)
    draft.famille(partie.id)[-1].paragraphes += draft.donne.paragraphs(wanted - there)
    return Lieu(texte=partie.titre)


def _more_signs(chantier: Chantier) -> Lieu:
    draft = chantier.draft
    if chantier.rng.random() < 1 / 2:
        for partie in draft.parties:
            partie.paragraphes += draft.donne.paragraphs(round(partie.mots * 0.3))
    else:
        for partie in draft.parties:
            partie.paragraphes = partie.paragraphes[: round(len(partie.paragraphes) * 0.65)]
        _cite_all(draft)
    return NULLE_PART


def _change(chantier: Chantier, **changes: object) -> Lieu:
    draft = chantier.draft
    draft.spec = replace(draft.spec, **changes)  # type: ignore[arg-type]
    return NULLE_PART


def _unnumbered(chantier: Chantier) -> Lieu:
    return _change(chantier, numeros=False)


def _no_toc(chantier: Chantier) -> Lieu:
    return _change(chantier, sommaire="absent")


def _wrong_toc(chantier: Chantier) -> Lieu:
    """A line or all the lines from one on tell another page."""
    if chantier.plan is None:
        raise TypeError
    rng = chantier.rng
    (listed,) = [
        page for page in chantier.plan.pages
        if any(b.genre == "titre-sommaire" and b.texte == "Sommaire" for b in page.blocs)
    ]  # fmt: skip
    lines = [n for n, bloc in enumerate(listed.blocs) if bloc.genre == "entree"]
    at = rng.randrange(1, len(lines) - 1)
    change = rng.choice((-2, 2, 3, 4))
    for n in lines[at:] if rng.random() < 1 / 3 else lines[at : at + 1]:
        bloc = listed.blocs[n]
        listed.blocs[n] = replace(bloc, page=max(1, (bloc.page or 1) + change))
    return Lieu(page=chantier.plan.pages.index(listed) + 1)


def _blank(chantier: Chantier) -> Lieu:
    chantier.draft.blanche = True
    return NULLE_PART


def _rest(chantier: Chantier) -> Lieu:
    draft = chantier.draft
    draft.reste = " ".join(draft.donne.paragraph(12).split()[:20]).rstrip(",;: ") + "."
    return Lieu(texte=draft.reste)


def _nameless(chantier: Chantier) -> Lieu:
    lines = ["Titre professionnel Conseiller en insertion professionnelle",
             f"Dossier {chantier.modele.sigle}", "« Reprendre la main sur son parcours »",
             "Centre de formation de Valfictive, session de mars 2027"]  # fmt: skip
    chantier.draft.couverture = lines
    return NULLE_PART


# --- annexes ---------------------------------------------------------------------------------


def _renumber(draft: Brouillon, numbers: dict[int, int]) -> None:
    for partie in draft.parties:
        partie.paragraphes = [
            _ANNEX.sub(lambda m: f"{m[1]}{numbers.get(int(m[2]), int(m[2]))}", text)
            for text in partie.paragraphes
        ]


def _misnumbered(chantier: Chantier) -> Lieu:
    """1, 2, 4 or 1, 3, 2; the text cites them as they are numbered."""
    draft = chantier.draft
    count = len(draft.annexes)
    if chantier.rng.random() < 1 / 2:
        draft.annexes[-1] = (f"Annexe {count + 1}", draft.annexes[-1][1])
        _renumber(draft, {count: count + 1})
        return Lieu(texte=f"Annexe {count + 1} ")
    draft.annexes[-2:] = [
        (f"Annexe {count}", draft.annexes[-2][1]), (f"Annexe {count - 1}", draft.annexes[-1][1]),
    ]  # fmt: skip
    return Lieu(texte=draft.annexes[-2][1])


def _annex_gone_from_list(chantier: Chantier) -> Lieu:
    """The list of annexes forgets one, or announces one that is not there."""
    if chantier.plan is None:
        raise TypeError
    rng, plan = chantier.rng, chantier.plan
    (listed,) = [p for p in plan.pages if any(b.texte == "Liste des annexes" for b in p.blocs)]
    lines = [bloc for bloc in listed.blocs if bloc.genre == "entree"]
    if rng.random() < 1 / 2:
        gone = rng.choice(lines)
        listed.blocs.remove(gone)
        return Lieu(page=gone.page)
    more = replace(lines[-1], texte=f"Annexe {len(lines) + 1} : Courrier de la structure")
    listed.blocs.append(more)
    return Lieu(page=plan.pages.index(listed) + 1)


def _cites_absent(chantier: Chantier) -> Lieu:
    draft = chantier.draft
    n = len(draft.annexes) + chantier.rng.randrange(1, 5)
    sentence = chantier.rng.choice((
        "Le compte rendu est joint (voir annexe {n}).", "L’annexe {n} en garde la trace.",
        "La grille complète se trouve en annexe n° {n}.", "(cf. annexe {n})",
        "On se reportera à l’annexe {n}, qui reprend ces échanges.",
    )).format(n=n)  # fmt: skip
    citer(draft, sentence)
    return Lieu(texte=sentence)


def _uncited(chantier: Chantier) -> Lieu:
    draft = chantier.draft
    n = chantier.rng.randrange(1, len(draft.annexes) + 1)
    for partie in draft.parties:
        partie.paragraphes = [
            re.sub(rf"(?i)[^.]*\bannexe(?: n°)? {n}\b[^.]*\.", "", text).strip()
            for text in partie.paragraphes
        ]
    return Lieu(texte=draft.annexes[n - 1][1])


def _other_number(chantier: Chantier) -> Lieu:
    draft = chantier.draft
    n = chantier.rng.randrange(1, len(draft.annexes) + 1)
    other = chantier.rng.choice([k for k in range(1, len(draft.annexes) + 1) if k != n])
    title = draft.annexes[n - 1][1]
    sentence = chantier.rng.choice(
        (f"Nous avons relu ensemble le document : {title} (annexe {other}).",
         f"Voir l’annexe {other} : {title}.")
    )  # fmt: skip
    citer(draft, sentence)
    return Lieu(texte=sentence)


# --- which documents they suit ---------------------------------------------------------------


def _styled(spec: Spec) -> bool:
    return spec.aspect in {"styles", "plan", "perso"}


def _has_toc(spec: Spec) -> bool:
    return spec.sommaire not in {"absent", "nu"}


def _listed(spec: Spec) -> bool:
    return spec.annexes == "liste"


def _draft_fault(name: str, code: str, rule: str, planter: object, **more: object) -> Faute:
    given = {"bases": _DOSSIER, "touche": code, **more}
    return Faute(name, code, rule, "brouillon", planter, **given)  # type: ignore[arg-type]


_GONE = frozenset({"PAG001", "PAG002", "SEC001", "SEC003", "SEC004", "CPT001", "TXT003"})
FAUTES = (
    _draft_fault("partie-absente", "SEC001", "sections-presentes", _absent, modeles=_PAGED,
                 entraine=_GONE, touche="plan"),
    _draft_fault("partie-renommee", "SEC001", "sections-presentes", _renamed,
                 entraine=frozenset({"PAG002", "SEC003", "SEC004"}), touche="plan"),
    _draft_fault("parties-echangees", "SEC002", "sections-dans-l-ordre", _swapped, touche="plan"),
    _draft_fault("partie-vide", "SEC003", "sections-vides", _emptied, entraine=_GONE,
                 touche="plan"),
    _draft_fault("partie-courte", "SEC003", "sections-courtes", _short, entraine=_GONE,
                 touche="plan"),
    _draft_fault("deux-parties", "SEC004", "trois-parties", _two_parts, modeles=("cip/ccp3",),
                 convient=_styled, entraine=_GONE, touche="plan"),
    _draft_fault("une-partie-de-plus", "SEC004", "trois-parties", _one_more_part,
                 modeles=("cip/ccp3",), convient=_styled, touche="plan",
                 entraine=frozenset({"PAG001"})),
    _draft_fault("trop-long", "PAG001", "pages-hors-annexes", _too_long, modeles=_PAGED,
                 entraine=_LENGTH, touche="plan"),
    _draft_fault("trop-court", "PAG001", "pages-hors-annexes", _too_brief, modeles=_PAGED,
                 entraine=_LENGTH | {"CPT001"}, touche="plan"),
    _draft_fault("partie-longue", "PAG002", "longueur-des-parties", _heavy_part, modeles=_PAGED,
                 entraine=_LENGTH, touche="plan"),
    _draft_fault("caracteres", "TXT003", "caracteres-comptes", _more_signs,
                 modeles=("ecsr/ccp2",), entraine=_LENGTH, touche="plan"),
    _draft_fault("sans-numeros", "PAG003", "pages-numerotees", _unnumbered),
    _draft_fault("sans-sommaire", "SOM001", "sommaire-present", _no_toc, touche="sommaire"),
    Faute("sommaire-faux", "SOM002", "sommaire-exact", "plan", _wrong_toc, bases=_DOSSIER,
          convient=_has_toc, touche="sommaire"),
    _draft_fault("page-blanche", "STY005", "pages-blanches", _blank,
                 entraine=frozenset({"PAG001", "PAG002", "PAG003"}), touche="plan"),
    _draft_fault("derniere-page", "STY007", "derniere-page", _rest,
                 entraine=frozenset({"PAG001", "PAG002"}), touche="plan",
                 convient=lambda spec: spec.annexes != "liste"),
    _draft_fault("sans-nom", "IDE001", "identite-du-candidat", _nameless,
                 statut="non_evaluee", entraine=frozenset({"RGP003"})),
    _draft_fault("annexe-mal-numerotee", "ANX001", "annexes-listees", _misnumbered,
                 touche="annexes"),
    Faute("liste-fausse", "ANX001", "annexes-listees", "plan", _annex_gone_from_list,
          bases=_DOSSIER, convient=_listed, touche="annexes"),
    _draft_fault("annexe-absente", "ANX002", "annexes-citees-presentes", _cites_absent,
                 touche="annexes"),
    _draft_fault("annexe-non-citee", "ANX002", "annexes-presentes-citees", _uncited,
                 touche="annexes"),
    _draft_fault("autre-annexe", "ANX002", "annexes-citees-par-leur-numero", _other_number,
                 touche="annexes"),
)  # fmt: skip
