"""A tiny data set of one port, imported by the real command."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
from shapely.geometry import Point
from typer.testing import CliRunner

from geo.atlas.atlas import Atlas
from geo.atlas.opening import open_atlas
from geo.commands.commands import app
from geo.settings import read_settings

ROWS = {
    "id": ["a"],
    "name": ["Port"],
    "type": ["Sea Port"],
    "state": ["operating"],
    "text": ["A port since 2001."],
}
OPTIONS = {
    "--id-field": "id",
    "--name-field": "name",
    "--kind-field": "type",
    "--status-field": "state",
    "--quote-field": "text",
    "--source-title": "Ports of the World",
    "--licence": "CC0",
    "--published": "2022",
}


def open_imported(folder: Path) -> Atlas:
    """Import the data set into a folder and open what was made of it."""
    file = folder / "ports.gpkg"
    gpd.GeoDataFrame(ROWS, geometry=[Point(74.6, 42.87)], crs="EPSG:4326").to_file(file)
    options = [word for pair in OPTIONS.items() for word in pair]
    result = CliRunner().invoke(app, ["import", str(file), "--into", str(folder / "out"), *options])
    assert result.exit_code == 0, result.output
    return open_atlas(read_settings({"CORRIDORS_DATA": str(folder / "out")}))
