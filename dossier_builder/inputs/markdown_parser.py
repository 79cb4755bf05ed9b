"""The Markdown of learners: CommonMark less its traps, plus our own marks.

Off: what makes typed text vanish or change (indented code, underlined titles, link definitions,
HTML, entities, smart quotes). On: tables, footnotes, `[saut de page]`, `{annexe:id}`, comments.
Inline tokens carry in `meta["offset"]` where they begin in the content of their block.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, image, link
from mdit_py_plugins.footnote.index import footnote_plugin, footnote_ref

ReferenceKind = Literal["annexe", "figure", "tableau"]
InlineRule = Callable[[StateInline, bool], bool]

REFERENCE_KINDS: tuple[ReferenceKind, ...] = ("annexe", "figure", "tableau")

# Well above limits.MARKDOWN_NESTING: beyond its own limit the parser loses text.
_PARSER_NESTING = 100

_PAGE_BREAK = re.compile(r"\[\s*saut\s+de\s+page\s*\]\s*$", re.IGNORECASE)
_BRACES = re.compile(r"\{([^{}\n]*)\}")
_REFERENCE = re.compile(r"\s*(\w+)\s*:\s*(.*?)\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>|<!--")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BROKEN_IMAGE = re.compile(r"!\[[^\]\n]*\]\s*\(([^\n]*?)(?:\)|$)", re.MULTILINE)

# Only these are taken for HTML: « <SARL> » and « 3 < 4 » are text.
_HTML_TAGS = frozenset(
    re.findall(
        r"\w+",
        """a abbr article aside audio b big blockquote body br button canvas caption center cite
        code col dd del details div dl dt em embed figcaption figure font footer form h1 h2 h3 h4
        h5 h6 head header hr html i iframe img input ins kbd li link main mark meta nav object ol
        p pre q s script section small source span strike strong style sub sup svg table tbody td
        textarea tfoot th thead title tr tt u ul var video""",
    )
)


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """The parser, built once; it keeps nothing between two texts."""
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": _PARSER_NESTING})
    markdown.enable("table")
    markdown.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    markdown.disable(["code", "lheading", "reference", "html_block", "html_inline", "entity"])
    markdown.disable("autolink")
    # Escaped signs stay apart from text (`text_special`) until we have looked for our own marks.
    markdown.disable("text_join")
    # Addresses come as typed; which are accepted is said with a place, never by silence.
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]  # documented hook
    markdown.validateLink = lambda url: isinstance(url, str)  # type: ignore[method-assign]  # same
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("hr", "page_break", _page_break, interrupts)
    markdown.block.ruler.before("hr", "comment", _comment_block, interrupts)
    inline = markdown.inline.ruler
    inline.at("image", _placed(image))
    inline.at("link", _placed(link))
    inline.after("image", "broken_image", _placed(_broken_image))
    inline.push("braces", _placed(_braces))
    inline.push("comment", _comment)
    inline.push("address", _placed(_address))
    inline.push("html", _placed(_html))
    inline.at("footnote_ref", _placed(partial(footnote_ref, always_match=True)))
    return markdown


def _placed(rule: InlineRule) -> InlineRule:
    """Write into each token that `rule` makes where it begins in its block."""

    def placed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        start, made = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent:
            for token in state.tokens[made:]:
                token.meta.setdefault("offset", start)
        return matched

    return placed


def _page_break(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    if not _PAGE_BREAK.match(_line(state, start)):
        return False
    if not silent:
        token = state.push("page_break", "", 0)
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """`<!-- … -->` on lines of its own: a note to oneself, not printed."""
    if not _line(state, start).startswith("<!--"):
        return False
    for number in range(start, end):
        _, closing, after = _line(state, number).partition("-->")
        if closing:
            if after.strip():
                return False
            if not silent:
                state.line = number + 1
            return True
    return False


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _braces(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """`{annexe:id}`, or `{#id largeur=80%}` just after an image; other braces are text."""
    found = _BRACES.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if state.tokens and state.tokens[-1].type == "image" and not state.pending.strip():
        return _push(state, found, "attributes", silent=silent)
    reference = _REFERENCE.match(found[1])
    if not reference:
        return False
    # Another word than the three kinds is text, unless its target turns out to be known.
    return _push(state, found, "reference", silent=silent, word=reference[1], target=reference[2])


def _comment(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, ARG001 - markdown-it's signature
    """`<!-- … -->` within a paragraph: gone, with the space that it would leave twice."""
    found = _COMMENT.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    spaced = state.pos == 0 or state.src[state.pos - 1].isspace()
    state.pos = found.end()
    while spaced and state.pos < state.posMax and state.src[state.pos] == " ":
        state.pos += 1
    return True


def _address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """`<https://…>`, `<nom@exemple.fr>`."""
    found = _AUTOLINK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    address = found[1]
    href = address if address.startswith(("http", "mailto:")) else f"mailto:{address}"
    return _push(
        state, found, "address", silent=silent, text=address.removeprefix("mailto:"), href=href
    )


def _html(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    found = _TAG.match(state.src, state.pos, state.posMax)
    if found and (found[1] or "").lower() in _HTML_TAGS:
        aide = "Écrivez en Markdown : **gras**, *italique*, listes et tableaux."
        if found[1].lower() == "br":
            aide = "Pour aller à la ligne, terminez la ligne par « \\ »."
        aide += f" Pour imprimer « {found[0]} » tel quel, écrivez « \\{found[0]} »."
        message = f"le code HTML « {found[0]} » n’est pas interprété"
        return _push(state, found, "problem", silent=silent, message=message, aide=aide)
    if found and found[0] == "<!--":
        message = "le commentaire ouvert par « <!-- » n’est pas refermé dans ce paragraphe"
        aide = "Ajoutez « --> » à la fin du commentaire."
        return _push(state, found, "problem", silent=silent, message=message, aide=aide)
    entity = _ENTITY.match(state.src, state.pos, state.posMax)
    if not entity:
        return False
    from html import unescape

    meant = unescape(entity[0])
    if meant == entity[0]:
        return False  # « R&D; » is text
    shown = "une espace insécable" if meant == "\xa0" else f"« {meant} »"
    message = f"le code HTML « {entity[0]} » n’est pas interprété"
    aide = f"Tapez directement {shown}."
    return _push(state, entity, "problem", silent=silent, message=message, aide=aide)


def _broken_image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """`![…](…)` that the image rule refused: typographic quotes, spaces in the name."""
    found = _BROKEN_IMAGE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    message = "cette image est mal écrite"
    aide = 'Exemple : ![Texte alternatif](images/schema.png "Légende"){#schema largeur=80%}'
    if re.search("[“”«»„]", found[1]):
        aide = "La légende se met entre guillemets droits. " + aide
    elif re.search(r"\S\s+\S", found[1].split('"')[0].strip()):
        aide = "Retirez les espaces du nom du fichier (ou écrivez-le entre < et >). " + aide
    return _push(state, found, "problem", silent=silent, message=message, aide=aide)


def _push(
    state: StateInline, found: re.Match[str], kind: str, *, silent: bool, **meta: str
) -> bool:
    if not silent:
        token = state.push(kind, "", 0)
        token.content = found[0]
        token.meta = dict(meta)
    state.pos = found.end()
    return True


def web_address(url: str) -> str | None:
    """The address as Word wants it, if it is one that a dossier may hold (http, https, mailto)."""
    if re.match(r"(?:https?://|mailto:)\S", url, re.IGNORECASE):
        return normalizeLink(url)
    return None
