"""Fixtures: the page, run without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import PAGE, Open, checked
from streamlit.testing.v1 import AppTest


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Run the page, of a data folder or of the shipped one, with address parameters."""

    monkeypatch.setattr("geo.page.screen.HEAD_START_S", 0)

    def run(data: Path | None = None, **params: str) -> AppTest:
        monkeypatch.delenv("CORRIDORS_SOURCES", raising=False)
        if data is None:
            monkeypatch.delenv("CORRIDORS_DATA", raising=False)
        else:
            monkeypatch.setenv("CORRIDORS_DATA", str(data))
        page = AppTest.from_file(str(PAGE), default_timeout=60)
        for name, value in params.items():
            page.query_params[name] = value
        return checked(page.run())

    return run
