"""The real page in a real browser, by its contract: what is drawn, clicked, said and sent.

The browser reaches nothing but this machine; every test fails if a page asked another host for
something, if a request failed, or if a script of the page threw or wrote an error.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from driving import (
    CHROMIUM_ARGUMENTS,
    HOSTILE,
    HOSTILE_WORDS,
    ONLY_HERE,
    WORST_CONTRAST,
    Screen,
    Server,
    Watch,
    serve,
    write_hostile,
)
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from shapely.geometry import LineString

from geo.atlas.as_of import known_on
from geo.atlas.atlas import Atlas
from geo.atlas.opening import open_atlas
from geo.atlas.selection import Selection
from geo.card.card import CardRequest, card_html
from geo.intake.importing import Origin, import_file
from geo.intake.vector_files import Fields
from geo.settings import PROJECT_ROOT, read_settings
from geo.wording.catalogue import open_words
from geo.wording.selection import describe_selection

pytestmark = pytest.mark.browser

PROJECTS = sorted(file.stem for file in (PROJECT_ROOT / "data" / "projects").glob("*.yaml"))
TUNNELS = (
    "construction officially commenced on three critical tunnels, Fergana Mountain, Naryn No.1, and Koshtet"
)
DESKTOP: dict[str, Any] = {"viewport": {"width": 1400, "height": 1000}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
MOST_BYTES = 8_000
READABLE = 4.5
"""Contrast of text that WCAG 2 asks for at level AA."""


# -- servers, contexts, screens ---------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert found, "Chromium is not here: scripts/ensure_chromium.sh installs it"
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=found, args=[*CHROMIUM_ARGUMENTS, ONLY_HERE])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of the shipped atlas."""
    with serve(tmp_path_factory.mktemp("shipped") / "log", {}) as server:
        yield server
        assert "Traceback" not in server.log.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def aged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of the shipped atlas with its clock set."""
    with serve(tmp_path_factory.mktemp("aged") / "log", {"CORRIDORS_TODAY": "2026-11-23"}) as server:
        yield server


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of a data folder that means harm."""
    folder = tmp_path_factory.mktemp("hostile")
    write_hostile(folder / "data")
    with serve(folder / "log", {"CORRIDORS_DATA": str(folder / "data")}) as server:
        yield server
        assert "Traceback" not in server.log.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of an imported data set whose every field means harm."""
    folder, fields = tmp_path_factory.mktemp("imported"), ("name", "kind", "country", "status", "quote")
    rows = gpd.GeoDataFrame(
        {"id": ["one"], **{field: [f"{field} {HOSTILE}"] for field in fields}},
        geometry=[LineString([(70, 41), (74, 43)])],
        crs="EPSG:4326",
    )
    rows.to_file(folder / "rows.geojson")
    origin = Origin(title=HOSTILE, licence=HOSTILE, published="2024-01-01", publisher=HOSTILE)
    import_file(folder / "rows.geojson", folder / "data", Fields("id", *fields), origin)
    with serve(folder / "log", {"CORRIDORS_DATA": str(folder / "data")}) as server:
        yield server
        assert "Traceback" not in server.log.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return open_atlas(read_settings({}))


@pytest.fixture(scope="session")
def desktop(browser: Browser) -> Iterator[tuple[BrowserContext, Watch]]:
    context = browser.new_context(**DESKTOP)
    yield context, Watch(context)
    context.close()


Opener = Callable[..., Screen]


@pytest.fixture
def opener(
    browser: Browser, desktop: tuple[BrowserContext, Watch], request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Opener]:
    """Open screens, with options in a context of their own; check and close them after the test."""
    screens: list[tuple[Screen, BrowserContext | None]] = []
    failed_before = request.session.testsfailed

    def make(server: Server, **options: Any) -> Screen:
        own = browser.new_context(**options) if options else None
        context, watch = (own, Watch(own)) if own else desktop
        screens.append((Screen(context, watch, server), own))
        return screens[-1][0]

    yield make
    try:
        for screen, _ in screens:
            if request.session.testsfailed > failed_before:
                screen.page.screenshot(path=tmp_path / "failed.png")
                print(f"see {tmp_path / 'failed.png'}")
            screen.watch.check()
    finally:
        for screen, own in screens:
            screen.watch.allowed = re.compile(".")
            screen.page.close()
            screen.watch.allowed = None
            if own:
                own.close()


@pytest.fixture
def screen(opener: Opener, shipped: Server) -> Screen:
    """The shipped atlas as a reader finds it."""
    return opener(shipped).open()


@pytest.fixture(scope="module")
def kept(desktop: tuple[BrowserContext, Watch], shipped: Server) -> Iterator[Screen]:
    """One page that many tests click, one after the other."""
    screen = Screen(*desktop, shipped).open()
    yield screen
    screen.page.close()


# -- the map ----------------------------------------------------------------------------------------


def test_map_draws_every_shipped_project(screen: Screen) -> None:
    assert len(PROJECTS) >= 27
    assert screen.drawn() == PROJECTS
    assert screen.selected() is None
    expect(screen.count).to_contain_text(re.compile(rf"^{len(PROJECTS)} of {len(PROJECTS)} projects$"))


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


# -- filters and the address ------------------------------------------------------------------------


def test_filters_leave_what_they_should(screen: Screen, atlas: Atlas) -> None:
    wanted = Selection(country=("KG",), project_type=("gas-pipeline",))
    left = sorted(atlas.projects.index[wanted.mask(atlas)])
    assert 0 < len(left) < len(PROJECTS)
    screen.choose("country", "Kyrgyzstan (KG)")
    expect(screen.count).to_contain_text("projects in Kyrgyzstan")
    screen.choose("kind", "Gas pipeline")
    expect(screen.count).to_have_text(describe_selection(open_words(), atlas, wanted))
    screen.until_drawn(left)
    expect(screen.projects.locator("button[data-project]")).to_have_count(len(left))
    assert screen.params == "country=KG&kind=gas-pipeline"
    screen.page.get_by_role("button", name="Reset filters").click()
    expect(screen.count).to_have_text(describe_selection(open_words(), atlas, Selection()))
    screen.until_drawn(PROJECTS)
    screen.until_quiet()
    assert screen.params == ""


def test_several_countries_widen_the_choice(screen: Screen, atlas: Atlas) -> None:
    screen.choose("country", "Several countries …")
    expect(screen.filters.get_by_label("Countries")).to_be_visible()
    screen.until_quiet()
    screen.until_drawn(PROJECTS)
    for codes, name in ((("TM",), "Turkmenistan"), (("TM", "CN"), "China")):
        screen.choose("countries", name)
        wanted = Selection(country=codes)
        expect(screen.count).to_have_text(describe_selection(open_words(), atlas, wanted))
        screen.until_drawn(sorted(atlas.projects.index[wanted.mask(atlas)]))
    screen.until_quiet()
    assert screen.params == "country=TM,CN"


def test_nothing_found_says_so_and_offers_the_way_back(screen: Screen, atlas: Atlas) -> None:
    screen.search("no such name")
    expect(screen.count).to_contain_text(f"0 of {len(PROJECTS)} projects")
    screen.until_drawn([])
    expect(screen.page.get_by_text("No project fits all of this")).to_be_visible()
    screen.page.get_by_role("button", name="Show all projects").click()
    screen.until_drawn(PROJECTS)
    expect(screen.page.get_by_text("No project fits all of this")).to_have_count(0)


def test_search_finds_other_scripts(screen: Screen) -> None:
    screen.search("中吉乌")
    screen.until_drawn(["cku-railway"])


def test_choosing_a_filter_keeps_the_selection(screen: Screen) -> None:
    screen.click("cku-railway")
    expect(screen.title).to_be_visible()
    screen.choose("kind", "Gas pipeline")
    expect(screen.count).to_contain_text("gas pipelines")
    expect(screen.title).to_have_text("China-Kyrgyzstan-Uzbekistan (CKU) Railway")
    screen.until_quiet()
    assert screen.params == "kind=gas-pipeline&project=cku-railway"


def test_address_restores_the_page(opener: Opener, shipped: Server, atlas: Atlas) -> None:
    params = {
        "country": "KG,UZ",
        "kind": "railway,railway-tunnel",
        "status": "construction",
        "source": "peoples-daily-2025-06-17",
        "q": "tunnel",
        "project": "koshtet-tunnel",
    }
    wanted = Selection(
        ("KG", "UZ"),
        ("railway", "railway-tunnel"),
        ("construction",),
        ("peoples-daily-2025-06-17",),
        "tunnel",
    )
    left = sorted(atlas.projects.index[wanted.mask(atlas)])
    assert 0 < len(left) < len(PROJECTS)
    screen = opener(shipped).open(**params)
    for _ in range(2):
        expect(screen.count).to_have_text(describe_selection(open_words(), atlas, wanted))
        screen.until_drawn(left)
        screen.until_selected("koshtet-tunnel")
        expect(screen.title).to_have_text(atlas.project("koshtet-tunnel").name)
        for chip in ("Kyrgyzstan", "Uzbekistan", "Railway tunnel", "under construction", "People's Daily"):
            expect(screen.filters.get_by_text(chip, exact=True)).to_be_visible()
        expect(screen.filters.get_by_label("Search names")).to_have_value("tunnel")
        assert screen.point_of("koshtet-tunnel") is not None
        screen.reload()


def test_place_of_the_address_opens_its_card(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped).open(place="KG")
    expect(screen.title).to_have_text("Kyrgyzstan")
    expect(screen.card.locator("blockquote").first).to_be_visible()
    expect(screen.frame.locator(".atlas-chosen")).to_have_text("Kyrgyzstan")


def test_fact_of_the_address_is_pointed_out(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped).open(fact="cku-railway-tunnels-pd2025")
    expect(screen.title).to_have_text("China-Kyrgyzstan-Uzbekistan (CKU) Railway")
    expect(screen.card.locator(".evidence.chosen")).to_have_count(1)
    expect(screen.card.locator(".evidence.chosen blockquote")).to_contain_text(TUNNELS)
    screen.until_selected("cku-railway")


def test_wrong_address_says_so_and_shows_the_rest(opener: Opener, shipped: Server, atlas: Atlas) -> None:
    screen = opener(shipped).open(project="no-such", country="KG,XX", status="no-such")
    expect(screen.page.get_by_text("The address asks for something")).to_be_visible()
    for asked in ("project=no-such", "country=XX", "status=no-such"):
        expect(screen.page.get_by_text(asked)).to_be_visible()
    wanted = Selection(country=("KG",))
    screen.until_drawn(sorted(atlas.projects.index[wanted.mask(atlas)]))
    expect(screen.count).to_have_text(describe_selection(open_words(), atlas, wanted))


def test_link_of_a_card_opens_the_other_project(opener: Opener, shipped: Server, atlas: Atlas) -> None:
    screen = opener(shipped).open(project="koshtet-tunnel")
    screen.card.get_by_role("link", name="China-Kyrgyzstan-Uzbekistan (CKU) Railway").first.click()
    expect(screen.title).to_have_text(atlas.project("cku-railway").name)
    screen.until_ready().until_selected("cku-railway")


# -- names, chooser, keyboard -----------------------------------------------------------------------


def test_click_on_a_country_opens_its_card(screen: Screen) -> None:
    screen.frame.get_by_role("button", name="Kyrgyzstan").click()
    expect(screen.title).to_have_text("Kyrgyzstan")
    expect(screen.frame.locator(".atlas-chosen")).to_have_text("Kyrgyzstan")
    screen.until_quiet()
    assert screen.params == "place=KG"
    screen.click("cku-railway")
    expect(screen.title).to_have_text("China-Kyrgyzstan-Uzbekistan (CKU) Railway")
    screen.until_quiet()
    assert screen.params == "project=cku-railway"


def find_crowd(screen: Screen, places: Iterable[Sequence[float]]) -> tuple[tuple[float, float], list[str]]:
    """The first of some places, by longitude and latitude, where the map names several projects."""
    for lon, lat in places:
        point = screen.place_of(lon, lat)
        names = screen.hover(point)
        is_several = len(names) > 1 and screen.frame.locator(".atlas-tip strong").count() == 0
        if is_several and screen.frame.locator("button:hover, .leaflet-control:hover").count() == 0:
            return point, names
    raise AssertionError("no two projects lie on each other in view")


def shared_places(atlas: Atlas) -> Iterator[tuple[float, float]]:
    """Places that two lines have in common."""
    lines = atlas.features[atlas.features.geometry.geom_type.str.contains("Line")]
    for one, other in itertools.combinations(lines.itertuples(), 2):
        shared = one.geometry.intersection(other.geometry) if one.project != other.project else None
        if shared is not None and shared.length > 0:
            for stretch in shapely.get_parts(shapely.line_merge(shared)):
                yield tuple(stretch.interpolate(0.5, normalized=True).coords[0][:2])


def test_chooser_where_lines_lie_on_each_other(screen: Screen, atlas: Atlas) -> None:
    point, names = find_crowd(screen, shared_places(atlas))
    id_of = {atlas.project(project).name: project for project in PROJECTS}
    chooser = screen.frame.get_by_role("dialog")
    screen.page.mouse.click(*point)
    expect(chooser.get_by_role("button")).to_have_text(names)
    expect(chooser.get_by_role("button").first).to_be_focused()
    assert screen.selected() is None
    screen.page.keyboard.press("Escape")
    expect(chooser).to_have_count(0)
    expect(screen.frame.locator(".leaflet-container")).to_be_focused()
    screen.page.mouse.click(*point)
    screen.page.keyboard.press("End")
    expect(chooser.get_by_role("button").last).to_be_focused()
    screen.page.keyboard.press("Home")
    screen.page.keyboard.press("ArrowDown")
    expect(chooser.get_by_role("button").nth(1)).to_be_focused()
    screen.page.keyboard.press("Enter")
    expect(chooser).to_have_count(0)
    expect(screen.title).to_have_text(names[1])
    screen.until_selected(id_of[names[1]])


@pytest.fixture(scope="session")
def stacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of an imported data set of 300 lines that all lie on each other."""
    folder = tmp_path_factory.mktemp("stacked")
    rows = gpd.GeoDataFrame(
        {
            "id": [f"r{n}" for n in range(300)],
            "name": [f"Route {n}" for n in range(300)],
            "kind": ["Railway" if n % 3 else "Road" for n in range(300)],
        },
        geometry=[LineString([(65, 42), (70, 45), (75, 44)])] * 300,
        crs="EPSG:4326",
    )
    rows.to_file(folder / "rows.fgb")
    origin = Origin(title="Stacked", licence="CC0", published="2024-01-01", publisher="Nobody")
    import_file(folder / "rows.fgb", folder / "data", Fields("id", "name", "kind", None, None, None), origin)
    with serve(folder / "log", {"CORRIDORS_DATA": str(folder / "data")}) as server:
        yield server
        assert "Traceback" not in server.log.read_text(encoding="utf-8")


