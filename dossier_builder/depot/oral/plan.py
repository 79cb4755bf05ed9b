"""Parts and minutes → the slides of the presentation, with what the speaker says (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier_builder.depot.oral.figures import Figure
from dossier_builder.depot.oral.minutes import clock, share, spoken
from dossier_builder.depot.oral.parts import Part, Point
from dossier_builder.depot.oral.room import BESIDE, BODY, SIZES, Box, Text, size_that_fits
from dossier_builder.depot.oral.texts import A_CHOISIR, bare_caption
from dossier_builder.domain.modele import Titre
from dossier_builder.domain.oral import Epreuve
from dossier_builder.domain.typographie import enumeration, insecable, plages, pluriel
from dossier_builder.values import frozen

POINTS_A_SLIDE = 4
BEFORE = 14.0
_FEWEST = 2
_SECOND_SLIDE = 1.5  # minutes below which a part has one slide
_PLAN_FROM = 3  # parts from which a slide announces them
THANKS = "Merci de votre attention"


@frozen
class Slide:
    """One slide: its title, key points, a picture beside them, what the speaker reads."""

    titre: str
    notes: str
    points: tuple[Point, ...] = ()
    figure: Figure | None = None
    legende: str = ""
    ouvre: bool = False
    lignes: tuple[str, ...] = ()


@frozen
class Timed:
    """A part with its minutes; `debut` is when it begins."""

    part: Part
    minutes: float
    debut: float


@frozen
class Who:
    """Whose presentation it is, for the first slide; every text but the title may be empty."""

    titre: str
    candidat: str = ""
    epreuve: str = ""
    session: str = ""
    centre: str = ""


def timed(parts: Sequence[Part], minutes: int) -> tuple[Timed, ...]:
    """Each part with its share of the minutes, in proportion of its pages; their sum is exact."""
    given = share(minutes, [part.poids for part in parts])
    made: list[Timed] = []
    start = 0.0
    for part, own in zip(parts, given, strict=True):
        made.append(Timed(part, own, start))
        start += own
    return tuple(made)


def slides(who: Who, epreuve: Epreuve, parts: Sequence[Timed], titre: Titre) -> tuple[Slide, ...]:
    """Every slide of the presentation, the first and the last included."""
    total = sum(one.minutes for one in parts)
    told = [line for line in (who.candidat, who.epreuve, who.session, who.centre) if line]
    first = Slide(who.titre, _opening(epreuve, total), ouvre=True, lignes=tuple(told))
    made = [first]
    if len(parts) >= _PLAN_FROM:
        made.append(_plan(parts))
    for rank, one in enumerate(parts):
        made += _of_part(one, _notes(one, epreuve, titre, last=rank == len(parts) - 1))
    made.append(_closing(epreuve, total))
    return tuple(made)


def placeholders(made: Sequence[Slide]) -> int:
    """How many key points are left for the candidate to choose."""
    return sum(point.texte == A_CHOISIR for slide in made for point in slide.points)


def _plan(parts: Sequence[Timed]) -> Slide:
    lines = [f"De {clock(p.debut)} à {clock(p.debut + p.minutes)} : {p.part.titre}" for p in parts]
    notes = "Le plan, en une phrase ; le temps est compté dans la première partie.\n" + "\n".join(
        lines
    )
    points = tuple(Point("", one.part.titre) for one in parts)
    return Slide("Plan de la présentation", insecable(notes), points)


def _of_part(one: Timed, notes: str) -> Iterator[Slide]:
    """One slide, or two when there is time and something to show."""
    part = one.part
    points = part.points
    if len(points) < _FEWEST:
        points = (*points, Point("", A_CHOISIR))
    points = tuple(p if p.texte else Point(p.titre, A_CHOISIR) for p in points)
    first = fitting(points, BODY)
    rest = points[len(first) :]
    figure = part.figures[0] if part.figures else None
    if one.minutes < _SECOND_SLIDE or (figure is None and not rest):
        yield Slide(part.titre, notes + _left_out(rest), first)
        return
    second = fitting(rest, BESIDE if figure else BODY)
    told = notes + _left_out(rest[len(second) :])
    caption = bare_caption(figure.legende) if figure else ""
    yield Slide(part.titre, f"{told}\n\nDiapositive 1 sur 2.", first)
    title = f"{part.titre} (suite)"
    yield Slide(title, f"{told}\n\nDiapositive 2 sur 2.", second, figure, caption)


def fitting(points: Sequence[Point], box: Box) -> tuple[Point, ...]:
    """The first points that fit in the box at the smallest size; at least one, if there is any."""
    kept = list(points[:POINTS_A_SLIDE])
    while len(kept) > 1 and size_that_fits(paragraphs_of(kept), SIZES[-1:], box) is None:
        kept.pop()
    return tuple(kept)


def paragraphs_of(points: Sequence[Point]) -> list[Text]:
    """The paragraphs that show these points: a sub-heading and its words, or words alone."""
    made: list[Text] = []
    for rank, point in enumerate(points):
        before = BEFORE if rank else 0.0
        if point.titre:
            made.append(Text(point.titre, bold=True, after=2.0, before=before))
        made.append(Text(point.texte, before=0.0 if point.titre else before))
    return made


def _left_out(points: Sequence[Point]) -> str:
    """What the slides have no room for stays in the notes."""
    if not points:
        return ""
    told = (f"{p.titre} : {p.texte}" if p.titre else p.texte for p in points)
    return insecable("\n\nAussi dans cette partie :\n" + "\n".join(f"- {one}" for one in told))


def _notes(one: Timed, epreuve: Epreuve, titre: Titre, *, last: bool) -> str:
    """Minute marks, pages, competences, questions to prepare, reminders."""
    part = one.part
    lines = [f"De {clock(one.debut)} à {clock(one.debut + one.minutes)} ({spoken(one.minutes)})."]
    if part.pages:
        first, end = part.pages
        lines.append(f"Dans le dossier : p. {plages(range(first, end + 1))}.")
    names = {c.numero: c.intitule for a in titre.activites_types for c in a.competences}
    lines += [f"Compétence {n} : {names[n]}." for n in part.competences if n in names]
    if part.aide:
        lines += ["", "Pour préparer ce que vous direz :", *(f"- {one}" for one in part.aide)]
    if one.debut == 0 and epreuve.rappels:
        lines += ["", "À garder en tête :", *(f"- {one}" for one in epreuve.rappels)]
    if last:
        lines += ["", "Finissez à l’heure : une phrase prête pour conclure."]
    return insecable("\n".join(lines))


def _opening(epreuve: Epreuve, total: float) -> str:
    source = epreuve.presentation.source if epreuve.presentation else None
    said = f" ({source.document})" if source else ""
    interview = epreuve.entretien.minutes
    greet = "Saluez le jury, dites votre nom et le titre visé"
    replace = f"Les textes « {A_CHOISIR} » sont à remplacer ; tout le reste vient de votre dossier"
    lines = [
        f"Présentation : {spoken(total)}{said}, puis {interview} min d’entretien.",
        f"{greet} ; ce temps est compris dans la première partie.",
        f"{replace} : retirez, raccourcissez, choisissez.",
    ]
    return insecable("\n".join(lines))


def _closing(epreuve: Epreuve, total: float) -> Slide:
    notes = (
        f"{clock(total)} : fin de la présentation. L’entretien dure "
        f"{pluriel(epreuve.entretien.minutes, 'minute')}. Laissez cette diapositive affichée."
    )
    return Slide(THANKS, insecable(notes), ouvre=True)


def sum_up(parts: Sequence[Timed]) -> str:
    """`Introduction 1 min, Contexte 3 min 30 et …`, for the screen."""
    return enumeration([f"{one.part.titre} {spoken(one.minutes)}" for one in parts])
