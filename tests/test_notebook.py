"""`import geo` in a notebook: light, lazy, and the same records as the page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import geo
from geo.atlas.atlas import Atlas
from geo.atlas.opening import open_atlas

ROOT = Path(__file__).parents[1]
HEAVY = {"pandas", "geopandas", "numpy", "shapely", "pydantic", "folium", "babel", "yaml"}


def run(code, **environment):
    own = {name: value for name, value in os.environ.items() if not name.startswith("CORRIDORS_")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        env=own | environment,
    )
    return done.stdout


def test_importing_loads_nothing_heavy():
    loaded = run(
        "import sys; before = set(sys.modules); import geo; print(*set(sys.modules) - before)"
    ).split()
    assert not HEAVY & {name.partition(".")[0] for name in loaded}
    assert [name for name in loaded if name.startswith("geo")] == ["geo"]


def test_a_notebook_opens_the_shipped_atlas(shipped):
    code = "import geo, json; a = geo.open_atlas(); print(json.dumps([*a.projects.index])); assert not a.problems"
    assert json.loads(run(code)) == list(shipped.projects.index)


def test_a_notebook_opens_the_records_that_the_page_shows(tiny):
    said = run("import geo; print(*geo.open_atlas().projects['name'], sep=';')", CORRIDORS_DATA=str(tiny))
    assert said.strip() == "Northern Spur;Old Depot;Sand Pipeline"


def test_only_what_a_notebook_needs_is_exported():
    assert geo.open_atlas is open_atlas and geo.Atlas is Atlas
    assert {"open_atlas", "Atlas"} <= set(dir(geo))
    with pytest.raises(AttributeError, match="no attribute 'close_atlas'"):
        _ = geo.close_atlas


def test_the_package_says_that_it_is_typed():
    assert (ROOT / "geo" / "py.typed").exists()
