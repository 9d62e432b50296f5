"""Rules on drawn features: on the globe, with waypoints that say where they come from."""

from __future__ import annotations

import math
from collections.abc import Iterator

import shapely

from geo.checks.geodesy import measure_widest_gap_km
from geo.checks.reference_rules import check_reference
from geo.errors import Problem
from geo.records.archive import Records
from geo.records.projects import Feature, Segment

TRACED_GAP_KM = 10.0

_ON_LINE_DEGREES = 0.003
"""Some 300 m: a place along a simplified line need not be one of its vertices."""


def check_feature(records: Records, feature: Feature) -> Iterator[Problem]:
    """Yield what is wrong with a feature: its project, coordinates, waypoints, references."""
    where, properties = feature.file or records.file_of("feature", feature.id), feature.properties
    if properties.project not in records.project_by_id:
        yield Problem(
            where,
            feature.id,
            "known-project",
            f"draws the unknown {properties.project}",
            "Add the project, or correct the id.",
        )
    coordinates = list(_positions(feature.geometry.get("coordinates")))
    if not coordinates or not all(map(_is_on_earth, coordinates)):
        yield Problem(
            where,
            feature.id,
            "coordinates",
            "has coordinates off the globe, or none",
            "Write [longitude, latitude] in degrees, WGS 84.",
        )
        return
    if isinstance(properties, Segment):
        yield from _segment_problems(records, feature, properties, len(coordinates), where)
    elif properties.reference:
        yield from check_reference(records, properties.reference, where, feature.id)


def _segment_problems(
    records: Records, feature: Feature, segment: Segment, vertices: int, where: str
) -> Iterator[Problem]:
    if vertices < 2:
        yield Problem(
            where,
            feature.id,
            "coordinates",
            "is a line of fewer than two points",
            "Give a segment two positions or more.",
        )
    if segment.waypoints and len(segment.waypoints) != vertices:
        yield Problem(
            where,
            feature.id,
            "waypoints",
            f"names {len(segment.waypoints)} waypoints for {vertices} positions",
            "Name one waypoint for each position, in order.",
        )
    elif segment.accuracy == "traced" and not (segment.waypoints or segment.line_source):
        yield Problem(
            where,
            feature.id,
            "traced",
            "is called traced, but names no waypoints",
            "Name a waypoint, or the reference of a line source, for each position.",
        )
    elif segment.accuracy == "traced":
        lines = feature.geometry["coordinates"]
        parts = lines if feature.geometry["type"] == "MultiLineString" else [lines]
        gap = max(*map(measure_widest_gap_km, parts), segment.widest_gap_km or 0.0)
        if gap > TRACED_GAP_KM:
            yield Problem(
                where,
                feature.id,
                "traced",
                f"is called traced, but two vertices are {gap:.1f} km apart",
                f"Call it approximate, or close gaps over {TRACED_GAP_KM:.0f} km.",
            )
    if segment.line_source:
        yield from check_reference(records, segment.line_source, where, feature.id)
    yield from _place_problems(records, feature, segment, where)
    for waypoint in segment.waypoints:
        if waypoint.reference:
            yield from check_reference(records, waypoint.reference, where, feature.id)
        elif waypoint.name:
            yield Problem(
                where,
                feature.id,
                "waypoints",
                f"{waypoint.name} has no reference",
                "Say where its coordinate comes from.",
            )


def _place_problems(records: Records, feature: Feature, segment: Segment, where: str) -> Iterator[Problem]:
    line = shapely.geometry.shape(feature.geometry)
    for place in segment.places:
        yield from check_reference(records, place.reference, where, feature.id)
        if shapely.distance(line, shapely.Point(place.at)) > _ON_LINE_DEGREES:
            yield Problem(
                where,
                feature.id,
                "places",
                f"{place.name} does not lie on the line",
                "Give the point of the line that is nearest to it; draw the line anew if it should pass.",
            )


def _positions(coordinates: object) -> Iterator[list[object]]:
    if isinstance(coordinates, list | tuple):
        if coordinates and not isinstance(coordinates[0], list | tuple):
            yield list(coordinates)
        else:
            for part in coordinates:
                yield from _positions(part)


def _is_on_earth(position: list[object]) -> bool:
    numbers = [part for part in position[:2] if isinstance(part, int | float) and not isinstance(part, bool)]
    if len(numbers) < 2:
        return False
    longitude, latitude = numbers
    return math.isfinite(longitude) and abs(longitude) <= 180 and abs(latitude) <= 90
