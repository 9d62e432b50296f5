"""The list of the map's layers below the projects, the first views, and the attribution.

A layer is one row of `GROUND` (a file that ships with the atlas) or of `_ONLINE` (tiles that a reader
may switch on). What a layer is called is in the catalogue, how it is drawn in `frontend/frame`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import xyzservices.providers as tiles

from geo.map.style import PALETTES
from geo.wording.catalogue import Words

HOME = [[36.0, 52.5], [50.5, 89.0]]
"""South-west and north-east corner of the first view: Central Asia. Latitude first, as Leaflet has it."""

WHOLE = [[29.5, 50.5], [52.5, 122.0]]
"""The same, out to Lianyungang and Beijing."""


@dataclass(frozen=True)
class GroundLayer:
    """A layer of the ground. `files` names its GeoJSON in `records/base` by zoom band, `low` or `high`.

    A layer without a file for the high band is drawn from the low one at every zoom.
    """

    name: str
    files: Mapping[str, str]


GROUND = (
    GroundLayer("land", {"low": "land-low.json", "high": "land-high.json"}),
    GroundLayer("water", {"low": "water-low.json", "high": "water-high.json"}),
    GroundLayer("borders", {"low": "borders-low.json", "high": "borders-high.json"}),
    GroundLayer("places", {"low": "places.json"}),
    GroundLayer("towns", {"low": "towns.json"}),
)

_ONLINE = (
    tiles.OpenStreetMap.Mapnik,
    tiles.OpenStreetMap.HOT,
    tiles.OpenTopoMap,
    tiles.Esri.WorldImagery,
)


def describe_setup(words: Words) -> dict[str, Any]:
    """Return palettes, views, attribution and online layers as the map's frame reads them."""
    return {
        "palettes": PALETTES,
        "home": HOME,
        "whole": WHOLE,
        "attribution": words.say("map.attribution"),
        "tiles": [
            {
                "name": words.say("map.layer.online", name=tile.name.replace(".", " ")),
                "url": tile.build_url(scale_factor="@2x" if "{r}" in tile.url else None),
                "options": {"attribution": tile.html_attribution, "maxZoom": tile.get("max_zoom", 18)},
            }
            for tile in _ONLINE
        ],
    }
