"""`dossier diagnostic`: what is there, what is missing, why it matters, how to get it.

One thing after the other, a sentence a line, no columns nor drawing: read aloud as well as seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from dossier_builder import __version__
from dossier_builder.cli.french import FrenchCommand
from dossier_builder.cli.needs import NEEDS, SYSTEMS, Need, apt
from dossier_builder.cli.plain_text import as_asked, texte_seul
from dossier_builder.domain.typographie import enumeration, insecable

if TYPE_CHECKING:
    from dossier_builder.cli.machine import Machine, State

_NOTHING = "pas de paquet pour ce système"
_COMMAND = insecable("  Commande :")


@click.command(
    cls=FrenchCommand,
    name="diagnostic",
    options_metavar="[OPTIONS]",
    help="Dire ce qui est installé, ce qui manque, pourquoi cela compte et la commande qui "
    "l’installe.",
)
@click.option(
    "--tous", is_flag=True, help="Les commandes des trois systèmes : Debian, Windows, macOS."
)
@texte_seul
def command(*, tous: bool) -> int:
    """Say what this machine has; 1 when nothing here can lay out a page."""
    from dossier_builder.cli.machine import look

    machine = look()
    for line in describe(machine, tous=tous):
        click.echo(as_asked(line))
    return 0 if machine.can_lay_out else 1


def describe(machine: Machine, *, tous: bool = False) -> Iterator[str]:
    """The whole answer, line by line; commands are kept as they are typed."""
    system = SYSTEMS.get(machine.system, machine.system)
    yield f"dossier {__version__}, Python {machine.python}, {system}."
    for need in NEEDS:
        yield ""
        yield from _thing(need, machine.states[need.id], machine.system, tous=tous)
    yield ""
    cut = "coupé par le système" if machine.network_cut else "coupé par leurs réglages"
    yield insecable(f"Réseau des moteurs de mise en page : {cut}.")
    yield ""
    yield from _libraries(machine)
    yield ""
    yield from _conclusion(machine)


def _thing(need: Need, state: State, system: str, *, tous: bool) -> Iterator[str]:
    """Whether it is there; why it matters and how to get it when it is not."""
    optional = " (facultatif)" if need.facultatif and not state.present else ""
    here = "oui" if state.present else "NON"
    yield insecable(f"{need.nom} : {here}{optional}{_detail(state)}")
    if state.present and not tous:
        return
    yield insecable(f"  Pourquoi : {need.pourquoi}")
    if state.remede:
        yield insecable(f"  À faire : {state.remede}")
    if tous:
        for one, name in SYSTEMS.items():
            yield f"{insecable(f'  {name} :')} {need.command(one) or _NOTHING}"
    elif not state.remede:
        yield f"{_COMMAND} {need.command(system) or _NOTHING}"


def _detail(state: State) -> str:
    return f", {state.detail}" if state.detail else "."


def _libraries(machine: Machine) -> Iterator[str]:
    there = [f"{name} {version}" for name, version in machine.libraries if version]
    absent = [name for name, version in machine.libraries if not version]
    yield insecable(f"Bibliothèques : {enumeration(there)}.")
    if absent:
        yield insecable(f"  ABSENTES : {enumeration(absent)}.")
        yield f"{_COMMAND} pip install --force-reinstall dossier-builder"


def _conclusion(machine: Machine) -> Iterator[str]:
    """What matters is missing or not, and the one command for all of it."""
    missing = [n for n in NEEDS if not machine.states[n.id].present and not n.facultatif]
    if not machine.can_lay_out:
        sentence = "Aucun moteur ne peut mettre en page : le programme ne peut pas travailler."
        yield insecable(sentence)
    if not missing:
        yield "Rien ne manque."
        return
    yield insecable(f"Il manque : {enumeration([need.nom for need in missing])}.")
    bought = [n for n in missing if not machine.states[n.id].remede]
    if not bought:
        return
    packages = [p for need in bought for p in machine.states[need.id].paquets or need.paquets]
    if machine.system not in SYSTEMS or machine.system == "Linux":
        commands = [apt(*dict.fromkeys(packages))] if packages else []
        commands += [n.command(machine.system) for n in bought if not n.paquets]
    else:
        commands = [n.command(machine.system) for n in bought]
    for one in dict.fromkeys(commands):
        yield f"{_COMMAND} {one}"
