"""Servers, contexts and screens of the browser's tests.

The browser reaches this machine only: a test fails if the page asked another host for
something, if a request failed, or if a script of the page threw or wrote an error.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from driving import CHROMIUM_ARGUMENTS, ONLY_HERE, Screen
from hostile_records import HOSTILE, write_hostile
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from screens import DESKTOP, Opener
from serving import Server, serve
from shapely.geometry import LineString
from watching import Watch

from geo.atlas.atlas import Atlas
from geo.atlas.opening import open_atlas
from geo.intake.importing import Origin, import_file
from geo.intake.vector_files import Fields
from geo.settings import read_settings


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert found, "Chromium is not here: scripts/ensure_chromium.sh installs it"
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=found, args=[*CHROMIUM_ARGUMENTS, ONLY_HERE])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of the shipped atlas."""
    with serve(tmp_path_factory.mktemp("shipped") / "log", {}) as server:
        yield server
        assert "Traceback" not in server.log.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def aged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of the shipped atlas with its clock set."""
    with serve(tmp_path_factory.mktemp("aged") / "log", {"CORRIDORS_TODAY": "2026-11-23"}) as server:
        yield server


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of a data folder that means harm."""
    folder = tmp_path_factory.mktemp("hostile")
    write_hostile(folder / "data")
    with serve(folder / "log", {"CORRIDORS_DATA": str(folder / "data")}) as server:
        yield server
        assert "Traceback" not in server.log.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of an imported data set whose every field means harm."""
    folder, fields = tmp_path_factory.mktemp("imported"), ("name", "kind", "country", "status", "quote")
    rows = gpd.GeoDataFrame(
        {"id": ["one"], **{field: [f"{field} {HOSTILE}"] for field in fields}},
        geometry=[LineString([(70, 41), (74, 43)])],
        crs="EPSG:4326",
    )
    rows.to_file(folder / "rows.geojson")
    origin = Origin(title=HOSTILE, licence=HOSTILE, published="2024-01-01", publisher=HOSTILE)
    import_file(folder / "rows.geojson", folder / "data", Fields("id", *fields), origin)
    with serve(folder / "log", {"CORRIDORS_DATA": str(folder / "data")}) as server:
        yield server
        assert "Traceback" not in server.log.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return open_atlas(read_settings({}))


@pytest.fixture(scope="session")
def desktop(browser: Browser) -> Iterator[tuple[BrowserContext, Watch]]:
    context = browser.new_context(**DESKTOP)
    yield context, Watch(context)
    context.close()


@pytest.fixture
def opener(
    browser: Browser, desktop: tuple[BrowserContext, Watch], request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Opener]:
    """Open screens, with options in a context of their own; check and close them after the test."""
    screens: list[tuple[Screen, BrowserContext | None]] = []
    failed_before = request.session.testsfailed

    def make(server: Server, **options: Any) -> Screen:
        own = browser.new_context(**options) if options else None
        context, watch = (own, Watch(own)) if own else desktop
        screens.append((Screen(context, watch, server), own))
        return screens[-1][0]

    yield make
    try:
        for screen, _ in screens:
            if request.session.testsfailed > failed_before:
                screen.page.screenshot(path=tmp_path / "failed.png")
                print(f"see {tmp_path / 'failed.png'}")
            screen.watch.check()
    finally:
        for screen, own in screens:
            screen.watch.allowed = re.compile(".")
            screen.page.close()
            screen.watch.allowed = None
            if own:
                own.close()


@pytest.fixture
def screen(opener: Opener, shipped: Server) -> Screen:
    """The shipped atlas as a reader finds it."""
    return opener(shipped).open()


@pytest.fixture(scope="module")
def kept(desktop: tuple[BrowserContext, Watch], shipped: Server) -> Iterator[Screen]:
    """One page that many tests click, one after the other."""
    screen = Screen(*desktop, shipped).open()
    yield screen
    screen.page.close()
