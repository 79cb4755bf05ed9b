"""Footnotes of one Markdown text: `[^id]` in the text, `[^id]: …` anywhere, several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from dossier_builder.domain.blocks import Footnote, Paragraph
from dossier_builder.inputs.markdown_inlines import InlineReader, place_in
from dossier_builder.inputs.places import Place, Problems, SourceText
from dossier_builder.inputs.references import Citation
from dossier_builder.inputs.suggestions import did_you_mean

# French typing puts a space before the colon, which makes the definition a mere paragraph.
_SPACED = re.compile(r"\[\^([^\]\s]+)\]\s+:")


@dataclass(slots=True)
class Notes:
    """The notes of a text: defined first, then called while the text is read."""

    source: SourceText
    problems: Problems
    citations: list[Citation]
    _defined: dict[str, tuple[Place, Sequence[Token]]] = field(default_factory=dict)
    _called: set[str] = field(default_factory=set)
    _misspelt: set[str] = field(default_factory=set)

    def define(self, tokens: Sequence[Token]) -> None:
        """Take the definitions out of a text's tokens; a label given twice is a problem."""
        for index, token in enumerate(tokens):
            if token.type == "inline" and (spaced := _SPACED.match(token.content)):
                self._misspelt.add(spaced[1])
            if token.type != "footnote_reference_open":
                continue
            label = token.meta["label"]
            place = self.source.place((token.map or [0])[0])
            end = next(
                i
                for i in range(index, len(tokens))
                if tokens[i].type == "footnote_reference_close" and tokens[i].level == token.level
            )
            if label in self._defined:
                first = self._defined[label][0].ligne
                message = f"la note [^{label}] est écrite deux fois (déjà ligne {first})"
                self.problems.add(
                    place.problem(message, "Donnez-lui un autre nom, ou supprimez-la.")
                )
            else:
                self._defined[label] = (place, tokens[index + 1 : end])

    def defined_with_a_space(self, block: Token) -> bool:
        """Whether a paragraph is a definition spoilt by a space before its colon (noted)."""
        spaced = _SPACED.match(block.content)
        if spaced is None:
            return False
        label = spaced[1]
        self.problems.add(
            place_in(self.source, block).problem(
                f"la note [^{label}] n’est pas reconnue : une espace précède les deux-points",
                f"Écrivez « [^{label}]: Texte de la note. », sans espace avant les deux-points.",
            )
        )
        return True

    def called(self, label: str, place: Place) -> Footnote | None:
        """The note of that label; None, with a problem noted, when there is none."""
        self._called.add(label)
        if label not in self._defined:
            if label not in self._misspelt:
                hint = did_you_mean(label, self._defined)
                aide = f"Ajoutez à la fin du fichier : [^{label}]: Texte de la note. {hint}".strip()
                self.problems.add(
                    place.problem(f"la note [^{label}] est appelée mais n’est pas écrite", aide)
                )
            return None
        reader = InlineReader(self.source, self.problems, self.citations, self._no_note_in_note)
        _, tokens = self._defined[label]
        paragraphs = []
        for index, token in enumerate(tokens):
            if token.type == "inline" and tokens[index - 1].type == "paragraph_open":
                paragraphs.append(Paragraph(reader.read(token)))
            elif token.level == tokens[0].level and token.nesting >= 0 and _not_text(token):
                where = self.source.place((token.map or [0])[0])
                aide = "Mettez la liste, le tableau ou la citation dans le texte."
                self.problems.add(where.problem("une note ne contient que des paragraphes", aide))
        return Footnote(tuple(paragraphs))

    def check_all_called(self) -> None:
        """Note the definitions that nothing calls."""
        for label, (place, _) in self._defined.items():
            if label not in self._called:
                aide = f"Appelez-la dans le texte par [^{label}], ou supprimez-la."
                self.problems.add(
                    place.problem(f"la note [^{label}] n’est appelée nulle part", aide)
                )

    def _no_note_in_note(self, label: str, place: Place) -> Footnote | None:
        self._called.add(label)
        aide = "Réunissez les deux notes en une seule."
        self.problems.add(place.problem("une note ne peut pas en appeler une autre", aide))
        return None


def _not_text(token: Token) -> bool:
    return token.type not in {"paragraph_open", "inline"}
