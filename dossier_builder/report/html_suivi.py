"""`suivre --page`: the live page, and the piece of it that changes at each state."""

from __future__ import annotations

from dossier_builder.domain.suivi import Suivi
from dossier_builder.report.bars import count_bar
from dossier_builder.report.html_env import fragment, page
from dossier_builder.report.section_block import TO_CONFIRM
from dossier_builder.report.suivi import LAST_LINE, tableau
from dossier_builder.report.terminal_suivi import confirmation, line

_SIGNS = {
    "attente": "a_ecrire",
    "estimation": "a_verifier",
    "confirme": "conforme",
    "trouble": "non_conforme",
}


def live_page(suivi: Suivi | None) -> str:
    """The whole page; its script then asks for `etat`, twice a second."""
    name = suivi.fichier if suivi else "dossier"
    return page("suivi.html.j2", live=True, name=name, state=_values(suivi), last_line=LAST_LINE)


def state(suivi: Suivi | None) -> str:
    """What the page shows of that state."""
    return fragment("suivi_etat.html.j2", state=_values(suivi))


def _values(suivi: Suivi | None) -> dict[str, object] | None:
    if suivi is None:
        return None
    shown = tableau(suivi)
    low, high = shown.limites
    bar = count_bar(shown.mesure, low, high) if shown.mesure is not None else None
    bounds = " à ".join(str(bound) for bound in (low, high) if bound is not None)
    told = confirmation(suivi) if suivi.phase == "confirme" and shown.pages else line(suivi)
    return {
        "tableau": shown,
        "sign": _SIGNS[shown.ton],
        "bar": bar,
        "bar_label": f"{shown.mesure} pages comptées, il en faut {bounds}" if bounds else "",
        "told": "" if suivi.phase == "calcul" else told,
        "to_confirm": TO_CONFIRM,
    }
