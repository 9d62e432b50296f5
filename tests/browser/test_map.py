"""The map: what is drawn, clicked, highlighted, and where it moves."""

from __future__ import annotations

import re

import pytest
from driving import Screen
from playwright.sync_api import expect
from screens import PROJECTS, TUNNELS

from geo.atlas.atlas import Atlas

pytestmark = pytest.mark.browser


def test_map_draws_every_shipped_project(screen: Screen) -> None:
    assert len(PROJECTS) >= 27
    assert screen.drawn() == PROJECTS
    assert screen.selected() is None
    expect(screen.count).to_contain_text(re.compile(rf"^{len(PROJECTS)} of {len(PROJECTS)} projects$"))


def test_map_says_whose_lines_they_are(screen: Screen) -> None:
    credits = screen.frame.locator(".leaflet-control-attribution")
    expect(credits).to_be_visible()
    for owner in ("Natural Earth", "GeoNames", "© OpenStreetMap contributors (ODbL)"):
        expect(credits).to_contain_text(owner)


def test_click_on_the_line_shows_what_was_said(screen: Screen) -> None:
    screen.click("cku-railway")
    expect(screen.title).to_have_text("China-Kyrgyzstan-Uzbekistan (CKU) Railway")
    expect(screen.card.locator("blockquote", has_text=TUNNELS)).to_have_count(1)
    screen.until_selected("cku-railway")
    assert screen.params == "project=cku-railway"


HIGHLIGHT = """() => {
  window.seen = [];
  const painted = () => [...document.querySelectorAll(".leaflet-halo-pane canvas")].some((canvas) =>
    canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean));
  window.seen.push(painted());
  window.addEventListener("click", () => {
    window.seen.push(atlasMap.selected());
    requestAnimationFrame(() => requestAnimationFrame(() => window.seen.push(painted())));
  }, { once: true });
}"""


def test_highlight_does_not_wait_for_the_server(screen: Screen) -> None:
    screen.frame.evaluate(HIGHLIGHT)
    with screen.server.held():
        screen.click("cku-railway")
        screen.frame.wait_for_function("seen.length === 3")
        assert screen.frame.evaluate("seen") == [False, "cku-railway", True]
        expect(screen.card.locator("blockquote")).to_have_count(0)
    expect(screen.title).to_have_text("China-Kyrgyzstan-Uzbekistan (CKU) Railway")
    screen.until_selected("cku-railway")


@pytest.mark.parametrize("project", PROJECTS)
def test_every_project_can_be_clicked(kept: Screen, atlas: Atlas, project: str) -> None:
    kept.zoom_to(project)
    kept.click(project)
    expect(kept.title).to_have_text(atlas.project(project).name)
    kept.until_selected(project)
    kept.watch.check()


@pytest.mark.parametrize("project", PROJECTS)
def test_every_address_of_a_project_opens_where_it_can_be_clicked(
    kept: Screen, atlas: Atlas, project: str
) -> None:
    kept.in_list(project).click()
    expect(kept.title).to_have_text(atlas.project(project).name)
    kept.until_selected(project)
    assert kept.point_of(project) is not None
    kept.watch.check()


def test_last_choice_wins(screen: Screen) -> None:
    first, second = "china-kazakhstan-gas-pipeline", "bishkek-osh-road"
    names = {
        first: re.compile("China-Kazakhstan natural gas pipeline|China-Kazakhstan"),
        second: re.compile("Bishkek-Osh"),
    }
    for project in (first, first):
        screen.click(project)
        expect(screen.title).to_have_text(names[project])
        screen.until_selected(project)
    screen.in_list(second).click()
    expect(screen.title).to_have_text(names[second])
    screen.until_selected(second)
    screen.zoom_to(first)
    screen.click(first)
    expect(screen.title).to_have_text(names[first])
    screen.until_selected(first)
    screen.until_quiet()
    assert screen.params == f"project={first}"
    screen.in_list(second).click()
    expect(screen.title).to_have_text(names[second])
    screen.until_selected(second)


def test_two_choices_in_a_row_leave_the_last_on_map_card_and_address(screen: Screen) -> None:
    """The second leads back to what the map showed before both, so the server may send no new state."""
    country = screen.frame.get_by_role("button", name="Kazakhstan", exact=True)
    for _ in range(3):
        with screen.server.held():
            screen.in_list("cku-railway").click()
            screen.until_selected("cku-railway")
            country.dispatch_event("click")
        expect(screen.title).to_have_text("Kazakhstan")
        screen.until_quiet()
        assert screen.selected() is None
        expect(screen.frame.locator(".atlas-chosen")).to_have_text("Kazakhstan")
        assert screen.params == "place=KZ"


def test_click_leaves_a_map_alone_that_shows_the_whole_project(screen: Screen) -> None:
    before = screen.view()
    for project in ("cku-railway", "bishkek-osh-road"):
        screen.click(project)
        expect(screen.title).to_be_visible()
        screen.until_selected(project)
        screen.until_quiet()
        assert screen.view() == before


def test_tooltip_goes_when_the_map_moves_away(screen: Screen) -> None:
    point = screen.point_of("cku-railway")
    assert point
    screen.page.mouse.move(*point)
    tip = screen.frame.locator(".atlas-tip")
    expect(tip).to_contain_text("China-Kyrgyzstan-Uzbekistan (CKU) Railway")
    expect(tip).to_contain_text("Railway · last reported under construction, 29 April 2025")
    screen.in_list("lianyungang-logistics-base").evaluate("e => e.focus({ preventScroll: true })")
    screen.page.keyboard.press("Enter")
    screen.until_selected("lianyungang-logistics-base")
    expect(tip).to_be_hidden()
