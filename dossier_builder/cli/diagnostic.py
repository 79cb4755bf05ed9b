"""`dossier diagnostic`: what is installed, what is missing, why it matters, how to get it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from dossier_builder import __version__
from dossier_builder.cli.french import FrenchCommand
from dossier_builder.domain.typographie import enumeration, insecable

if TYPE_CHECKING:
    from dossier_builder.cli.machine import Machine

_SYSTEMS = {"Darwin": "macOS"}
_LIBREOFFICE_PACKAGE = "libreoffice-writer"
_ELSEWHERE = {
    "Windows": "winget install --id TheDocumentFoundation.LibreOffice",
    "Darwin": "brew install --cask libreoffice",
}
_WHY_LIBREOFFICE = (
    "LibreOffice manque : le nombre de pages est alors estimé par le seul moteur embarqué, à une "
    "ou deux pages près."
)
_WHY_FONTS = (
    "ces polices manquent : un document qui les demande peut gagner ou perdre plusieurs pages sur "
    "cette machine. Les dossiers que le programme fabrique emportent leur police et n’en dépendent "
    "pas."
)


@click.command(cls=FrenchCommand, name="diagnostic")
def command() -> int:
    """Dire ce qui est installé, ce qui manque et comment l’installer."""
    from dossier_builder.cli.machine import look

    machine = look()
    click.echo(insecable("\n".join(describe(machine))))
    return 0 if machine.can_lay_out else 1


def describe(machine: Machine) -> Iterator[str]:
    """The whole answer, line by line."""
    system = _SYSTEMS.get(machine.system, machine.system)
    yield f"dossier {__version__}, Python {machine.python}, {system}"
    yield from ("", _title("MOTEURS DE MISE EN PAGE"))
    for engine in machine.engines:
        state = f"{engine.version or 'version inconnue'}" if engine.available else "ABSENT"
        where = f"  {engine.program}" if engine.available and "/" in engine.program else ""
        yield f"  {engine.name:<12} {state}{where}"
    cut = "oui, par le système" if machine.network_cut else "par réglage seulement"
    yield f"  réseau coupé {cut}"
    yield from ("", _title("POLICES"))
    yield from _fonts(machine)
    yield from ("", _title("BIBLIOTHÈQUES"))
    for name, version in machine.libraries:
        yield f"  {name:<15} {version or 'ABSENTE'}"
    yield from ("", _title("DOSSIER DE TRAVAIL"))
    yield f"  {machine.cache}  {machine.cache_problem or 'accessible en écriture'}"
    yield ""
    yield from _missing(machine)


def _fonts(machine: Machine) -> Iterator[str]:
    from dossier_builder.cli.machine import FONT_NEEDS

    yield "  Lato             voyage avec le programme et dans chaque fichier fabriqué"
    if machine.families is None:
        yield "  Les polices de cette machine ne peuvent pas être listées (fc-list absent)."
        return
    for need in FONT_NEEDS:
        own = [name for name in need.asked if name in machine.families]
        twin = f"{need.twin} (mêmes largeurs)" if need.twin in machine.families else "ABSENTE"
        yield f"  {enumeration(need.asked):<16} {enumeration(own) if own else twin}"


def _missing(machine: Machine) -> Iterator[str]:
    from dossier_builder.layout import soffice

    lacking = [engine for engine in machine.engines if not engine.available]
    sound = machine.can_lay_out and not machine.cache_problem
    if sound and not lacking and not machine.missing_fonts:
        yield "Rien ne manque."
        return
    yield _title("CE QUI MANQUE")
    packages: list[str] = []
    for engine in lacking:
        if engine.name == "libreoffice":
            yield f"  - {_WHY_LIBREOFFICE}"
        if engine.name != "libreoffice" or machine.switched_off:
            yield f"    {engine.remedy}"
        else:
            packages.append(_LIBREOFFICE_PACKAGE)
            yield f"    S’il est déjà là, donnez son chemin dans la variable {soffice.VARIABLE}."
    fonts = machine.missing_fonts
    if fonts:
        names = enumeration([need.twin for need in fonts])
        yield f"  - {names} : {_WHY_FONTS}"
        packages += dict.fromkeys(need.package for need in fonts)
    if packages:
        yield f"  Tout installer : {_install(machine.system, packages)}"
    if not machine.can_lay_out:
        yield "  Aucun moteur ne peut mettre en page : le programme ne peut pas travailler."


def _install(system: str, packages: list[str]) -> str:
    return _ELSEWHERE.get(
        system, f"sudo apt-get install --no-install-recommends {' '.join(packages)}"
    )


def _title(text: str) -> str:
    return click.style(text, bold=True)