def test_chooser_of_hundreds_can_be_searched_and_scrolled(opener: Opener, stacked: Server) -> None:
    screen = opener(stacked, **DESKTOP).open()
    assert screen.point_of("r7") is None
    screen.page.mouse.click(*screen.place_of(70, 45))
    expect(screen.frame.locator(".atlas-tip")).to_be_hidden()
    chooser, keyboard = screen.frame.get_by_role("dialog"), screen.page.keyboard
    buttons, field = chooser.get_by_role("button"), chooser.get_by_role("searchbox")
    expect(chooser).to_contain_text("300 projects lie here:")
    expect(buttons).to_have_count(300)
    assert chooser.locator("canvas").count() == 300
    frame, box = screen.map.bounding_box(), chooser.bounding_box()
    assert frame and box
    assert frame["y"] <= box["y"] and box["y"] + box["height"] <= frame["y"] + frame["height"]
    expect(field).to_be_focused()
    keyboard.press("ArrowDown")
    expect(buttons.first).to_be_focused()
    keyboard.press("End")
    expect(buttons.last).to_be_focused()
    expect(buttons.last).to_be_in_viewport()
    expect(field).to_be_in_viewport()
    keyboard.press("Home")
    keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    keyboard.type("route 27")
    expect(buttons).to_have_count(sum("27" in str(n) for n in range(300)))
    second = buttons.nth(1).inner_text()
    assert "27" in second
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    expect(screen.title).to_have_text(second)
    screen.until_selected(second.replace("Route ", "r"))
    screen.page.mouse.click(*screen.place_of(70, 45))
    keyboard.type("no such name")
    expect(buttons).to_have_count(0)
    keyboard.press("Escape")
    expect(chooser).to_have_count(0)
    expect(screen.frame.locator(".leaflet-container")).to_be_focused()
    screen.until_selected(second.replace("Route ", "r"))


