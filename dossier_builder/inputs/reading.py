"""What every reader of a dossier's folder shares while it works: the folder, and what was met."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from dossier_builder.domain.conflits import opens_conflict
from dossier_builder.errors import InputProblem, InputsError
from dossier_builder.inputs.files import Folder
from dossier_builder.inputs.images import check_image
from dossier_builder.inputs.markdown_blocks import MarkdownText, read_markdown
from dossier_builder.inputs.places import Place, Problems, SourceText
from dossier_builder.inputs.references import Citation, Identified
from dossier_builder.packs.positions import Located, parse_yaml, read_text
from dossier_builder.values import frozen

_CONFLICT = "ce passage a deux versions : celle de ce fichier et celle de Word"
_SETTLE = "Gardez celle que vous voulez, puis supprimez les lignes « <!-- conflit … --> »."


@frozen
class Reading:
    """One folder being read; problems, notices, identifiers and citations gather here."""

    folder: Folder
    problems: Problems = field(default_factory=Problems)
    avis: list[InputProblem] = field(default_factory=list)
    identified: list[Identified] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def text(self, relative: str) -> SourceText | None:
        """A text file of the folder; None, with the problem noted, when it cannot be read."""
        name = self.folder.name(relative)
        found = self.folder.check(self.folder.root / relative, Place(name), what="ce fichier")
        if isinstance(found, InputProblem):
            self.problems.add(found)
            return None
        return self.outside_text(found, name)

    def outside_text(self, path: Path, name: str) -> SourceText | None:
        """A text file that may stand beside the folder (candidat.yaml)."""
        try:
            decoded = read_text(path, fichier=name)
        except InputsError as error:
            self.problems.extend(error.problems)
            return None
        if decoded.notice is not None:
            self.avis.append(Place(name).problem(decoded.notice))
        return SourceText(name, decoded.text)

    def mapping(self, source: SourceText) -> Located | None:
        """A YAML text that holds keys and values, less `$schema`; None, noted, otherwise."""
        try:
            located = parse_yaml(source.text, source.fichier, first_line=source.first_line)
        except InputsError as error:
            self.problems.extend(error.problems)
            return None
        if not isinstance(located.value, dict):
            seen = "une liste" if isinstance(located.value, list) else "une valeur seule"
            place = Place(source.fichier, *located.position())
            message = f"des clés et des valeurs sont attendues, {seen} a été trouvée"
            self.problems.add(place.problem(message, "Exemple : titre: Mon projet"))
            return None
        value = {key: content for key, content in located.value.items() if key != "$schema"}
        # A key left blank (`titre:`) has no value to point at: its place is the key's.
        blank = {(key,) for key, content in value.items() if content is None}
        values = {
            path: located.key_position(path) if path in blank else where
            for path, where in located.values.items()
        }
        return Located(value, located.fichier, values, located.keys)

    def markdown(self, source: SourceText) -> MarkdownText:
        """The blocks of a text; its identifiers and citations are kept for the final check."""
        for number, line in enumerate(source.lines):
            if opens_conflict(line):
                self.problems.add(source.place(number).problem(_CONFLICT, _SETTLE))
        read = read_markdown(source, self._image, self.problems)
        self.identified.extend(read.identified)
        self.citations.extend(read.citations)
        return read

    def _image(self, written: str, place: Place) -> Path | InputProblem:
        found = self.folder.locate(written, place, what="l’image")
        if isinstance(found, InputProblem):
            return found
        return check_image(found, place, what=f"l’image « {written} »") or found
