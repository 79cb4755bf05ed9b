"""A docx and what to replace in it → an anonymised docx, what was replaced, and the proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dossier_builder.depot.archive import Done, rewritten
from dossier_builder.depot.proof import Proof, described, prove
from dossier_builder.depot.substitutions import Search, Substitution
from dossier_builder.domain.typographie import insecable, plages, pluriel
from dossier_builder.ooxml import Package
from dossier_builder.values import frozen


@frozen
class Line:
    """What became of one substitution: how often, on which pages, where else."""

    substitution: Substitution
    fois: int
    pages: tuple[int, ...]
    ailleurs: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """« Martin » → « M. » : 6 fois (p. 2 et 4, en-tête)."""
        value, par = self.substitution.affiche, self.substitution.par
        if not self.fois:
            return insecable(f"« {value} » : pas dans le document")
        places = [f"p. {plages(self.pages)}"] if self.pages else []
        where = ", ".join((*places, *self.ailleurs))
        count = f"{self.fois} fois"
        return insecable(f"« {value} » → « {par} » : {count}{f' ({where})' if where else ''}")


@frozen
class Anonymised:
    """The new document's bytes, one line a substitution, the proof, and other news (French)."""

    docx: bytes
    lines: tuple[Line, ...]
    proof: Proof
    notes: tuple[str, ...]
    restes: tuple[str, ...]

    @property
    def proven(self) -> bool:
        """Whether no value is left in anything that can be searched."""
        return not self.proof.restes


def anonymise(
    package: Package, substitutions: Sequence[Substitution], pages: Mapping[int, int]
) -> Anonymised:
    """Replace everywhere, then search the result for what should be gone.

    `pages` maps the index of a paragraph of the body to its page, as far as that is known. Raises
    UnreadableError when the main part is damaged.
    """
    search = Search(substitutions)
    done = Done()
    data = rewritten(package, search, done).to_bytes()
    proof = prove(Package.from_bytes(data), search)
    return Anonymised(
        docx=data,
        lines=tuple(_lines(search, done, pages)),
        proof=proof,
        notes=tuple(map(insecable, _notes(done))),
        restes=tuple(map(insecable, described(proof.restes, search))),
    )


def _lines(search: Search, done: Done, pages: Mapping[int, int]) -> Iterator[Line]:
    counts: Counter[int] = Counter(one.rang for one in done.body)
    for (rank, _), count in done.elsewhere.items():
        counts[rank] += count
    for rank, substitution in enumerate(search.substitutions):
        inside = [one.paragraphe for one in done.body if one.rang == rank]
        on = {pages[index] for index in inside if index is not None and index in pages}
        elsewhere = dict.fromkeys(where for (of, where) in done.elsewhere if of == rank)
        yield Line(substitution, counts[rank], tuple(sorted(on)), tuple(elsewhere))


def _notes(done: Done) -> Iterator[str]:
    if done.photos:
        count = pluriel(done.photos, "image nettoyée", "images nettoyées")
        located = f", dont {done.located} avec le lieu de la photo" if done.located else ""
        yield (
            f"{count} de ses métadonnées{located}."
            if done.photos == 1
            else (f"{count} de leurs métadonnées{located}.")
        )
    if done.thumbnail:
        yield "La vignette de la première page a été retirée du fichier."
