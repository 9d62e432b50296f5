"""Other ways to choose: names, the chooser where lines lie on each other, keyboard, list, links."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import geopandas as gpd
import pytest
import shapely
from driving import Screen
from playwright.sync_api import expect
from screens import DESKTOP, PROJECTS, Opener, find_crowd
from serving import Server, serve
from shapely.geometry import LineString

from geo.atlas.atlas import Atlas
from geo.atlas.selection import Selection
from geo.intake.importing import Origin, import_file
from geo.intake.vector_files import Fields
from geo.wording.catalogue import open_words
from geo.wording.selection import describe_selection

pytestmark = pytest.mark.browser


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


def test_three_projects_side_by_side_are_told_apart_with_one_click(screen: Screen, atlas: Atlas) -> None:
    """From Shymkent to Khorgos two pipelines and the railway run along each other."""
    pipelines = ("central-asia-china-gas-pipeline", "china-kazakhstan-gas-pipeline")
    train = "beijing-tashkent-freight-train"
    wanted = {atlas.project(project).name for project in (*pipelines, train)}
    lines = atlas.features_of(pipelines[0]).geometry
    places = (place for line in lines for place in line.coords if 71 < place[0] < 80)
    points = (screen.place_of(*place[:2]) for place in places)
    point = next(point for point in points if wanted <= {*screen.hover(point)})
    screen.page.mouse.click(*point)
    offered = screen.frame.get_by_role("dialog").get_by_role("button")
    assert wanted <= {*offered.all_inner_texts()}
    offered.filter(has_text=atlas.project(train).name).click()
    screen.until_selected(train)
    expect(screen.title).to_have_text(atlas.project(train).name)


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
