"""Fixtures: the tiny atlas of `tiny.py`, the shipped one, and the full texts where somebody has them."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest
from tiny import TEXTS, write_tiny

from geo.atlas.atlas import Atlas
from geo.atlas.opening import open_atlas
from geo.settings import Settings, read_settings

# How long an example takes depends on the machine, and is no matter of right or wrong.
hypothesis.settings.register_profile("atlas", deadline=None)
hypothesis.settings.load_profile("atlas")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return write_tiny(tmp_path / "tiny")


@pytest.fixture
def settings(tiny: Path) -> Settings:
    return read_settings({"CORRIDORS_DATA": str(tiny)})


@pytest.fixture
def atlas(settings: Settings) -> Atlas:
    return open_atlas(settings)


@pytest.fixture(scope="session")
def shipped() -> Atlas:
    return open_atlas(read_settings({}))


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder
