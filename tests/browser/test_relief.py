"""The relief: it comes after the lines, lies where the mountains are, and goes away."""

from __future__ import annotations

import base64
import re

import pytest
from driving import Screen
from playwright.sync_api import Route, expect
from screens import DESKTOP, PROJECTS, READABLE, Opener
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

WITHOUT_NAMES = """
.atlas-label * { -webkit-text-fill-color: transparent; text-decoration: none !important }
.leaflet-corridors-pane, .leaflet-borders-pane, .atlas-town > div::before { visibility: hidden }"""

# Contrast (WCAG 2) of each name in view with what lies behind it, in the middle of its pixels.
CONTRASTS = """async ([picture, border]) => {
  const bytes = await (await fetch(`data:image/png;base64,${picture}`)).blob();
  const bitmap = await createImageBitmap(bytes);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const luminance = (colour) => [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
    const v = colour[i] / 255; return sum + weight * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  }, 0);
  const isInView = ({ x, y, right, bottom }) =>
    x > 60 && y > 5 && right < innerWidth - 60 && bottom < innerHeight - 60;
  const names = [...document.querySelectorAll(".atlas-label > div > *")];
  return names.filter((name) => isInView(name.getBoundingClientRect())).map((name) => {
    const { x, y, width, height } = name.getBoundingClientRect();
    const ink = luminance(getComputedStyle(name).color.match(/\\d+/g).map(Number));
    const { data } = context.getImageData(x + border[0], y + border[1], width, height);
    const ratios = Array.from({ length: data.length / 4 }, (_, i) => {
      const ground = luminance(data.subarray(4 * i, 4 * i + 3));
      return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    }).sort((a, b) => a - b);
    return [name.textContent, ratios[Math.floor(ratios.length / 2)]];
  });
}"""


def opacity(screen: Screen) -> float:
    return float(screen.frame.locator(RELIEF).evaluate("canvas => getComputedStyle(canvas).opacity"))


def test_relief_comes_after_the_lines_and_nobody_waits_for_it(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped, **DESKTOP)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    screen.page.route("**/relief.webp", hold)
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


def test_relief_fades_when_it_is_too_coarse_and_is_fetched_once(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped, **DESKTOP).open()
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
    assert sum(url.endswith("/relief.webp") for url in screen.watch.asked) == 1


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_names_stay_readable_over_the_relief(opener: Opener, shipped: Server, scheme: str) -> None:
    screen = opener(shipped, **DESKTOP, color_scheme=scheme).open()
    expect(screen.frame.locator(RELIEF)).to_have_count(1)
    screen.press_zoom("in")
    screen.frame.add_style_tag(content=WITHOUT_NAMES)
    picture = base64.b64encode(screen.map.screenshot()).decode()
    border = screen.map.evaluate("frame => [frame.clientLeft, frame.clientTop]")
    found = screen.frame.evaluate(CONTRASTS, [picture, border])
    assert len(found) > 10
    assert min(contrast for _, contrast in found) >= READABLE, sorted(found, key=lambda each: each[1])[:3]
