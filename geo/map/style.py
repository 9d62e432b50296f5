"""What the map looks like: palettes, first views, online layers that a reader may switch on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import xyzservices.providers as tiles

HOME = [[36.0, 52.5], [50.5, 89.0]]
"""South-west and north-east corner of the first view: Central Asia. Latitude first, as Leaflet has it."""
WHOLE = [[29.5, 50.5], [52.5, 122.0]]
"""The same, out to Lianyungang and Beijing."""
ATTRIBUTION = "Borders and water: Natural Earth. Towns: GeoNames (CC BY 4.0)."

HEAD_START_S = 0.5
"""Seconds that the map is ahead of the widgets when a page opens.

Both are drawn by the browser's one main thread. Sent together, the widgets, which take it 0.4 s, come
first; docs/performance.md has the figures.
"""

PALETTES: Mapping[str, Mapping[str, str]] = {
    "light": {"name": "light", "paper": "#ffffff", "ink": "#1c2733", "land": "#f4f2ec",
              "water": "#cddfea", "border": "#a9a294", "halo": "#ffd54a"},
    "dark": {"name": "dark", "paper": "#1b222b", "ink": "#e8edf2", "land": "#39424c",
             "water": "#1d2833", "border": "#7c8792", "halo": "#fff3b0"},
}  # fmt: skip

_ONLINE = (
    tiles.OpenStreetMap.Mapnik,
    tiles.OpenStreetMap.HOT,
    tiles.OpenTopoMap,
    tiles.Esri.WorldImagery,
)


def describe_look() -> dict[str, Any]:
    """Return palettes, views, attribution and online layers as the map's controller reads them."""
    return {
        "palettes": PALETTES,
        "home": HOME,
        "whole": WHOLE,
        "attribution": ATTRIBUTION,
        "tiles": [
            {
                "name": f"{tile.name.replace('.', ' ')} (online)",
                "url": tile.build_url(scale_factor="@2x" if "{r}" in tile.url else None),
                "options": {"attribution": tile.html_attribution, "maxZoom": tile.get("max_zoom", 18)},
            }
            for tile in _ONLINE
        ],
    }
