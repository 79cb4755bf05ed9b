"""The board walked by keyboard in a real browser, its script and its policy at work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dossier_builder.report import FILE_REPORTERS

from . import chromium
from .promotions import promotion

pytestmark = pytest.mark.skipif(chromium.BINARY is None, reason="Chromium is not installed")

FOCUS = "document.activeElement.textContent.replace(/\\s+/g, ' ').trim()"
SHOWN = "[...document.querySelectorAll('tbody tr')].filter(r => !r.hidden).length"
NAMES = "[...document.querySelectorAll('tbody th')].map(h => h.firstChild.textContent)"
SAID = "document.querySelector('[data-annonce]').textContent"


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Page]:
    folder = tmp_path_factory.mktemp("navigateur")
    path, *_ = FILE_REPORTERS["html"](promotion(), folder / "promo.html")
    with chromium.page(folder / "profil") as page:
        page.open(path)
        yield page


def walk_to(page: chromium.Page, words: str) -> None:
    """Tab until the focus is on what begins with these words."""
    for _ in range(60):
        page.press("Tab")
        if page.value(FOCUS).startswith(words):
            return
    pytest.fail(f"the keyboard never reaches « {words} »")


def test_a_trainer_needs_no_mouse(board: chromium.Page) -> None:
    board.press("Tab")
    assert board.value(FOCUS) == "Aller au contenu"
    board.press("Enter")
    assert board.value("document.activeElement.id") == "contenu"

    walk_to(board, "1")
    board.press("Enter")
    assert board.value("document.querySelectorAll('details[open]').length") == 1
    walk_to(board, "Copier le message")

    walk_to(board, "à corriger")
    board.press(" ")
    assert board.value("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert board.value(SHOWN) == 1
    assert board.value(SAID) == "1 sur 8 affichés"

    walk_to(board, "Apprenant")
    board.press("Enter")
    assert board.value("document.activeElement.parentNode.getAttribute('aria-sort')") == "ascending"
    assert board.value(NAMES) == sorted(board.value(NAMES))
    board.press("Enter")
    assert board.value(NAMES) == sorted(board.value(NAMES), reverse=True)
    assert board.value(SAID) == "Trié par Apprenant, ordre décroissant"

    outline = board.value("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "what has the focus is seen"


def test_paper_opens_every_fold(board: chromium.Page) -> None:
    board.value("window.dispatchEvent(new Event('beforeprint'))")
    assert board.value("document.querySelectorAll('details:not([open])').length") == 0
    board.value("window.dispatchEvent(new Event('afterprint'))")
    assert board.value("document.querySelectorAll('details:not([open])').length") > 0


@pytest.mark.parametrize("width", [320, 360, 800, 970, 1280])
def test_the_page_scrolls_one_way_only(board: chromium.Page, width: int) -> None:
    screen = {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": width < 500}
    board.ask("Emulation.setDeviceMetricsOverride", **screen)
    assert board.value("document.documentElement.scrollWidth") <= width
