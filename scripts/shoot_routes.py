"""Pictures of routes before and after: `python scripts/shoot_routes.py BEFORE AFTER INTO`.

BEFORE and AFTER are checkouts of the project. Each one's real page is served and opened in Chromium,
and only the map's frame is shot. A file of INTO shows BEFORE on the left and AFTER on the right.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from PIL import Image
from playwright.sync_api import Browser, Frame, Page, sync_playwright

VIEWS = {
    "cku-5": ("cku-railway", 40.6, 74.4, 5),
    "cku-9": ("cku-railway", 40.78, 72.85, 9),
    "m41-5": ("bishkek-osh-road", 41.7, 73.5, 5),
    "m41-9": ("bishkek-osh-road", 40.85, 72.9, 9),
    "gas-5": ("central-asia-china-gas-pipeline", 42.0, 70.0, 5),
    "gas-9": ("central-asia-china-gas-pipeline", 42.5, 69.9, 9),
    "khorgos-5": ("china-europe-railway-express-central-asia", 44.0, 79.0, 5),
    "khorgos-9": ("china-europe-railway-express-central-asia", 44.0, 79.8, 9),
}
"""By file: the project that is chosen, and the latitude, longitude and zoom that the map is set to."""

SIZE = (560, 400)
MOST_BYTES = 120_000
_TRIES = 240

# The map is nobody's global: Leaflet's own hook hands it over while the page builds it.
_CATCH_MAP = """
let leaflet;
Object.defineProperty(window, "L", {
  configurable: true,
  get: () => leaflet,
  set: (value) => {
    leaflet = value;
    const hook = () => value.Map?.addInitHook(function () { window.caughtMap = this; });
    value.Map ? hook() : queueMicrotask(hook);
  },
});
"""


def main() -> int:
    """Shoot every view in both checkouts and put them side by side."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("before", "after", "into"):
        parser.add_argument(name, type=Path)
    given = parser.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        before, after = (shoot_checkout(browser, root.resolve()) for root in (given.before, given.after))
        browser.close()
    for name in VIEWS:
        file = given.into / f"{name}.webp"
        put_beside(before[name], after[name]).save(file, quality=70, method=6)
        if file.stat().st_size > MOST_BYTES:
            print(f"{file}: more than {MOST_BYTES:,} bytes", file=sys.stderr)
            return 1
    return 0


def put_beside(before: Image.Image, after: Image.Image) -> Image.Image:
    """Return one picture of two, a white bar between them."""
    both = Image.new("RGB", (2 * SIZE[0] + 8, SIZE[1]), "white")
    both.paste(before, (0, 0))
    both.paste(after, (SIZE[0] + 8, 0))
    return both


def shoot_checkout(browser: Browser, root: Path) -> dict[str, Image.Image]:
    """Return the pictures of one checkout by the name of the view."""
    with _serve(root) as address:
        return {name: _shoot(browser, address, *view) for name, view in VIEWS.items()}


def _shoot(browser: Browser, address: str, project: str, lat: float, lon: float, zoom: int) -> Image.Image:
    context = browser.new_context(viewport={"width": 1600, "height": 1000}, color_scheme="light")
    context.add_init_script(_CATCH_MAP)
    page = context.new_page()
    page.goto(f"{address}/?project={project}")
    frame = _map_frame(page)
    frame.evaluate("([at, zoom]) => void caughtMap.setView(at, zoom, { animate: false })", [[lat, lon], zoom])
    page.wait_for_timeout(1500)  # the near band is fetched after the move, and then drawn
    frame.wait_for_function("() => window.atlasMap.ready")
    shot = Image.open(io.BytesIO(frame.frame_element().screenshot())).convert("RGB")
    context.close()
    left, top = (shot.width - SIZE[0]) // 2, (shot.height - SIZE[1]) // 2
    return shot.crop((left, top, left + SIZE[0], top + SIZE[1]))


def _map_frame(page: Page) -> Frame:
    for _ in range(_TRIES):
        for frame in page.frames:
            if frame.evaluate("() => Boolean(window.caughtMap && window.atlasMap?.ready)"):
                return frame
        page.wait_for_timeout(250)
    raise TimeoutError("the map was not drawn")


@contextmanager
def _serve(root: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    process = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1", "--server.headless", "true"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await_port(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _await_port(port: int) -> None:
    for _ in range(_TRIES):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.25)
    raise TimeoutError("the page was not served")


if __name__ == "__main__":
    sys.exit(main())
