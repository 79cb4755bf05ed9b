"""`generer --formulaire`: a dossier goes into somebody's own copy of the ministry's form.

The form is only read. What comes out is checked before anything is written: a fixed text that is
not word for word what it was stops everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dossier_builder.domain.dossier import Dossier
from dossier_builder.domain.facts import FormFacts
from dossier_builder.domain.form_places import FormPlaces
from dossier_builder.domain.modele import Formulaire, Modele
from dossier_builder.domain.submission import EngineName
from dossier_builder.domain.typographie import enumeration, insecable, pluriel
from dossier_builder.errors import UnreadableError, UsageError
from dossier_builder.facts import find_places, read, read_form
from dossier_builder.ooxml import Element, Package, qn, serialize_xml, text_of
from dossier_builder.ouverture import accept_changes, open_submission
from dossier_builder.pipeline.generate import Generated, annexes_as_pdf, settle
from dossier_builder.render import RenderedDocx, fill_form

_VERSION = re.compile(r"version\s+du\s+(\d{2}/\d{2}/\d{4})", re.IGNORECASE)
_KNOWN = "11/09/2017"
_SHOWN = 3
_LONGEST = 60
_BLANK = (
    "Prenez un formulaire vierge : celui de votre centre, ou celui du site du ministère du Travail."
)


def fill_official_form(
    source: Path,
    dossier: Dossier,
    modele: Modele,
    workspace: Path,
    engines: Sequence[EngineName],
) -> Generated:
    """The form at `source` filled with the dossier, laid out, its sommaire true.

    Raises as `written_form`, and LayoutFailedError.
    """
    converted = annexes_as_pdf(dossier, workspace, engines)
    rendered = written_form(source, dossier, modele, workspace, annexes_pdf=converted)
    return settle(rendered, workspace, engines)


def written_form(
    source: Path,
    dossier: Dossier,
    modele: Modele,
    workspace: Path,
    *,
    annexes_pdf: Mapping[str, Path],
) -> RenderedDocx:
    """The form filled, its sommaire still without pages; nothing but what was asked has changed.

    Raises UsageError (this kind of dossier has no form), UnreadableError (no form, protected,
    torn, or its fixed texts would change), PackError, InputsError.
    """
    written = modele.formulaire
    if written is None:
        raise UsageError(
            insecable(f"« {modele.intitule} » ne se rend pas sur le formulaire du ministère."),
            "--formulaire est pour le dossier de pratique professionnelle (DPP) et le DP.",
        )
    package = _opened(source)
    room = workspace / "formulaire"
    room.mkdir(exist_ok=True)
    blank = room / "vierge.docx"
    package.write(blank)
    before, places = _recognised(blank, source.name, written, room)
    if places is None or before is None:
        raise UnreadableError(
            insecable(f"« {source.name} » n’est pas le formulaire du dossier professionnel."),
            _BLANK,
        )
    rendered = fill_form(package, places, dossier, modele, annexes_pdf=annexes_pdf)
    filled = room / "rempli.docx"
    filled.write_bytes(rendered.content)
    after, _ = _recognised(filled, source.name, written, room)
    _refuse_changes(before, after, dossier, source.name)
    notices = (*_notices(package, before), *rendered.avis)
    return replace(rendered, avis=notices)


def _opened(source: Path) -> Package:
    """The form's package, its tracked changes accepted. Raises UnreadableError."""
    package = Package.read(source)
    settings = package.related("settings")
    if settings is not None:
        protection = package.xml(settings).find(qn("w:documentProtection"))
        if protection is not None and _enforced(protection):
            raise UnreadableError(
                insecable(f"« {source.name} » est protégé : on ne peut pas y écrire partout."),
                "Dans Word : Révision > Restreindre la modification > Désactiver la protection ; "
                "enregistrez, puis relancez.",
            )
    root = package.xml(package.document_name)
    if accept_changes(root):
        package = package.with_parts({package.document_name: serialize_xml(root)})
    return package


def _enforced(protection: Element) -> bool:
    return protection.get(qn("w:enforcement"), "0") in {"1", "true", "on"}


def _recognised(
    docx: Path, name: str, written: Formulaire, room: Path
) -> tuple[FormFacts | None, FormPlaces | None]:
    submission = open_submission(docx, name=name, workspace=room)
    content = read(submission)
    return read_form(content.lines, written), find_places(content.lines, written)


def _refuse_changes(
    before: FormFacts, after: FormFacts | None, dossier: Dossier, name: str
) -> None:
    """Nothing is written when a fixed text has changed, or an example was lost on the way."""
    known = {text.attendu for text in before.textes_alteres}
    changed = [] if after is None else [t for t in after.textes_alteres if t.attendu not in known]
    if changed:
        shown = f"« {changed[0].attendu[:_LONGEST]} »"
        raise UnreadableError(
            insecable(
                f"Remplir « {name} » changerait un texte du formulaire ({shown}) : rien n’a été "
                "écrit."
            ),
            _BLANK,
        )
    wanted = [(e.activite_type, e.numero) for e in dossier.exemples]
    found = [] if after is None else [(e.activite_type, e.numero) for e in after.exemples]
    if after is None or (wanted and found != wanted):
        raise UnreadableError(
            insecable(
                f"Les exemples n’ont pas tous trouvé leur place dans « {name} » : rien n’a été "
                "écrit."
            ),
            _BLANK,
        )


def _notices(package: Package, before: FormFacts) -> Iterator[str]:
    version = _version(package)
    gone = [text.attendu for text in before.textes_alteres]
    if version and version != _KNOWN:
        yield insecable(
            f"Ce formulaire est de la version du {version} : seule celle du {_KNOWN} est connue. "
            "Relisez chaque page."
        )
    if gone:
        shown = enumeration([f"« {text[:_LONGEST]} »" for text in gone[:_SHOWN]])
        more = f" et {pluriel(len(gone) - _SHOWN, 'autre')}" if len(gone) > _SHOWN else ""
        yield insecable(f"Textes attendus et pas trouvés dans ce formulaire : {shown}{more}.")
    filled = sum(b.etat == "remplie" for e in before.exemples for b in e.boites)
    if filled:
        yield insecable(
            f"Ce formulaire était déjà rempli par endroits ({pluriel(filled, 'boîte')}) : le "
            "texte du dossier y prend la place du sien ; le fichier d’origine n’a pas changé."
        )


def _version(package: Package) -> str:
    """The date of the form's version, told in its headers or footers."""
    for link in package.relationships(package.document_name):
        if link.kind in {"footer", "header"} and link.target in package:
            text = " ".join(map(text_of, package.xml(link.target).iter(qn("w:p"))))
            found = _VERSION.search(text)
            if found:
                return found[1]
    return ""
