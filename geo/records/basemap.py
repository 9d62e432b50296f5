"""What ships beside the records: countries, towns, land and water, made by `scripts/build_basemap.py`."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd

BASE = Path(__file__).parent / "base"


class Town(NamedTuple):
    """A town of the base map: its number in GeoNames, and longitude and latitude in EPSG:4326."""

    geoname: int
    name: str
    population: int
    position: tuple[float, float]


@lru_cache(maxsize=1)
def read_countries() -> gpd.GeoDataFrame:
    """Read the countries of the world from Natural Earth's 10m set, repaired.

    One row a country: `iso_a2` (missing where ISO 3166 knows none), `name`, polygon in EPSG:4326.
    """
    return gpd.read_file(BASE / "countries.fgb")


@lru_cache(maxsize=1)
def read_towns() -> tuple[Town, ...]:
    """Read the towns that the map names, with their numbers of inhabitants (GeoNames)."""
    features = json.loads((BASE / "towns.json").read_text(encoding="utf-8"))["features"]
    return tuple(
        Town(
            properties["geonameid"],
            properties["name"],
            properties["population"],
            tuple(feature["geometry"]["coordinates"]),
        )
        for feature in features
        for properties in (feature["properties"],)
    )