def tab_to(screen: Screen, selector: str) -> None:
    """Press Tab until the focus is on an element; fail after as many as no page needs."""
    for _ in range(90):
        screen.page.keyboard.press("Tab")
        if screen.page.evaluate("css => document.activeElement.matches(css)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


def test_keyboard_alone_filters_and_selects(screen: Screen, atlas: Atlas) -> None:
    keyboard = screen.page.keyboard
    tab_to(screen, ".st-key-filter-country input")
    keyboard.type("Kyrg")
    expect(screen.page.get_by_role("option")).to_have_text(["Kyrgyzstan (KG)"])
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    expect(screen.count).to_have_text(describe_selection(open_words(), atlas, Selection(country=("KG",))))
    screen.until_quiet()
    tab_to(screen, "button[data-project='cku-railway']")
    keyboard.press("Enter")
    expect(screen.title).to_have_text(atlas.project("cku-railway").name)
    screen.until_selected("cku-railway")
    assert screen.point_of("cku-railway") is not None


def test_list_sorts_and_marks_what_the_map_shows(screen: Screen, atlas: Atlas) -> None:
    names, lengths = screen.projects.locator("button[data-project]"), atlas.projects["length_km"]
    expect(names).to_have_count(len(PROJECTS))
    listed = names.all_inner_texts()
    assert set(listed) == set(atlas.projects["name"])
    assert [name[:2] for name in listed] == sorted(name[:2] for name in listed)
    screen.projects.get_by_role("button", name="Drawn length").click()
    assert names.first.get_attribute("data-project") == lengths.idxmax()
    assert names.last.get_attribute("data-project") in lengths[lengths == 0].index
    screen.projects.get_by_role("button", name="Drawn length").click()
    assert names.last.get_attribute("data-project") == lengths.idxmax()
    screen.click("cku-railway")
    expect(screen.in_list("cku-railway")).to_have_attribute("aria-current", "true")
    expect(screen.projects.locator("[aria-current]")).to_have_count(1)


def test_links_of_the_card_select_without_loading_the_page_again(screen: Screen, atlas: Atlas) -> None:
    screen.in_list("koshtet-tunnel").click()
    expect(screen.title).to_have_text(atlas.project("koshtet-tunnel").name)
    screen.page.evaluate("window.isSamePage = true")
    screen.card.get_by_role("link", name=atlas.project("cku-railway").name).click()
    expect(screen.title).to_have_text(atlas.project("cku-railway").name)
    screen.until_selected("cku-railway")
    screen.card.get_by_role("link", name="Kyrgyzstan", exact=True).click()
    expect(screen.title).to_have_text("Kyrgyzstan")
    screen.until_quiet()
    assert screen.params == "place=KG"
    assert screen.page.evaluate("window.isSamePage") is True


def test_focus_stays_on_the_button_of_the_list(screen: Screen) -> None:
    screen.in_list("cku-railway").focus()
    screen.page.keyboard.press("Enter")
    expect(screen.title).to_be_visible()
    screen.until_quiet()
    expect(screen.in_list("cku-railway")).to_be_focused()


# -- phone, dark ------------------------------------------------------------------------------------


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
        "e => [e, ...e.querySelectorAll('*')].filter(x => x.checkVisibility() && x.clientHeight"
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


# -- what is sent -----------------------------------------------------------------------------------


def test_frame_is_never_mounted_again(screen: Screen) -> None:
    screen.frame.evaluate("window.token = 'first'")
    frame = screen.frame
    screen.click("cku-railway")
    expect(screen.title).to_be_visible()
    screen.choose("kind", "Gas pipeline")
    expect(screen.count).to_contain_text("gas pipelines")
    screen.in_list("china-kazakhstan-gas-pipeline").click()
    screen.until_selected("china-kazakhstan-gas-pipeline")
    screen.page.get_by_role("button", name="Reset filters").click()
    screen.until_drawn(PROJECTS)
    screen.search("no such name")
    expect(screen.count).to_contain_text("0 of")
    screen.until_quiet()
    assert screen.frame == frame
    assert screen.frame.evaluate("window.token") == "first"
    (mounted,) = {url for url in screen.watch.asked if "/component/" in url and "index.html" in url}
    assert mounted.startswith(screen.server.address)


def test_looking_around_asks_the_server_nothing(screen: Screen) -> None:
    box = screen.map.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.8
    before = {name: place for name, *place in screen.view()[1:]}
    scale = screen.frame.locator(".leaflet-control-scale-line").inner_text()
    screen.page.wait_for_timeout(500)
    screen.sent.clear()
    screen.page.mouse.move(x, y)
    screen.page.mouse.down()
    screen.page.mouse.move(x - 120, y - 60, steps=6)
    screen.page.mouse.up()
    after = {name: place for name, *place in screen.view()[1:]}
    assert after["Uzbekistan"] == pytest.approx(
        [before["Uzbekistan"][0] - 120, before["Uzbekistan"][1] - 60], abs=2
    )
    screen.page.mouse.wheel(0, -400)
    expect(screen.frame.locator(".leaflet-control-scale-line")).not_to_have_text(scale)
    screen.page.wait_for_timeout(800)  # st_folium would answer after a debounce of 250 ms
    assert screen.sent == []
    screen.zoom_to("cku-railway")
    screen.click("cku-railway")
    expect(screen.title).to_be_visible()
    assert screen.sent != []


@pytest.mark.parametrize("project", ["shymkent-refinery", "cku-railway"])
def test_click_costs_few_bytes_beside_its_card(screen: Screen, atlas: Atlas, project: str) -> None:
    screen.page.wait_for_timeout(500)
    screen.received_by()
    screen.click(project)
    expect(screen.title).to_have_text(atlas.project(project).name)
    screen.until_quiet()
    request = CardRequest(f"project:{project}", date.today())
    card = len(card_html(atlas, request, open_words()).encode())
    assert card < (received := screen.received_by())
    assert received - card <= MOST_BYTES


def test_each_zoom_band_is_fetched_once(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped, **DESKTOP).open()
    asked, came = screen.watch.asked, []
    screen.page.on("requestfinished", lambda request: came.append(request.url))

    def times(name: str, urls: list[str] = asked) -> int:
        return sum(url.endswith(f"/{name}.json") for url in urls)

    def zoom_until(name: str) -> None:
        for _ in range(8):
            if times(name):
                break
            screen.press_zoom("in")
        while not times(name, came):
            screen.page.wait_for_timeout(20)

    assert (times("lines-low"), times("base-low")) == (1, 1)
    assert (times("lines-high"), times("base-high")) == (0, 0)
    zoom_until("base-high")
    assert (times("lines-high"), times("base-high")) == (0, 1)
    zoom_until("lines-high")
    for _ in range(4):
        screen.press_zoom("out")
    for _ in range(5):
        screen.press_zoom("in")
    screen.choose("kind", "Gas pipeline")
    expect(screen.count).to_contain_text("gas pipelines")
    assert (times("lines-low"), times("base-low")) == (1, 1)
    assert (times("lines-high"), times("base-high")) == (1, 1)


# -- where sources differ, age or guess -------------------------------------------------------------

GRANT = "pledged 1.5 billion yuan ($208.86 million) in grant assistance"
LOAN = "promised a loan of 1.5 billion yuan (over 200 million dollars)"
# Where to look, which question, what its sides and its decision say, and words that must be quoted.
CASES = (
    (
        "place=KZ",
        "A grant or a loan?",
        (
            "a grant: 208.86 million USD or 1.5 billion CNY",
            "a loan: 1.5 billion CNY",
            "One sum with two readings",
        ),
        (GRANT, LOAN),
    ),
    (
        "project=central-asia-china-gas-pipeline-line-d",
        "Is Line D being built?",
        ("“is being built”", "not from the sources", "one degraded copy"),
        ("is being built with an annual capacity",),
    ),
    (
        "project=bishkek-osh-road",
        "Which road is 433 km long?",
        ("433-kilometer", "about 650 km", "stays the figure"),
        ("433-kilometer",),
    ),
    (
        "project=central-asia-china-gas-pipeline",
        "How long is the Central Asia-China gas pipeline?",
        ("3,666 kilometres", "1,833 km", "about half as long"),
        ("The 3,666 km long",),
    ),
    (
        "project=cku-railway",
        "Has work on the CKU railway begun?",
        ("should begin work as soon as possible", "three critical tunnels", "urged progress", "leads"),
        (
            "should begin work as soon as possible",
            "officially commenced on three critical tunnels",
            "urged progress",
        ),
    ),
    (
        "place=KZ",
        "What are the 58 agreements worth?",
        ("the number has been lost", "It is not one billion"),
        ("worth over billion",),
    ),
    (
        "place=KZ",
        "Who concluded the 58 agreements of the Astana summit?",
        ("China and the five countries", "companies from the countries involved", "not 116"),
        ("companies from the countries involved",),
    ),
    (
        "place=UZ",
        "What has the Asian Infrastructure Investment Bank lent to Uzbekistan?",
        ("US$3.1 billion", "14 projects", "not added up"),
        ("loans worth US$3.1 billion", "fund 14 projects"),
    ),
    (
        "place=TM",
        "What was Berdimuhamedov when he met Xi Jinping in January 2023?",
        ("Foreign Minister", "presidents", "[sic]"),
        ("Turkmenistan's Foreign Minister Berdimuhamedov",),
    ),
    (
        "place=central-asia",
        "Trade: 4 figures",
        (
            "286.42 billion CNY",
            "94.8 billion USD",
            "expected: 100 billion USD",
            "is no figure",
            "different periods",
        ),
        ("286.42 billion", "94.8 billion"),
    ),
    (
        "place=TM",
        "How much has China invested in Turkmenistan?",
        ("US$211 million", "US$336 million", "not added"),
        ("211 million", "336 million"),
    ),
    (
        "project=central-asia-china-gas-pipeline",
        "Do the 30 billion m³ of Line D come on top",
        ("30 billion m³", "85 billion m³", "never added"),
        ("annual capacity of 30 billion m3",),
    ),
    (
        "place=KG",
        "How large are the trade deficits",
        ("tens of billions", "neither currency nor year"),
        ("tens of billions",),
    ),
    (
        "place=UZ",
        "What do China and Uzbekistan call their relations?",
        ("all-weather comprehensive strategic partnership", "newest leads"),
        ("all-weather",),
    ),
    (
        "place=UZ",
        "How many buses went to Uzbekistan?",
        ("800 buses", "The 500 and the 300 are the 800"),
        ("500 CNG buses",),
    ),
)


@pytest.mark.parametrize(
    ("address", "question", "said", "quoted"), CASES, ids=[case[1][:30] for case in CASES]
)
def test_every_real_difference_comes_out_with_all_sides(
    opener: Opener,
    shipped: Server,
    address: str,
    question: str,
    said: tuple[str, ...],
    quoted: tuple[str, ...],
) -> None:
    screen = opener(shipped).open(**dict([address.split("=")]))
    entry = screen.card.locator(".difference").filter(has_text=question)
    expect(entry).to_have_count(1)
    for words in said:
        expect(entry).to_contain_text(words)
    quotations = screen.card.locator("blockquote")
    for words in quoted:
        expect(quotations.filter(has_text=words).first).to_be_attached()
    numbers = entry.locator("a.number")
    for link in numbers.all():
        target = link.get_attribute("href")
        expect(screen.card.locator(f"{target} blockquote")).to_have_count(1)
    screen.until_quiet()


def test_no_card_prints_a_billion_that_the_source_lost(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped).open(place="KZ")
    claims = screen.card.locator("li[id*='agreements-value'], li[id*='lead-value']")
    expect(claims).to_have_count(2)
    for claim in claims.all():
        expect(claim).to_contain_text("no number given")
    assert "1 billion USD" not in screen.card.inner_text()


def test_an_earlier_day_shows_what_was_known_then(opener: Opener, shipped: Server, atlas: Atlas) -> None:
    then = known_on(atlas, date(2024, 12, 31))
    screen = opener(shipped).open(as_of="2024-12-31", project="cku-railway")
    known = sorted(then.projects.index[then.projects["known"]])
    assert 0 < len(known) < len(PROJECTS)
    screen.until_drawn(known)
    expect(screen.count).to_contain_text(
        f"{len(known)} of {len(PROJECTS)} projects, as known on 31 December 2024"
    )
    expect(screen.card).to_contain_text("last reported proposed")
    expect(screen.card).to_contain_text("As known on 31 December 2024")
    expect(screen.card).not_to_contain_text("three critical tunnels")
    expect(screen.card).not_to_contain_text("2025")
    expect(screen.projects.locator("tr", has_text="CKU")).to_contain_text("proposed, 24 January 2024")
    screen.until_quiet()
    assert sorted(screen.params.split("&")) == ["as_of=2024-12-31", "project=cku-railway"]
    screen.page.get_by_role("button", name="Reset filters").click()
    screen.until_drawn(PROJECTS)
    expect(screen.card).to_contain_text("last reported under construction")


def test_before_anything_was_published_nothing_is_known(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped).open(as_of="2020-01-01")
    screen.until_drawn([])
    expect(screen.count).to_contain_text(f"0 of {len(PROJECTS)} projects, as known on 1 January 2020")


def test_a_card_says_how_old_and_whose_its_evidence_is(opener: Opener, aged: Server) -> None:
    screen = opener(aged, **DESKTOP).open(project="bishkek-osh-road")
    for badge in (
        "newest evidence is 3 years old",
        "one voice only",
        "state media only",
        "degraded copy only",
    ):
        expect(screen.card.locator(".standing")).to_contain_text(badge)
    status = screen.card.locator(".headlines .wide")
    expect(status).to_contain_text("last reported under construction")
    expect(status).to_contain_text(
        "in a document of 1 April 2023 to 4 July 2023, 3 years ago; one degraded copy"
    )
    screen.in_list("koshtet-tunnel").click()
    expect(screen.card.locator(".standing")).to_contain_text("newest evidence is 17 months old")


def test_the_timeline_draws_what_is_uncertain_as_spans(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped).open(project="cku-railway")
    lines = screen.card.locator(".timeline li")
    spans = screen.card.locator(".timeline li.event.span")
    expect(spans.filter(has_text="the 1990s: Discussed since")).to_have_count(1)
    expect(lines.filter(has_text="29 April 2025: Reported under construction")).to_have_class("event")
    expect(lines.filter(has_text="China Daily published")).to_have_class("publication span")
    wide = spans.first.locator(".track i").bounding_box()
    narrow = lines.filter(has_text="29 April 2025").locator(".track i").bounding_box()
    assert wide and narrow
    assert wide["width"] > 2 * narrow["width"]
    assert narrow["x"] > wide["x"]


def test_the_page_links_how_it_is_decided(screen: Screen) -> None:
    with screen.page.context.expect_page() as opened:
        screen.page.get_by_role("link", name="How we decide between sources").click()
    expect(opened.value.get_by_role("heading", name="Which value leads")).to_be_visible()
    opened.value.close()


# -- ten thousand -----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of an imported data set of ten thousand lines."""
    folder = tmp_path_factory.mktemp("many")
    numbers, codes = np.arange(10_000), ("KZ", "KG", "UZ", "TJ", "TM", "CN")
    west, south = 50 + (numbers * 7919 % 1000) * 0.045, 36 + (numbers * 104729 % 997) * 0.018
    rows = gpd.GeoDataFrame(
        {
            "id": [f"r{n}" for n in numbers],
            "name": [f"Route {n}" for n in numbers],
            "kind": ["Railway" if n % 3 else "Road" for n in numbers],
            "country": [codes[n % 6] for n in numbers],
            "quote": [f"Route {n} is spoken of in this sentence." for n in numbers],
        },
        geometry=[LineString([(x, y), (x + 0.03, y + 0.02)]) for x, y in zip(west, south, strict=True)],
        crs="EPSG:4326",
    )
    rows.to_file(folder / "rows.fgb")
    origin = Origin(title="Ten thousand", licence="CC0", published="2024-01-01", publisher="Nobody")
    fields = Fields("id", "name", "kind", "country", None, "quote")
    import_file(folder / "rows.fgb", folder / "data", fields, origin)
    with serve(folder / "log", {"CORRIDORS_DATA": str(folder / "data")}) as server:
        yield server
        assert "Traceback" not in server.log.read_text(encoding="utf-8")


def test_ten_thousand_cost_as_little_as_a_few(opener: Opener, many: Server) -> None:
    screen = opener(many, **DESKTOP).open()
    assert len(screen.drawn()) == 10_000
    expect(screen.projects.locator("button[data-project]")).to_have_count(30)
    expect(screen.projects.locator("nav")).to_contain_text("1–30 of 10,000")
    screen.page.wait_for_timeout(500)
    project = next(f"r{n}" for n in range(10_000) if screen.point_of(f"r{n}"))
    screen.received_by()
    screen.click(project)
    expect(screen.card.locator("blockquote").last).to_contain_text(f"Route {project[1:]} is spoken of")
    screen.until_quiet()
    assert 1000 < screen.received_by() <= MOST_BYTES
    screen.choose("country", "Kyrgyzstan (KG)")
    expect(screen.count).to_contain_text("projects in Kyrgyzstan")
    screen.until_quiet()
    assert 1000 < screen.received_by() <= MOST_BYTES
    shown = int(screen.count.inner_text().partition(" ")[0].replace(",", ""))
    assert len(screen.drawn()) == shown < 10_000
    expect(screen.projects.locator("nav")).to_contain_text(f"1–30 of {shown:,}")


# -- what fails without harm ------------------------------------------------------------------------


def test_online_base_map_may_fail(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped, **DESKTOP).open()
    screen.watch.allowed = re.compile(r"https://tile\.openstreetmap\.org/")
    frame, note = screen.frame, screen.frame.locator(".atlas-note")
    expect(note).to_be_hidden()
    frame.locator(".leaflet-control-layers").hover()
    frame.get_by_text("OpenStreetMap Mapnik (online)").click()
    expect(note).to_contain_text("online base map cannot be reached")
    assert any("tile.openstreetmap.org" in url for url in screen.watch.asked)
    assert screen.drawn() == PROJECTS
    screen.click("cku-railway")
    expect(screen.title).to_be_visible()
    screen.until_selected("cku-railway")
    frame.locator(".leaflet-control-layers").hover()
    frame.get_by_text("Atlas base map (offline)").click()
    expect(note).to_be_hidden()


# -- data that mean harm ----------------------------------------------------------------------------


def assert_nothing_ran(screen: Screen) -> None:
    for frame in screen.page.frames:
        assert frame.evaluate("typeof window.pwned") == "undefined"
        assert frame.locator("img[src=x], [onerror], [onmouseover], a[href^=javascript]").count() == 0
    screen.watch.check()


def test_hostile_text_is_shown_as_text(opener: Opener, hostile: Server) -> None:
    screen = opener(hostile).open()
    assert screen.drawn() == ["first", "second", "third"]
    assert_nothing_ran(screen)
    for project in screen.drawn():
        expect(screen.in_list(project)).to_contain_text(f"{project} {HOSTILE}")
    screen.page.get_by_text("1 problem in the records").click()
    expect(screen.page.get_by_text(f'"gone {HOSTILE}"')).to_be_visible()
    screen.zoom_to("third")
    screen.click("third")
    expect(screen.title).to_have_text(f"third {HOSTILE}")
    expect(screen.card.locator("blockquote")).to_contain_text(HOSTILE_WORDS)
    for part in (".names", ".relation", ".cite", ".note", ".who", ".outside", ".stretches", ".caveats"):
        expect(screen.card.locator(part).first).to_contain_text(HOSTILE)
    screen.until_quiet()
    assert_nothing_ran(screen)


def test_hostile_title_and_sentence_are_text(opener: Opener, hostile: Server) -> None:
    screen = opener(hostile).open()
    expect(screen.page.locator("h1")).to_have_text(HOSTILE)
    expect(screen.page.locator("h1 + p")).to_have_text(HOSTILE)
    assert_nothing_ran(screen)


def test_hostile_names_are_text_on_the_map(opener: Opener, hostile: Server) -> None:
    screen = opener(hostile).open()
    point, names = find_crowd(screen, [(70.0, 41.0), (72.0, 42.0), (74.0, 43.0)])
    assert names == [f"first {HOSTILE}", f"second {HOSTILE}"]
    expect(screen.frame.locator(".atlas-tip")).to_contain_text(f"first {HOSTILE}")
    screen.page.mouse.click(*point)
    buttons = screen.frame.get_by_role("dialog").get_by_role("button")
    expect(buttons).to_have_text([f"first {HOSTILE}", f"second {HOSTILE}"])
    buttons.first.click()
    expect(screen.title).to_have_text(f"first {HOSTILE}")
    screen.until_selected("first")
    screen.zoom_to("third")
    third = screen.point_of("third")
    assert third
    screen.page.mouse.move(*third)
    expect(screen.frame.locator(".atlas-tip strong")).to_have_text(f"third {HOSTILE}")
    screen.frame.locator(".atlas-legend summary").click()
    expect(screen.frame.locator(".atlas-legend")).to_contain_text("Power plant")
    assert_nothing_ran(screen)


def test_hostile_place_and_source_are_text(opener: Opener, hostile: Server) -> None:
    screen = opener(hostile).open(place="KG")
    expect(screen.title).to_have_text("Kyrgyzstan")
    expect(screen.card).to_contain_text(f"At the summit: {HOSTILE}")
    screen.page.locator(".st-key-filter-source input").click()
    expect(screen.page.get_by_role("option").last).to_have_text(HOSTILE)
    screen.page.get_by_role("option").last.click()
    expect(screen.count).to_contain_text(f"named by {HOSTILE}")
    expect(screen.filters).to_contain_text(HOSTILE)
    assert_nothing_ran(screen)


def test_hostile_address_is_text(opener: Opener, hostile: Server) -> None:
    screen = opener(hostile).open(q=HOSTILE, project=HOSTILE, kind=HOSTILE, **{HOSTILE: HOSTILE})
    expect(screen.page.get_by_text("The address asks for something")).to_be_visible()
    expect(screen.page.get_by_text(f"project={HOSTILE}")).to_be_visible()
    expect(screen.count).to_contain_text("matching “<img src=x")
    assert_nothing_ran(screen)


def test_hostile_import_is_text(opener: Opener, imported: Server) -> None:
    screen = opener(imported).open()
    assert len(screen.drawn()) == 1
    (project,) = screen.drawn()
    expect(screen.in_list(project)).to_contain_text(f"name {HOSTILE}")
    screen.in_list(project).click()
    expect(screen.title).to_have_text(f"name {HOSTILE}")
    expect(screen.card.locator("blockquote", has_text=f"quote {HOSTILE}")).to_have_count(1)
    expect(screen.card.locator("blockquote", has_text=f"Name: name {HOSTILE}")).to_have_count(1)
    screen.until_selected(project)
    assert_nothing_ran(screen)
