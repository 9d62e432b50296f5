"""Driving the real page: a server for a data folder, and a screen that is read and clicked."""

from __future__ import annotations

import json
import math
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

from playwright.sync_api import (
    BrowserContext,
    Frame,
    Locator,
    Page,
    Request,
    Response,
    WebSocket,
    expect,
)
from playwright.sync_api import TimeoutError as NeverCame

from geo.checks.quotations import describe_text, normalise, seal_quote
from geo.records.basemap import BASE
from geo.records.facts import Difference, Fact, Side
from geo.records.fields import Published, When
from geo.records.files import dump_record, write_features, write_records, write_yaml
from geo.records.projects import About, Feature, Name, Overlap, Project, Segment, Site, Subject, Waypoint
from geo.records.sources import Author, OutsideNote, Passage, Quote, Reference, Source, Voice

ROOT = Path(__file__).resolve().parent.parent
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
_START_SECONDS = 60
_IS_READY = "() => Boolean(window.atlasMap && window.atlasMap.ready)"
_DRAWS = "ids => window.atlasMap && atlasMap.ready && JSON.stringify([...atlasMap.drawn()].sort()) === ids"

# -- the server -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    """The page of one data folder, served by a process of its own."""

    address: str
    log: Path
    process: subprocess.Popen[bytes]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Answer nothing for a while."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)


