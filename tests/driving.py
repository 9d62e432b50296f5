"""Driving the real page: a screen that is read and clicked, and a watch over what went wrong in it."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import (
    BrowserContext,
    Frame,
    Locator,
    Page,
    WebSocket,
    expect,
)
from playwright.sync_api import TimeoutError as NeverCame
from serving import Server
from watching import Watch

from geo.records.basemap import BASE

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
]
ONLY_HERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
"""No name but this machine's own resolves in the browser: nothing else can be reached."""

_HERE = {"127.0.0.1", "localhost"}
_IS_READY = "() => Boolean(window.atlasMap && window.atlasMap.ready)"
_DRAWS = "ids => window.atlasMap && atlasMap.ready && JSON.stringify([...atlasMap.drawn()].sort()) === ids"


class Screen:
    """One page of the atlas in a browser."""

    def __init__(self, context: BrowserContext, watch: Watch, server: Server) -> None:
        self.watch, self.server = watch, server
        self.page: Page = context.new_page()
        self.sent, self.received = [], []  # type: ignore[var-annotated]
        self.page.on("websocket", self._take_socket)
        self.page.set_default_timeout(15_000)

    def _take_socket(self, web_socket: WebSocket) -> None:
        self.watch.take_socket(web_socket.url)
        web_socket.on("framesent", lambda content: self.sent.append(len(content)))
        web_socket.on("framereceived", lambda content: self.received.append(len(content)))

    def open(self, **params: str) -> Screen:
        """Open an address and wait for the map."""
        query = f"?{urlencode(params, safe=',')}" if params else ""
        self.page.goto(f"{self.server.address}/{query}")
        return self.until_ready()

    def reload(self) -> Screen:
        """Load the address that the page has now."""
        self.page.reload()
        return self.until_ready()

    def until_ready(self) -> Screen:
        """Wait until the map is drawn, the widgets and the list are there, and the script has run."""
        self.map.wait_for()
        self.frame.wait_for_function(_IS_READY)
        self.page.locator(".st-key-reset button").wait_for()
        self.projects.locator(".corridor-list > *").first.wait_for()
        self.page.locator(".st-key-method input").wait_for(state="attached")
        return self.until_quiet()

    def until_quiet(self) -> Screen:
        """Wait until the page's script has run to its end."""
        state = self.page.locator(".stApp[data-test-script-state]")
        expect(state).to_have_attribute("data-test-script-state", "notRunning")
        return self

    def until_drawn(self, ids: Sequence[str]) -> None:
        """Wait until just these projects are on the map."""
        try:
            self.frame.wait_for_function(_DRAWS, arg=json.dumps(sorted(ids), separators=(",", ":")))
        except NeverCame:
            assert self.drawn() == sorted(ids)
            raise

    # what stands on the page

    def __getattr__(self, name: str) -> Locator:
        """The containers of the contract: `screen.card`, `screen.count`, `screen.filters` …"""
        if name not in ("card", "count", "filters", "projects"):
            raise AttributeError(name)
        return self.page.locator(f".st-key-{name}")

    @property
    def map(self) -> Locator:
        """The map's frame, as the page sees it."""
        return self.page.locator(".st-key-map iframe")

    @property
    def frame(self) -> Frame:
        """The map's frame, from the inside."""
        handle = self.map.element_handle()
        assert handle is not None
        frame = handle.content_frame()
        assert frame is not None
        return frame

    @property
    def title(self) -> Locator:
        """The heading of the card."""
        return self.card.locator("h2")

    @property
    def params(self) -> str:
        """The query of the page's address, in which only commas are spelled out."""
        return urlsplit(self.page.url).query.replace("%2C", ",")

    def in_list(self, project: str) -> Locator:
        """The button of a project in the list."""
        return self.page.locator(f".st-key-projects button[data-project='{project}']")

    # the contract of the map's frame

    def drawn(self) -> list[str]:
        """Ids of the projects on the map, sorted."""
        return sorted(self.frame.evaluate("atlasMap.drawn()"))

    def selected(self) -> str | None:
        """The project that the map shows as selected."""
        found: str | None = self.frame.evaluate("atlasMap.selected()")
        return found

    def until_selected(self, project: str | None) -> None:
        """Wait until the map shows a project as selected, and stands still."""
        wanted = "id => window.atlasMap && atlasMap.ready && atlasMap.selected() === id"
        try:
            self.frame.wait_for_function(wanted, arg=project)
        except NeverCame:
            assert self.selected() == project
            raise

    def point_of(self, project: str) -> tuple[float, float] | None:
        """A point of the page where a click selects a project, None where there is none in view."""
        point = self.frame.evaluate("id => atlasMap.pointOf(id)", project)
        return None if point is None else self.to_page(point)

    def to_page(self, point: Sequence[float]) -> tuple[float, float]:
        """Turn pixels of the frame into pixels of the window, with the map scrolled into it."""
        self.map.scroll_into_view_if_needed()
        left, top = self.map.evaluate(
            "e => { const r = e.getBoundingClientRect(); return [r.x + e.clientLeft, r.y + e.clientTop] }"
        )
        return left + point[0], top + point[1]

    def click(self, project: str) -> None:
        """Click a project on the map."""
        point = self.point_of(project)
        assert point is not None, f"{project} is nowhere in view"
        self.page.mouse.click(*point)

    def zoom_to(self, project: str) -> None:
        """Look at a project from so near that it can be clicked; select nothing.

        As a reader would: choose it in the list, which goes there, then a country instead of it, which
        leaves the map where it is, and come nearer by the button.
        """
        self.until_quiet().in_list(project).click()
        self.until_selected(project)
        country = self.frame.locator(".atlas-country button").first
        country.dispatch_event("click")
        self.until_selected(None)
        expect(self.title).to_have_text(country.inner_text(), ignore_case=True)
        self.until_quiet()
        for _ in range(8):
            if self.point_of(project) is not None:
                return
            self.press_zoom("in")
        raise AssertionError(f"{project} can be clicked at no zoom")

    def press_zoom(self, way: str) -> None:
        """Press a zoom button, `in` or `out`, and wait until the map stands still again."""
        scale = self.frame.locator(".leaflet-control-scale-line")
        before = scale.bounding_box(), scale.inner_text()
        self.frame.locator(f".leaflet-control-zoom-{way}").click()
        for _ in range(100):
            if (scale.bounding_box(), scale.inner_text()) != before:
                break
            self.page.wait_for_timeout(20)
        expect(self.frame.locator(".leaflet-zoom-anim")).to_have_count(0)

    def view(self) -> Any:
        """Where the map looks, as its scale and the names of countries show it: towns make room for others."""
        return self.frame.evaluate(
            """() => [document.querySelector(".leaflet-control-scale-line").textContent,
              ...[...document.querySelectorAll(".atlas-country")].map((name) => {
                const { x, y } = name.getBoundingClientRect(); return [name.textContent, x, y];
              })]"""
        )

    def place_of(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place lies, in pixels of the window: between two names whose places are known."""
        known = {
            feature["properties"]["name"]: feature["geometry"]["coordinates"]
            for feature in json.loads((BASE / "places.json").read_text(encoding="utf-8"))["features"]
        }
        seen = [(known[name], (x, y)) for name, x, y in self.view()[1:] if name in known]
        (one, (left, top)), (other, (right, _)) = (
            seen[0],
            max(seen, key=lambda s: abs(s[0][0] - seen[0][0][0])),
        )
        scale = (right - left) / (other[0] - one[0])  # pixels for a degree of longitude

        def up(latitude: float) -> float:
            return math.degrees(math.asinh(math.tan(math.radians(latitude))))

        return self.to_page((left + (lon - one[0]) * scale, top - (up(lat) - up(one[1])) * scale))

    def hover(self, point: Sequence[float]) -> list[str]:
        """Move the mouse to a point of the window; return the lines of what the map says of it."""
        self.page.mouse.move(point[0] - 3, point[1] - 3)
        self.page.mouse.move(*point)
        self.frame.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        tip = self.frame.locator(".atlas-tip")
        return tip.locator("> *").all_inner_texts() if tip.is_visible() else []

    # filters

    def choose(self, box: str, option: str) -> None:
        """Choose an option of a filter: `country`, `kind`, `status` or `source`."""
        self.page.locator(f".st-key-filter-{box} input").click()
        self.page.get_by_role("option", name=option, exact=True).click()
        if box != "country":
            self.page.keyboard.press("Escape")

    def search(self, words: str) -> None:
        """Search names."""
        self.page.locator(".st-key-filter-q input").fill(words)
        self.page.keyboard.press("Enter")

    def received_by(self) -> int:
        """Bytes that came over the web socket since this was asked last."""
        total = sum(self.received)
        self.received.clear()
        return total


WORST_CONTRAST = """root => {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    context.clearRect(0, 0, 1, 1); context.fillStyle = colour; context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((c, i) => c * a + under[i] * (1 - a));
  const luminance = (c) => [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
    const v = c[i] / 255; return sum + weight * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  }, 0);
  const worst = { ratio: 21, text: "" }, walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const words = walk.currentNode.textContent.trim(), holder = walk.currentNode.parentElement;
    if (!words || !holder.checkVisibility()) continue;
    const chain = [];
    for (let e = holder; e; e = e.parentElement) chain.unshift(getComputedStyle(e));
    let ground = [255, 255, 255], seen = 1;
    chain.forEach((style) => {
      seen *= Number(style.opacity);
      const [r, g, b, a] = rgba(style.backgroundColor); ground = over([r, g, b, a * seen], ground);
    });
    const [r, g, b, a] = rgba(chain.at(-1).color), ink = over([r, g, b, a * seen], ground);
    const [light, dark] = [luminance(ink), luminance(ground)].sort((x, y) => y - x);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < worst.ratio) Object.assign(worst, { ratio, text: words, of: holder.className });
  }
  return worst;
}"""
"""Contrast (WCAG 2) of the text below an element that stands out least, and which text that is."""
