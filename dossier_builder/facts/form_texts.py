"""Fixed texts of the ministry's form (version of 11/09/2017), and how it is recognised by them.

Never by styles nor content controls: a round trip through another program destroys both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from dossier_builder.facts.content import Line
from dossier_builder.facts.form_words import Phrase, Words, phrase
from dossier_builder.values import frozen

ACTIVITE_TYPE = phrase("Activité-type")
EXEMPLE = phrase("Exemple")
FACULTATIF = phrase("facultatif")

SOMMAIRE = phrase("Sommaire")
PRESENTATION = phrase("Présentation du dossier")
# Its second line in the original, « professionnelle », is a paragraph of its own.
EXEMPLES = phrase("Exemples de pratique")
DIPLOMES = phrase("Titres, diplômes, CQP, attestations de formation")
DECLARATION = phrase("Déclaration sur l’honneur")
DOCUMENTS = phrase("Documents illustrant la pratique professionnelle")
ANNEXES = phrase("Annexes (Si le RC le prévoit)")
AFTER_EXAMPLES = (DIPLOMES, DECLARATION, DOCUMENTS, ANNEXES)

TITRE_VISE = phrase("Titre professionnel visé")
MODALITE = phrase("Modalité d’accès")
ENTREPRISE = phrase("Nom de l’entreprise, organisme ou association")
SERVICE = phrase("Chantier, atelier, service")
PERIODE = phrase("Période d’exercice")
SOUSSIGNE = phrase("Je soussigné")
JE_DECLARE = phrase("déclare sur l’honneur que les renseignements fournis")
FAIT_A = phrase("Fait à")

# What the form says and other dossiers do not, by part: several marks, in two parts or more, so
# that a dossier that speaks of « activités-types », or quotes one example, is no form.
_MARKS: Mapping[str, tuple[Phrase, ...]] = MappingProxyType(
    {
        "couverture": (
            phrase("Nom de naissance"),
            TITRE_VISE,
            MODALITE,
            phrase("Validation des Acquis de l’Expérience (VAE)"),
        ),
        "présentation": (
            phrase("Le dossier professionnel (DP) constitue un élément du système"),
            phrase("Pour prendre sa décision, le jury dispose"),
            phrase("pour chaque activité-type du titre visé, un à trois exemples"),
        ),
        "exemples": (
            phrase("Décrivez les tâches ou opérations"),
            phrase("Précisez les moyens utilisés"),
            phrase("Avec qui avez-vous travaillé"),
            ENTREPRISE,
            SERVICE,
            PERIODE,
        ),
        "fin": (DIPLOMES, SOUSSIGNE, JE_DECLARE, DOCUMENTS),
    }
)
_ENOUGH_MARKS = 6
_ENOUGH_PARTS = 2
_RUNNING = (phrase("Dossier professionnel (DP)"), phrase("Dossier professionnel - Version"))


@frozen
class Entry:
    """A line with its words, its printed number among them."""

    line: Line
    words: Words

    @classmethod
    def of(cls, line: Line, text: str) -> Entry:
        """A line of which only that part is read."""
        return cls(line, Words.of(text))

    @property
    def blank(self) -> bool:
        """Nothing to read in it."""
        return not self.words.words and not self.line.text.strip()

    def opens(self, wanted: Phrase) -> bool:
        """Whether it starts with that fixed text, after a number or not."""
        return self.words.starts_with(wanted) or self.words.starts_with(wanted, self.numbering)

    @property
    def numbering(self) -> int:
        """How many words its leading number takes: 1 in « 2. Précisez », else 0."""
        first = self.words.words[:1]
        return 1 if first and first[0].isdecimal() and len(first[0]) == 1 else 0


def entries_of(lines: Iterable[Line]) -> tuple[Entry, ...]:
    """The lines to read: those of running headers and footers, printed in a PDF, left out."""
    entries = (Entry(line, Words.of(f"{line.number} {line.text}".strip())) for line in lines)
    return tuple(entry for entry in entries if not is_running(entry.words))


def is_form(entries: Sequence[Entry]) -> bool:
    """Whether enough of the fixed texts are there, in enough parts."""
    seen = {
        part: sum(any(entry.opens(mark) for entry in entries) for mark in marks)
        for part, marks in _MARKS.items()
    }
    parts = sum(count > 0 for count in seen.values())
    return sum(seen.values()) >= _ENOUGH_MARKS and parts >= _ENOUGH_PARTS


def is_running(words: Words) -> bool:
    """Whether the words are those of the form's running header or footer."""
    title, footer = _RUNNING
    # « Page 4 » before the footer on even pages, after it on odd ones.
    page = 2 if words.words[:1] == ("page",) else 0
    return words.words == title or words.starts_with(footer, page)
