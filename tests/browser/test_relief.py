"""The relief: it comes after the lines, lies where the mountains are, and goes away."""

from __future__ import annotations

import re

import pytest
from driving import Screen
from playwright.sync_api import Route, expect
from screens import DESKTOP, PROJECTS, Opener
from serving import Server

pytestmark = pytest.mark.browser

RELIEF = ".leaflet-relief-pane canvas"
CREDIT = "Tom Patterson"
CREDITS = ".leaflet-control-attribution"

# How strong and how uneven light and shade are in a square around a point of the window.
ROUGHNESS = """([x, y, half]) => {
  const canvas = document.querySelector(".leaflet-relief-pane canvas");
  const box = canvas.getBoundingClientRect(), scale = canvas.width / box.width;
  const [column, row] = [(x - box.x) * scale, (y - box.y) * scale].map(Math.round);
  const { data } = canvas.getContext("2d").getImageData(column - half, row - half, 2 * half, 2 * half);
  return data.filter((_, i) => i % 4 === 3).reduce((sum, alpha) => sum + alpha, 0) / (data.length / 4);
}"""

# Longitude and latitude, by hand from any map of the region. Each pair lies near the other, north and south.
ROUGH_AND_FLAT = {
    "Alay range and Fergana valley": ((71.8, 39.75), (71.3, 40.6)),
    "Chatkal range and Fergana valley": ((71.3, 41.6), (71.3, 40.6)),
    "Terskey Alatau and Issyk-Kul": ((77.6, 41.95), (77.3, 42.42)),
    "Kungey Alatau and Issyk-Kul": ((77.3, 42.9), (77.3, 42.42)),
    "Elburz and Caspian": ((51.6, 36.2), (51.6, 37.2)),
    "Kunlun and Tarim": ((80.5, 36.0), (82.0, 38.6)),
    "Halyk-Tau and Tarim": ((81.5, 42.3), (82.5, 40.2)),
}


def opacity(screen: Screen) -> float:
    return float(screen.frame.locator(RELIEF).evaluate("canvas => getComputedStyle(canvas).opacity"))


def test_relief_comes_after_the_lines_and_nobody_waits_for_it(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped, **DESKTOP)
    held: list[Route] = []
    screen.page.route("**/relief.webp", held.append)
    screen.open()
    screen.until_drawn(PROJECTS)
    screen.click("cku-railway")
    screen.until_selected("cku-railway")
    while not held:
        screen.page.wait_for_timeout(20)
    expect(screen.frame.locator(RELIEF)).to_have_count(0)
    expect(screen.frame.locator(CREDITS)).not_to_contain_text(CREDIT)
    held[0].continue_()
    expect(screen.frame.locator(RELIEF)).to_have_count(1)
    expect(screen.frame.locator(CREDITS)).to_contain_text(CREDIT)
    assert len(held) == 1


def test_relief_fades_when_it_is_too_coarse_and_is_fetched_once(screen: Screen) -> None:
    expect(screen.frame.locator(RELIEF)).to_have_count(1)
    seen = [opacity(screen)]
    while screen.frame.locator(RELIEF).count():
        seen.append(opacity(screen))
        screen.press_zoom("in")
        assert len(seen) < 8
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] < seen[0] < 0.7
    expect(screen.frame.locator(CREDITS)).not_to_contain_text(CREDIT)
    screen.press_zoom("in")
    expect(screen.frame.locator(RELIEF)).to_have_count(0)
    screen.frame.locator(".atlas-views button").first.click()
    expect(screen.frame.locator(RELIEF)).to_have_count(1)
    assert opacity(screen) == seen[0]
    assert sum(url.endswith("/relief.webp") for url in screen.watch.asked) <= 1


def test_relief_is_switched_off_and_on_by_the_reader(screen: Screen) -> None:
    expect(screen.frame.locator(RELIEF)).to_have_count(1)
    screen.frame.locator(".leaflet-control-layers").hover()
    switch = screen.frame.get_by_label("Relief", exact=True)
    switch.uncheck()
    expect(screen.frame.locator(RELIEF)).to_have_count(0)
    expect(screen.frame.locator(CREDITS)).not_to_contain_text(CREDIT)
    screen.press_zoom("in")
    expect(screen.frame.locator(RELIEF)).to_have_count(0)
    screen.frame.locator(".leaflet-control-layers").hover()
    switch.check()
    expect(screen.frame.locator(RELIEF)).to_have_count(1)
    expect(screen.frame.locator(CREDITS)).to_contain_text(CREDIT)


def test_online_tiles_have_a_relief_of_their_own(screen: Screen) -> None:
    expect(screen.frame.locator(RELIEF)).to_have_count(1)
    screen.page.route("https://**", lambda route: route.abort())
    screen.watch.allowed = re.compile("https://")
    screen.frame.locator(".leaflet-control-layers").hover()
    screen.frame.get_by_text("OpenStreetMap Mapnik (online)").click()
    expect(screen.frame.locator(RELIEF)).to_have_count(0)
    screen.frame.get_by_text("Atlas base map (offline)").click()
    expect(screen.frame.locator(RELIEF)).to_have_count(1)


def test_mountains_and_valleys_lie_where_they_are(screen: Screen) -> None:
    expect(screen.frame.locator(RELIEF)).to_have_count(1)

    def roughness(lon: float, lat: float) -> float:
        x, y = screen.place_of(lon, lat)
        left, top = screen.to_page((0, 0))
        found: float = screen.frame.evaluate(ROUGHNESS, [x - left, y - top, 6])
        return found

    for name, (rough, flat) in ROUGH_AND_FLAT.items():
        assert roughness(*rough) > 3 * roughness(*flat) + 5, (name, roughness(*rough), roughness(*flat))
