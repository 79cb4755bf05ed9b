"""Every bad input that we know of: its place, what is said, and the remedy.

Each case writes files into an otherwise good folder; `expected` is the beginning of the place and
message, `remedy` a part of the help.
"""
# ruff: noqa: E501 - a table reads best with one case on a line

from __future__ import annotations

import io
import os
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfWriter

FIGURE = '![Un schéma](images/plan.png "Plan")'


def png(size: tuple[int, int] = (40, 30)) -> bytes:
    return encoded("PNG", size)


def encoded(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    buffer = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(buffer, kind)
    return buffer.getvalue()


def large_png() -> bytes:
    """A PNG of 10 000 × 9 000 pixels in a few bytes: only its header is made."""
    data = bytearray(png())
    data[16:24] = (10_000).to_bytes(4, "big") + (9_000).to_bytes(4, "big")
    import zlib

    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


def pdf(*, lock: str | None = None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    if lock:
        writer.encrypt(lock, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def archive(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr(name, "x")
    return buffer.getvalue()


def annexe(fichier: str) -> str:
    return (
        "modele: cip/ccp2\ntitre: Mon projet\nannexes:\n"
        f"  - {{id: a, fichier: '{fichier}', titre: Annexe}}\n"
    )


@dataclass(frozen=True)
class Bad:
    name: str
    files: dict[str, str | bytes]
    expected: str
    remedy: str = ""
    more: tuple[str, ...] = field(default=())


def section(name: str, text: str | bytes, expected: str, remedy: str = "", *more: str) -> Bad:
    return Bad(name, {"sections/contexte.md": text}, expected, remedy, more)


def with_image(name: str, content: bytes, expected: str, remedy: str = "") -> Bad:
    return Bad(
        name, {"sections/contexte.md": f"Texte\n\n{FIGURE}", "images/plan.png": content},
        f"sections/contexte.md:3:1 l’image « images/plan.png » {expected}", remedy,
    )  # fmt: skip


def with_annexe(name: str, fichier: str, content: bytes, expected: str, remedy: str = "") -> Bad:
    return Bad(
        name, {"dossier.yaml": annexe(fichier), fichier: content},
        f"dossier.yaml:4:22 l’annexe « {fichier} » {expected}", remedy,
    )  # fmt: skip


def yaml(name: str, text: str | bytes, expected: str, remedy: str = "") -> Bad:
    return Bad(name, {"dossier.yaml": text}, f"dossier.yaml{expected}", remedy)


def candidat(name: str, text: str, expected: str, remedy: str = "") -> Bad:
    return Bad(name, {"candidat.yaml": text}, f"candidat.yaml{expected}", remedy)


def exemple(name: str, text: str, expected: str, remedy: str = "") -> Bad:
    files: dict[str, str | bytes] = {
        "dossier.yaml": "modele: cip/dpp\ndate: 2027-02-22\n",
        "exemples/at1-1.md": text,
    }
    return Bad(name, files, f"exemples/at1-1.md{expected}", remedy)


WHO = "nom_naissance: Exemple\nprenom: Camille\nvoie: formation\n"

CASES = [
    # dossier.yaml
    yaml("empty", "", " ce fichier est vide", "modele: cip/ccp2"),
    yaml("list", "- modele\n", ":1:1 des clés et des valeurs sont attendues, une liste"),
    yaml("scalar", "bonjour\n", ":1:1 des clés et des valeurs sont attendues"),
    yaml("invalid", "modele: cip/ccp2\ntitre: Projet : atelier\n", ":2:15 ", "guillemets"),
    yaml("unclosed", 'modele: "cip/ccp2\n', ":1:9 ", "Ajoutez"),
    yaml("no modele", "titre: Mon projet\n", ":1:1 clé obligatoire absente : « modele »"),
    yaml("modele misspelt", "model: cip/ccp2\ntitre: X\n", ":1:1 clé obligatoire absente : « modele » (« model »"),
    yaml("modele empty", "modele:\ntitre: X\n", ":1:1 « modele » ne nomme aucun modèle"),
    yaml("modele unknown", "modele: cip/cpp2\ntitre: X\n", ":1:9 le modèle « cip/cpp2 » n’existe pas", "Vouliez-vous dire « cip/ccp2 »"),
    yaml("modele unlike", "modele: zzz\ntitre: X\n", ":1:9 le modèle « zzz »", "Modèles possibles : cip/ccp2, cip/dpp"),
    yaml("unknown key", "modele: cip/ccp2\ntitre: X\nstructur: Y\n", ":3:1 clé inconnue « structur » ; vouliez-vous dire « structure »"),
    yaml("key missing", "modele: cip/ccp2\n", ":1:1 clé obligatoire absente : « titre »", "Mon projet"),
    yaml("empty value", "modele: cip/ccp2\ntitre:\n", ":2:1 « titre » : attendu un texte"),
    yaml("blank value", "modele: cip/ccp2\ntitre: ' '\n", ":2:8 « titre » : attendu un texte non vide"),
    yaml("number for text", "modele: cip/ccp2\ntitre: 2027\n", ":2:8 « titre » : attendu un texte, reçu le nombre 2027", 'titre: "Mon projet"'),
    yaml("French date", "modele: cip/ccp2\ntitre: X\ndate: 22/02/2027\n", ":3:7 « date » : attendu une date", "Exemple : date: 2027-02-22"),
    yaml("period reversed", "modele: cip/ccp2\ntitre: X\nperiode: {debut: 2026-12-11, fin: 2026-11-16}\n", ":3:10 « periode » : la fin précède le début"),
    yaml("text for list", "modele: cip/ccp2\ntitre: X\nmots_cles: accueil\n", ":3:12 « mots_cles » : attendu une liste"),
    yaml("key twice", "modele: cip/ccp2\ntitre: X\ntitre: Y\n", ":3:1 "),
    yaml("binary", b"\x00\x01\x02\xff", " ce n’est pas un fichier de texte lisible", "UTF-8"),
    yaml("NUL byte", b"modele: cip/ccp2\x00\n", " ce n’est pas un fichier de texte lisible"),
    yaml("annexes not a list", "modele: cip/ccp2\ntitre: X\nannexes: plan.pdf\n", ":3:10 « annexes » : attendu une liste"),
    yaml("annexe key", "modele: cip/ccp2\ntitre: X\nannexes:\n  - {id: a, fichier: x.png, titre: T, legende: L}\n", ":4:22 l’annexe « x.png » est introuvable", ""),
    # candidat.yaml
    candidat("empty", "", ":1:1 clé obligatoire absente : « nom_naissance »"),
    candidat("voie unknown", "nom_naissance: E\nprenom: C\nvoie: formations\n", ":3:7 « voie » : valeur inconnue « formations » ; vouliez-vous dire « formation »", "formation"),
    candidat("key unknown", WHO + "nom_usag: X\n", ":4:1 clé inconnue « nom_usag » ; vouliez-vous dire « nom_usage »"),
    candidat("name empty", "nom_naissance: ''\nprenom: C\nvoie: vae\n", ":1:16 « nom_naissance » est vide"),
    candidat("CCP unknown", WHO + "vise: [cpp2]\n", ":4:8 « cpp2 » n’est pas un CCP de ce titre", "Vouliez-vous dire « ccp2 »"),
    candidat("CCP held unknown", WHO + "ccp_acquis: [{ccp: ccp9, date: 2026-03-12}]\n", ":4:20 « ccp9 » n’est pas un CCP"),
    candidat("CCP of a period", WHO + "periodes: [{structure: S, debut: 2026-10-05, fin: 2026-10-23, ccp: ccp}]\n", ":4:68 « ccp » n’est pas un CCP"),
    candidat("key nested left blank", WHO + "session: {date: }\n", ":4:10 clé obligatoire absente dans « session » : « date »"),
    candidat("session", WHO + "session: 2027-03-15\n", ":4:10 « session » : attendu des clés et des valeurs"),
    candidat("list", "- a\n", ":1:1 des clés et des valeurs sont attendues, une liste"),
    # the folder
    Bad("unknown section", {"sections/contxte.md": "x"}, "sections/contxte.md aucune section de ce modèle", "Vouliez-vous dire « contexte.md »"),
    Bad("section by title", {"sections/Le cadre.md": "x"}, "sections/Le cadre.md aucune section", "Vouliez-vous dire « contexte.md »"),
    Bad("section as text", {"sections/contexte.md.txt": "x"}, "sections/contexte.md.txt aucune section", "« contexte.md »"),
    Bad("section of Word", {"sections/contexte.md": archive("word/document.xml")}, "sections/contexte.md ce n’est pas un fichier de texte lisible", "UTF-8"),
    Bad("folder misnamed", {"Section/contexte.md": "x"}, "Section le dossier « Section » n’est pas lu", "« sections »"),
    Bad("sections a file", {"sections": "x"}, "sections « sections » ne peut pas être lu", "un dossier"),
    Bad("examples where none", {"exemples/at1-1.md": "x"}, "exemples/at1-1.md le modèle « cip/ccp2 » n’a pas d’exemples"),
    # Markdown
    section("HTML", "Du <b>gras</b>", "sections/contexte.md:1:4 le code HTML « <b> »", "**gras**", "sections/contexte.md:1:11 "),
    section("HTML block", "Texte\n\n<table>\n", "sections/contexte.md:3:1 le code HTML « <table> »"),
    section("line break in HTML", "a<br/>b", "sections/contexte.md:1:2 le code HTML « <br/> »", "Pour aller à la ligne"),
    section("entity", "a&nbsp;b", "sections/contexte.md:1:2 le code HTML « &nbsp; »", "espace insécable"),
    section("comment unclosed", "a <!-- b", "sections/contexte.md:1:3 le commentaire ouvert"),
    section("second title", "# Un\n\ntexte\n\n# Deux", "sections/contexte.md:5:3 « # » n’est possible qu’en première ligne", "## Mon sous-titre"),
    section("title late", "texte\n\n# Un", "sections/contexte.md:3:3 « # » n’est possible qu’en"),
    section("title empty", "# \n\ntexte", "sections/contexte.md:1:1 titre vide"),
    section("subtitle empty", "texte\n\n##\n", "sections/contexte.md:3:1 titre vide"),
    section("too deep", "#### Profond", "sections/contexte.md:1:1 titre trop profond", "###"),
    section("title glued", "texte\n\n##Titre", "sections/contexte.md:3:1 il manque une espace après « ## »", "## Mon titre"),
    section("title in list", "- # Titre", "sections/contexte.md:1:1 un titre ne va pas dans une liste"),
    section("note in title", "## Titre[^a]\n\n[^a]: Note", "sections/contexte.md:1:9 un titre ne peut pas porter de note"),
    section("rule", "a\n\n---\n\nb", "sections/contexte.md:3:1 trait horizontal", "[saut de page]"),
    section("break in list", "- a\n\n  [saut de page]", "sections/contexte.md:3:3 un saut de page ne va pas"),
    section("nested", "\n".join("  " * n + "- x" for n in range(12)), "sections/contexte.md:8:15 listes ou citations trop imbriquées"),
    section("fence open", "```\ncode", "sections/contexte.md:1:1 le bloc ouvert par « ``` » n’est pas refermé"),
    section("control sign", "a\n\nb\x0bc", "sections/contexte.md:3:2 caractère invisible (U+000B)"),
    section("inline image", "Voici ![a](images/x.png) là", "sections/contexte.md:1:7 une image ne va pas dans une phrase", "{figure:identifiant}"),
    section("two images", f"{FIGURE}\n{FIGURE}", "sections/contexte.md:2:1 deux images dans le même paragraphe", "ligne vide"),
    section("image in cell", "| a |\n|---|\n| ![b](x.png) |", "sections/contexte.md:3:3 une image ne va pas"),
    section("image quotes", "![a](images/x.png “Légende”)", "sections/contexte.md:1:1 cette image est mal écrite", "guillemets droits"),
    section("image space", "Ici :\n![a](images/mon plan.png)", "sections/contexte.md:2:1 cette image est mal écrite", "Retirez les espaces"),
    section("link relative", "Voir [ici](autre.md).", "sections/contexte.md:1:6 l’adresse de ce lien n’est pas acceptée", "https://"),
    section("link script", "[x](javascript:alert)", "sections/contexte.md:1:1 l’adresse de ce lien"),
    section("link www", "[x](www.insee.fr)", "sections/contexte.md:1:1 l’adresse de ce lien", "Écrivez https://www.insee.fr"),
    section("note unused", "a\n\n[^n]: Note", "sections/contexte.md:3:1 la note [^n] n’est appelée nulle part"),
    section("note absent", "a[^n]", "sections/contexte.md:1:2 la note [^n] est appelée mais n’est pas écrite", "[^n]: Texte"),
    section("note misspelt", "a[^insé]\n\nb[^insee]\n\n[^insee]: N", "sections/contexte.md:1:2 la note [^insé]", "« insee »"),
    section("note twice", "a[^n]\n\n[^n]: A\n\n[^n]: B", "sections/contexte.md:5:1 la note [^n] est écrite deux fois (déjà ligne 3)"),
    section("note spaced", "a[^n]\n\n[^n] : Note", "sections/contexte.md:3:1 la note [^n] n’est pas reconnue", "sans espace"),
    section("note in note", "a[^n] b[^m]\n\n[^n]: A[^m]\n\n[^m]: B", "sections/contexte.md:3:8 une note ne peut pas en appeler une autre"),
    section("list in note", "a[^n]\n\n[^n]: A\n\n    - b", "sections/contexte.md:5:5 une note ne contient que des paragraphes"),
    section("cells", "| a | b |\n|---|---|\n| 1 | 2 | 3 |", "sections/contexte.md:3:1 cette ligne a 3 cellules pour 2 colonnes"),
    section("table malformed", "| a | b |\n|---|\n| 1 | 2 |", "sections/contexte.md:2:1 tableau mal formé : 2 colonnes dans l’en-tête, 1"),
    section("caption alone", "Tableau : Objectifs {#obj}\n\nTexte", "sections/contexte.md:1:1 cette légende de tableau n’est suivie d’aucun tableau"),
    section("caption id", "Tableau : O {#a.b}\n\n| a |\n|---|\n| b |", "sections/contexte.md:1:1 identifiant « a.b » refusé"),
    section("unknown figure", "Texte ({figure:plan}).", "sections/contexte.md:1:8 « {figure:plan} » ne renvoie à rien", "![Texte alternatif]"),
    section("unknown table", "Voir {tableau:obj}.\n\nTableau : O {#objs}\n\n| a |\n|---|\n| b |", "sections/contexte.md:1:6 « {tableau:obj} »", "Vouliez-vous dire « {tableau:objs} »"),
    section("wrong kind", "{figure:obj}\n\nTableau : O {#obj}\n\n| a |\n|---|\n| b |", "sections/contexte.md:1:1 « {figure:obj} »", "Vouliez-vous dire « {tableau:obj} »"),
    section("near kind", "{tableaux:obj}\n\nTableau : O {#obj}\n\n| a |\n|---|\n| b |", "sections/contexte.md:1:1 « {tableaux:obj} » n’est pas un renvoi connu", "« {tableau:obj} »"),
    section("no target", "Voir {annexe:}.", "sections/contexte.md:1:6 « {annexe:} » ne renvoie à rien", "dossier.yaml"),
    Bad("table id twice", {"sections/contexte.md": "Tableau : A {#t}\n\n| a |\n|---|\n| b |", "sections/introduction.md": "x\n\nTableau : B {#t}\n\n| a |\n|---|\n| b |"}, "sections/", "Déjà employé"),
    Bad("annexe id twice", {"dossier.yaml": "modele: cip/ccp2\ntitre: X\nannexes:\n  - {id: a, fichier: a.png, titre: A}\n  - {id: a, fichier: a.png, titre: B}\n", "a.png": png()}, "dossier.yaml:5:10 l’identifiant « a » est déjà celui d’une autre annexe", "ligne 4"),
    # images
    section("missing", FIGURE, "sections/contexte.md:1:1 l’image « images/plan.png » est introuvable", "Mettez le fichier"),
    Bad("misspelt", {"sections/contexte.md": FIGURE, "images/plans.png": png()}, "sections/contexte.md:1:1 l’image « images/plan.png » est introuvable", "Vouliez-vous dire « images/plans.png »"),
    Bad("elsewhere", {"sections/contexte.md": FIGURE, "annexes/plan.png": png()}, "sections/contexte.md:1:1 l’image « images/plan.png » est introuvable", "« annexes/plan.png »"),
    Bad("case", {"sections/contexte.md": "![a](Images/Plan.PNG)", "images/plan.png": png()}, "sections/contexte.md:1:1 l’image « Images/Plan.PNG » n’a pas exactement ce nom", "« images/plan.png »"),
    with_image("corrupt", png()[:60], "est abîmée", "Copiez-la de nouveau"),
    with_image("JPEG cut", encoded("JPEG", (200, 200))[:-200], "est abîmée"),
    with_image("GIF cut", encoded("GIF", (200, 200))[:-9000], "est abîmée"),
    with_image("BMP cut", encoded("BMP")[:-90], "est abîmée"),
    with_image("header cut", png()[:20], "est abîmée"),
    with_image("not an image", b"bonjour", "n’est pas une image lisible (attendu : PNG, JPEG, GIF ou BMP)"),
    with_image("empty", b"", "n’est pas une image lisible"),
    with_image("WebP", encoded("WEBP"), "est au format WEBP", "enregistrez-la en PNG"),
    with_image("TIFF", encoded("TIFF"), "est au format TIFF"),
    with_image("SVG", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "est au format SVG"),
    with_image("HEIC", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "est au format HEIC"),
    with_image("PDF", pdf(), "est au format PDF"),
    with_image("90 megapixels", large_png(), "est trop grande : 10000 × 9000 pixels, soit 90 millions (au plus 80", "2 000 pixels"),
    section("outside", "![a](../secret.png)", "sections/contexte.md:1:1 l’image « ../secret.png » est hors du dossier", "Copiez le fichier"),
    Bad("from the section", {"sections/contexte.md": "![a](../images/p.png)", "images/p.png": png()}, "sections/contexte.md:1:1 l’image « ../images/p.png » est hors", "écrivez « images/p.png »"),
    section("outside late", "![a](images/../../secret.png)", "sections/contexte.md:1:1 l’image « images/../../secret.png » est hors"),
    section("absolute", "![a](/etc/plan.png)", "sections/contexte.md:1:1 l’image « /etc/plan.png » a un chemin absolu", "images/plan.png"),
    section("drive", "![a](C:\\Users\\moi\\plan.png)", "sections/contexte.md:1:1 l’image « C:\\Users\\moi\\plan.png » a un chemin absolu", "images/plan.png"),
    section("remote", "![a](https://exemple.fr/a.png)", "sections/contexte.md:1:1 l’image « https://exemple.fr/a.png » n’est pas un fichier du dossier", "Téléchargez"),
    section("data", "![a](data:image/png;base64,AAAA)", "sections/contexte.md:1:1 l’image « data:image/png;base64,AAAA » n’est pas un fichier"),
    section("no path", "![a]()", "sections/contexte.md:1:1 l’image n’a pas de chemin"),
    Bad("a folder", {"sections/contexte.md": "![a](images/plan.png)", "images/plan.png/x": "x"}, "sections/contexte.md:1:1 l’image « images/plan.png » n’est pas un fichier"),
    section("width", "![a](images/p.png){largeur=120%}", "sections/contexte.md:1:19 largeur « 120% » refusée", "largeur=80%", "sections/contexte.md:1:1 "),
    section("width word", "![a](images/p.png){largueur=50%}", "sections/contexte.md:1:19 « largueur=50% » n’est pas compris", "Vouliez-vous dire « largeur »", "sections/contexte.md:1:1 "),
    section("image id", "![a](images/p.png){#a.b}", "sections/contexte.md:1:19 identifiant « a.b » refusé", "", "sections/contexte.md:1:1 "),
    # annexes
    yaml("annexe missing", annexe("annexes/guide.pdf"), ":4:22 l’annexe « annexes/guide.pdf » est introuvable"),
    yaml("annexe outside", annexe("../guide.pdf"), ":4:22 l’annexe « ../guide.pdf » est hors du dossier"),
    yaml("annexe id refused", "modele: cip/ccp2\ntitre: X\nannexes: [{id: a b, fichier: '', titre: T}]\n", ":3:16 identifiant « a b » refusé", ""),
    yaml("annexe with NUL", 'modele: cip/ccp2\ntitre: X\nannexes: [{id: a, fichier: "a\\0b", titre: T}]\n', ":3:28 l’annexe a un chemin illisible"),
    with_annexe("PDF locked", "g.pdf", pdf(lock="x"), "ne peut pas être placée. Le PDF « g.pdf » est protégé", "mot de passe"),
    with_annexe("PDF cut", "g.pdf", pdf()[:150], "ne peut pas être placée. Le PDF « g.pdf » est endommagé"),
    with_annexe("not a PDF", "g.pdf", b"bonjour", "ne peut pas être placée"),
    with_annexe("not a docx", "g.docx", archive("x.txt"), "ne peut pas être placée"),
    with_annexe("docx cut", "g.docx", archive("word/document.xml")[:40], "ne peut pas être placée"),
    with_annexe("empty file", "g.pdf", b"", "est un fichier vide"),
    with_annexe("unknown format", "g.xyz", b"bonjour", "est d’un format inconnu (attendu : PDF, Word", "Exportez-la en PDF"),
    with_annexe("image cut", "g.png", png()[:60], "est abîmée"),
    Bad("annexe text empty", {"dossier.yaml": annexe("g.md"), "g.md": "\n"}, "dossier.yaml:4:22 cette annexe est vide"),
    Bad("annexe with title", {"dossier.yaml": annexe("g.md"), "g.md": "# Autre\n\nx"}, "g.md:1:3 « # » n’est pas possible ici"),
    Bad("annexe in a problem", {"dossier.yaml": annexe("g.md"), "g.md": "Voir {annexe:b}"}, "g.md:1:6 « {annexe:b} »", "Possible : « a »."),
    Bad("entry of an annexe", {"dossier.yaml": "modele: cip/ccp2\ntitre: X\nannexes: [plan.pdf]\n"}, "dossier.yaml:3:11 "),
    Bad("annexe unreadable text", {"dossier.yaml": annexe("g.md"), "g.md": b"\x00"}, "g.md ce n’est pas un fichier de texte"),
    # examples of practice
    exemple("unknown box", "# Moyen utilisé\n\nx", ":1:3 boîte inconnue : « Moyen utilisé »", "Vouliez-vous dire « # Précisez les moyens utilisés »"),
    exemple("box unlike", "# Zzz\n\nx", ":1:3 boîte inconnue : « Zzz »", "# Tâches et conditions"),
    exemple("box twice", "# Moyens\n\nx\n\n# Précisez les moyens utilisés\n\ny", ":5:3 la boîte", "Réunissez"),
    exemple("text before", "---\nintitule: X\n---\n\nbonjour\n\n# Moyens\n\nx", ":4:1 du texte précède la première boîte"),
    exemple("front matter open", "---\nintitule: X\n\n# Moyens", ":1:1 « --- » ouvert mais pas refermé"),
    exemple("front matter key", "---\nintitul: X\n---\n", ":2:1 clé inconnue « intitul » ; vouliez-vous dire « intitule »"),
    exemple("front matter list", "---\n- X\n---\n", ":2:1 des clés et des valeurs sont attendues"),
    exemple("front matter YAML", "---\nintitule: X : y\n---\n", ":2:13 ", "guillemets"),
    exemple("line after front matter", "---\nintitule: X\n---\n# Moyens\n\nDu <b>gras", ":6:4 le code HTML"),
    Bad("example name", {"dossier.yaml": "modele: cip/dpp\ndate: 2027-02-22\n", "exemples/AT1_2.md": "x"}, "exemples/AT1_2.md nom d’exemple inattendu", "« at1-2.md »"),
    Bad("example unnamed", {"dossier.yaml": "modele: cip/dpp\ndate: 2027-02-22\n", "exemples/accueil.md": "x"}, "exemples/accueil.md nom d’exemple inattendu", "at1-2.md"),
    Bad("activité-type", {"dossier.yaml": "modele: cip/dpp\ndate: 2027-02-22\n", "exemples/at7-1.md": "# Moyens\n\nx"}, "exemples/at7-1.md le titre n’a pas d’activité-type n° 7", "1, 2, 3"),
    Bad("sections where none", {"dossier.yaml": "modele: cip/dpp\ndate: 2027-02-22\n", "sections/a.md": "x"}, "sections/a.md aucune section de ce modèle", "n’a pas de sections"),
    Bad("diploma", {"dossier.yaml": "modele: cip/dpp\ndate: 2027-02-22\ndiplomes: [{intitule: CAP, organisme: A}]\n"}, "dossier.yaml:3:12 clé obligatoire absente dans « diplomes » : « date »"),
    Bad("declaration", {"dossier.yaml": "modele: cip/dpp\ndate: 2027-02-22\ndeclaration: {lieux: V, date: 2027-02-22}\n"}, "dossier.yaml:3:1", ""),
]  # fmt: skip


@pytest.mark.parametrize("bad", CASES, ids=lambda bad: bad.name)
def test_each_bad_input_says_where_what_and_how_to_mend(dossier: Any, bad: Bad) -> None:
    for name, content in bad.files.items():
        dossier.write(name, content)
    said = dossier.said()
    hits = [line for line in said if line.startswith(bad.expected) and bad.remedy in line]
    assert hits, said
    for more in bad.more:
        assert any(line.startswith(more) for line in said), said


def test_the_table_has_no_name_twice() -> None:
    names = [(bad.name, bad.expected) for bad in CASES]
    assert len(names) == len(set(names))


def test_every_problem_of_the_folder_comes_at_once_sorted(dossier: Any) -> None:
    dossier.write(
        "dossier.yaml", "modele: cip/ccp2\ntitr: X\nannexes: [{id: a, fichier: g.pdf, titre: T}]\n"
    )
    dossier.write("candidat.yaml", "prenom: Camille\nvoie: formation\n")
    dossier.write("sections/contexte.md", "{figure:x}\n\n<b>\n")
    dossier.write("sections/autre.md", "x")
    problems = dossier.problems()
    assert [(Path(p.fichier).name, p.ligne) for p in problems] == [
        ("candidat.yaml", 1),
        ("dossier.yaml", 1),
        ("dossier.yaml", 2),
        ("dossier.yaml", 3),
        ("autre.md", None),
        ("contexte.md", 1),
        ("contexte.md", 3),
    ]  # fmt: skip


def test_without_a_known_pack_candidat_is_still_checked(dossier: Any) -> None:
    dossier.write("dossier.yaml", "modele: zzz\n").write("candidat.yaml", "prenom: 3\n")
    assert {Path(p.fichier).name for p in dossier.problems()} == {"candidat.yaml", "dossier.yaml"}


def test_a_misspelt_dossier_yaml_is_recognised(dossier: Any) -> None:
    (dossier.folder / "dossier.yaml").rename(dossier.folder / "dossier.yml")
    assert dossier.said()[0].startswith(
        "dossier.yaml dossier.yaml est introuvable | Renommez « dossier.yml »"
    )


def test_no_dossier_yaml_and_no_candidat(dossier: Any) -> None:
    (dossier.folder / "dossier.yaml").unlink()
    (dossier.folder / "candidat.yaml").unlink()
    said = dossier.said()
    assert "candidat.yaml est introuvable, ni ici, ni à côté" in said[0]
    assert "modele: cip/ccp2" in said[1]


def test_a_link_out_of_the_folder_is_refused(dossier: Any, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    dossier.write("sections/contexte.md", "![a](images/lien.png)")
    (dossier.folder / "images").mkdir()
    (dossier.folder / "images" / "lien.png").symlink_to(tmp_path / "secret.png")
    assert "est un lien vers l’extérieur du dossier" in dossier.said()[0]


def test_a_section_linked_from_outside_is_refused(dossier: Any, tmp_path: Path) -> None:
    (tmp_path / "autre.md").write_text("x")
    dossier.write("sections/introduction.md", "x")
    (dossier.folder / "sections" / "contexte.md").symlink_to(tmp_path / "autre.md")
    assert dossier.said()[0].startswith("sections/contexte.md ce fichier est un lien vers")


def test_a_link_that_loops_or_leads_nowhere(dossier: Any) -> None:
    dossier.write("sections/contexte.md", "![a](images/boucle.png)\n\n![a](images/rien.png)")
    images = dossier.folder / "images"
    images.mkdir()
    (images / "boucle.png").symlink_to(images / "boucle.png")
    (images / "rien.png").symlink_to(images / "absent.png")
    assert all("ne peut pas être lu" in line for line in dossier.said())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(dossier: Any) -> None:  # pragma: no cover - root in CI
    dossier.write("sections/contexte.md", FIGURE).write("images/plan.png", png())
    (dossier.folder / "images" / "plan.png").chmod(0)
    assert "ne peut pas être lu" in dossier.said()[0]


def test_a_file_of_more_than_50_megabytes(dossier: Any) -> None:
    dossier.write("dossier.yaml", annexe("video.pdf")).write("video.pdf", b"%PDF-1.7")
    with (dossier.folder / "video.pdf").open("r+b") as stream:
        stream.truncate(51 * 1024 * 1024)
    assert "est trop lourd : 51 Mo, 50 Mo au plus" in dossier.said()[0]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    from dossier_builder.errors import InputsError
    from dossier_builder.inputs import load_dossier

    (tmp_path / "fichier").write_text("x")
    for name, message in (
        ("absent", "dossier introuvable"),
        ("fichier", "ce n’est pas un dossier"),
    ):
        with pytest.raises(InputsError, match=message):
            load_dossier(tmp_path / name, {}.__getitem__)


def test_nothing_is_written_in_the_folder(dossier: Any) -> None:
    dossier.write("sections/contexte.md", f"{FIGURE}\n\n{{figure:x}}").write(
        "images/plan.png", png()
    )
    before = {path: path.stat().st_mtime_ns for path in dossier.folder.rglob("*")}
    dossier.problems()
    assert {path: path.stat().st_mtime_ns for path in dossier.folder.rglob("*")} == before
