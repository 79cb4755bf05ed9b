"""The figures of a harvest: per code, per conform document; as Markdown and as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier_builder.domain.modele import Gravite
from exactitude.fautes.recolte import Recolte, Vue
from exactitude.tableau import Part

RAPPEL_VISE = 0.98
FAUSSES_VISEES = 0.1
_GRAVITIES: tuple[Gravite, ...] = ("erreur", "avertissement", "information")


@dataclass(frozen=True, slots=True)
class Ligne:
    """The figures of one code at one gravity."""

    code: str
    gravite: Gravite
    trouvees: Part
    placees: Part
    fautes: tuple[str, ...]

    @property
    def atteint(self) -> bool:
        """Whether the goal is held, where there is one."""
        return self.gravite != "erreur" or self.trouvees.share >= RAPPEL_VISE

    def __str__(self) -> str:
        """A row of the table."""
        mark = "" if self.atteint else " ✗"
        return (
            f"| {self.code}{mark} | {self.gravite} | {', '.join(self.fautes)} | "
            f"{self.trouvees.sur} | {self.trouvees.oui} | {_percent(self.trouvees)} "
            f"| {_percent(self.placees)} |"
        )


def _percent(part: Part) -> str:
    return str(part).partition(" (")[0]


def lines(harvest: Recolte) -> tuple[Ligne, ...]:
    """A row a code and gravity, the gravest first."""
    keys = {(_GRAVITIES.index(v.gravite), v.plante.faute.code) for v in harvest.vues}
    rows = []
    for rank, code in sorted(keys):
        same = [
            v for v in harvest.vues
            if v.plante.faute.code == code and v.gravite == _GRAVITIES[rank]
        ]  # fmt: skip
        rows.append(_row(code, _GRAVITIES[rank], same))
    return tuple(rows)


def _row(code: str, gravite: Gravite, seen: Sequence[Vue]) -> Ligne:
    placed = [v for v in seen if v.place is not None]
    return Ligne(
        code,
        gravite,
        Part(sum(v.trouvee for v in seen), len(seen)),
        Part(sum(bool(v.place) for v in placed), len(placed)),
        tuple(sorted({v.plante.faute.nom for v in seen})),
    )


def false_per_document(harvest: Recolte, gravity: Gravite) -> float:
    """False alarms of that gravity a conform document."""
    count = sum(alarm.gravite == gravity for alarm in harvest.alarmes)
    return count / len(harvest.conformes) if harvest.conformes else 0.0


def table(harvest: Recolte) -> str:
    """Recall by code."""
    header = (
        "| Code | Gravité | Fautes | Plantées | Vues | Rappel | À la bonne place |\n"
        "|---|---|---|---|---|---|---|"
    )
    return "\n".join((header, *map(str, lines(harvest))))


def sentence(harvest: Recolte) -> str:
    """False alarms and verdicts in words."""
    count = len(harvest.conformes)
    errors, warnings = (false_per_document(harvest, g) for g in ("erreur", "avertissement"))
    documents = {v.seme.nom for v in harvest.vues}
    return (
        f"{len(harvest.vues)} fautes dans {len(documents)} documents ; "
        f"{len(harvest.verdicts_faux)} document fautif dit conforme. "
        f"{count} documents conformes : {_figure(errors)} fausse erreur et {_figure(warnings)} "
        f"faux avertissement par document ; {len(harvest.indecis)} règle de gravité erreur "
        f"laissée sans réponse. À côté des fautes plantées, {len(harvest.a_cote)} constat "
        "que rien n’explique."
    )


def _figure(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def misses(harvest: Recolte) -> str:
    """What was not seen, not well placed, or said wrongly, one line each."""
    parts = []
    unseen = [v for v in harvest.vues if not v.trouvee]
    lost = [v for v in harvest.vues if v.trouvee and v.place is False]
    parts.append(_section("Fautes non vues", map(_miss, unseen)))
    parts.append(_section("Vues à une autre place", map(_miss, lost)))
    parts.append(_section("Fausses alertes, documents conformes", map(str, harvest.alarmes)))
    parts.append(_section("Alertes que rien n’explique, documents plantés",
                          map(str, harvest.a_cote)))  # fmt: skip
    parts.append(_section("Sans réponse, documents conformes", map(str, harvest.indecis)))
    parts.append(_section("Documents fautifs dits conformes", harvest.verdicts_faux))
    return "\n\n".join(parts)


def _section(title: str, rows: object) -> str:
    listed = "\n".join(f"- {row}" for row in rows)  # type: ignore[attr-defined]
    return f"### {title}\n\n{listed or 'Aucune.'}"


def _miss(seen: Vue) -> str:
    plante = seen.plante
    where = f"p. {plante.page}" if plante.page else f"§ {plante.paragraphe}"
    return (
        f"**{seen.seme.nom}** : {plante.faute.nom} ({plante.faute.code}, {where}) → "
        f"{seen.dit or 'rien'} ({seen.seme.traits})"
    )


def data(harvest: Recolte) -> dict[str, object]:
    """The figures for a test."""
    return {
        "codes": [
            {"code": row.code, "gravite": row.gravite, "plantees": row.trouvees.sur,
             "vues": row.trouvees.oui, "places": row.placees.sur, "placees": row.placees.oui}
            for row in lines(harvest)
        ],
        "conformes": len(harvest.conformes),
        "fausses": {g: false_per_document(harvest, g) for g in ("erreur", "avertissement")},
        "verdicts_faux": list(harvest.verdicts_faux),
        "non_vues": [_miss(v) for v in harvest.vues if not v.trouvee],
        "alarmes": [str(alarm) for alarm in harvest.alarmes],
    }  # fmt: skip
