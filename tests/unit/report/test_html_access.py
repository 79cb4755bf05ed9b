"""The HTML pages as a screen reader meets them: the browser's own accessibility tree, measured."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from dossier_builder.report import FILE_REPORTERS

from . import chromium
from .documents import report, to_mend
from .promotions import promotion

NAMED = {"button", "link", "image", "img", "checkbox", "textbox", "region", "navigation", "table"}
SIGNS = "▲▼↕↑↓←"
OPEN = "document.querySelectorAll('details').forEach((d) => { d.open = true; })"
# The colour of each text and of what lies behind it, as the browser computes them.
CONTRASTS = """
(() => {
  const parts = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = (c) => {
    const [r, g, b] = parts(c).map((v) => v / 255)
      .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const c = parts(getComputedStyle(at).backgroundColor);
      if (c.length && (c.length < 4 || c[3] > 0.99)) {
        return getComputedStyle(at).backgroundColor;
      }
    }
    return getComputedStyle(document.body).backgroundColor;
  };
  const weak = [];
  let seen = 0;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    const holder = walk.currentNode.parentElement;
    if (!text || holder.closest('script, style, .cache, [hidden], svg')) { continue; }
    const style = getComputedStyle(holder);
    const [a, b] = [light(style.color), light(behind(holder))].sort((x, y) => y - x);
    const large = parseFloat(style.fontSize) >= 24;
    seen += 1;
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) { weak.push(text.slice(0, 40)); }
  }
  return {seen, weak};
})()
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The board of a promotion with a learner's page, and the report of one document."""
    folder = tmp_path_factory.mktemp("acces")
    board, learner, *_ = FILE_REPORTERS["html"](promotion(), folder / "promo.html")
    alone, *_ = FILE_REPORTERS["html"](report(to_mend()), folder / "seul.html")
    return [board, learner, alone]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Page]:
    if chromium.BINARY is None:
        pytest.skip("Chromium is not installed")
    with chromium.page(tmp_path_factory.mktemp("profil")) as page:
        yield page


def tree(page: chromium.Page) -> list[dict[str, Any]]:
    """The nodes that a screen reader meets."""
    nodes: list[dict[str, Any]] = page.ask("Accessibility.getFullAXTree")["nodes"]
    return [node for node in nodes if not node.get("ignored")]


def role(node: dict[str, Any]) -> str:
    return str(node.get("role", {}).get("value", ""))


def name(node: dict[str, Any]) -> str:
    return str(node.get("name", {}).get("value", "")).strip()


@pytest.mark.parametrize("rank", [0, 1, 2], ids=["board", "learner", "alone"])
def test_the_browser_finds_landmarks_names_and_contrast(
    rank: int, pages: list[Path], browser: chromium.Page
) -> None:
    browser.open(pages[rank])
    browser.value(OPEN)
    nodes = tree(browser)
    roles = [role(node) for node in nodes]
    for landmark in ("banner", "main", "contentinfo"):
        assert roles.count(landmark) == 1, landmark
    unnamed = [role(node) for node in nodes if role(node) in NAMED and not name(node)]
    assert unnamed == []
    assert not [name(n) for n in nodes if role(n) == "StaticText" and set(name(n)) & set(SIGNS)]
    for scheme in ("light", "dark"):
        preferred = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.ask("Emulation.setEmulatedMedia", features=preferred)
        found = browser.value(CONTRASTS)
        assert found["seen"] > 15
        assert found["weak"] == [], scheme


@pytest.mark.parametrize("rank", [0, 1, 2], ids=["board", "learner", "alone"])
def test_the_focus_follows_the_page(rank: int, pages: list[Path], browser: chromium.Page) -> None:
    browser.open(pages[rank])
    places = []
    for _ in range(12):
        browser.press("Tab")
        rect = "JSON.stringify(document.activeElement.getBoundingClientRect())"
        place = browser.value(f"JSON.parse({rect}).top + scrollY")
        if browser.value("document.activeElement === document.body"):
            break
        places.append(place)
    assert browser.value("document.activeElement !== null")
    assert len(places) >= 2
    assert places[1:] == sorted(places[1:])  # the first one is the skip link, out of sight
    assert browser.value("[...document.querySelectorAll('[tabindex]')].every(e => e.tabIndex < 1)")


@pytest.mark.parametrize("rank", [0, 1, 2], ids=["board", "learner", "alone"])
def test_the_markup_says_what_it_is(rank: int, pages: list[Path]) -> None:
    page = html.fromstring(pages[rank].read_text("utf-8"))
    assert page.get("lang") == "fr"
    assert page.findtext(".//title")
    assert page.xpath("//body/a[1]/@href") == ["#contenu"]
    assert len(page.xpath("//main[@id='contenu'][@tabindex='-1']")) == 1
    levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert page.xpath("//th[not(@scope)]") == []
    assert page.xpath("//img[not(@alt)]") == []
    assert page.xpath("//svg[not(@aria-hidden) and not(@aria-label)]") == []
    assert page.xpath("//button[not(@type)]") == []
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    pointed = [i for value in page.xpath("//@aria-labelledby") for i in value.split()]
    assert pointed
    assert set(pointed) <= set(identifiers)


def test_a_sorted_column_says_so(pages: list[Path]) -> None:
    page = html.fromstring(pages[0].read_text("utf-8"))
    assert page.xpath("//th[@data-tri]")
    assert page.xpath("//th[@aria-sort]/@aria-sort") == ["ascending"]
    assert page.xpath("//*[@role='status']")
