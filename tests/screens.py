"""What the browser's tests have in common: sizes of screens, and where projects lie on each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from driving import Screen

from geo.settings import PROJECT_ROOT

Opener = Callable[..., Screen]
PROJECTS = sorted(file.stem for file in (PROJECT_ROOT / "data" / "projects").glob("*.yaml"))
TUNNELS = (
    "construction officially commenced on three critical tunnels, Fergana Mountain, Naryn No.1, and Koshtet"
)
DESKTOP: dict[str, Any] = {"viewport": {"width": 1400, "height": 1000}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
MOST_BYTES = 8_000
READABLE = 4.5
"""Contrast of text that WCAG 2 asks for at level AA."""


def find_crowd(screen: Screen, places: Iterable[Sequence[float]]) -> tuple[tuple[float, float], list[str]]:
    """The first of some places, by longitude and latitude, where the map names several projects."""
    for lon, lat in places:
        point = screen.place_of(lon, lat)
        names = screen.hover(point)
        is_several = len(names) > 1 and screen.frame.locator(".atlas-tip strong").count() == 0
        if is_several and screen.frame.locator("button:hover, .leaflet-control:hover").count() == 0:
            return point, names
    raise AssertionError("no two projects lie on each other in view")
