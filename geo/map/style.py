"""The map's colours in light and dark."""

from __future__ import annotations

from collections.abc import Mapping

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
