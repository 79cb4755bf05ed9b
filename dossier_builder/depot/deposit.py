"""Checked documents → deposits: the files, the manifest, the proof, then all in place at once.

The check itself is the usual line's, made by the caller; here what was checked is taken, and the
same bytes are put away. A document that cannot be is refused and the others go on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dossier_builder.depot import preuve
from dossier_builder.depot.contents import Contents, contents_of
from dossier_builder.depot.final_pdf import FinalPdf, Source, final_pdfs
from dossier_builder.depot.manifest import digests, written
from dossier_builder.depot.manifest_values import asked, manifest_values
from dossier_builder.depot.names import file_stem
from dossier_builder.depot.printing import print_proofs
from dossier_builder.depot.refusal import refusal
from dossier_builder.depot.snapshot import Snapshot, packs_of, snapshot
from dossier_builder.depot.store import (
    folder_of,
    last_deposit,
    name_of,
    publish,
    staging,
    write_whole,
)
from dossier_builder.depot.values import Ancien, Demande, Depose, Issue, Refus, Reglages
from dossier_builder.domain.depot import DIGESTS, MANIFEST, PROOF
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.submission import EngineName
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.errors import (
    CannotWriteError,
    DependencyMissingError,
    DossierError,
    UsageError,
)
from dossier_builder.pipeline.engines import usable
from dossier_builder.values import frozen


@frozen
class Taken:
    """A document that passed the gate, as it will be put away."""

    demande: Demande
    modele: Modele
    snapshot: Snapshot
    lieu: Path
    numero: int
    ancien: Ancien | None


@frozen
class Ready:
    """Everything of a deposit but its proof."""

    taken: Taken
    contents: Contents
    manifeste: bytes

    def files(self, proof: bytes) -> dict[str, bytes]:
        """All the files of the deposit, by name."""
        found = {one.nom: one.data for one in self.contents.fichiers}
        found |= {MANIFEST: self.manifeste, PROOF: proof}
        return found | {DIGESTS: digests(found)}


def deposit(demandes: Sequence[Demande], reglages: Reglages, workspace: Path) -> tuple[Issue, ...]:
    """Put away every document that may be; one answer each, in their order.

    `workspace` is an existing private folder. Nothing is in its place unless all of them are
    complete. Raises UsageError (two documents for one place), CannotWriteError,
    DependencyMissingError, PackError (gabarit of the proof).
    """
    _refuse_twice(demandes, reglages)
    engines = usable(reglages.moteur)
    issues: dict[int, Issue] = {}
    taken: dict[int, Taken] = {}
    for rank, demande in enumerate(demandes):
        answer = _taken(demande, reglages, workspace / f"s{rank}")
        if isinstance(answer, Taken):
            taken[rank] = answer
        else:
            issues[rank] = answer
    sources = {rank: _source(one) for rank, one in taken.items()}
    finals = final_pdfs(sources, engines, _made(workspace / "pdf"))
    ready: dict[int, Ready] = {}
    for rank, one in taken.items():
        prepared = _ready(one, finals[rank], reglages)
        if isinstance(prepared, Ready):
            ready[rank] = prepared
        else:
            issues[rank] = prepared
    if ready:
        issues |= _put_away(ready, reglages, engines, workspace)
    return tuple(issues[rank] for rank in range(len(demandes)))


def _refuse_twice(demandes: Sequence[Demande], reglages: Reglages) -> None:
    """Two documents for one place: which of them counts is not ours to say."""
    by_place: dict[str, Demande] = {}
    for demande in demandes:
        if demande.rapport.modele is None:
            continue
        place = str(folder_of(reglages.vers, demande)).casefold()
        first = by_place.setdefault(place, demande)
        if first is not demande:
            raise UsageError(
                insecable(
                    f"« {first.rapport.fichier} » et « {demande.rapport.fichier} » sont tous deux "
                    f"le {demande.sigle} de {demande.affiche} : lequel déposer ?"
                ),
                "Ne nommez que celui qui compte ; un remplacement se dépose ensuite, à part.",
            )


def _taken(demande: Demande, reglages: Reglages, room: Path) -> Taken | Issue:
    """Pass the gate, and take a copy of what was checked."""
    rapport, modele = demande.rapport, demande.rapport.modele
    refus = refusal(rapport, reglages.malgre)
    if modele is None:
        return refus or Refus("on ne sait pas de quel dossier il s’agit.")
    ancien = last_deposit(folder_of(reglages.vers, demande))
    if refus is not None and not (ancien and ancien.manifeste and ancien.manifeste.malgre):
        return refus
    try:
        copy = snapshot(demande, _made(room), reglages)
    except (CannotWriteError, DependencyMissingError):
        raise
    except DossierError as error:
        return Refus(error.message, (error.aide,) if error.aide else ())
    same = ancien is not None and _is_same(ancien, copy, demande, modele, reglages)
    if refus is not None:
        return replace(refus, ancien=ancien) if same else refus
    if same and ancien and ancien.manifeste:
        old = ancien.manifeste
        return Depose(ancien.lieu, ancien.numero, old.date, malgre=old.malgre, deja=True)
    numero = ancien.numero + 1 if ancien else 1
    return Taken(demande, modele, copy, folder_of(reglages.vers, demande), numero, ancien)


def _is_same(
    ancien: Ancien, copy: Snapshot, demande: Demande, modele: Modele, reglages: Reglages
) -> bool:
    """Whether the last deposit is of that document, by the same rules, as asked for now."""
    old = ancien.manifeste
    if old is None or old.empreinte_source != copy.empreinte:
        return False
    if demande.rapport.verdict != "conforme" and not reglages.malgre:
        return True
    return (
        old.verdict == demande.rapport.verdict
        and old.malgre == (reglages.malgre if demande.rapport.verdict != "conforme" else "")
        and old.demande == asked(reglages)
        and list(old.modeles) == list(packs_of(modele))
    )


def _source(one: Taken) -> Source:
    pagination = one.demande.rapport.pagination
    title = f"{one.modele.intitule} – {one.demande.affiche}"
    return Source(one.snapshot.path, title, pagination.total if pagination else None)


def _ready(one: Taken, final: FinalPdf | DossierError, reglages: Reglages) -> Ready | Refus:
    """The files and the manifest; or why the PDF that was made will not do."""
    if isinstance(final, DossierError):
        return Refus(final.message, (final.aide,) if final.aide else ())
    demande, modele = one.demande, one.modele
    moved = _moved(demande, final)
    if moved and not reglages.malgre:
        return moved
    stem = file_stem(demande, modele, one.numero)
    try:
        contents = contents_of(
            stem, one.snapshot.path, final, demande.rapport.pagination,
            annexes=reglages.annexes_a_part, word=one.snapshot.word,
        )  # fmt: skip
    except DossierError as error:
        return Refus(error.message, (error.aide,) if error.aide else ())
    if moved:
        told = (*contents.non_verifie, moved.motif[:1].upper() + moved.motif[1:])
        contents = replace(contents, non_verifie=told)
    values = manifest_values(
        demande, modele, reglages, numero=one.numero, remplace=one.ancien,
        fichiers=contents.fichiers, source=one.snapshot.told, non_verifie=contents.non_verifie,
        modeles=packs_of(modele),
    )  # fmt: skip
    return Ready(one, contents, written(values))


def _moved(demande: Demande, final: FinalPdf) -> Refus | None:
    """The PDF made here has not the pages that were checked: the other engine would be put away."""
    pagination = demande.rapport.pagination
    total = final.quality.pages
    if final.engine is None or pagination is None:
        return None
    if pagination.total.min <= total <= pagination.total.max:
        return None
    return Refus(
        insecable(
            f"le PDF fait ici a {pluriel(total, 'page')}, le contrôle en compte {pagination.total}."
        ),
        (
            insecable(
                "Exportez le PDF depuis Word (Fichier > Exporter), mettez-le à côté du .docx sous "
                "le même nom, et donnez les deux à la commande : c’est lui qui sera déposé."
            ),
        ),
    )


def _put_away(
    ready: Mapping[int, Ready], reglages: Reglages, engines: Sequence[EngineName], workspace: Path
) -> dict[int, Issue]:
    """Print the proofs, write everything aside, then give each deposit its place."""
    proven = {
        rank: preuve.Proven(
            demande=one.taken.demande,
            modele=one.taken.modele,
            numero=one.taken.numero,
            remplace=one.taken.ancien,
            fichiers=one.contents.fichiers,
            non_verifie=one.contents.non_verifie,
            manifeste=one.manifeste,
            recu=one.taken.snapshot.recu,
        )
        for rank, one in ready.items()
    }
    proofs = print_proofs(proven, reglages, engines, _made(workspace / "preuves"))
    done: dict[int, Issue] = {}
    with staging(reglages.vers) as room:
        places: dict[Path, Path] = {}
        for rank, one in ready.items():
            numero, target = one.taken.numero, one.taken.lieu
            files = one.files(proofs[rank])
            staged = write_whole(_made(room / str(rank)), numero, files, en_zip=reglages.en_zip)
            places[staged] = target / name_of(numero, en_zip=reglages.en_zip)
            verdict = one.taken.demande.rapport.verdict
            done[rank] = Depose(
                lieu=places[staged],
                numero=numero,
                date=reglages.now,
                fichiers=one.contents.fichiers,
                remplace=one.taken.ancien,
                malgre="" if verdict == "conforme" else reglages.malgre,
                remarques=one.contents.remarques,
            )
        publish(places)
    return done


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
