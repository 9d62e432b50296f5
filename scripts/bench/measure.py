"""The measurements: loads, clicks, filters, panning and memory, taken in turns."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from bench.drive import Screen, Server, open_sessions
from bench.inputs import Input
from playwright.sync_api import Page

from geo.wording.catalogue import open_words
from geo.wording.values import say_country

Samples = dict[str, list[float]]
COUNTRIES = ("KZ", "UZ", "KG", "TJ", "CN")


class Bench:
    """Samples of one size, by app and figure."""

    def __init__(self, given: Input) -> None:
        self.given = given
        self.samples: dict[str, Samples] = defaultdict(lambda: defaultdict(list))
        self.missing: dict[str, str] = {}

    def add(self, who: str, figure: str, value: float | None) -> None:
        if value is not None:
            self.samples[who][figure].append(value)

    # -- clicks ------------------------------------------------------------------------------------

    def click(self, screen: Screen, targets: Iterator[Any], limit_s: float) -> None:
        """Press once where something else lies, and note what it took until its words stand there."""
        page, server = screen.page, screen.server
        page.bring_to_front()
        place = self.place_of(screen, targets)
        self.add(screen.who, "click_failed", float(place is None))
        if place is None:
            return
        x, y, wanted = place
        page.mouse.move(x - 2, y - 2)
        page.mouse.move(x, y)
        page.wait_for_timeout(150)
        used, got = server.settle(page), screen.socket_bytes
        old = page.evaluate("app => bench.text(app)", screen.app)
        screen.watch(f"{screen.app}-text", {"old": old}, limit_s * 1000)
        if wanted:
            screen.frame().evaluate("id => { window.benchLight = bench.highlight(id); }", wanted)
        page.mouse.click(x, y)
        took = screen.since_press_ms()
        if took is None:
            self.samples[screen.who]["click_failed"][-1] = 1.0
            return
        self.add(screen.who, "click_ms", took)
        self.add(screen.who, "click_cpu_ms", (server.settle(page) - used) * 1000)
        self.add(screen.who, "click_bytes", screen.socket_bytes - got)
        if wanted:
            light = screen.frame().evaluate("() => window.benchLight")
            self.add(screen.who, "highlight_frames", light and light["frames"])
            self.add(screen.who, "highlight_ms", light and light["ms"])

    def place_of(self, screen: Screen, targets: Iterator[Any]) -> tuple[float, float, str | None] | None:
        """Where to press next, in the page's pixels, and for the atlas what that selects."""
        if screen.who == "floor":
            box = screen.page.locator(".st-key-change button").bounding_box()
            assert box
            return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, None
        for _ in range(2000):
            target = next(targets)
            found = POINTS[screen.app](screen.page, screen, target)
            if found:
                return (*found, target if screen.app == "atlas" else None)
        return None

    def targets_for(self, screen: Screen) -> Iterator[Any]:
        """Things to press, in a random order that is the same in every run and checkout, over and over."""
        chance = random.Random(1)
        if screen.app == "atlas":
            things: list[Any] = list(self.given.atlas.projects.index)
        else:
            import json

            features = json.loads(self.given.routes.read_text(encoding="utf-8"))["features"]
            lines = [f["geometry"]["coordinates"] for f in features if f["geometry"]["type"] == "LineString"]
            things = [line[len(line) // 2] for line in lines]
        while True:
            chance.shuffle(things)
            yield from things

    # -- filters -----------------------------------------------------------------------------------

    def filter(self, screen: Screen, country: str, limit_s: float) -> None:
        """Choose a country, and note what it took until map and count are right."""
        page, server, given = screen.page, screen.server, self.given
        page.bring_to_front()
        is_atlas = screen.app == "atlas"
        box = ".st-key-filter-country input" if is_atlas else '[data-testid="stSelectbox"] input'
        page.locator(box).first.click()
        page.keyboard.type(say_country(open_words(), country) if is_atlas else country)
        page.wait_for_timeout(400)
        used, got = server.settle(page), screen.socket_bytes
        number = given.shown_in(country) if is_atlas else given.by_country.get(country, 0)
        screen.watch(f"{screen.app}-filter", {"n": number, "all": len(given.atlas.projects)}, limit_s * 1000)
        page.keyboard.press("Enter")
        took = screen.since_press_ms()
        self.add(screen.who, "filter_failed", float(took is None))
        if took is None:
            return
        self.add(screen.who, "filter_ms", took)
        self.add(screen.who, "filter_cpu_ms", (server.settle(page) - used) * 1000)
        self.add(screen.who, "filter_bytes", screen.socket_bytes - got)

    # -- panning and zooming -----------------------------------------------------------------------

    def pan_and_zoom(self, screen: Screen) -> None:
        """Drag and zoom the map, count its frames, and what the server sent meanwhile."""
        page, frame = screen.page, screen.frame()
        page.bring_to_front()
        rect = frame.frame_element().bounding_box()
        assert rect
        x, y = rect["x"] + rect["width"] / 2, rect["y"] + rect["height"] / 2
        got = screen.socket_frames
        for figure, act in (("pan", self._pan), ("zoom", self._zoom)):
            for _ in range(5):
                frame.evaluate("() => bench.startFrames()")
                act(page, x, y)
                times = frame.evaluate("() => window.bench.stopFrames()")
                gaps = [b - a for a, b in pairwise(times)]
                self.add(screen.who, f"{figure}_fps", 1000 * len(gaps) / sum(gaps))
                self.add(screen.who, f"{figure}_longest_frame_ms", max(gaps))
        page.wait_for_timeout(1000)
        self.add(screen.who, "messages_while_panning", screen.socket_frames - got)

    @staticmethod
    def _pan(page: Page, x: float, y: float) -> None:
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(60):
            page.mouse.move(x + 2 * step, y + step)
            page.wait_for_timeout(16)
        page.mouse.up()
        page.wait_for_timeout(400)
        page.mouse.move(x + 118, y + 59)
        page.mouse.down()
        page.mouse.move(x, y, steps=20)
        page.mouse.up()
        page.wait_for_timeout(600)

    @staticmethod
    def _zoom(page: Page, x: float, y: float) -> None:
        for amount in (-240, 240):
            page.mouse.move(x, y)
            page.mouse.wheel(0, amount)
            page.wait_for_timeout(1500)

    # -- memory ------------------------------------------------------------------------------------

    def memory(self, server: Server, who: str) -> None:
        """Memory with 1, 10 and 30 sessions, each with a card open."""
        ids, opened = list(self.given.atlas.projects.index), 0
        with open_sessions(server) as open_one:
            for number in (1, 10, 30):
                for n in range(opened, number):
                    open_one(f"project={ids[n % len(ids)]}")
                opened = number
                server.settle()
                self.add(who, f"memory_{number}_mb", server.memory_mb())


def _atlas_point(page: Page, screen: Screen, target: str) -> tuple[float, float] | None:
    frame = screen.frame()
    if frame.evaluate("() => atlasMap.selected()") == target:
        return None
    found = frame.evaluate("id => atlasMap.pointOf(id)", target)
    box = frame.frame_element().bounding_box()
    return (box["x"] + found[0], box["y"] + found[1]) if found and box else None


def _folium_point(page: Page, screen: Screen, target: list[float]) -> tuple[float, float] | None:
    frame = screen.frame()
    found = frame.evaluate(
        "([lng, lat]) => { const p = map.latLngToContainerPoint([lat, lng]), s = map.getSize();"
        " return p.x > 60 && p.y > 100 && p.x < s.x - 60 && p.y < s.y - 60 ? [p.x, p.y] : null; }",
        target[:2],
    )
    box = frame.frame_element().bounding_box()
    return (box["x"] + found[0], box["y"] + found[1]) if found and box else None


def _deck_point(page: Page, screen: Screen, target: list[float]) -> tuple[float, float] | None:
    import math

    box = page.locator("canvas").first.bounding_box()
    assert box
    world = 512 * 2**3

    def project(lng: float, lat: float) -> tuple[float, float]:
        sine = math.log(math.tan(math.radians(lat)) + 1 / math.cos(math.radians(lat)))
        return (lng + 180) / 360 * world, (1 - sine / math.pi) / 2 * world

    middle, point = project(72, 45), project(*target[:2])
    x = box["x"] + box["width"] / 2 + point[0] - middle[0]
    y = box["y"] + box["height"] / 2 + point[1] - middle[1]
    inside = (
        box["x"] + 9 < x < box["x"] + box["width"] - 9 and box["y"] + 9 < y < box["y"] + box["height"] - 9
    )
    return (x, y) if inside else None


POINTS: dict[str, Callable[[Page, Screen, Any], tuple[float, float] | None]] = {
    "atlas": _atlas_point,
    "tutorial": _folium_point,
    "deck": _deck_point,
}
