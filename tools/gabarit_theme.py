"""A theme part: Word offers its colours and fonts to who restyles the gabarit."""

from __future__ import annotations

from gabarit_styles import XML, Palette

_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="{{}}"><{_FILL[1:]}<a:prstDash val="solid"/></a:ln>'


def theme(palette: Palette) -> str:
    """The theme of a palette (ISO/IEC 29500-1 §20.1.6.9), in Lato."""
    colours = {
        "dk1": palette.text, "lt1": "FFFFFF", "dk2": palette.accent, "lt2": palette.soft,
        "accent1": palette.accent, "accent2": palette.line, "accent3": palette.grey,
        "accent4": "2F6F4F", "accent5": "B3541E", "accent6": "7A6A1D",
        "hlink": palette.accent, "folHlink": palette.grey,
    }  # fmt: skip
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items()
    )
    face = '<a:latin typeface="Lato"/><a:ea typeface=""/><a:cs typeface=""/>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    lines = "".join(_LINE.format(width) for width in (6350, 12700, 19050))
    return (
        f'{XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'name="Dossier"><a:themeElements>'
        f'<a:clrScheme name="Dossier">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Dossier"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Dossier"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )
