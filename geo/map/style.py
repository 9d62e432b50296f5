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


class TypeLook(NamedTuple):
    """How a project type is drawn: its colour, and the shape of its sites, which the browser knows."""

    colour: str
    symbol: Symbol


TYPE_LOOKS: Mapping[str, TypeLook] = {
    "railway": TypeLook("#D55E00", "square"),
    "railway-tunnel": TypeLook("#A34700", "arch"),
    "rail-freight-service": TypeLook("#E69F00", "square"),
    "road": TypeLook("#5B4A8A", "circle"),
    "gas-pipeline": TypeLook("#0072B2", "circle"),
    "power-plant": TypeLook("#B8860B", "bolt"),
    "refinery": TypeLook("#5A5A5A", "hexagon"),
    "chemical-plant": TypeLook("#8C564B", "pentagon"),
    "logistics-hub": TypeLook("#CC79A7", "diamond"),
    "water-supply": TypeLook("#2596BE", "drop"),
    "public-building": TypeLook("#3F7F3F", "house"),
    "education": TypeLook("#009E73", "triangle"),
    "research-centre": TypeLook("#00755A", "star"),
}

_SPARE_COLOURS = ("#4477AA", "#AA3377", "#228833", "#997700", "#882255", "#117733", "#664400")


def look_of(type_id: str) -> TypeLook:
    """Return how a project type is drawn; one that the table lacks gets a spare colour, always the same."""
    spare = _SPARE_COLOURS[sum(type_id.encode()) % len(_SPARE_COLOURS)]
    return TYPE_LOOKS.get(type_id, TypeLook(spare, "circle"))
