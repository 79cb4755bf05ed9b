"""A source and a test → the files of its `oral/`: slides and questions, or the jury's grid."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dossier_builder.depot.oral.choice import choose, oral_of
from dossier_builder.depot.oral.diapos import write_slides
from dossier_builder.depot.oral.figures import bold_of, figures_of
from dossier_builder.depot.oral.look import look_of
from dossier_builder.depot.oral.parts import Source, parts_of
from dossier_builder.depot.oral.plan import Timed, Who, placeholders, slides, sum_up, timed
from dossier_builder.depot.oral.questions import expected, jury_grid, question_sheet, where
from dossier_builder.depot.oral.texts import A_CHOISIR
from dossier_builder.domain.facts import Facts
from dossier_builder.domain.modele import Modele, Titre
from dossier_builder.domain.oral import Epreuve, Oral
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.errors import DossierError
from dossier_builder.pdf import finish
from dossier_builder.pipeline.build import file_stem
from dossier_builder.pipeline.engines import lay_out_one, usable
from dossier_builder.pipeline.measured import Measured, measure_source
from dossier_builder.pipeline.modeles import pack_roots
from dossier_builder.pipeline.requests import Options
from dossier_builder.render.oral import Feuille, render_oral
from dossier_builder.resources import templates_root
from dossier_builder.resources.kept import put_beside
from dossier_builder.rules.identity import identity
from dossier_builder.values import frozen

FOLDER = "oral"
_GABARITS = Path("_commun", "oral")


@frozen
class Written:
    """The files written, and what is to be said of them (French sentences)."""

    paths: tuple[Path, ...]
    lignes: tuple[str, ...] = ()
    avis: tuple[str, ...] = ()


@frozen
class _Session:
    """Everything that the papers are made of."""

    measured: Measured
    oral: Oral
    epreuve: Epreuve
    titre: Titre
    parts: tuple[Timed, ...]
    options: Options
    roots: tuple[Path, ...]

    @property
    def facts(self) -> Facts:
        return self.measured.facts

    @property
    def modele(self) -> Modele:
        return self.measured.modele

    @property
    def candidat(self) -> str:
        """First name and name, as the document tells them; "" when it does not."""
        who = identity(self.facts)
        return f"{who.prenom} {who.nom}".strip() if who else ""

    @property
    def stem(self) -> str:
        """`CCP2 - EXEMPLE Camille`."""
        who = identity(self.facts)
        nom, prenom = (who.nom, who.prenom) if who else ("", "")
        label = self.epreuve.id.upper() if not self.epreuve.dossier else self.modele.sigle
        return file_stem(label, nom, prenom) if who else label

    @property
    def session(self) -> str:
        """« Session du 15 mars 2027 », "" when the document does not tell it."""
        from dossier_builder.render.dates import in_words

        day = self.facts.properties.declared.session
        return f"Session du {in_words(day)}" if day else ""


def write_oral(
    source: Path, options: Options, *, genre: str | None, jury: bool, vers: Path | None
) -> Written:
    """Read the source and write the papers of its oral test.

    They go to `vers`, else to `oral/`: inside a dossier folder, beside a file. What somebody
    changed there is kept, ours goes beside it with date and hour. Raises DossierError: what
    cannot be read, no such test, a wrong gabarit, a folder that cannot be written.
    """
    folder = vers or (source if source.is_dir() else source.parent) / FOLDER
    with tempfile.TemporaryDirectory(prefix="dossier-", ignore_cleanup_errors=True) as room:
        session = _session(source, options, genre, Path(room))
        made = _grid(session) if jury else _learner(session, Path(room))
        paths: list[Path] = []
        avis = list(session.measured.notes)
        for stem, contents, notes in made:
            put = put_beside(folder, stem, contents, now=options.now)
            paths += put.paths
            avis += notes
            avis += [
                f"« {kept.name} » n’est pas de nous, ou a été modifié depuis : il est gardé tel "
                f"quel. La nouvelle version est « {put.paths[0].stem}{kept.suffix} »."
                for kept in put.kept
            ]
    lines = tuple(map(insecable, _said(session, jury=jury)))
    return Written(tuple(paths), lines, tuple(map(insecable, avis)))


def _session(source: Path, options: Options, genre: str | None, room: Path) -> _Session:
    measured = measure_source(source, options, room)
    roots = pack_roots(options.packs, source)
    oral, titre = oral_of(measured.modele, roots)
    epreuve = choose(oral, measured.modele, genre)
    parts: tuple[Timed, ...] = ()
    if epreuve.presentation is not None:
        facts, document = measured.facts, measured.document
        read = Source(facts, measured.modele, bold_of(document, facts), figures_of(document, facts))
        parts = timed(parts_of(read), epreuve.presentation.minutes)
    return _Session(measured, oral, epreuve, titre, parts, options, roots)


_Made = tuple[str, Mapping[str, bytes], Sequence[str]]
"""A stem, the bytes by suffix, what is to be said."""


def _learner(session: _Session, room: Path) -> Iterator[_Made]:
    """The slides where something is presented, and the sheet of likely questions."""
    if session.parts:
        yield f"{session.stem} - présentation", {".pptx": _slides(session)}, ()
    docx = _paper(session, "questions.docx", jury=False)
    contents = {".docx": docx}
    notes: list[str] = []
    try:
        contents[".pdf"] = _as_pdf(docx, session, room)
    except DossierError as error:
        notes.append(f"La feuille de questions n’a pas de PDF : {error.message}")
    yield f"{session.stem} - questions", contents, notes


def _grid(session: _Session) -> Iterator[_Made]:
    contents = {".docx": _paper(session, "grille.docx", jury=True)}
    yield f"{session.stem} - grille du jury", contents, ()


def _slides(session: _Session) -> bytes:
    who = Who(
        titre=session.facts.properties.titre.strip() or session.modele.intitule,
        candidat=session.candidat,
        epreuve=session.epreuve.intitule,
        session=session.session,
        centre=session.modele.centre.nom if session.modele.centre else "",
    )
    made = slides(who, session.epreuve, session.parts, session.titre)
    return write_slides(
        made,
        look_of(session.modele),
        titre=f"{who.epreuve} - {who.titre}",
        auteur=session.candidat,
        now=session.options.now,
    )


def _paper(session: _Session, gabarit: str, *, jury: bool) -> bytes:
    facts, modele = session.facts, session.modele
    asked = expected(session.epreuve, facts, modele)
    places = where(facts, modele)
    head = Feuille(
        epreuve=session.epreuve.intitule,
        candidat=session.candidat or "Candidat",
        dossier=modele.intitule,
        date=f"{session.options.now:%d/%m/%Y}",
        session=session.session,
    )
    if jury:
        sheet = jury_grid(session.epreuve, session.oral, asked, places, head, session.parts)
    else:
        sheet = question_sheet(session.epreuve, session.oral, asked, places, head)
    found = (root / _GABARITS / gabarit for root in (*session.roots, templates_root()))
    path = next(path for path in found if path.is_file())
    return render_oral(sheet, path, titre=session.epreuve.intitule, date=session.options.now)


def _as_pdf(docx: bytes, session: _Session, room: Path) -> bytes:
    source = room / "questions.docx"
    source.write_bytes(docx)
    laid = lay_out_one(source, source.with_suffix(".pdf"), usable(session.options.moteur))
    properties = {"Title": session.epreuve.intitule, "Author": "dossier_builder"}
    return finish(laid.pdf, properties=properties, language="fr-FR", is_mark=lambda _: False)


def _said(session: _Session, *, jury: bool) -> Iterator[str]:
    """The test in one line; the minutes; what is left to choose."""
    epreuve = session.epreuve
    shown = f"{epreuve.presentation.minutes} min de présentation, " if epreuve.presentation else ""
    yield f"{epreuve.intitule} : {shown}{epreuve.entretien.minutes} min d’entretien."
    if not session.parts:
        if not jury:
            yield "Cette épreuve n’a pas de présentation : la feuille de questions suffit."
        return
    yield f"Temps : {sum_up(session.parts)}."
    if not jury:
        made = slides(Who(""), epreuve, session.parts, session.titre)
        left = placeholders(made)
        if left:
            ideas = pluriel(left, "idée clé", "idées clés")
            yield f"{ideas} à choisir vous-même : cherchez « {A_CHOISIR} » dans les diapositives."
