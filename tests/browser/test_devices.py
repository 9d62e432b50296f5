"""Phone and desktop, light and dark."""

from __future__ import annotations

import itertools

import pytest
from driving import WORST_CONTRAST, Screen
from playwright.sync_api import expect
from screens import DESKTOP, PHONE, PROJECTS, READABLE, Opener
from serving import Server

from geo.atlas.atlas import Atlas

pytestmark = pytest.mark.browser


def test_phone_shows_one_under_the_other(opener: Opener, shipped: Server, atlas: Atlas) -> None:
    screen = opener(shipped, **PHONE).open()
    screen.map.scroll_into_view_if_needed()
    screen.zoom_to("bishkek-osh-road")
    point = screen.point_of("bishkek-osh-road")
    assert point
    screen.page.touchscreen.tap(*point)
    expect(screen.title).to_have_text(atlas.project("bishkek-osh-road").name)
    screen.until_selected("bishkek-osh-road")
    parts = [screen.filters, screen.map, screen.card, screen.projects]
    boxes = [part.bounding_box() for part in parts]
    for upper, lower in itertools.pairwise(boxes):
        assert upper and lower
        assert upper["y"] + upper["height"] <= lower["y"]
    wide = screen.page.evaluate(
        "[document.documentElement, ...document.querySelectorAll('.stMain, .stApp')].map(e => e.scrollWidth)"
    )
    assert max(wide) <= PHONE["viewport"]["width"]
    for box in boxes:
        assert box and box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["viewport"]["width"]
    hidden = screen.card.evaluate(
        "e => [e, ...e.querySelectorAll('*')].filter(x => x.checkVisibility() && x.clientHeight > 1"
        " && x.scrollHeight > x.clientHeight + 2 && getComputedStyle(x).overflowY !== 'visible')"
        ".map(x => `${x.className} ${x.scrollHeight} > ${x.clientHeight}`)"
    )
    assert hidden == []
    last = screen.card.locator(".atlas-card").bounding_box()
    card = screen.card.bounding_box()
    assert last and card
    assert last["y"] + last["height"] <= card["y"] + card["height"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_palette_follows_the_theme_and_text_is_readable(opener: Opener, shipped: Server, scheme: str) -> None:
    screen = opener(shipped, **DESKTOP, color_scheme=scheme).open(project="cku-railway")
    expect(screen.title).to_be_visible()
    assert screen.frame.evaluate("document.documentElement.dataset.theme") == scheme
    ground = screen.frame.evaluate("getComputedStyle(document.querySelector('.leaflet-bar')).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") is (scheme == "light")
    worst = screen.card.evaluate(WORST_CONTRAST)
    assert worst["ratio"] >= READABLE, worst
    worst = screen.frame.locator(".leaflet-control-container").evaluate(WORST_CONTRAST)
    assert worst["ratio"] >= READABLE, worst


def test_palette_follows_a_theme_that_changes(screen: Screen) -> None:
    dark = "() => document.documentElement.dataset.theme === 'dark'"
    assert not screen.frame.evaluate(dark)
    screen.page.emulate_media(color_scheme="dark")
    expect(screen.page.locator(".stApp")).to_have_css("background-color", "rgb(21, 25, 28)")
    screen.frame.wait_for_function(dark, timeout=5_000)
    screen.until_drawn(PROJECTS)
