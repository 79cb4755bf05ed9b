"""Taking the help of a start file out of what its learner wrote.

By its wording first: a control may keep its flag once filled, or be gone while its words stay.
Every line of ours goes, whatever became of those around it; what a learner typed is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from dossier_builder.domain.depart import CLOSING, OPENING, places_in
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.start_help import every_help
from dossier_builder.domain.wording import folded
from dossier_builder.ooxml import Element, qn, text_of

_SDT, _CONTENT, _P = qn("w:sdt"), qn("w:sdtContent"), qn("w:p")
_FLAG = f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"
_OPENING, _CLOSING = folded(OPENING), folded(CLOSING)
_PROMPT_WORDS = 12


def remove_help(root: Element, modele: Modele) -> None:
    """Remove the help (in place). Only what is still a prompt stays flagged as one."""
    known = frozenset(folded(line) for line in every_help(modele))
    for control in root.iter(_SDT):
        flag = control.find(_FLAG)
        if flag is not None and not _is_prompt(control):
            holder = flag.getparent()
            if holder is not None:
                holder.remove(flag)
    for paragraph in root.iter(_P):
        words = folded(text_of(paragraph))
        if words in known or words == _CLOSING:
            _empty(paragraph)


def _is_prompt(control: Element) -> bool:
    """Whether a flagged control shows a prompt: ours, of any version, or a short one."""
    texts = [folded(text_of(p)) for p in control.iter(_P)] or [folded(_inline_text(control))]
    written = [text for text in texts if text]
    if not written:
        return True
    if written[0].startswith(_OPENING):
        return len(written) > 1 and written[-1] == _CLOSING and not _mixed(control)
    whole = " ".join(written)
    return bool(places_in(whole)) or len(whole.split()) <= _PROMPT_WORDS


def _mixed(control: Element) -> bool:
    """Whether something else than words stands there: a picture, a table."""
    kinds = (qn("w:drawing"), qn("w:tbl"), qn("w:pict"))
    return next(control.iter(*kinds), None) is not None


def _inline_text(control: Element) -> str:
    return "".join(_texts(control.find(_CONTENT)))


def _texts(content: Element | None) -> Iterator[str]:
    for text in content.iter(qn("w:t")) if content is not None else ():
        yield text.text or ""


def _empty(paragraph: Element) -> None:
    """Leave the paragraph and its bookmarks: only its words go."""
    kept = {qn("w:pPr"), qn("w:bookmarkStart"), qn("w:bookmarkEnd")}
    for child in list(paragraph):
        if child.tag not in kept:
            paragraph.remove(child)
