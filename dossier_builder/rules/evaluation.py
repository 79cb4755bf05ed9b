"""Judge every rule of a pack on one document, then sum up in a verdict."""

from __future__ import annotations

from collections.abc import Sequence

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.findings import Outcome, Verdict
from dossier_builder.domain.modele import Modele, Regle
from dossier_builder.domain.typographie import insecable
from dossier_builder.resources.journal import journal
from dossier_builder.rules.check import Check, Subject
from dossier_builder.rules.checks import CHECKS
from dossier_builder.rules.judged import Judged, Wording, not_evaluated

_log = journal(__name__)


def evaluate(facts: Facts, modele: Modele) -> tuple[Outcome, ...]:
    """One outcome per active rule of the pack, in its order.

    A check that crashes is a bug of ours: the rule is `non_evaluee`, the bug is logged without
    any text of the document, the others go on.
    """
    return tuple(_outcome(regle, facts, modele) for regle in modele.regles if regle.active)


def _outcome(regle: Regle, facts: Facts, modele: Modele) -> Outcome:
    check = CHECKS[regle.controle]
    answer = _judge(check, regle, facts, modele)
    return Outcome(
        regle=regle.id,
        controle=regle.controle,
        statut=answer.statut,
        gravite=regle.gravite,
        constats=answer.constats,
        preuve=answer.preuve,
        source=answer.source or regle.source or check.source(modele),
    )


def _judge(check: Check, regle: Regle, facts: Facts, modele: Modele) -> Judged:
    if facts.annexes.seules:
        return not_evaluated(
            "Ce document ne contient que des annexes : vérifiez le dossier qu’elles complètent."
        )
    unread = [gap for gap in facts.non_verifie if not gap.annexes]
    if check.lit_le_texte and unread:
        return not_evaluated(
            f"Des pages comptées n’ont pas de texte lisible (p. {unread[0].pages[0]} à "
            f"{unread[-1].pages[1]}) : exportez le PDF depuis Word plutôt que de le numériser."
        )
    subject = Subject(facts, modele, Wording(regle.message, regle.aide))
    try:
        return check.judge(subject, check.parametres.of(regle.parametres))
    except Exception as bug:  # noqa: BLE001 - a bug in one check must never be the learner's fault
        _log.error("check %s crashed: %s", check.code, type(bug).__name__, exc_info=_quiet(bug))
        return Judged(
            "non_evaluee",
            preuve=insecable("Ce contrôle a échoué par notre faute : relisez ce point à la main."),
        )


def _quiet(bug: Exception) -> Exception:
    """The same traceback with an empty message: an exception's text may quote the dossier."""
    return RuntimeError(type(bug).__name__).with_traceback(bug.__traceback__)


def verdict(outcomes: Sequence[Outcome]) -> Verdict:
    """Only rules of gravity `erreur` count; what is inferred, or unjudged, fails nobody."""
    errors = [o for o in outcomes if o.gravite == "erreur" and o.dispense is None]
    failures = [o for o in errors if o.statut == "echouee"]
    if any(o.source is None or o.source.statut != "infere" for o in failures):
        return "non_conforme"
    if failures or any(o.statut == "non_evaluee" for o in errors):
        return "a_verifier"
    return "conforme"
