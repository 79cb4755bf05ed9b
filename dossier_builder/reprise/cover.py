"""The cover of a document → the fields of dossier.yaml and of candidat.yaml.

What the file declares of itself comes first; then what stands after a known label, in the same
line or below; then the title by its look. What is left over is given back. Anybody's cover, of a
PDF too; that of our gabarit, whose places have tags and styles, is read by `pipeline.word_cover`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dossier_builder.domain.candidat import Declaration, Diplome, Periode
from dossier_builder.domain.facts import Properties
from dossier_builder.domain.modele import Champ, Modele
from dossier_builder.domain.wording import folded
from dossier_builder.facts.content import Line
from dossier_builder.facts.dates import days, period
from dossier_builder.values import frozen

Valeur = str | dt.date | Periode | Declaration | tuple[Diplome, ...] | tuple[str, ...]

# What covers say for the fields of the packs, beside the field's own name.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "structure": (
        "structure", "structure d’accueil", "lieu de stage", "entreprise", "organisme d’accueil",
        "organisme", "entreprise d’accueil", "association",
    ),
    "periode": (
        "période", "période de réalisation", "période de stage", "période en entreprise", "dates",
        "période d’immersion", "stage",
    ),
    "date": ("date du document", "date", "date de remise"),
    "titre": ("titre du projet", "titre du dossier", "intitulé du projet", "sujet"),
}  # fmt: skip
_PERSON: Mapping[str, tuple[str, ...]] = {
    "personne": (
        "candidat", "candidate", "nom et prénom", "nom prénom", "prénom et nom", "stagiaire",
        "apprenant", "apprenante", "présenté par", "réalisé par", "rédigé par",
    ),
    "nom": ("nom", "nom de naissance"),
    "prenom": ("prénom",),
    "centre": ("centre de formation", "organisme de formation", "centre"),
    "session": ("session d’examen", "session", "date de session", "date d’examen"),
}  # fmt: skip
_CENTRES = ("centre de formation", "organisme de formation")
_AFTER_LABEL = re.compile(r"^[\s:.–—\-\t]+")
_TITLE_STYLES = frozenset(("title", "titre", "couverture titre"))
_SUBTITLE_STYLES = frozenset(("subtitle", "sous-titre", "couverture sous-titre"))


@frozen
class Cover:
    """What was read: fields of the dossier and of the candidate, and the lines left over."""

    champs: Mapping[str, Valeur] = field(default_factory=dict)
    personne: Mapping[str, str] = field(default_factory=dict)
    session: dt.date | None = None
    lieu: str = ""
    reste: tuple[int, ...] = ()


def read_cover(
    lines: Sequence[Line], positions: Sequence[int], modele: Modele, properties: Properties
) -> Cover:
    """Read the lines at these positions; `reste` are those whose words went nowhere."""
    return _Search(lines, positions, modele, properties).read()


@dataclass(slots=True)
class _Search:
    lines: Sequence[Line]
    positions: Sequence[int]
    modele: Modele
    properties: Properties
    used: set[int] = field(default_factory=set)
    champs: dict[str, Valeur] = field(default_factory=dict)
    personne: dict[str, str] = field(default_factory=dict)
    session: dt.date | None = None
    lieu: str = ""

    def read(self) -> Cover:
        self.positions = [
            n for n in self.positions if self.lines[n].text.strip() and not self.lines[n].reserved
        ]
        self._known_texts()
        self._labelled()
        self._declared()
        self._title()
        rest = tuple(n for n in self.positions if n not in self.used)
        return Cover(self.champs, self.personne, self.session, self.lieu, rest)

    def _known_texts(self) -> None:
        """What the gabarit of the kind prints by itself."""
        known = [_unspaced(text) for text in _printed_by_the_pack(self.modele)]
        for n in self.positions:
            text = _unspaced(self.lines[n].text)
            if any(text == one or (len(text) > 12 and text in one) for one in known):  # noqa: PLR2004 - a word may be anything
                self.used.add(n)

    def _labelled(self) -> None:
        labels = sorted(_labels(self.modele), key=lambda label: -len(label[0]))
        # A label alone on its line tells more than the words that begin another.
        for alone in (True, False):
            for rank, n in enumerate(self.positions):
                if n not in self.used:
                    self._label(rank, n, labels, alone=alone)
        names = {text for text, _ in labels}
        self.used.update(
            n for n in self.positions if folded(self.lines[n].text).strip(" :") in names
        )
        self._centre()

    def _centre(self) -> None:
        """« Centre de formation Les Exemples » is a name as often as a label and its value."""
        centre = self.personne.get("centre", "")
        for n in self.positions:
            text = " ".join(self.lines[n].text.split())
            if not folded(text).startswith(_CENTRES) or folded(text) in _CENTRES:
                continue
            if folded(centre).startswith(folded(text)):
                self.used.add(n)  # the same name, less its town
            elif n not in self.used or folded(text).endswith(folded(centre)):
                once = folded(text).count(_CENTRES[0]) < 2  # noqa: PLR2004 - a label and a name
                if once and folded(centre) in folded(text):
                    self.personne["centre"] = centre = text
                self.used.add(n)

    def _label(self, rank: int, n: int, labels: Sequence[tuple[str, str]], *, alone: bool) -> None:
        for text, key in labels:
            value = _after(self.lines[n].text, text)
            if value is None or bool(value) == alone:
                continue
            taken = [n]
            following = list(self.positions[rank + 1 : rank + 2])
            if not value and following and following[0] not in self.used:
                value = self.lines[following[0]].text.strip()
                if any(folded(value).strip(" :") == name for name, _ in labels):
                    continue  # a label whose value is blank, then another
                taken = [n, *following]
            if value and self._take(key, value):
                self.used.update(taken)
                return

    def _take(self, key: str, value: str) -> bool:
        """Keep what stands after a label; False when it is not what the label wants."""
        value = " ".join(value.split())
        champ = next((c for c in self.modele.champs if c.id == key), None)
        if champ is not None and key not in self.champs:
            read = _value_of(champ, value)
            if read is not None:
                self.champs[key] = read
            return read is not None
        if key == "session":
            date = next(iter(days(value)), None)
            if date is not None:
                self.session = date
                self.lieu = value.rpartition(",")[2].strip() if "," in value else ""
            return date is not None
        if key == "centre" and len(value) > len(self.personne.get(key, "")):
            self.personne[key] = value
            return True
        if key in _PERSON and key not in self.personne:
            self.personne[key] = value
            return True
        return False

    def _declared(self) -> None:
        """What our own properties say, and the cover repeats."""
        declared = self.properties.declared
        if declared.nom:
            self.personne["nom"] = declared.nom
            self.personne["prenom"] = declared.prenom
            whole = folded(f"{declared.prenom} {declared.nom}")
            for n in self.positions:
                if folded(self.lines[n].text) == whole:
                    self.used.add(n)
        if declared.session:
            self.session = declared.session
        centre = folded(self.personne.get("centre", ""))
        for n in self.positions:
            text = folded(self.lines[n].text)
            if centre and text and centre.startswith(text):
                self.used.add(n)

    def _title(self) -> None:
        """The title of the project: declared, by its style, or by its look; then its sub-title."""
        if not any(champ.id == "titre" for champ in self.modele.champs):
            return
        free = [n for n in self.positions if n not in self.used]
        found = self._declared_title(free) or self._styled(free, _TITLE_STYLES) or self._shown(free)
        if found and "titre" not in self.champs:
            self.champs["titre"] = self._joined(found)
            self.used.update(found)
        rest = [n for n in free if n not in self.used]
        if not any(champ.id == "sous_titre" for champ in self.modele.champs) or not found:
            return
        below = self._styled(rest, _SUBTITLE_STYLES)
        if not below and self.properties.declared.modele:
            below = [n for n in rest if n > found[-1]][:1]
            while below and below[-1] + 1 in rest:
                below.append(below[-1] + 1)
        if below:
            self.champs["sous_titre"] = self._joined(below)
            self.used.update(below)

    def _declared_title(self, free: Sequence[int]) -> list[int]:
        """The lines of the cover that say the title of the file, one or two of them."""
        wanted = _unspaced(self.properties.titre)
        for rank, n in enumerate(free):
            for count in (1, 2, 3):
                group = list(free[rank : rank + count])
                if wanted and _unspaced(self._joined(group)) == wanted:
                    return group
            del n
        return []

    def _styled(self, free: Sequence[int], names: frozenset[str]) -> list[int]:
        return [n for n in free if self.lines[n].style.lower() in names]

    def _shown(self, free: Sequence[int]) -> list[int]:
        """The lines of the highest look, where one stands out."""
        looks = {n: look for n in free if (look := self.lines[n].heading) is not None}
        best = min(looks.values(), default=None)
        return [n for n, look in looks.items() if look == best][:2]

    def _joined(self, group: Sequence[int]) -> str:
        return " ".join(" ".join(self.lines[n].text.split()) for n in group)


def _labels(modele: Modele) -> Iterator[tuple[str, str]]:
    for champ in modele.champs:
        yield folded(champ.intitule), champ.id
        for text in _ALSO.get(champ.id, ()):
            yield folded(text), champ.id
    for key, texts in _PERSON.items():
        for text in texts:
            yield folded(text), key


def _after(text: str, label: str) -> str | None:
    """What follows the label at the start of a line; None when it does not stand there.

    A label that is not the whole line ends with a colon, or a value with a capital follows it.
    """
    start = folded(text)
    if not start.startswith(label):
        return None
    bare = " ".join(text.split())
    rest = bare[len(label) :]
    if folded(bare[: len(label)]) != label:
        return None
    if not rest.strip(" :.-–—"):
        return ""
    if _AFTER_LABEL.match(rest) is None:
        return None
    marked = rest.lstrip()[:1] in ":–—-"
    value = _AFTER_LABEL.sub("", rest).strip()
    return (
        value
        if marked or value[:1].isupper() or value[:3] == "du " or value[:1].isdigit()
        else None
    )


def _value_of(champ: Champ, text: str) -> Valeur | None:
    if champ.type == "date":
        return next(iter(days(text)), None)
    if champ.type == "periode":
        return period(text)
    return text if champ.type == "texte" else None


def _printed_by_the_pack(modele: Modele) -> Iterator[str]:
    yield modele.intitule
    yield "Titre professionnel"
    yield "Dossier projet"
    if modele.titre is None:
        return
    yield modele.titre.intitule
    yield f"Titre professionnel {modele.titre.intitule}"
    for activite in modele.titre.activites_types:
        yield f"{activite.ccp} – {activite.intitule}"
        yield activite.intitule


def _unspaced(text: str) -> str:
    return re.sub(r"[\W_]+", "", folded(text))


_CIVILITES = frozenset(("m", "mme", "mlle", "monsieur", "madame"))


def parted_name(whole: str) -> tuple[str, str]:
    """« Camille EXEMPLE », « Camille Exemple » → name and first name."""
    pieces = [piece for piece in whole.split() if folded(piece).strip(".") not in _CIVILITES]
    capitals = [piece for piece in pieces if piece.isupper() and len(piece) > 1]
    if capitals and len(capitals) < len(pieces):
        return " ".join(capitals), " ".join(p for p in pieces if p not in capitals)
    if len(pieces) < 2:  # noqa: PLR2004 - a first name and a name
        return whole, ""
    return " ".join(pieces[1:]), pieces[0]
