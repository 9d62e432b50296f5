"""The course of a line: the strip on its card, and its places on the map."""

from __future__ import annotations

import re

import pytest
from driving import WORST_CONTRAST, Screen
from playwright.sync_api import expect
from screens import PHONE, READABLE, Opener
from serving import Server

pytestmark = pytest.mark.browser

PLACES = ".atlas-course-place span"
"""Names of places along the selected line."""


@pytest.fixture
def cku(opener: Opener, shipped: Server) -> Screen:
    return opener(shipped).open(project="cku-railway")


def named(screen: Screen) -> list[str]:
    return screen.frame.locator(PLACES).all_inner_texts()


def test_the_strip_shows_the_course_from_end_to_end(cku: Screen) -> None:
    strip = cku.card.locator(".course-strip")
    expect(strip).to_have_count(1)
    places = strip.locator(".strip-line button").all_inner_texts()
    assert places[0].split() == ["0", "Kashgar"]
    assert places[-1].split()[-1] == "Andijan"
    assert strip.locator(".strip-bands span").all_inner_texts() == ["China", "Kyrgyzstan", "UZ"]
    assert strip.locator(".strokes i").count() > 2
    expect(strip).to_contain_text(re.compile(r"\d+% traced \(solid\)"))


@pytest.mark.parametrize("way", ["click", "Enter"])
def test_a_place_of_the_strip_moves_the_map_there_without_the_server(cku: Screen, way: str) -> None:
    button = cku.card.locator(".strip-line button", has_text="Torugart")
    cku.page.wait_for_timeout(500)
    cku.sent.clear()
    button.focus()
    if way == "click":
        button.click()
    else:
        cku.page.keyboard.press("Enter")
    label = cku.frame.locator(PLACES, has_text="Torugart Pass")
    expect(label).to_be_visible()
    frame = cku.map.bounding_box()
    assert frame
    cku.frame.wait_for_function(
        """middle => {
          const label = [...document.querySelectorAll(".atlas-course-place span")]
            .find((one) => one.textContent === "Torugart Pass").getBoundingClientRect();
          return Math.abs(label.x - middle[0]) < 25 && Math.abs(label.y - middle[1]) < 25;
        }""",
        arg=[frame["width"] / 2, frame["height"] / 2],
    )
    cku.page.wait_for_timeout(800)  # st_folium would answer after a debounce of 250 ms
    assert cku.sent == []
    assert cku.selected() == "cku-railway"


def test_names_of_places_appear_as_the_map_comes_near(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped).open(project="bishkek-osh-road")
    expect(screen.frame.locator(PLACES, has_text="Bishkek")).to_be_visible()
    before = named(screen)
    assert {"Bishkek", "Osh"} <= set(before)
    screen.card.locator(".strip-line button", has_text="Ala-Bel").first.click()
    expect(screen.frame.locator(PLACES, has_text="Ala-Bel pass")).to_be_visible()
    assert len(named(screen)) > len(before)
    screen.frame.locator(".atlas-country button").first.dispatch_event("click")
    expect(screen.frame.locator(PLACES)).to_have_count(0)


def test_the_tip_tells_the_place_its_source_and_the_kilometre(cku: Screen) -> None:
    cku.card.locator(".strip-line button", has_text="Torugart").click()
    expect(cku.frame.locator(PLACES, has_text="Torugart Pass")).to_be_visible()
    box = cku.map.bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tip = " ".join(cku.hover(middle))
    assert "Torugart Pass: border crossing" in tip
    assert "place from Wikipedia" in tip
    assert re.search(r"km 14\d of 49\d from Kashgar railway station, 35\d km from Andijan", tip)


def test_a_finger_on_the_chosen_line_is_told_how_far_along_it_is(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped, **PHONE).open(project="cku-railway")
    expect(screen.frame.locator(PLACES, has_text="Kashgar")).to_be_visible()
    point = screen.point_of("cku-railway")
    assert point
    screen.page.touchscreen.tap(*point)
    tip = screen.frame.locator(".atlas-tip")
    expect(tip).to_contain_text(re.compile(r"km \d+ of 49\d from Kashgar .*, \d+ km from Andijan"))


def test_the_list_has_every_place_and_moves_the_map_too(cku: Screen) -> None:
    strip = cku.card.locator(".course-strip")
    strip.locator("summary").click()
    expect(strip.locator("ol button")).to_have_count(15)
    strip.locator("ol button", has_text="Sultanabad").click()
    expect(cku.frame.locator(PLACES, has_text="Sultanabad")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_strip_can_be_read(opener: Opener, shipped: Server, theme: str) -> None:
    screen = opener(shipped, color_scheme=theme).open(project="cku-railway")
    worst = screen.card.locator(".course-strip").evaluate(WORST_CONTRAST)
    assert worst["ratio"] >= READABLE, worst


def test_on_a_phone_the_strip_scrolls_inside_itself(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped, **PHONE).open(project="cku-railway")
    window = screen.card.locator(".strip-window")
    assert window.evaluate("e => e.scrollWidth > e.clientWidth")
    assert screen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
