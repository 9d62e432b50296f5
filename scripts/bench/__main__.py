"""`make bench`: measure the page beside two peers and the floor, in one run, in real Chromium.

Prints a table, writes the samples as JSON to `bench-results/` and the page `docs/performance.md`.
Exit code 1 where a press, a filter or a load of the atlas got no answer.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.assets import fetch_packages
from bench.drive import Screen, Server, launch, open_screen, serve, wait_loaded_ms
from bench.inputs import SHIPPED, Input, prepare
from bench.measure import COUNTRIES, Bench
from bench.report import build_table, count_unanswered, describe_machine, write_page

ROOT = Path(__file__).resolve().parents[2]
APPS = Path(__file__).resolve().parent / "apps"
LIMIT_S = 120
PATHS = {"static": "/?map=1"}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def measure_loads(
    bench: Bench, browser: Browser, servers: dict[str, Server], assets: Path, rounds: int
) -> None:
    """Open each app in turn with an empty cache, after one load that is not counted."""
    numbers = {
        "atlas": len(bench.given.atlas.projects),
        "before": len(bench.given.atlas.projects),
        "tutorial": bench.given.features,
        "deck": bench.given.features,
        "floor": 0,
        "static": 0,
    }
    for turn in range(rounds + 1):
        for who, server in servers.items():
            screen = open_screen(browser, who, server, assets, PATHS.get(who, "/"))
            took = wait_loaded_ms(screen, f"{screen.app}-map", {"n": numbers[who]}, LIMIT_S)
            screen.page.wait_for_timeout(500)
            if turn:
                bench.add(who, "load_failed", float(took is None))
                bench.add(who, "load_ms", took)
                bench.add(who, "load_bytes", screen.socket_bytes + screen.http_bytes)
                if screen.app == "atlas":
                    files = screen.by_file
                    bench.add(
                        who, "geometry_bytes", files.get("index.json", 0) + files.get("lines-low.json", 0)
                    )
                if who == "tutorial":
                    bench.add(who, "geometry_bytes", screen.socket_bytes)
            screen.context.close()
        say(f"  load {turn} of {rounds}")


def measure_pages(bench: Bench, screens: list[Screen], clicks: int) -> None:
    """Clicks in turns, then filters in turns, then panning."""
    limit_s = 60 if bench.given.size > 5_000 else 15  # a press that hits nothing is no answer
    targets = {screen.who: bench.targets_for(screen) for screen in screens}
    for turn in range(clicks):
        for screen in screens:
            bench.click(screen, targets[screen.who], limit_s)
        say(f"  click {turn + 1} of {clicks}")
    filtered = [screen for screen in screens if screen.app in ("atlas", "tutorial")]
    for turn in range(max(5, clicks // 3)):
        for screen in filtered:
            bench.filter(screen, COUNTRIES[turn % len(COUNTRIES)], limit_s)
    say("  filters")
    for screen in filtered:
        if screen.app == "atlas":
            screen.page.get_by_role("button", name="Reset filters").click()
            wait_loaded_ms(screen, "atlas-map", {"n": len(bench.given.atlas.projects)}, LIMIT_S)
            bench.pan_and_zoom(screen)


def measure_size(
    given: Input, browser: Browser, assets: Path, rounds: int, clicks: int, beside: Path | None
) -> Bench:
    """Run everything at one size."""
    bench = Bench(given)
    apps = {"atlas": ROOT / "dashboard.py"}
    if beside:
        apps["before"] = beside / "dashboard.py"
    apps |= {"tutorial": APPS / "tutorial.py", "floor": APPS / "floor.py"}
    if given.size == SHIPPED:
        apps["deck"] = APPS / "deck.py"
    else:
        bench.missing["deck"] = "not measured: without a GPU it does not finish drawing at this size"
    with ExitStack() as stack:
        servers = {who: stack.enter_context(serve(app, given.environment(app))) for who, app in apps.items()}
        for who, server in servers.items():
            bench.add(who, "start_s", server.started_s)
        loads = {**servers, "static": servers["floor"]}
        measure_loads(bench, browser, loads, assets, rounds)
        screens = []
        for who, server in servers.items():
            screen = open_screen(browser, who, server, assets)
            number = len(given.atlas.projects) if screen.app == "atlas" else given.features
            wait_loaded_ms(screen, f"{screen.app}-map", {"n": number}, LIMIT_S)
            screen.page.wait_for_timeout(2000)
            screens.append(screen)
        measure_pages(bench, screens, clicks)
        for screen in screens:
            screen.context.close()
    for who in ("atlas", "before", "tutorial"):
        if who in apps:
            with serve(apps[who], given.environment(apps[who])) as fresh:
                bench.add(who, "start_s", fresh.started_s)
                bench.memory(fresh, who)
    say("  memory")
    return bench


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", default="27,1000,10000", help="numbers of routes, joined by commas")
    parser.add_argument("--clicks", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=5, help="counted loads of each app")
    parser.add_argument("--out", type=Path, default=ROOT / "bench-results")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "performance.md")
    parser.add_argument(
        "--beside", type=Path, help="another checkout, measured in turns as the column `before`"
    )
    parser.add_argument("--remark", default="", help="a sentence for the page, on this run")
    asked = parser.parse_args()
    if asked.beside:
        asked.beside = asked.beside.resolve()
        if not (asked.beside / "dashboard.py").exists():
            parser.error(f"--beside: no checkout of the atlas: {asked.beside}")
    return asked


def main() -> int:
    asked = read_arguments()
    beside: Path | None = asked.beside
    asked.out.mkdir(exist_ok=True)
    assets = asked.out / "packages"
    fetch_packages(assets)
    result: dict[str, Any] = {
        "date": date.today().isoformat(),
        "machine": describe_machine(),
        "clicks": asked.clicks,
        "rounds": asked.rounds,
        "remark": asked.remark,
        "sizes": {},
    }
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = launch(playwright)
        result["machine"]["chromium"] = browser.version
        for size in map(int, asked.sizes.split(",")):
            say(f"{size:,} routes")
            given = prepare(size, Path(scratch), [ROOT, *([beside] if beside else [])])
            bench = measure_size(given, browser, assets, asked.rounds, asked.clicks, beside)
            result["sizes"][str(size)] = {"samples": bench.samples, "missing": bench.missing}
            (asked.out / "bench.json").write_text(json.dumps(result, indent=1), encoding="utf-8")
        browser.close()
    print(build_table(result))
    write_page(result, asked.page)
    unanswered = count_unanswered(result, "atlas")
    if unanswered:
        say(f"{unanswered} presses, filters or loads of the atlas got no answer.")
    return int(unanswered > 0)


if __name__ == "__main__":
    sys.exit(main())
