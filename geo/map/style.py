"""How the map looks: its colours in light and dark, the colour and symbol of each project type.

Colours of types are Okabe and Ito's, made for colour-blind readers, darkened or lightened where two
types share a hue; the symbol tells those apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Symbol = Literal[
    "square",
    "arch",
    "circle",
    "bolt",
    "hexagon",
    "pentagon",
    "diamond",
    "drop",
    "house",
    "triangle",
    "star",
]

PALETTES: Mapping[str, Mapping[str, str]] = {
    "light": {
        "name": "light",
        "paper": "#ffffff",
        "ink": "#1c2733",
        "land": "#f4f2ec",
        "water": "#cddfea",
        "border": "#a9a294",
        "halo": "#ffd54a",
    },
    "dark": {
        "name": "dark",
        "paper": "#1b222b",
        "ink": "#e8edf2",
        "land": "#39424c",
        "water": "#1d2833",
        "border": "#7c8792",
        "halo": "#fff3b0",
    },
}


class TypeStyle(NamedTuple):
    """How a project type is drawn: its colour, and the shape of its sites, which the browser knows."""

    colour: str
    symbol: Symbol


TYPE_STYLES: Mapping[str, TypeStyle] = {
    "railway": TypeStyle("#D55E00", "square"),
    "railway-tunnel": TypeStyle("#A34700", "arch"),
    "rail-freight-service": TypeStyle("#E69F00", "square"),
    "road": TypeStyle("#5B4A8A", "circle"),
    "gas-pipeline": TypeStyle("#0072B2", "circle"),
    "power-plant": TypeStyle("#B8860B", "bolt"),
    "refinery": TypeStyle("#5A5A5A", "hexagon"),
    "chemical-plant": TypeStyle("#8C564B", "pentagon"),
    "logistics-hub": TypeStyle("#CC79A7", "diamond"),
    "water-supply": TypeStyle("#2596BE", "drop"),
    "public-building": TypeStyle("#3F7F3F", "house"),
    "education": TypeStyle("#009E73", "triangle"),
    "research-centre": TypeStyle("#00755A", "star"),
}

_SPARE_COLOURS = ("#4477AA", "#AA3377", "#228833", "#997700", "#882255", "#117733", "#664400")


def style_of(type_id: str) -> TypeStyle:
    """Return how a project type is drawn; one that the table lacks gets a spare colour, always the same."""
    spare = _SPARE_COLOURS[sum(type_id.encode()) % len(_SPARE_COLOURS)]
    return TYPE_STYLES.get(type_id, TypeStyle(spare, "circle"))
