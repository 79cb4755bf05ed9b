"""Opened documents → what they are → reports: reading, recognising, observing, evaluating."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.findings import Outcome
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.personnes import NomsDits
from dossier_builder.domain.report import DocumentReport, Erreur
from dossier_builder.domain.submission import LaidOut
from dossier_builder.domain.typographie import enumeration, insecable
from dossier_builder.errors import DossierError, NoTextError, PackError, UnknownKindError
from dossier_builder.facts import (
    Content,
    Observation,
    Refusal,
    collect,
    is_annexes_only,
    is_undecided,
    kinds_by_titles,
    needs_second_opinion,
    observe,
    observe_record,
    page_views,
    proofread,
    read,
    read_prose,
    recognise_kind,
    trusted,
)
from dossier_builder.facts.repere import read_repere
from dossier_builder.pdf import thumbnails
from dossier_builder.pipeline.engines import referee, usable
from dossier_builder.pipeline.etape import stage
from dossier_builder.pipeline.laying_out import Ask, ask
from dossier_builder.pipeline.modeles import load, load_all, pack_roots
from dossier_builder.pipeline.requests import Options
from dossier_builder.pipeline.stages import Opened, Prepared
from dossier_builder.rules import evaluate, verdict
from dossier_builder.rules.identity import identity

EXACT = 100
_LIKELY_KINDS = 3
THUMBNAILS = 12
"""How many pages are shown small, at most."""
THUMBNAIL_WIDTH = 220
"""Their width, in pixels."""


def prepare(opened: Opened, options: Options) -> Prepared:
    """Read the document and find its kind.

    Raises DossierError: a damaged part, an unknown kind, a wrong pack.
    """
    content = read(opened.submission)
    if opened.modele is not None:
        read_again = proofread(content, options.orthographe, opened.room)
        return Prepared(opened, content, opened.modele, opened.notes, relecture=read_again)
    roots = pack_roots(options.packs, opened.request.path)
    modele, reason = _kind(content, options.modele, roots)
    notes = (*opened.notes, *([reason] if reason else []))
    read_again = proofread(content, options.orthographe, opened.room)
    prepared = Prepared(opened, content, modele, notes, relecture=read_again)
    return _without_engine(prepared) if options.rapide and opened.waits_for_layout else prepared


def _without_engine(item: Prepared) -> Prepared:
    """The same, with what Word's own record shows; or with the reason why an engine is asked."""
    found = observe_record(item.opened.submission, item.content, item.modele)
    if isinstance(found, Refusal):
        reason = f"Un moteur a dû compter les pages : {found.motif}"
        return replace(item, notes=(*item.notes, insecable(reason)))
    return replace(item, quick=found)


def _kind(content: Content, forced: str | None, roots: tuple[Path, ...]) -> tuple[Modele, str]:
    """The pack to apply and, when the document did not declare it, the reason (French)."""
    if forced is not None:
        return load(forced, roots), ""
    declared = content.properties.declared.modele
    if declared:
        with contextlib.suppress(PackError):
            return load(declared, roots), ""
    known = load_all(roots)
    found = recognise_kind(content, known)
    if found is None:
        names = ", ".join(modele.id for modele in known)
        if not any(line.text.strip() for line in content.lines):
            raise NoTextError(
                "Aucune page n’a de texte lisible : le document est numérisé, ou fait d’images.",
                insecable(
                    "Demandez le PDF exporté depuis Word. Pour n’en contrôler que la longueur, "
                    f"précisez --modele, parmi : {names}."
                ),
            )
        if is_annexes_only(content):
            raise UnknownKindError(
                "Ce document ne contient que des annexes : rien ne dit de quel dossier.",
                f"Vérifiez-le avec le dossier qu’elles complètent, ou précisez --modele : {names}.",
            )
        likely = [near.sentence for near in kinds_by_titles(content, known)][:_LIKELY_KINDS]
        if likely:
            raise UnknownKindError(
                insecable(f"Le genre de dossier n’est pas sûr : {enumeration(likely, 'ou')}."),
                insecable(f"Précisez-le avec --modele, parmi : {names}."),
            )
        raise UnknownKindError(
            "Rien ne dit de quel dossier il s’agit.",
            insecable(f"Précisez-le avec --modele, parmi : {names}."),
        )
    return found.modele, f"Modèle {found.modele.id} : {found.raison}"


