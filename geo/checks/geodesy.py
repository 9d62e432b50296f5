"""Geodesic lengths and countries crossed. Coordinates are EPSG:4326, lengths kilometres."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from geo.records.basemap import read_countries

_GEOD = Geod(ellps="WGS84")

MIN_CROSSING_KM = 1.0
"""A line that is in a country for no more than this runs along its border or ends on it."""

UNTRACED_CROSSING_KM = 10.0
"""The same for a line that is not traced and only passes: it may be off by this much."""

_NEAR_BORDER_DEGREES = 0.05
"""A point at sea this close to a country (about 5 km) belongs to it: ports stand on made land."""


def measure_length_km(geometry: BaseGeometry) -> float:
    """Return the geodesic length on WGS 84, in kilometres; 0 for points and for the edge of areas."""
    return float(_GEOD.geometry_length(_lines_of(geometry))) / 1000


def measure_end_distance_km(geometry: BaseGeometry) -> float:
    """Return the geodesic between the two ends of a merged line; 0 where it has not two ends."""
    merged = shapely.line_merge(geometry)
    if not isinstance(merged, LineString):
        return 0.0
    (lon1, lat1), (lon2, lat2) = merged.coords[0][:2], merged.coords[-1][:2]
    return float(_GEOD.inv(lon1, lat1, lon2, lat2)[2]) / 1000


def measure_widest_gap_km(positions: Sequence[Sequence[float]]) -> float:
    """Return the longest geodesic between neighbouring positions of a line, in kilometres."""
    longitudes, latitudes = zip(*((position[0], position[1]) for position in positions), strict=True)
    return float(max(_GEOD.line_lengths(longitudes, latitudes))) / 1000


def countries_crossed(
    geometries: Sequence[BaseGeometry], least_km: Sequence[float] | None = None
) -> list[tuple[str, ...]]:
    """Return for each geometry the ISO 3166-1 codes of the countries that it lies in, sorted.

    A line must run in a country for more than `least_km` (a kilometre where that is not given), which
    allows for how well the line is known; where it ends, a kilometre is enough, and an end that only
    touches the border does not count. A point at sea belongs to the nearest country within about five
    kilometres. Places outside every country give an empty tuple.
    """
    world = read_countries()
    least = [MIN_CROSSING_KM] * len(geometries) if least_km is None else least_km
    found: list[set[str]] = [set() for _ in geometries]
    shapes: Any = np.asarray(world.geometry.array, dtype=object)
    codes = [code if isinstance(code, str) else None for code in world["iso_a2"]]
    # Asked this way round, the index prepares each country once and not each line once.
    tree = shapely.STRtree(np.asarray(geometries, dtype=object))
    inside = {(int(c), int(row)) for c, row in zip(*tree.query(shapes, predicate="covers"), strict=True)}
    for country, row in zip(*tree.query(shapes, predicate="intersects"), strict=True):
        code = codes[country]
        if code and ((country, row) in inside or _crosses(geometries[row], shapes[country], least[row])):
            found[row].add(code)
    for row, geometry in enumerate(geometries):
        if not found[row] and not geometry.is_empty:
            nearest = world.sindex.nearest(geometry, max_distance=_NEAR_BORDER_DEGREES)[1]
            found[row] |= {code for country in nearest if (code := codes[country])}
    return [tuple(sorted(codes_of_one)) for codes_of_one in found]


def find_countries_outside(positions: npt.NDArray[np.float64], codes: Collection[str]) -> dict[str, int]:
    """Return the countries of the positions that lie in none of some countries, and not near them either.

    Near is within about five kilometres. Keys are ISO 3166-1 codes, empty for what is in no country;
    values are the row of the first position there.
    """
    world = read_countries()
    rows = np.arange(len(positions))
    points: Any = shapely.points(positions)
    for shape in world.geometry[world["iso_a2"].isin(list(codes))]:
        shapely.prepare(shape)
        outside = ~shapely.covers(shape, points)
        outside[outside] = ~shapely.dwithin(shape, points[outside], _NEAR_BORDER_DEGREES)
        rows, points = rows[outside], points[outside]
    inside = dict(zip(*world.sindex.query(points, predicate="intersects"), strict=True))
    found: dict[str, int] = {}
    for number, row in enumerate(rows):
        code = world["iso_a2"].iloc[inside[number]] if number in inside else None
        found.setdefault(code if isinstance(code, str) else "", int(row))
    return found


def _crosses(geometry: BaseGeometry, country: BaseGeometry, least_km: float) -> bool:
    parts = shapely.get_parts(geometry)
    lines = parts[shapely.get_dimensions(parts) == 1]
    if shapely.intersects(parts[shapely.get_dimensions(parts) != 1], country).any():
        return True
    ends_there = shapely.intersects(shapely.boundary(lines), country).any()
    needed_km = min(MIN_CROSSING_KM, least_km) if ends_there else least_km
    return measure_length_km(shapely.intersection(geometry, country)) > needed_km


def _lines_of(geometry: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(geometry)
    return MultiLineString([part for part in parts if part.geom_type == "LineString"])
