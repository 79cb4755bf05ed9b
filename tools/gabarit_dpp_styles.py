"""The styles of the form's gabarit: its own, and the common ones that look otherwise here."""

from __future__ import annotations

from gabarit_styles import Palette, border, indent, run, spacing, style

MAGENTA = Palette(accent="D60093", soft="F2F2F2", line="BFBFBF", grey="7F7F7F", text="404040")
WIDTH = 9638  # A4 less twice 2 cm


def specific_styles() -> str:
    """The form's own styles, and those of the common gabarit that look otherwise here."""
    accent, dark = MAGENTA.accent, MAGENTA.text
    rule = f"<w:pBdr>{border('bottom', accent, 18, 6)}</w:pBdr>"
    around = f"<w:pBdr>{border('top', accent, 8, 7)}{border('bottom', accent, 8, 7)}</w:pBdr>"
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{accent}"/>'
    centre = '<w:jc w:val="center"/>'
    left = '<w:jc w:val="left"/>'
    entry = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
    toc = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{WIDTH}"/></w:tabs>'
    return (
        style("CouvertureDossier", "Couverture dossier", f"{rule}{spacing(200, 0)}{centre}",
              '<w:b/><w:bCs/><w:smallCaps/><w:color w:val="595959"/><w:sz w:val="72"/>'
              '<w:szCs w:val="72"/>', quick=False)
        + style("Petit", "Petit", "", run(44), kind="character", based="Policepardfaut")
        + style("Facultatif", "Facultatif", "", '<w:b w:val="0"/><w:bCs w:val="0"/><w:i/><w:iCs/>'
                '<w:sz w:val="20"/><w:szCs w:val="20"/>', kind="character",
                based="Policepardfaut")
        + style("CouvertureEspace", "Couverture espace", spacing(0, 1500), quick=False)
        + style("CouvertureIntitule", "Couverture intitulé", spacing(110, 110),
                run(24, accent, italic=True), quick=False)
        + style("CouvertureValeur", "Couverture valeur", spacing(110, 110), quick=False)
        + style("CouvertureBandeau", "Couverture bandeau",
                f"{around}{shade}{spacing(1900, 300)}{centre}", run(40, "FFFFFF", bold=True),
                quick=False)
        + style("CouvertureTitre", "Couverture titre", f"{rule}{spacing(0, 0)}{centre}", run(32),
                quick=False)
        + style("CouvertureModalite", "Couverture modalité", f"{spacing(160, 200)}{indent(160)}",
                '<w:b/><w:bCs/><w:smallCaps/><w:sz w:val="36"/><w:szCs w:val="36"/>',
                quick=False)
        + style("CouvertureCase", "Couverture case", f"{spacing(60, 140)}{centre}", run(32),
                quick=False)
        + style("CouvertureChoix", "Couverture choix", spacing(60, 140), run(32), quick=False)
        + style("Bandeau", "Bandeau de partie",
                f"<w:pageBreakBefore/>{around}{shade}{spacing(140, 240)}{centre}",
                run(32, "FFFFFF", bold=True), based="Heading1", following="BodyText")
        + style("BandeauSansPlan", "Bandeau hors sommaire", '<w:outlineLvl w:val="9"/>',
                based="Bandeau", following="BodyText")
        + style("Presentation", "Présentation", spacing(80, 100, 264))
        + style("PresentationTitre", "Présentation titre", f"<w:keepNext/>{spacing(260, 120)}",
                run(26, bold=True))
        + style("PresentationNumero", "Présentation numéro",
                f"{spacing(0, 110, 252)}", run(20), based="ListNumber")
        + style("PresentationPuce", "Présentation puce", f"{spacing(0, 80, 252)}", run(20),
                based="ListBullet")
        + style("PresentationNote", "Présentation note", f'{spacing(120, 60)}<w:jc w:val="right"/>',
                run(18, "7F7F7F", italic=True))
        + style("PresentationLien", "Présentation lien", f"{spacing(60, 0)}"
                '<w:jc w:val="right"/>', run(24, accent, bold=True))
        + style("SommairePartie", "Sommaire partie", f"<w:keepNext/>{spacing(120, 160)}",
                run(28, bold=True))
        + style("PageIntercalaire", "Page intercalaire",
                f"<w:pageBreakBefore/>{spacing(4800, 0, 300)}{centre}",
                '<w:b/><w:bCs/><w:smallCaps/><w:sz w:val="88"/><w:szCs w:val="88"/>',
                quick=False)
        + style("DebutExemple", "Début d’exemple",
                f"<w:pageBreakBefore/>{spacing(0, 0, 40, 'exact')}", run(4), quick=False)
        + style("EntreBoites", "Entre les boîtes", spacing(0, 0, 280, "exact"), run(12),
                quick=False)
        + style("ActiviteType", "Activité-type", f'{spacing(40, 40)}<w:jc w:val="right"/>',
                run(30, accent, bold=True))
        + style("Heading1", "heading 1",
                f'<w:keepNext/><w:keepLines/>{spacing(40, 40)}{left}<w:outlineLvl w:val="0"/>',
                run(24, dark, bold=True), following="BodyText")
        + style("ActiviteRappel", "Activité-type (rappel)", f"<w:keepNext/>{spacing(40, 40)}",
                run(24, dark, bold=True))
        + style("Heading2", "heading 2",
                f'<w:keepNext/><w:keepLines/>{spacing(140, 120)}<w:outlineLvl w:val="1"/>',
                run(25, accent, bold=True, italic=True), following="BodyText")
        + style("Heading3", "heading 3",
                f'<w:keepNext/><w:keepLines/>{spacing(160, 70)}<w:outlineLvl w:val="2"/>',
                run(22, accent, bold=True), following="BodyText")
        + style("BoiteTitre", "Titre de boîte", f"<w:keepNext/>{spacing(30, 30)}",
                run(22, bold=True), following="BodyText")
        + style("IntertitreBoite", "Intertitre de boîte",
                f"<w:keepNext/><w:keepLines/>{spacing(150, 60)}", run(22, accent, bold=True),
                following="BodyText")
        + style("IntertitreBoite2", "Intertitre de boîte 2",
                f"<w:keepNext/><w:keepLines/>{spacing(110, 50)}", run(22, dark, italic=True),
                following="BodyText")
        + style("ContexteIntitule", "Contexte intitulé", spacing(50, 50), run(22, bold=True))
        + style("ContexteValeur", "Contexte valeur", spacing(50, 50))
        + style("Declaration", "Déclaration", f"{spacing(360, 120, 276)}", run(24))
        + style("SommaireTitre", "Sommaire titre",
                f"<w:keepNext/><w:pageBreakBefore/><w:pBdr>{border('bottom', accent, 24, 4)}"
                f"</w:pBdr>{spacing(0, 300)}", run(48, accent, bold=True), following="BodyText")
        + style("Header", "header",
                f"<w:pBdr>{border('bottom', accent, 8, 6)}</w:pBdr>"
                f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs>{spacing()}',
                run(17, MAGENTA.grey))
        + style("Footer", "footer",
                f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs>{spacing()}',
                run(17, MAGENTA.grey))
        + style("TableofFigures", "table of figures",
                f"{toc}{spacing(0, 70)}{indent(397, 0, 397)}", quick=False)
        + style("TOC1", "toc 1", f"{entry}{toc}{spacing(170, 70)}{indent(140)}",
                run(None, bold=True), quick=False)
        + style("TOC2", "toc 2", f"{toc}{spacing(0, 70)}{indent(454)}", quick=False)
        + style("TitreAnnexe", "Titre d’annexe",
                f"<w:keepNext/><w:keepLines/><w:pageBreakBefore/>{rule}{spacing(0, 200)}"
                '<w:outlineLvl w:val="1"/>', run(28, accent, bold=True), following="BodyText")
    )  # fmt: skip