def conclude(item: Prepared, options: Options, ask: Ask = ask) -> DocumentReport:
    """Judge one laid-out document, with `ask` a second engine when its word could decide.

    Raises LayoutFailedError when no engine could lay it out.
    """
    observation, facts = measure(item, options, ask)
    outcomes = evaluate(facts, item.modele)
    session = facts.properties.declared.session
    return DocumentReport(
        fichier=item.opened.request.name,
        modele=item.modele,
        verdict=verdict(outcomes),
        etape=stage(session, options.now.date()),
        pagination=facts.pagination,
        sections=facts.sections,
        outcomes=outcomes,
        non_verifie=facts.non_verifie,
        notes=(*item.notes, *near_misses(facts)),
        session=session,
        identite=identity(facts),
        pages=page_views(observation, facts.non_verifie),
        vignettes=_thumbnails(observation, outcomes) if options.vignettes else {},
        prose=read_prose(facts, item.content, item.modele) if options.ressemblances else None,
        repere=read_repere(facts, item.modele),
    )


def measure(item: Prepared, options: Options, ask: Ask = ask) -> tuple[Observation, Facts]:
    """What the document is, pages included, before anybody judges it. Raises as `conclude`."""
    observation = _observed(item, options, ask)
    facts = collect(observation, item.content, item.modele)
    names = _names(item, options)
    return observation, replace(facts, noms=names, relecture=item.relecture)


def _thumbnails(observation: Observation, outcomes: Sequence[Outcome]) -> dict[int, bytes]:
    """Small pictures of the first pages that have a finding, from the PDF of the page map."""
    pdf = trusted(observation).pdf
    if pdf is None:
        return {}
    failed = [o for o in outcomes if o.statut == "echouee" and o.dispense is None]
    pages = {f.page for outcome in failed for f in outcome.constats if f.page is not None}
    return thumbnails(pdf, sorted(pages)[:THUMBNAILS], THUMBNAIL_WIDTH)


def _observed(item: Prepared, options: Options, ask: Ask) -> Observation:
    """Observe with the witnesses there are; ask one more while it could change the count."""
    opened, content, modele = item.opened, item.content, item.modele
    if item.quick is not None:
        return item.quick
    submission, layouts = opened.submission, opened.layouts
    if submission.format == "pdf":
        return observe(LaidOut(submission), content, modele)
    others = [engine for engine in usable(options.moteur) if engine not in layouts.asked]
    observation: Observation | None = None
    while True:
        if layouts.made or not others:
            laid_out = LaidOut(submission, tuple(layouts.made), tuple(layouts.failed))
            observation = observe(laid_out, content, modele, observation)
        decided = observation and not needs_second_opinion(observation.pagination, modele)
        if observation and (decided or not others):
            return _refereed(observation, item, options, ask)
        engine = others.pop(0)
        early = layouts.early.get(engine)
        layouts.keep(early if early is not None else ask(opened, engine))


def _refereed(observation: Observation, item: Prepared, options: Options, ask: Ask) -> Observation:
    """The same with Word's own word, where the engines leave the count undecided."""
    opened, modele = item.opened, item.modele
    last = referee(options.moteur) if is_undecided(observation.pagination, modele) else None
    if last is None or last in opened.layouts.asked:
        return observation
    opened.layouts.keep(ask(opened, last))
    laid_out = LaidOut(opened.submission, tuple(opened.layouts.made), tuple(opened.layouts.failed))
    return observe(laid_out, item.content, modele, observation)


def _names(item: Prepared, options: Options) -> NomsDits:
    """The names that the folder and the command declare."""
    declared = item.opened.noms
    return replace(declared, a_masquer=(*declared.a_masquer, *options.noms_a_masquer))


def near_misses(facts: Facts) -> Iterator[str]:
    """A sentence for each heading that was taken for a section without saying its very title."""
    for section in facts.sections:
        if section.trouve is not None and section.score < EXACT:
            page = f" p. {section.page}" if section.page else ""
            yield insecable(
                f"Trouvé : « {section.trouve} »{page}, pris pour « {section.titre} » "
                f"(score {section.score})"
            )


def unreadable(name: str, error: DossierError) -> DocumentReport:
    """The report of a document that could not be checked."""
    return DocumentReport(
        fichier=name,
        modele=None,
        verdict="a_verifier" if isinstance(error, NoTextError) else "illisible",
        etape="brouillon",
        erreur=Erreur(
            code=error.code,
            message=error.message,
            aide=error.aide,
            exit_code=error.exit_code,
            problemes=error.problems,
            a_envoyer=error.a_envoyer,
            refus=error.refus,
        ),
    )
