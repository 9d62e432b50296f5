"""Rules on drawn features: on the globe, with waypoints that say where they come from."""

from __future__ import annotations

import math
from collections.abc import Iterator

from geo.checks.geodesy import measure_widest_gap_km
from geo.checks.reference_rules import check_reference
from geo.errors import Problem
from geo.records.archive import Records
from geo.records.projects import Feature, Segment

TRACED_GAP_KM = 10.0


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
    elif segment.accuracy == "traced" and not segment.waypoints:
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
        gap = max(map(measure_widest_gap_km, parts))
        if gap > TRACED_GAP_KM:
            yield Problem(
                where,
                feature.id,
                "traced",
                f"is called traced, but two waypoints are {gap:.1f} km apart",
                f"Call it approximate, or close gaps over {TRACED_GAP_KM:.0f} km.",
            )
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
