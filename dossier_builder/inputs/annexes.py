"""The annexes that dossier.yaml declares: files to place (image, PDF, docx) or Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dossier_builder.domain.blocks import Block
from dossier_builder.domain.dossier import Annexe
from dossier_builder.errors import InputProblem, UnreadableError
from dossier_builder.inputs.images import ACCEPTED, check_image, image_kind
from dossier_builder.inputs.markdown_tables import IDENTIFIER, bad_identifier
from dossier_builder.inputs.places import Place
from dossier_builder.inputs.reading import Reading
from dossier_builder.inputs.references import Identified
from dossier_builder.inputs.suggestions import folded
from dossier_builder.packs.positions import Located

_TEXT = {".md", ".markdown"}
_ZIP = b"PK\x03\x04"


def read_annexes(reading: Reading, located: Located) -> tuple[Annexe, ...]:
    """The annexes of dossier.yaml, numbered from 1 in its order.

    Reads the parsed YAML rather than the checked fields: a wrong key elsewhere in the file must
    not hide what is wrong with a file of an annex, nor make its identifier unknown.
    """
    entries = located.value.get("annexes")
    if not isinstance(entries, list):
        return ()
    read = (
        _read(reading, located, number, entry)
        for number, entry in enumerate(entries)
        if isinstance(entry, dict)
    )
    return tuple(annexe for annexe in read if annexe is not None)


def _read(reading: Reading, located: Located, index: int, entry: dict[str, Any]) -> Annexe | None:
    identifier, written, titre = (entry.get(key) for key in ("id", "fichier", "titre"))
    if isinstance(identifier, str) and identifier:
        place = Place(located.fichier, *located.position(("annexes", index, "id")))
        if IDENTIFIER.fullmatch(identifier):
            reading.identified.append(Identified("annexe", identifier, place))
        else:
            reading.problems.add(bad_identifier(identifier, place))
    if not isinstance(written, str) or not written.strip():
        return None
    place = Place(located.fichier, *located.position(("annexes", index, "fichier")))
    path = reading.folder.locate(written, place, what="l’annexe")
    if isinstance(path, InputProblem):
        reading.problems.add(path)
        return None
    is_text = path.suffix.lower() in _TEXT
    blocks: tuple[Block, ...] = ()
    if is_text:
        blocks = _markdown(reading, path, str(titre or ""), place)
    elif problem := _unprintable(path, place, f"l’annexe « {written} »"):
        reading.problems.add(problem)
    return Annexe(
        id=str(identifier),
        numero=index + 1,
        titre=str(titre),
        fichier=None if is_text else path,
        blocks=blocks,
        texte_alternatif=str(entry.get("texte_alternatif") or "").strip(),
    )


def _markdown(reading: Reading, path: Path, titre: str, place: Place) -> tuple[Block, ...]:
    source = reading.text(path.relative_to(reading.folder.root).as_posix())
    if source is None:
        return ()
    first, *titled = reading.markdown(source).parts
    blocks = first.blocks
    if titled and not blocks and folded(titled[0].titre or "") == folded(titre):
        blocks, titled = titled[0].blocks, titled[1:]
    for part in titled:
        aide = "Pour un sous-titre, écrivez « ## Mon sous-titre »."
        message = "« # » n’est pas possible ici : le titre de l’annexe est dans dossier.yaml"
        reading.problems.add(part.place.problem(message, aide))
    if not blocks and not titled:
        message = f"cette annexe est vide : « {source.fichier} »"
        reading.problems.add(place.problem(message, "Écrivez-la, ou retirez-la de dossier.yaml."))
    return blocks


def _unprintable(path: Path, place: Place, what: str) -> InputProblem | None:
    """What prevents the file from being placed in the document, if anything."""
    with path.open("rb") as stream:
        head = stream.read(1024)
    if not head:
        return place.problem(f"{what} est un fichier vide", "Exportez-la de nouveau.")
    try:
        if b"%PDF-" in head or path.suffix.lower() == ".pdf":
            from dossier_builder.pdf import page_count

            page_count(path)
            return None
        if head.startswith(_ZIP) or path.suffix.lower() == ".docx":
            from dossier_builder.ooxml import Package

            Package.read(path)
            return None
    except UnreadableError as error:
        return place.problem(f"{what} ne peut pas être placée. {error.message}", error.aide)
    if image_kind(path) is not None:
        return check_image(path, place, what=what)
    return place.problem(
        f"{what} est d’un format inconnu (attendu : PDF, Word .docx, Markdown .md, {ACCEPTED})",
        "Exportez-la en PDF.",
    )
