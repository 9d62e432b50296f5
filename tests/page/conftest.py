"""Fixtures: the page, run without a browser."""

from __future__ import annotations

import pytest
from running import Open, opener


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Run the page, of a data folder or of the shipped one, with address parameters."""
    return opener(monkeypatch)
