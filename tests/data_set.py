"""A tiny imported data set, written by the project's own writer."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely.geometry import LineString, Point

from geo.records.archive import Records
from geo.records.fields import Published
from geo.records.opening import write_archive
from geo.records.projects import About
from geo.records.sources import Author, Source
from geo.settings import Settings, read_settings

SOURCE = Source(
    id="lines-of-the-world",
    title="Lines of the World",
    publisher="Cartographers",
    author=Author(reason="a data set"),
    published=Published(value="2024-06", known="stated", reason="given at the import"),
    language="en",
    nature="data-set",
    voice="Cartographers",
    licence="CC BY 4.0",
)
ROWS = pd.DataFrame(
    [
        (
            "line-1",
            1,
            "First",
            "railway",
            "operating",
            "In service",
            "China; KZ",
            "CN KZ",
            "KZ",
            108.5,
            "Ran.",
        ),
        ("line-2", 2, "Second", "road", None, "In talks", None, "", "KZ", 140.25, None),
        ("site-4", 4, "Fourth", "port", None, None, None, "", "KG", 0.0, None),
    ],
    columns=[
        "id",
        "record",
        "name",
        "kind",
        "status",
        "status_words",
        "country_words",
        "named_countries",
        "drawn_countries",
        "length_km",
        "quote",
    ],
)
SHAPES = [LineString([(70, 43), (71, 44)]), LineString([(72, 44), (73, 45)]), Point(74.6, 42.87)]


def write_data_set(folder: Path) -> Settings:
    """Write the data set; its source lies in the subfolder `sources`."""
    settings = read_settings({"CORRIDORS_DATA": str(folder)})
    about = About(title="Lines of the World", sentence="Three records.", updated="2024-06")
    rows = gpd.GeoDataFrame(ROWS, geometry=SHAPES, crs="EPSG:4326")
    write_archive(settings, Records(about=about, sources=(SOURCE,)), rows)
    return settings
