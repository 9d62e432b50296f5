"""What goes over the network, and what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import geopandas as gpd
import numpy as np
import pytest
from driving import Screen
from playwright.sync_api import expect
from screens import DESKTOP, MOST_BYTES, PROJECTS, Opener
from serving import Server, serve
from shapely.geometry import LineString

from geo.atlas.atlas import Atlas
from geo.card.card import CardRequest, card_html
from geo.intake.importing import Origin, import_file
from geo.intake.vector_files import Fields
from geo.wording.catalogue import open_words

pytestmark = pytest.mark.browser


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
    screen.page.wait_for_timeout(120)  # held still for 50 ms, or the map goes on by itself
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
