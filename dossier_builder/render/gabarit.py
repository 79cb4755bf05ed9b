"""The only adapter of docxtpl: a gabarit and its values → a docx whose places are marked.

Short fields are filled by docxtpl, escaped. Blocks do not pass through it: their places get a
marker paragraph, and the caller puts the elements there. So a learner's text is never read as a
template, nor touched by docxtpl's rewriting of XML.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, MutableMapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.nodes import Template as Parsed
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape
from rapidfuzz import process

from dossier_builder.errors import InputProblem, PackError, UnreadableError
from dossier_builder.ooxml import Element, Package, qn
from dossier_builder.render.styles import style_of

_MARKER = "place:"
_CLOSE_ENOUGH = 70  # rapidfuzz score from which a name is proposed
_SHOWN = 80  # characters of the line shown with a badly written tag
_HOLDERS = frozenset((qn("w:body"), qn("w:tc"), qn("w:sdtContent")))


class _UnknownVariableError(Exception):
    """A template asked for an attribute that no value has."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class _Undefined(StrictUndefined):
    """Undefined values that say which name was asked for."""

    def _fail_with_undefined_error(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise _UnknownVariableError(self._undefined_name or "?")

    __str__ = __iter__ = __len__ = __bool__ = __eq__ = __ne__ = __hash__ = (
        _fail_with_undefined_error
    )
    __html__ = __call__ = __getitem__ = __contains__ = _fail_with_undefined_error


class _Environment(SandboxedEnvironment):
    """Compiles a part of a gabarit once, however many sheets are made of it."""

    def from_string(
        self,
        source: str | Parsed,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - jinja2's name
        template_class: type[Template] | None = None,
    ) -> Template:
        if isinstance(source, str) and globals is None and template_class is None:
            return _compiled(source)
        return super().from_string(source, globals, template_class)


@lru_cache(maxsize=1)
def _environment() -> _Environment:
    return _Environment(autoescape=True, undefined=_Undefined)


_PARTS = 24  # body, headers and footers of the few gabarits of one run


@lru_cache(maxsize=_PARTS)
def _compiled(source: str) -> Template:
    return SandboxedEnvironment.from_string(_environment(), source)


@lru_cache(maxsize=_PARTS)
def _names_used(gabarit: bytes) -> frozenset[str]:
    """The names that a gabarit asks for."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(io.BytesIO(gabarit))
    return frozenset(template.get_undeclared_template_variables(_environment()))


def short(text: str) -> Markup:
    """A short field's value: escaped, braces written so that docxtpl leaves them alone."""
    escaped = str(escape(" ".join(text.split(" "))))
    return Markup(escaped.replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - escaped above


def place(name: str) -> Markup:
    """The marker of a block place, a paragraph that no learner's text can imitate."""
    return Markup(  # noqa: S704 - a constant of ours
        f'<w:p><w:pPr><w:pStyle w:val="{_MARKER}{name}"/></w:pPr></w:p>'
    )


def fill(path: Path, values: Mapping[str, Any], required: Iterable[str]) -> Package:
    """The gabarit with its short fields filled and its block places marked.

    `values` are all the names a gabarit may use; `required` the places it must have, alternatives
    separated by `|`. Raises PackError, with every unknown or missing name at once.
    """
    from docxtpl import DocxTemplate

    data = _read(path)
    environment = _environment()
    template = DocxTemplate(io.BytesIO(data))
    try:
        _check_names(path, _names_used(data), values, required)
        template.render(dict(values), environment, autoescape=True)
    except TemplateSyntaxError as error:
        _fail(path, "une balise est mal écrite" + _near(template, environment), values, error)
    except TemplateError as error:
        _fail(path, f"une balise ne peut pas être lue ({type(error).__name__})", values, error)
    except _UnknownVariableError as error:
        _fail(path, f"variable inconnue «\u00a0{error.name}\u00a0»", values, error)
    buffer = io.BytesIO()
    template.save(buffer)
    return Package.from_bytes(buffer.getvalue())


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        Package.from_bytes(data)
    except OSError as error:
        problem = InputProblem(str(path), None, None, "le fichier ne peut pas être lu")
        message = f"Le gabarit «\u00a0{path.name}\u00a0» ne peut pas être lu ({error.strerror})."
        raise PackError(message, (problem,), "Remettez le gabarit à sa place.") from error
    except UnreadableError as error:
        problem = InputProblem(str(path), None, None, error.message, error.aide)
        message = f"Le gabarit «\u00a0{path.name}\u00a0» n’est pas un document Word lisible."
        raise PackError(message, (problem,), "Repartez du gabarit d’origine.") from error
    return data


def _check_names(
    path: Path, used: frozenset[str], values: Mapping[str, Any], required: Iterable[str]
) -> None:
    problems = [
        InputProblem(
            str(path), None, None,
            f"variable inconnue «\u00a0{name}\u00a0»{_proposal(name, values)}", _known(values),
        )
        for name in sorted(used - set(values))
    ]  # fmt: skip
    problems += [
        InputProblem(
            str(path), None, None,
            f"la place «\u00a0{{{{p {choice.split('|')[0]} }}}}\u00a0» manque",
            "Remettez cette balise, seule dans son paragraphe.",
        )
        for choice in required
        if not used & set(choice.split("|"))
    ]  # fmt: skip
    if problems:
        message = (
            f"Le gabarit «\u00a0{path.name}\u00a0» ne convient pas\u00a0: {problems[0].message}."
        )
        raise PackError(message, tuple(problems), problems[0].aide)


def _proposal(name: str, values: Mapping[str, Any]) -> str:
    found = process.extractOne(name, list(values), score_cutoff=_CLOSE_ENOUGH)
    return f"\u00a0; vouliez-vous dire «\u00a0{found[0]}\u00a0»\u00a0?" if found else ""


def _known(values: Mapping[str, Any]) -> str:
    return f"Noms connus\u00a0: {', '.join(sorted(values))}."


def _near(template: Any, environment: SandboxedEnvironment) -> str:
    """The line of the gabarit that holds the badly written tag, "" when it cannot be told.

    docxtpl cuts the document in lines, and keeps those around a fault, only while it renders.
    """
    template.reset_replacements()
    template.render_init()
    try:
        template.build_xml({}, environment)
    except TemplateSyntaxError as error:
        before = 4  # docxtpl's lines start so many before the fault's (render_xml_part)
        lines = list(getattr(error, "docx_context", ()))
        at = error.lineno - 1 - max(error.lineno - before, 0)
        shown = " ".join(lines[at].split())[:_SHOWN] if 0 <= at < len(lines) else ""
        return f", près de «\u00a0{shown}\u00a0»" if shown else ""
    except (TemplateError, _UnknownVariableError):
        pass  # the fault is in a header or a footer
    return ""


def _fail(path: Path, what: str, values: Mapping[str, Any], cause: Exception) -> NoReturn:
    aide = f"Corrigez la balise dans Word. {_known(values)}"
    problem = InputProblem(str(path), None, None, what, aide)
    raise PackError(
        f"Le gabarit «\u00a0{path.name}\u00a0» ne convient pas\u00a0: {what}.", (problem,), aide
    ) from cause


def marker(document: Element, path: Path, name: str) -> Element | None:
    """The paragraph that marks a place; None when the gabarit does not have it.

    Raises PackError when the tag shares its paragraph, or stands twice.
    """
    found = [p for p in document.iter(qn("w:p")) if style_of(p) == f"{_MARKER}{name}"]
    if not found:
        return None
    holder = found[0].getparent()
    if len(found) > 1 or holder is None or holder.tag not in _HOLDERS:
        what = f"la balise «\u00a0{{{{p {name} }}}}\u00a0» doit être seule dans son paragraphe"
        problem = InputProblem(str(path), None, None, f"{what}, et une seule fois")
        message = f"Le gabarit «\u00a0{path.name}\u00a0» ne convient pas\u00a0: {problem.message}."
        raise PackError(message, (problem,), "Corrigez-la dans Word.")
    return found[0]


def put_at(place_marker: Element, elements: Iterable[Element]) -> None:
    """Put the elements where the paragraph marks their place."""
    for element in elements:
        place_marker.addprevious(element)
    holder = place_marker.getparent()
    if holder is not None:
        holder.remove(place_marker)


def put(document: Element, path: Path, name: str, elements: Iterable[Element]) -> None:
    """Put the elements at the place of that name, if the gabarit has it. Raises PackError."""
    found = marker(document, path, name)
    if found is not None:
        put_at(found, elements)
