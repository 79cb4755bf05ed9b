"""sections/<id>.md: what the learner wrote for each section of the pack."""

from __future__ import annotations

from dossier_builder.domain.dossier import SectionRedigee
from dossier_builder.domain.modele import Modele, Section
from dossier_builder.inputs.places import Place
from dossier_builder.inputs.reading import Reading
from dossier_builder.inputs.suggestions import did_you_mean, folded

FOLDER = "sections"


def read_sections(reading: Reading, modele: Modele) -> tuple[SectionRedigee, ...]:
    """Every section of the pack, in its order; a missing or empty file gives no blocks."""
    files = reading.folder.files(FOLDER)
    known = {f"{section.id}.md": section for section in modele.sections}
    free = [name for name in known if name not in files]
    for name in files:
        if name not in known:
            place = Place(reading.folder.name(f"{FOLDER}/{name}"))
            message = f"aucune section de ce modèle ne s’appelle « {name} »"
            reading.problems.add(place.problem(message, _meant(name, free, known)))
    return tuple(
        _read(reading, section)
        if f"{section.id}.md" in files
        else SectionRedigee(section.id, None, (), present=False)
        for section in modele.sections
    )


def _meant(name: str, free: list[str], known: dict[str, Section]) -> str:
    """The file that was meant: by its id, or by the section's title typed as a name."""
    stem = folded(name.rsplit(".", 1)[0])
    titles = {folded(t): file for file, s in known.items() for t in (s.titre, *s.alias)}
    if stem in titles:
        return f"Vouliez-vous dire « {titles[stem]} » ?"
    hint = did_you_mean(name, free or known)
    return hint or "Ce modèle n’a pas de sections : supprimez ou déplacez ce fichier."


def _read(reading: Reading, section: Section) -> SectionRedigee:
    source = reading.text(f"{FOLDER}/{section.id}.md")
    if source is None:
        return SectionRedigee(section.id, None, (), present=True)
    first, *titled = reading.markdown(source).parts
    titre, blocks = None, first.blocks
    if titled and not blocks:
        part, *titled = titled
        titre, blocks = part.titre, part.blocks
        if not titre:
            aide = "Écrivez un titre après « # », ou supprimez cette ligne."
            reading.problems.add(part.place.problem("titre vide", aide))
    for part in titled:
        aide = "Pour un sous-titre, écrivez « ## Mon sous-titre »."
        message = "« # » n’est possible qu’en première ligne, pour remplacer le titre de la section"
        reading.problems.add(part.place.problem(message, aide))
    return SectionRedigee(section.id, titre or None, blocks, present=True)
