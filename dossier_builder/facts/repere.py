"""Facts → Repere: what one document says of its learner, on its cover or in the form (pure)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from dossier_builder.domain.facts import BoxFound, ExempleFound, Facts, FormFacts
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.repere import Repere, Sejour
from dossier_builder.domain.wording import folded
from dossier_builder.facts.dates import days, span
from dossier_builder.values import frozen

# The labels of a cover, folded; what follows them, on their line or in the next cell, is theirs.
_LABELS = {
    "nom": (
        r"(?:candidat(?:e|\(e\)|\.e|·e)?|stagiaire|apprenant(?:e|\(e\))?"
        r"|noms?(?: et| &|,)? prenoms?|prenoms?(?: et| &|,)? noms?"
        r"|presente par|realise par|redige par)"
    ),
    "titre": r"titre professionnel(?: vise| prepare)?(?: de| d'| :)?",
    "structure": (
        r"(?:structure|entreprise|organisme|etablissement|association|lieu de stage|employeur)"
        r"(?: d'accueil| de stage| d'apprentissage| employeuse?)?|ecole de conduite ou structure"
    ),
    "periode": r"periode(?: de realisation| en entreprise| de stage| d'exercice| d'immersion)?",
    "session": r"(?:date de (?:la )?)?session(?: d'examen| du jury)?",
    "date": r"date(?: du document| de remise)?|fait le|version du",
}
_PATTERNS = {
    name: re.compile(rf"^(?:{label})\s*(?P<signe>[:–—|]|$)\s*(?P<reste>.*)$")
    for name, label in _LABELS.items()
}
# The cell beside a label is on its line in a PDF: « Candidat Camille EXEMPLE ».
# Only labels that begin no sentence are believed then.
_BESIDE = {
    "nom": re.compile(r"^candidate?\s+(?P<reste>\S+(?: \S+){1,4})$"),
    "structure": re.compile(
        r"^(?:(?:structure|entreprise|organisme) d'accueil|lieu de stage"
        r"|ecole de conduite ou structure)\s+(?P<reste>.+)$"
    ),
    "periode": re.compile(
        r"^periode (?:de realisation|en entreprise|de stage|d'immersion)\s+(?P<reste>.+)$"
    ),
    "session": re.compile(r"^session d'examen\s+(?P<reste>.+)$"),
    "date": re.compile(r"^date (?:du document|de remise)\s+(?P<reste>.+)$"),
}
_HOURS = re.compile(r"(?<!\d)(\d{2,4})\s?(?:h|heures)\b(?!\s?\d)")
_DATES = 2  # first and last day of a stay
_LONGEST_VALUE = 120  # characters: more is a sentence, not a name


def read_repere(facts: Facts, modele: Modele) -> Repere:
    """What the document says of itself; whatever is in doubt stays empty."""
    form = facts.formulaire
    return _of_form(facts, form) if form is not None else _of_cover(facts, modele)


def _of_form(facts: Facts, form: FormFacts) -> Repere:
    declared = facts.properties.declared
    cover = form.couverture
    names = [cover.get("nom_naissance", ""), cover.get("nom_usage", "")]
    names = [name for name in dict.fromkeys(names) if name]
    return Repere(
        noms=tuple(names or filter(None, [declared.nom])),
        prenom=cover.get("prenom", "") or declared.prenom,
        titre=cover.get("titre", ""),
        sejours=tuple(stay for example in form.exemples for stay in _stays(example)),
        session=declared.session,
        vise=declared.vise,
    )


def _stays(example: ExempleFound) -> Iterator[Sejour]:
    box = next((b for b in example.boites if b.id == "contexte"), None)
    if box is None or box.etat != "remplie" or box.manque:
        return
    lines = [line.strip() for line in box.texte.splitlines() if line.strip()]
    if len(lines) < _DATES or not days("\n".join(lines[1:])):
        return  # a text of the learner's own: which line names the company is not known
    first, last = _box_span(lines[1:])
    yield Sejour(lines[0], first, last, example.activite_type, _page(box, example))


def _box_span(lines: Sequence[str]) -> tuple[dt.date | None, dt.date | None]:
    """Its two dates, each on a line of its own; one day alone stands for both."""
    found = [day for line in lines for day in days(line)]
    if len(found) == 1:
        return found[0], found[0]
    return (found[0], found[1]) if len(found) == _DATES else (None, None)


def _page(box: BoxFound, example: ExempleFound) -> int | None:
    return box.page if box.page is not None else example.page


@frozen
class _Line:
    text: str
    page: int | None


def _of_cover(facts: Facts, modele: Modele) -> Repere:
    declared = facts.properties.declared
    lines = [
        _Line(" ".join(p.text.split()), p.page)
        for p in facts.paragraphs
        if p.page == 1 and p.text.strip()
    ]
    said = {name: _value(name, lines) for name in _LABELS}
    full = said["nom"]
    noms = (declared.nom,) if declared.nom else ((full.text,) if full else ())
    structure = said["structure"]
    first, last = span(said["periode"].text) if said["periode"] else (None, None)
    stays = (
        (Sejour(structure.text, first, last, _activity(modele), structure.page),)
        if structure
        else ()
    )
    return Repere(
        noms=noms,
        prenom=declared.prenom if declared.nom else "",
        titre=said["titre"].text if said["titre"] else _title_on(lines, modele),
        sejours=stays,
        session=declared.session or _only_day(said["session"]),
        date=_only_day(said["date"]),
        heures=tuple(int(h) for line in lines for h in _HOURS.findall(folded(line.text))),
        vise=declared.vise,
    )


def _value(name: str, lines: Sequence[_Line]) -> _Line | None:
    """What follows the first label of that name: on its line, or on the next one."""
    for line, following in zip_longest(lines, lines[1:]):
        plain = folded(line.text)
        found = _PATTERNS[name].match(plain) or (
            _BESIDE[name].match(plain) if name in _BESIDE else None
        )
        if found is None:
            continue
        if found["reste"]:
            kept = line.text.split()[-len(found["reste"].split()) :]
            value = _Line(" ".join(kept), line.page)
        elif following is not None and not _is_label(following.text):
            value = following
        else:
            continue
        if len(value.text) <= _LONGEST_VALUE:
            return value
    return None


def _title_on(lines: Sequence[_Line], modele: Modele) -> str:
    """The title's own name where a line is nothing else: its label may be drawn with spaces."""
    wanted = modele.titre.intitule if modele.titre else ""
    found = (line.text for line in lines if wanted and folded(line.text) == folded(wanted))
    return next(found, "")


def _is_label(text: str) -> bool:
    plain = folded(text)
    return any(pattern.match(plain) for pattern in _PATTERNS.values())


def _only_day(value: _Line | None) -> dt.date | None:
    found = days(value.text) if value else ()
    return found[0] if len(found) == 1 else None


def _activity(modele: Modele) -> int | None:
    """The activité-type of the pack's CCP."""
    types = modele.titre.activites_types if modele.titre else ()
    return next((t.numero for t in types if modele.ccp and t.ccp == modele.ccp), None)
