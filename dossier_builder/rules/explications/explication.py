"""The shape of an explanation; its texts are light Markdown, indented as the code around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from dossier_builder.values import frozen


@frozen
class Explication:
    """One check explained.

    `resume` is one sentence; `verifie` what is looked at; `pourquoi` the reason; `constat` a line
    of a report as people see it; `dans_word` and `dans_le_dossier` how to mend. `sans_objet` and
    `sans_reponse` list when the check answers non_applicable and non_evaluee. `parametres` and
    `mots` describe every parameter and every placeholder of the check, by name.
    """

    code: str
    resume: str
    verifie: str
    pourquoi: str
    constat: str
    dans_word: str
    dans_le_dossier: str
    sans_objet: tuple[str, ...] = ()
    sans_reponse: tuple[str, ...] = ()
    parametres: Mapping[str, str] = field(default_factory=dict)
    mots: Mapping[str, str] = field(default_factory=dict)