@contextmanager
def serve(log: Path, environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve the page on a free port. `environment` is added to what this process has."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {name: value for name, value in os.environ.items() if not name.startswith("CORRIDORS_")}
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--server.address", "127.0.0.1"],
            cwd=ROOT,
            env={**own, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://127.0.0.1:{port}", log, process)
    try:
        _await_health(server)
        yield server
    finally:
        process.terminate()
        process.wait(20)


def _await_health(server: Server) -> None:
    pause = Event()
    for _ in range(_START_SECONDS * 20):
        try:
            with urlopen(f"{server.address}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            pause.wait(0.05)
        if server.process.poll() is not None:
            break
    raise RuntimeError(f"the server did not start:\n{server.log.read_text(encoding='utf-8')}")


# -- what went wrong in the browser ---------------------------------------------------------------


@dataclass
class Watch:
    """Every fault of a browser context, and every address that it asked for.

    A fault is a request to another host, a request that failed, an error that a script threw or
    wrote to the console, a dialog. `allowed` excuses what speaks of the one host that it matches.
    """

    context: BrowserContext
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    allowed: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        """Listen to all pages of the context."""
        self.context.on("request", self._take_request)
        self.context.on("response", self._take_response)
        self.context.on("requestfailed", lambda r: self._note(f"failed: {r.url}: {r.failure}"))
        self.context.on("weberror", lambda error: self._note(f"thrown: {error.error}"))
        self.context.on("console", self._take_message)
        self.context.on("dialog", lambda d: (self._note(f"dialog: {d.message}"), d.dismiss()))

    def check(self) -> None:
        """Fail if there was a fault since the last time."""
        faults, self.faults = self.faults, []
        assert not faults, "\n".join(faults)

    def take_socket(self, address: str) -> None:
        """Note where a web socket goes."""
        if urlsplit(address).hostname not in _HERE:
            self._note(f"another host: {address}")

    def _note(self, fault: str) -> None:
        if self.allowed is None or not self.allowed.search(fault):
            self.faults.append(fault)

    def _take_request(self, request: Request) -> None:
        self.asked.append(request.url)
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.hostname not in _HERE:
            self._note(f"another host: {request.url}")

    def _take_response(self, response: Response) -> None:
        if response.status >= 400:
            self._note(f"answered {response.status}: {response.url}")

    def _take_message(self, message: Any) -> None:
        if message.type == "error":
            self._note(f"console: {message.text} ({message.location.get('url', '')})")


# -- the page -------------------------------------------------------------------------------------


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
        """Where the map looks, as its scale and the places of its names show it."""
        return self.frame.evaluate(
            """() => [document.querySelector(".leaflet-control-scale-line").textContent,
              ...[...document.querySelectorAll(".atlas-label")].map((name) => {
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


# -- records that mean harm -----------------------------------------------------------------------

HOSTILE = (
    '<img src=x onerror="window.top.pwned=1;window.pwned=1"> ${window.top.pwned=1} `${pwned=1}` '
    "</script><script>window.top.pwned=1</script> \u200fRTL **x** [a](javascript:alert(1)) $x$ :red[y] "
    ":smile: {{ 1 }} '; pwned=1 // --> =1+1 &lt; www.evil.example \\n"
)
HOSTILE_WORDS = normalise(f"It passes {HOSTILE} and has 3 <i>x</i> tunnels.")
_ADDRESS = "https://evil.example/?'onmouseover='window.pwned=1'&x=</script>".replace("<", "%3C").replace(
    ">", ""
)
_LINE = [[70.0, 41.0], [72.0, 42.0], [74.0, 43.0]]


def write_hostile(folder: Path) -> None:
    """Write a data folder with markup, code and formulas in every field that takes text.

    `first` and `second` are lines that coincide, `third` is a site. One fact quotes words that are
    not there, so that it is a problem of the page's list.
    """
    quotes = [
        Quote(id="words", source="bad", exact=HOSTILE_WORDS),
        Quote(id="events", source="bad", exact=f"At the summit: {HOSTILE}"),
    ]
    text = " ".join([*(quote.exact for quote in quotes), *(f"word{n}" for n in range(400))])
    passage = Passage(start=len(text) - 20, end=len(text) - 10, role="furniture", what=HOSTILE)
    source = Source(
        id="bad",
        title=HOSTILE,
        publisher=HOSTILE,
        publisher_known="inferred",
        publisher_reason=HOSTILE,
        channel=HOSTILE,
        author=Author(name=HOSTILE, reason=HOSTILE),
        voice=HOSTILE,
        language="en",
        published=Published(value="2025-06-17", known="inferred", reason=HOSTILE),
        nature="independent",
        address=_ADDRESS,
        licence=HOSTILE,
        caveats=(HOSTILE,),
        text=describe_text(text, [passage]),
    )
    write_yaml(folder / "sources" / "bad.yaml", dump_record(source))
    write_yaml(
        folder / "about.yaml",
        dump_record(
            About(title=HOSTILE, sentence=HOSTILE, updated="2026-01-01", report="mailto:a@b.example")
        ),
    )
    outside = Reference(prefix="outside", title=HOSTILE, publisher=HOSTILE, licence=HOSTILE)
    write_yaml(folder / "references.yaml", [dump_record(outside)])
    event = Subject(id="summit", kind="event", name=HOSTILE, countries=("KG",))
    write_yaml(folder / "subjects.yaml", [dump_record(event)])
    write_yaml(folder / "voices.yaml", [dump_record(Voice(name=HOSTILE, note=HOSTILE))])
    sides = (
        Side(says=HOSTILE, facts=("first-passes",)),
        Side(says=HOSTILE, outside=OutsideNote(text=HOSTILE, references=(f"outside:{HOSTILE}",))),
    )
    differs = Difference(id="bad", kind="slip", question=HOSTILE, sides=sides, decision=HOSTILE)
    write_yaml(folder / "differences.yaml", [dump_record(differs)])
    write_records(folder / "quotes" / "bad.yaml", [seal_quote(text, quote) for quote in quotes])
    write_records(folder / "facts" / "bad.yaml", _hostile_facts())
    for project in _hostile_projects():
        write_yaml(folder / "projects" / f"{project.id}.yaml", dump_record(project))
    write_features(folder / "geometry" / "bad.geojson", _hostile_features())


def _hostile_facts() -> list[Fact]:
    when = When(value="2025", known="inferred", reason=HOSTILE)
    common: dict[str, Any] = {
        "as_of": when,
        "speaker": HOSTILE,
        "via": HOSTILE,
        "identification": HOSTILE,
        "note": HOSTILE,
    }
    facts = [
        Fact(id="event", subject="event:summit", attribute="statement", quote="events", **common),
        Fact(
            id="country",
            subject="country:KG",
            attribute="position",
            quote="words",
            value=HOSTILE,
            reads=HOSTILE,
            **common,
        ),
        Fact(
            id="not-there",
            subject="project:first",
            attribute="passes",
            quote="words",
            value=f"gone {HOSTILE}",
            reads=f"gone {HOSTILE}",
        ),
    ]
    for project in ("first", "second", "third"):
        facts += [
            Fact(
                id=f"{project}-passes",
                subject=f"project:{project}",
                attribute="passes",
                quote="words",
                value=HOSTILE,
                reads=HOSTILE,
                **common,
            ),
            Fact(
                id=f"{project}-number",
                subject=f"project:{project}",
                attribute="phases",
                quote="words",
                value=3,
                unit="<i>x</i> tunnels",
                reads="3 <i>x</i> tunnels",
            ),
        ]
    return facts


def _hostile_projects() -> list[Project]:
    other = {"first": "second", "second": "third", "third": "first"}
    kinds = {"first": "railway", "second": "gas-pipeline", "third": "power-plant"}
    return [
        Project(
            id=project,
            name=f"{project} {HOSTILE}",
            kind=kind,
            names=(Name(name=f"also {HOSTILE}", language="ru", reference=f"outside:{HOSTILE}"),),
            overlaps=(Overlap(project=other[project], reason=HOSTILE),),
            notes=(OutsideNote(text=HOSTILE, references=(f"outside:{HOSTILE}",)),),
        )
        for project, kind in kinds.items()
    ]


def _hostile_features() -> list[Feature]:
    waypoints = tuple(Waypoint(name=HOSTILE, reference=f"outside:{HOSTILE}") for _ in _LINE)
    lines = [
        Feature(
            f"{project}-line",
            Segment(
                project=project,
                name=HOSTILE,
                accuracy="schematic",
                basis=HOSTILE,
                alignment=HOSTILE,
                waypoints=waypoints,
            ),
            {"type": "LineString", "coordinates": _LINE},
        )
        for project in ("first", "second")
    ]
    site = Site(
        project="third",
        name=HOSTILE,
        precision="town",
        place_known_from="outside",
        basis=HOSTILE,
        reference=f"outside:{HOSTILE}",
    )
    return [*lines, Feature("third-site", site, {"type": "Point", "coordinates": [76.0, 41.5]})]
