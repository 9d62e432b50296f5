"""First views, attribution and the online layers that a reader may switch on."""

from __future__ import annotations

from typing import Any

import xyzservices.providers as tiles

from geo.map.style import PALETTES

HOME = [[36.0, 52.5], [50.5, 89.0]]
"""South-west and north-east corner of the first view: Central Asia. Latitude first, as Leaflet has it."""

WHOLE = [[29.5, 50.5], [52.5, 122.0]]
"""The same, out to Lianyungang and Beijing."""

_CREDITS = (
    "Borders and water: Natural Earth.",
    "Towns: GeoNames (CC BY 4.0).",
    "Lines: © OpenStreetMap contributors (ODbL).",
)
ATTRIBUTION = " ".join(_CREDITS)

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
