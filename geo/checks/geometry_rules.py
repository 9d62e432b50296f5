"""Rules on drawn features: on the globe, with waypoints that say where they come from."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from geo.checks.geodesy import measure_widest_gap_km
from geo.checks.reference_rules import check_reference
from geo.errors import Problem, Rule
from geo.records.archive import Records
from geo.records.projects import Feature, Segment

ODBL_FOLDER = "geometry/odbl/"
"""Where lines and sites lie that come from OpenStreetMap, each file with its licence and credit."""

TRACED_GAP_KM = 10.0
STROKE_KM = 40.0
"""A straight stroke longer than this says nothing of the line between its ends."""

_ON_LINE_DEGREES = 0.003
"""Some 300 m: a place along a simplified line need not be one of its vertices."""

DRAWS_PROJECT = Rule("known-project", "draws the unknown {project}", "Add the project, or correct the id.")
ON_THE_GLOBE = Rule(
    "coordinates",
    "has coordinates off the globe, or none",
    "Write [longitude, latitude] in degrees, WGS 84.",
)
TWO_POSITIONS = Rule(
    "coordinates", "is a line of fewer than two points", "Give a segment two positions or more."
)
WAYPOINT_EACH = Rule(
    "waypoints",
    "names {waypoints} waypoints for {positions} positions",
    "Name one waypoint for each position, in order.",
)
WAYPOINT_REFERENCE = Rule("waypoints", "{waypoint} has no reference", "Say where its coordinate comes from.")
TRACED_BY_WAYPOINTS = Rule(
    "traced",
    "is called traced, but names neither waypoints nor a line source",
    "Name `line_source`, or a waypoint for each position.",
)
TRACED_CLOSELY = Rule(
    "traced",
    "is called traced, but two vertices are {gap_km:.1f} km apart",
    "Call it approximate, or close gaps over {limit_km:.0f} km.",
)
LONG_STROKE = Rule(
    "strokes",
    "goes straight for {gap_km:.1f} km and is not called schematic",
    "Call it schematic, or close strokes over {limit_km:.0f} km.",
)
ODBL_APART = Rule(
    "licence",
    "has a position under ODbL and is not in geometry/odbl/",
    "Move it into a file of that folder; what is CC BY 4.0 must be free of OpenStreetMap.",
    keeps_record=True,
)
PLACE_ON_LINE = Rule(
    "places",
    "{place} does not lie on the line",
    "Give the point of the line that is nearest to it; draw the line anew if it should pass.",
)


def check_feature(records: Records, feature: Feature) -> Iterator[Problem]:
    """Yield what is wrong with a feature: its project, coordinates, waypoints, references."""
    where, properties = feature.file or records.file_of("feature", feature.id), feature.properties
    if properties.project not in records.project_by_id:
        yield DRAWS_PROJECT.broken(where, feature.id, project=properties.project)
    coordinates = list(_positions(feature.geometry.get("coordinates")))
    if not coordinates or not all(map(_is_on_earth, coordinates)):
        yield ON_THE_GLOBE.broken(where, feature.id)
        return
    if feature.id in records.odbl_features and not where.startswith(ODBL_FOLDER):
        yield ODBL_APART.broken(where, feature.id)
    if isinstance(properties, Segment):
        yield from _check_line(feature, properties, len(coordinates), where)
        yield from _check_waypoints(records, feature, properties, where)
        yield from _check_places(records, feature, properties, where)
    elif properties.reference:
        yield from check_reference(records, properties.reference, where, feature.id)


def _check_line(feature: Feature, segment: Segment, positions: int, where: str) -> Iterator[Problem]:
    if positions < 2:
        yield TWO_POSITIONS.broken(where, feature.id)
        return
    if segment.waypoints and len(segment.waypoints) != positions:
        named = len(segment.waypoints)
        yield WAYPOINT_EACH.broken(where, feature.id, waypoints=named, positions=positions)
    elif segment.accuracy != "schematic":
        yield from _check_gaps(feature, segment, where)


def _check_gaps(feature: Feature, segment: Segment, where: str) -> Iterator[Problem]:
    is_traced = segment.accuracy == "traced"
    if is_traced and not (segment.waypoints or segment.line_source):
        yield TRACED_BY_WAYPOINTS.broken(where, feature.id)
        return
    lines = feature.geometry["coordinates"]
    parts = lines if feature.geometry["type"] == "MultiLineString" else [lines]
    gap = max(*map(measure_widest_gap_km, parts), segment.widest_gap_km or 0.0)
    if gap > STROKE_KM:
        yield LONG_STROKE.broken(where, feature.id, gap_km=gap, limit_km=STROKE_KM)
    elif is_traced and gap > TRACED_GAP_KM:
        yield TRACED_CLOSELY.broken(where, feature.id, gap_km=gap, limit_km=TRACED_GAP_KM)


def _check_waypoints(records: Records, feature: Feature, segment: Segment, where: str) -> Iterator[Problem]:
    for waypoint in segment.waypoints:
        if waypoint.reference:
            yield from check_reference(records, waypoint.reference, where, feature.id)
        elif waypoint.name:
            yield WAYPOINT_REFERENCE.broken(where, feature.id, waypoint=waypoint.name)


def _check_places(records: Records, feature: Feature, segment: Segment, where: str) -> Iterator[Problem]:
    if segment.line_source:
        yield from check_reference(records, segment.line_source, where, feature.id)
    line = shapely.geometry.shape(feature.geometry) if segment.places else None
    for place in segment.places:
        yield from check_reference(records, place.reference, where, feature.id)
        if shapely.distance(line, shapely.Point(place.at)) > _ON_LINE_DEGREES:
            yield PLACE_ON_LINE.broken(where, feature.id, place=place.name)


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
    return abs(longitude) <= 180 and abs(latitude) <= 90
