"""Build templates/_commun/polices/DossierCases.ttf: the signs that Lato lacks, and nothing else.

Run once, by hand: `python tools/construire_police.py [DejaVuSans.ttf]`. The result is committed.
The glyphs come from DejaVu Sans; its licence (Bitstream Vera) allows changes under another name.
Same input, same bytes: no date is written.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Dossier Cases"
POSTSCRIPT = "DossierCases"
SOURCE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
TARGET = Path(__file__).parents[1] / "templates" / "_commun" / "polices" / "DossierCases.ttf"

SIGNS = (
    "☐☑☒✓✔✗✘"  # boxes of the form, ticks of a grid
    "→←↑↓↔⇒⇔"
    "◦▪▫■□●○◆◇▶►◀▲▼★☆"
    "⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
    "⅓⅔⅕⅛"
    "①②③④⑤⑥⑦⑧⑨⑩"
    "♀♂☎✉ﬁﬂ"
)
SPACES = " \u00a0"
_KEPT_NAMES = {0, 13, 14}  # copyright, licence, licence address stay as DejaVu wrote them


def build(source: Path, target: Path) -> None:
    """Cut the glyphs out of `source`, rename the face, write it to `target`."""
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = sorted(_KEPT_NAMES)
    options.notdef_outline = True
    options.drop_tables += ["FFTM", "GDEF", "GPOS", "GSUB", "kern", "DSIG"]
    font = TTFont(source, recalcTimestamp=False)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=[ord(sign) for sign in SIGNS + SPACES])
    worker.subset(font)
    names = {1: FAMILY, 2: "Regular", 3: f"{POSTSCRIPT};1.0", 4: FAMILY, 5: "Version 1.0",
             6: POSTSCRIPT}  # fmt: skip
    for identifier, text in names.items():
        font["name"].setName(text, identifier, 3, 1, 0x409)
        font["name"].setName(text, identifier, 1, 0, 0)
    font["head"].created = font["head"].modified = 3_600_000_000  # seconds since 1904: 2018
    font["OS/2"].fsType = 0  # installable embedding, as DejaVu allows
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target, reorderTables=True)
    missing = [sign for sign in SIGNS if ord(sign) not in font.getBestCmap()]
    if missing:
        sys.exit(f"the source font lacks {' '.join(missing)}")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE, TARGET)
