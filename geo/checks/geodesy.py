"""Geodesic lengths and countries crossed. Coordinates are EPSG:4326, lengths kilometres."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
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

_SAMPLE_KM = 1.0
"""How far apart a line is asked for its country."""

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


def measure_along(positions: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return for each vertex of a line the geodesic way to it from the first one, in kilometres."""
    steps = _GEOD.line_lengths(positions[:, 0], positions[:, 1])
    return np.concatenate([[0.0], np.cumsum(steps) / 1000])


def locate_on_line(
    positions: npt.NDArray[np.float64], along: npt.NDArray[np.float64], at: Sequence[float]
) -> float:
    """Return the kilometre of the point of a line that is nearest to a position.

    `along` is what `measure_along` says of its vertices. Nearness is measured in a plane around the
    position, which is exact enough for places that lie on their line or some kilometres beside it.
    """
    shrink = np.array([np.cos(np.radians(at[1])), 1.0])
    flat = (positions - np.asarray(at, dtype=float)) * shrink
    steps = np.diff(flat, axis=0)
    squares = np.maximum((steps**2).sum(axis=1), 1e-18)
    shares = np.clip(-(flat[:-1] * steps).sum(axis=1) / squares, 0, 1)
    nearest = int((((flat[:-1] + shares[:, None] * steps) ** 2).sum(axis=1)).argmin())
    return float(along[nearest] + shares[nearest] * (along[nearest + 1] - along[nearest]))


def find_country_changes(
    positions: npt.NDArray[np.float64], along: npt.NDArray[np.float64], codes: Sequence[str]
) -> list[tuple[str, float]]:
    """Return the countries that a line passes in order, each with the kilometre where it begins.

    Only those of `codes`, which are known to be crossed, are looked for; where the line lies in none of
    them it counts to the one before. A border is found within half a kilometre; a country that is left
    again within a kilometre does not count. Empty without codes.
    """
    if len(codes) < 2:
        return [(code, 0.0) for code in codes]
    kilometres = np.linspace(0, along[-1], max(2, int(np.ceil(along[-1] / _SAMPLE_KM)) + 1))
    longitudes, latitudes = (np.interp(kilometres, along, positions[:, axis]) for axis in (0, 1))
    inside = [shapely.contains_xy(_shape_of(code), longitudes, latitudes) for code in codes]
    found = _runs(np.where(np.any(inside, axis=0), np.argmax(inside, axis=0), -1))
    ends = [*(start for _, start in found[1:]), len(kilometres) - 1]
    changes: list[tuple[str, float]] = []
    for (country, start), end in zip(found, ends, strict=True):
        is_long = kilometres[end] - kilometres[start] >= MIN_CROSSING_KM
        if country >= 0 and is_long and (not changes or changes[-1][0] != codes[country]):
            before = (kilometres[start - 1] + kilometres[start]) / 2 if changes else 0.0
            changes.append((codes[country], float(before)))
    return changes


def _runs(values: npt.NDArray[np.int_]) -> list[tuple[int, int]]:
    """Where the values change: each value with its first row."""
    starts = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist()]
    return [(int(values[start]), start) for start in starts]


@cache
def _shape_of(code: str) -> BaseGeometry:
    world = read_countries()
    shape = shapely.unary_union(list(world.geometry[world["iso_a2"] == code]))
    shapely.prepare(shape)
    return shape
