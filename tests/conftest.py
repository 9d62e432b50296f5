"""Fixtures: the tiny atlas, the shipped one, and the full texts where somebody has them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from tiny import TEXTS, write_tiny

from geo.atlas.atlas import Atlas
from geo.atlas.opening import open_atlas
from geo.settings import Settings, read_settings

# `make test` always tries the same examples, so that a test always passes or always fails; `make fuzz`
# tries random ones. How long an example takes depends on the machine, and is no matter of right or wrong.
TIMELESS: dict[str, Any] = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
FUZZ_EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES") or 0)
hypothesis.settings.register_profile("ci", derandomize=True, **TIMELESS)
hypothesis.settings.register_profile("fuzz", max_examples=FUZZ_EXAMPLES or 1, print_blob=True, **TIMELESS)
hypothesis.settings.load_profile("fuzz" if FUZZ_EXAMPLES else "ci")


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
