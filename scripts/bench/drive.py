"""Servers and pages: start a Streamlit app, open it in Chromium, press, wait by the page's own clock."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psutil
from bench.assets import find_asset
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Playwright, Route
from websockets.sync.client import connect
from websockets.typing import Subprotocol

HERE = Path(__file__).parent
CLOCK = (HERE / "clock.js").read_text(encoding="utf-8")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--use-gl=swiftshader",
    "--enable-webgl",
    "--ignore-gpu-blocklist",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
]


@dataclass
class Server:
    """A running Streamlit app."""

    base: str
    process: psutil.Process
    started_s: float

    def cpu_s(self) -> float:
        """CPU seconds used so far, by the process and its children."""
        every = [self.process, *self.process.children(recursive=True)]
        return sum(p.cpu_times().user + p.cpu_times().system for p in every)

    def memory_mb(self) -> float:
        """Resident memory of the process and its children, in MiB."""
        every = [self.process, *self.process.children(recursive=True)]
        return float(sum(p.memory_info().rss for p in every) / 2**20)

    def settle(self, page: Page | None = None, limit_s: float = 60) -> float:
        """Wait until it has nothing left to do; return the CPU seconds used by then."""
        used, ends = self.cpu_s(), time.monotonic() + limit_s
        while time.monotonic() < ends:
            if page:
                page.wait_for_timeout(300)
            else:
                time.sleep(0.3)
            before, used = used, self.cpu_s()
            if used - before < 0.02:
                break
        return used


@contextmanager
def serve(app: Path, environment: Mapping[str, str]) -> Iterator[Server]:
    """Run an app until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        app.name,
        "--server.port",
        str(port),
        "--server.address",
        "127.0.0.1",
        "--server.headless",
        "true",
        "--browser.gatherUsageStats",
        "false",
        "--server.fileWatcherType",
        "none",
    ]
    begin = time.monotonic()
    running = subprocess.Popen(
        command,
        cwd=app.parent,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                urlopen(f"{base}/_stcore/health", timeout=1).close()
                break
            except OSError as error:
                if running.poll() is not None or time.monotonic() - begin > 60:
                    raise RuntimeError(f"{app} did not start") from error
                time.sleep(0.02)
        yield Server(base, psutil.Process(running.pid), time.monotonic() - begin)
    finally:
        running.terminate()
        running.wait(30)


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium that `CHROMIUM` names, or the one on the path."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


@dataclass
class Screen:
    """One open page of one app, with a count of what came over the network."""

    who: str
    page: Page
    context: BrowserContext
    server: Server
    socket_bytes: int = 0
    socket_frames: int = 0
    http_bytes: int = 0
    by_file: dict[str, int] = field(default_factory=dict)

    @property
    def app(self) -> str:
        """Which app it shows, for what is asked of the page: `before` is the atlas of another checkout."""
        return "atlas" if self.who == "before" else self.who

    def frame(self) -> Frame:
        """The map's frame."""
        return next(f for f in self.page.frames if "streamlit_folium" in f.url)

    def watch(self, test: str, argument: Mapping[str, Any], limit_ms: float) -> None:
        """Start to wait, in the page, for a test to hold."""
        self.page.evaluate(
            "([t, a, l]) => { window.benchWait = bench.until(t, a, l); }", [test, dict(argument), limit_ms]
        )

    def since_press_ms(self) -> float | None:
        """Milliseconds from the press to the moment the watched test held; missing if it never did."""
        answer = self.page.evaluate("async () => [await window.benchWait, window.benchPressed]")
        return None if answer[0] is None else float(answer[0] - answer[1])


def open_screen(browser: Browser, who: str, server: Server, assets: Path, path: str = "/") -> Screen:
    """Open an app with an empty cache; CDN addresses are answered from the unpacked packages."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.add_init_script(CLOCK)

    def answer(route: Route) -> None:
        found = find_asset(assets, route.request.url)
        if found:
            route.fulfill(path=found)
        else:
            route.fulfill(status=200, body="", content_type="text/css")

    context.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), answer)
    page = context.new_page()
    screen = Screen(who, page, context, server)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    addresses: dict[str, str] = {}

    def finished(event: dict[str, Any]) -> None:
        size = int(event["encodedDataLength"])
        name = addresses.get(event["requestId"], "").rpartition("/")[2].partition("?")[0]
        screen.http_bytes += size
        screen.by_file[name] = screen.by_file.get(name, 0) + size

    def count(data: str | bytes) -> None:
        screen.socket_bytes += len(data)
        screen.socket_frames += 1

    session.on("Network.requestWillBeSent", lambda e: addresses.update({e["requestId"]: e["request"]["url"]}))
    session.on("Network.loadingFinished", finished)
    page.on("websocket", lambda made: made.on("framereceived", count))
    page.goto(server.base + path, wait_until="commit")
    return screen


def wait_loaded_ms(screen: Screen, test: str, argument: Mapping[str, Any], limit_s: float) -> float | None:
    """Milliseconds from the start of the page's loading until the test holds, by the page's clock."""
    screen.watch(test, argument, limit_s * 1000)
    answer = screen.page.evaluate("async () => [await window.benchWait, performance.timeOrigin]")
    return None if answer[0] is None else float(answer[0] - answer[1])


@contextmanager
def open_sessions(server: Server) -> Iterator[Callable[[str], None]]:
    """Open sessions as browsers do, by the same protocol; they end with the block.

    Yields a function that opens one more with a query and runs the page in it to its end.
    """
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    address = server.base.replace("http", "ws") + "/_stcore/stream"
    with ExitStack() as stack:

        def open_one(query: str) -> None:
            session = stack.enter_context(
                connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None)
            )
            message = BackMsg()
            message.rerun_script.query_string = query
            session.send(message.SerializeToString())
            told = ForwardMsg()
            while told.WhichOneof("type") != "script_finished":
                answer = session.recv(timeout=120)
                assert isinstance(answer, bytes)
                told.ParseFromString(answer)

        yield open_one
