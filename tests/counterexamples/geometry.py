"""Smallest changes that break a rule on drawn features."""

from __future__ import annotations

from breaking import LINES, Break

from geo.checks.course_rules import DOUBLES_BACK, DRAWN_TWICE, ENDS_IN_COUNTRIES, IN_COUNTRIES
from geo.checks.geometry_rules import (
    DRAWS_PROJECT,
    LONG_STROKE,
    ODBL_APART,
    ON_THE_GLOBE,
    PLACE_ON_LINE,
    TRACED_BY_WAYPOINTS,
    TRACED_CLOSELY,
    TWO_POSITIONS,
    WAYPOINT_EACH,
    WAYPOINT_REFERENCE,
)

BREAKS = [
    Break(DRAWS_PROJECT, LINES, '"project": "northern-spur"', '"project": "no-spur"', "northern-spur-west"),
    Break(WAYPOINT_EACH, LINES, r"\[70.05, 43.05\],", "", "northern-spur-west"),
    Break(WAYPOINT_REFERENCE, LINES, ', "reference": "geonames:1"', "", "northern-spur-west"),
    Break(TRACED_CLOSELY, LINES, r"\[70.05, 43.05\]", "[70.13, 43.05]", "northern-spur-west"),
    Break(
        TRACED_BY_WAYPOINTS, "geometry/sand-pipeline.geojson", "approximate", "traced", "sand-pipeline-desert"
    ),
    Break(TRACED_CLOSELY, LINES, '"traced",', '"traced", "widest_gap_km": 10.1,', "northern-spur-west"),
    Break(
        TRACED_CLOSELY,
        "geometry/sand-pipeline.geojson",
        '"approximate"',
        '"traced", "line_source": "geonames:1"',
        "sand-pipeline-desert",
    ),
    Break(
        PLACE_ON_LINE,
        LINES,
        '"traced",',
        '"traced", "places": [{"name": "Off", "at": [70.0, 43.1], "reference": "geonames:1"}],',
        "northern-spur-west",
    ),
    Break(ON_THE_GLOBE, LINES, r"\[70.05, 43.05\]", "[70.05, 143.05]", "northern-spur-west"),
    Break(ON_THE_GLOBE, LINES, r"\[70.05, 43.05\]", "[190.05, 43.05]", "northern-spur-west"),
    Break(ON_THE_GLOBE, LINES, r"\[70.05, 43.05\]", "[NaN, 43.05]", "northern-spur-west"),
    Break(ON_THE_GLOBE, LINES, r"\[70.05, 43.05\]", '["70", 43.05]', "northern-spur-west"),
    Break(ON_THE_GLOBE, LINES, r"\[70.05, 43.05\]", "[true, 43.05]", "northern-spur-west"),
    Break(
        TWO_POSITIONS,
        LINES,
        r'LineString",\s+"coordinates": \[\s+\[70.0, 43.0\],[^]]+\],[^]]+\]\s+\]',
        'Point", "coordinates": [70.0, 43.0]',
        "northern-spur-west",
    ),
    Break(ODBL_APART, LINES, "geonames:1", "osm:1", "northern-spur-west"),
    Break(LONG_STROKE, LINES, '"schematic"', '"approximate"', "northern-spur-east"),
    Break(
        LONG_STROKE,
        "geometry/sand-pipeline.geojson",
        '"approximate"',
        '"approximate", "widest_gap_km": 40.1',
        "sand-pipeline-desert",
    ),
    Break(
        DRAWN_TWICE,
        LINES,
        r"\[70.1, 43.1\],\s+\[72.0, 43.2\]",
        "[70.05, 43.05], [70.1, 43.1]",
        "northern-spur-east",
    ),
    Break(DOUBLES_BACK, LINES, r"\[70.1, 43.1\]", "[70.01, 43.0]", "northern-spur-west"),
    Break(DOUBLES_BACK, LINES, r"\[72.0, 43.2\]", "[70.0, 43.01]", "northern-spur-west"),
    Break(IN_COUNTRIES, LINES, r"\[72.0, 43.2\]", "[69.2, 41.3]", "northern-spur-east"),
    Break(ENDS_IN_COUNTRIES, LINES, r"\[72.0, 43.2\]", "[72.2, 42.5]", "northern-spur-east"),
]
