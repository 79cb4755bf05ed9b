"""A learner's characters arrive whole, whatever they are."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier_builder.domain.blocks import Paragraph, Run
from dossier_builder.domain.dossier import Dossier, SectionRedigee
from dossier_builder.domain.modele import Modele
from dossier_builder.ooxml import Package, paragraphs, text_of
from dossier_builder.render import render
from dossier_builder.render.text import clean, french, pieces


def test_french_spaces_do_not_break() -> None:
    assert french(["Il dit : « Oui ! » ; non ? 12 %"]) == [
        "Il dit\u00a0: «\u00a0Oui\u00a0!\u00a0»\u00a0; non\u00a0? 12\u00a0%"
    ]
    assert french(["78 400 habitants"]) == ["78\u00a0400 habitants"]


def test_the_paragraph_decides_not_the_run() -> None:
    assert french(["le ", "mot", " : la suite"]) == ["le ", "mot", "\u00a0: la suite"]


def test_twins_and_what_cannot_be_seen() -> None:
    assert clean("12\u202f%, peut\u2011être") == "12\u00a0%, peut-être"
    assert clean("e\u0301te\u0301") == "été"
    assert clean("a\x00b\x0b\ufeffc\u200bd") == "ab cd"


def test_signs_change_face() -> None:
    assert list(pieces("oui ☒ → ☐", frozenset(map(ord, "oui ")), frozenset(map(ord, "☒→☐")))) == [
        ("oui ", False), ("☒", True), (" ", False), ("→", True), (" ", False), ("☐", True),
    ]  # fmt: skip


NASTY = st.text(
    st.one_of(
        st.sampled_from("{}%<>&\"'«»’:;!? \u00a0\u202f"),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp", "Mn", "Cn"]),
    ),
    max_size=60,
)


def spelled(text: str) -> str:
    """What remains once the spaces, which French typography may change, are all alike."""
    return "".join(unicodedata.normalize("NFC", text).split())


@settings(
    max_examples=30, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(words=st.lists(NASTY, min_size=1, max_size=4), title=NASTY)
def test_any_text_survives_whole(
    words: list[str], title: str, dossier: Dossier, modele: Modele
) -> None:
    runs = tuple(Run(word, bold=bool(n % 2)) for n, word in enumerate(words))
    section = SectionRedigee("introduction", None, (Paragraph(runs),), present=True)
    told = replace(
        dossier, sections=(section,), annexes=(), champs={"titre": f"T{title}T", "structure": title}
    )
    package = Package.from_bytes(render(told, modele).content)
    found = {spelled(text_of(p.element)) for p in paragraphs(package.xml("word/document.xml"))}
    expected = clean("".join(words)).replace("\u00a0", " ")
    assert spelled(expected) in found
    assert spelled(clean(f"T{title}T")) in found


def test_template_signs_in_text_stay_text(dossier: Dossier, modele: Modele) -> None:
    words = "{{ titre }} {% for x in y %} {_{ }_} {_% %_} {# #} &amp; <w:p/> </w:t>"
    section = SectionRedigee("introduction", None, (Paragraph((Run(words),)),), present=True)
    told = replace(
        dossier, sections=(section,), annexes=(), champs={"titre": words, "structure": words}
    )
    package = Package.from_bytes(render(told, modele).content)
    found = [text_of(p.element) for p in paragraphs(package.xml("word/document.xml"))]
    assert found.count(words) == 3
