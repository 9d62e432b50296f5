"""What ships beside the records: countries, towns, land and water, made by `scripts/build_basemap.py`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import geopandas as gpd

BASE = Path(__file__).parent / "base"


@lru_cache(maxsize=1)
def read_countries() -> gpd.GeoDataFrame:
    """Read the countries of the world from Natural Earth's 10m set, repaired.

    One row a country: `iso_a2` (missing where ISO 3166 knows none), `name`, polygon in EPSG:4326.
    """
    return gpd.read_file(BASE / "countries.fgb")
