"""The documents of the benchmark, grouped by what they put to the test."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from dossier_builder.domain.modele import Modele
from exactitude import word
from exactitude.plans import Plan, Spec, compose
from exactitude.verite import Cas, Verite

_FONTS = ("Calibri", "Arial", "Times New Roman")
_SIZES = (11, 12)


def _titles() -> list[Spec]:
    """Who styled the titles, how they are numbered, how they are worded."""
    return [
        Spec("styles", "titres", couverture=False),
        Spec("styles-numeros", "titres", numerotation="1."),
        Spec("styles-alias", "titres", variante="alias", numerotation="I."),
        Spec("styles-fautes", "titres", variante="faute", sommaire="absent"),
        Spec("plan-typographie", "titres", aspect="plan", variante="typographie"),
        Spec("plan-chapitres", "titres", aspect="plan", numerotation="Chapitre I –", corps=20),
        Spec("perso-partie", "titres", aspect="perso", numerotation="Partie 1 :",
             sommaire="points"),
        Spec("perso-alias", "titres", aspect="perso", variante="alias", sommaire="tableau"),
        Spec("gras", "titres", aspect="gras", sommaire="absent"),
        Spec("gras-romains", "titres", aspect="gras", numerotation="I.", sommaire="points"),
        Spec("gras-parentheses", "titres", aspect="gras", numerotation="1)",
             sommaire="tabulations"),
        Spec("gras-alias", "titres", aspect="gras", variante="alias", sommaire="tableau"),
        Spec("gras-fautes", "titres", aspect="gras", variante="faute", sommaire="absent"),
        Spec("gras-casse", "titres", aspect="gras", variante="casse", numerotation="1 -",
             sommaire="points"),
        Spec("capitales", "titres", aspect="capitales", sommaire="points"),
        Spec("capitales-lettres", "titres", aspect="capitales", numerotation="A.",
             sommaire="tabulations", corps=19),
        Spec("souligne-typographie", "titres", aspect="souligne", variante="typographie",
             sommaire="absent"),
        Spec("souligne-partie", "titres", aspect="souligne", numerotation="Partie 1 :",
             sommaire="points", modele="cip/ccp3", corps=11),
        Spec("seul-numeros", "titres", aspect="seul", numerotation="1.", sommaire="points"),
        Spec("seul-sans-rien", "titres", aspect="seul", sommaire="absent", couverture=False),
        Spec("casse-styles-ccp3", "titres", modele="cip/ccp3", variante="casse", corps=12),
        Spec("fautes-gras-ccp3", "titres", modele="cip/ccp3", aspect="gras", variante="faute",
             numerotation="1.", sommaire="points", corps=12),
        Spec("alias-ccp3", "titres", modele="cip/ccp3", variante="alias", numerotation="Partie 1 :",
             corps=10),
        Spec("titres-en-tableau", "titres", support="tableau", sommaire="absent"),
        Spec("titres-en-tableau-gras", "titres", support="tableau", aspect="gras",
             sommaire="points", saut="seul"),
        Spec("titres-en-zone", "titres", support="zone", sommaire="absent"),
        Spec("titres-en-zone-gras", "titres", support="zone", aspect="gras", sommaire="points"),
        Spec("pieges", "titres", extras=("pieges",)),
        Spec("pieges-gras", "titres", aspect="gras", sommaire="absent", extras=("pieges",)),
        Spec("pieges-seul", "titres", aspect="seul", numerotation="1.", sommaire="points",
             extras=("pieges",)),
        Spec("sommaire-nu", "titres", sommaire="nu"),
        Spec("sommaire-nu-gras", "titres", aspect="gras", sommaire="nu"),
        Spec("entete", "titres", aspect="gras", sommaire="points", extras=("entete",)),
        Spec("numero-sur-sa-ligne", "titres", modele="cip/ccp3", numerotation="Partie 1 :",
             corps=12, extras=("coupe",)),
        Spec("numero-sur-sa-ligne-gras", "titres", modele="cip/ccp3", aspect="gras", corps=12,
             numerotation="Partie 1 :", sommaire="points", extras=("coupe", "gros")),
        Spec("parties-omises", "titres", omises=("contexte", "analyse-pratique"), corps=14),
        Spec("parties-omises-gras", "titres", aspect="gras", sommaire="points", corps=14,
             omises=("atelier", "atelier-conception", "atelier-animation", "conclusion")),
    ]  # fmt: skip


def _annexes() -> list[Spec]:
    """Every way to open the annexes, and to speak of them without opening them."""
    cited = ("cite",)
    return [
        Spec("annexes-aucune", "annexes", annexes="aucune"),
        Spec("annexes-aucune-citees", "annexes", annexes="aucune", extras=cited, aspect="gras",
             sommaire="points"),
        Spec("annexes-directes", "annexes", annexes="directes", extras=cited),
        Spec("annexes-directes-gras", "annexes", annexes="directes", aspect="gras",
             sommaire="points", extras=cited),
        Spec("annexes-directes-seul", "annexes", annexes="directes", aspect="seul",
             sommaire="tabulations", extras=cited),
        Spec("annexes-numero", "annexes", annexes="numero", aspect="souligne", sommaire="absent",
             extras=cited),
        Spec("annexes-romaines", "annexes", annexes="romaines", extras=cited, modele="cip/ccp3",
             corps=11),
        Spec("annexes-lettres", "annexes", annexes="lettres", aspect="gras", sommaire="points"),
        Spec("annexes-intercalaire", "annexes", annexes="intercalaire", extras=cited),
        Spec("annexes-intercalaire-gras", "annexes", annexes="intercalaire", aspect="gras",
             sommaire="points", extras=("cite", "bibliographie")),
        Spec("annexes-section", "annexes", annexes="section", extras=("bibliographie",)),
        Spec("annexes-liste", "annexes", annexes="liste", extras=cited),
        Spec("annexes-liste-gras", "annexes", annexes="liste", aspect="gras", sommaire="points"),
        Spec("annexes-liste-a-la-fin", "annexes", annexes="liste-fin", extras=cited),
        Spec("annexes-table-interne", "annexes", annexes="table-interne", extras=cited),
        Spec("annexes-table-interne-gras", "annexes", annexes="table-interne", aspect="gras",
             sommaire="absent"),
        Spec("annexes-avant-conclusion", "annexes", annexes="avant-conclusion"),
        Spec("annexes-images", "annexes", annexes="images", nombre_annexes=4, extras=cited),
        Spec("annexes-images-titrees", "annexes", annexes="images-titrees", aspect="gras",
             sommaire="absent"),
        Spec("annexes-partagees", "annexes", annexes="partagee", modele="cip/ccp3", corps=12),
        Spec("annexes-partagees-gras", "annexes", annexes="partagee", aspect="gras",
             sommaire="points"),
        Spec("annexes-en-tableau", "annexes", annexes="tableau", aspect="gras", sommaire="absent"),
        Spec("annexes-en-zone", "annexes", annexes="zone", extras=cited),
        Spec("annexes-minuscules", "annexes", annexes="minuscules", aspect="gras",
             sommaire="points", extras=("cite", "remerciements")),
        Spec("annexes-du-dossier", "annexes", annexes="du-dossier", aspect="gras",
             sommaire="points"),
        Spec("annexes-parlantes", "annexes", annexes="directes", omises=("conclusion",),
             extras=("parlantes",)),
        Spec("annexes-parlantes-gras", "annexes", aspect="gras", sommaire="absent",
             omises=("contexte", "conclusion"), extras=("parlantes", "cite")),
        Spec("annexes-ornees", "annexes", annexes="pluriel-orne", aspect="capitales",
             sommaire="points"),
    ]  # fmt: skip


def _records() -> list[Spec]:
    """What Word recorded: true, of an older text, of another font, « 1 », nothing."""
    return [
        Spec("note-fraiche", "note de Word", note="fraiche"),
        Spec("note-fraiche-gras", "note de Word", note="fraiche", aspect="gras", sommaire="points"),
        Spec("note-fraiche-ccp3", "note de Word", note="fraiche", modele="cip/ccp3", corps=13),
        Spec("note-fraiche-courte", "note de Word", note="fraiche", corps=9),
        Spec("note-fraiche-longue", "note de Word", note="fraiche", corps=23),
        Spec("note-fraiche-limite", "note de Word", note="fraiche", corps=19, annexes="directes"),
        Spec("note-fraiche-annexes-directes", "note de Word", note="fraiche", annexes="directes",
             aspect="gras", sommaire="points", extras=("cite",)),
        Spec("note-fraiche-partagees", "note de Word", note="fraiche", annexes="partagee"),
        Spec("note-perimee", "note de Word", note="perimee"),
        Spec("note-perimee-ccp3", "note de Word", note="perimee", modele="cip/ccp3", corps=13),
        Spec("note-trompeuse", "note de Word", note="trompeuse"),
        Spec("note-trompeuse-gras", "note de Word", note="trompeuse", aspect="gras",
             sommaire="absent"),
        Spec("sans-note", "note de Word", note="", corps=18),
    ]  # fmt: skip


def _oddities() -> list[Spec]:
    """What Word can do that learners do without knowing."""
    return [
        Spec("colonnes", "bizarreries", extras=("colonnes",)),
        Spec("paysage", "bizarreries", extras=("paysage",), saut="section", corps=14),
        Spec("formats-meles", "bizarreries", extras=("formats",), saut="section", corps=14),
        Spec("suivi", "bizarreries", extras=("suivi",), note="fraiche"),
        Spec("suivi-gras", "bizarreries", extras=("suivi",), aspect="gras", sommaire="points"),
        Spec("commentaires", "bizarreries", extras=("commentaires",), note="fraiche"),
        Spec("texte-cache", "bizarreries", extras=("cache",)),
        Spec("droite-a-gauche", "bizarreries", extras=("rtl",)),
        Spec("tout-en-tableau", "bizarreries", extras=("tout-en-tableau",), sommaire="absent",
             aspect="gras", annexes="directes"),
        Spec("tout-en-zones", "bizarreries", extras=("tout-en-zones",), sommaire="absent",
             corps=12, annexes="intercalaire"),
        Spec("saut-avant", "bizarreries", saut="avant"),
        Spec("saut-debut", "bizarreries", saut="debut", aspect="gras", sommaire="points"),
        Spec("saut-seul", "bizarreries", saut="seul", annexes="directes"),
        Spec("saut-section", "bizarreries", saut="section", annexes="intercalaire"),
        Spec("sans-numeros", "bizarreries", numeros=False, extras=("remerciements",)),
        Spec("trois-cents-pages", "bizarreries", corps=290, annexes="directes", nombre_annexes=9),
    ]  # fmt: skip


def _other_formats() -> list[Spec]:
    """The same variety as PDF and odt."""
    pdf = [
        Spec("pdf-styles", "pdf"),
        Spec("pdf-sans-styles", "pdf", aspect="gras", numerotation="I.", sommaire="points"),
        Spec("pdf-alias", "pdf", aspect="gras", variante="alias", sommaire="absent"),
        Spec("pdf-fautes", "pdf", aspect="gras", variante="faute", sommaire="points"),
        Spec("pdf-capitales", "pdf", aspect="capitales", numerotation="1.", sommaire="points"),
        Spec("pdf-souligne", "pdf", aspect="souligne", sommaire="tabulations", modele="cip/ccp3",
             corps=11),
        Spec("pdf-seul", "pdf", aspect="seul", numerotation="1.", sommaire="points"),
        Spec("pdf-directes", "pdf", annexes="directes", aspect="gras", sommaire="points",
             extras=("cite",)),
        Spec("pdf-aucune", "pdf", annexes="aucune", extras=("cite",)),
        Spec("pdf-intercalaire", "pdf", annexes="intercalaire", extras=("cite",)),
        Spec("pdf-liste", "pdf", annexes="liste", extras=("cite",)),
        Spec("pdf-table-interne", "pdf", annexes="table-interne", aspect="gras", sommaire="points"),
        Spec("pdf-partagee", "pdf", annexes="partagee", modele="cip/ccp3", corps=12),
        Spec("pdf-images", "pdf", annexes="images", nombre_annexes=5),
        Spec("pdf-avant-conclusion", "pdf", annexes="avant-conclusion"),
        Spec("pdf-colonnes", "pdf", extras=("colonnes",)),
        Spec("pdf-paysage", "pdf", extras=("paysage",), saut="section", corps=14),
        Spec("pdf-tableau", "pdf", support="tableau", aspect="gras", sommaire="absent"),
        Spec("pdf-pieges", "pdf", aspect="gras", sommaire="points", extras=("pieges",)),
        Spec("pdf-sommaire-nu", "pdf", aspect="gras", sommaire="nu"),
        Spec("pdf-entete", "pdf", aspect="gras", sommaire="points", extras=("entete",)),
        Spec("pdf-gros-titres", "pdf", modele="cip/ccp3", aspect="gras", sommaire="points",
             numerotation="Partie 1 :", corps=12, extras=("gros",)),
        Spec("pdf-numero-sur-sa-ligne", "pdf", modele="cip/ccp3", aspect="gras", corps=12,
             numerotation="Partie 1 :", sommaire="absent", extras=("coupe", "gros")),
        Spec("pdf-annexes-parlantes", "pdf", aspect="gras", sommaire="points",
             omises=("conclusion",), extras=("parlantes",)),
        Spec("pdf-numero", "pdf", annexes="numero", aspect="gras", sommaire="tableau"),
    ]  # fmt: skip
    odt = [
        Spec("odt-styles", "odt", numerotation="1."),
        Spec("odt-gras", "odt", aspect="gras", sommaire="points", extras=("cite",)),
        Spec("odt-alias", "odt", aspect="plan", variante="alias", annexes="directes"),
        Spec("odt-capitales", "odt", aspect="capitales", sommaire="absent", annexes="intercalaire"),
        Spec("odt-ccp3", "odt", modele="cip/ccp3", corps=11, annexes="aucune"),
        Spec("odt-partagee", "odt", annexes="partagee", aspect="souligne", sommaire="tabulations"),
    ]  # fmt: skip
    scan = Spec("pdf-numerise", "pdf", sortie="scan", corps=8)
    as_pdf = [replace(spec, sortie="pdf") for spec in pdf]
    return [*as_pdf, scan, *(replace(spec, sortie="odt") for spec in odt)]


def _flowing() -> list[Spec]:
    """No page break at all: nobody knows the truth without Word; intervals alone are judged."""
    names = ("styles", "gras", "capitales", "directes", "intercalaire", "long")
    return [
        Spec(
            f"coulant-{name}", "coulants", corps=90 if name != "long" else 240,
            aspect="gras" if name == "gras" else "capitales" if name == "capitales" else "styles",
            sommaire="auto" if name not in {"gras", "capitales"} else "points",
            annexes="directes" if name == "directes" else "titre",
            couverture=False, extras=("sans-saut",),
        )
        for name in names
    ]  # fmt: skip


def specs() -> tuple[Spec, ...]:
    """Every generated dossier; fonts and sizes go round so that each group meets them all."""
    groups = (_titles(), _annexes(), _records(), _oddities(), _other_formats(), _flowing())
    found = [spec for group in groups for spec in group]
    return tuple(
        replace(spec, police=_FONTS[n % len(_FONTS)], taille=_SIZES[n // len(_FONTS) % len(_SIZES)])
        for n, spec in enumerate(found)
    )


def cases(modeles: dict[str, Modele]) -> tuple[Cas, ...]:
    """The generated dossiers and the documents that hold next to nothing."""
    return tuple(_case(spec, modeles[spec.modele]) for spec in specs()) + _nearly_empty()


def _case(spec: Spec, modele: Modele) -> Cas:
    plan = compose(spec, modele)
    verite = plan.verite
    if spec.sortie == "scan":
        # Nobody can read it without its pictures: only the pages of the file are known.
        verite = Verite(None, pages=verite.pages)
    if "sans-saut" in spec.extras:
        present = dict.fromkeys(verite.sections or {})
        verite = Verite(spec.modele, sections=present)
    return Cas(spec.nom, spec.groupe, spec.traits, verite, partial(_write, plan), spec.sortie)


def _write(plan: Plan, path: Path) -> None:
    word.write(plan, path)


def _nearly_empty() -> tuple[Cas, ...]:
    def written(*texts: str) -> Cas:
        name = ("vide", "une-phrase", "une-page-de-titres")[min(len(texts), 2)]
        return Cas(
            name, "bizarreries", f"{len(texts)} paragraphes",
            Verite(None, pages=1, comptees=1, annexes=0, sections=None),
            partial(_plain, texts),
        )  # fmt: skip

    return (
        written(),
        written("Une seule phrase, rien d’autre."),
        written("Introduction", "Quelques mots.", "Conclusion", "Quelques mots encore."),
    )


def _plain(texts: tuple[str, ...], path: Path) -> None:
    from docx import Document

    document = Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(path))
