"""A traced line has waypoints that are close, part by part; coordinates are on the globe."""

from __future__ import annotations

import json

import pytest
from breaking import LINES, problems_in, validate
from hypothesis import given
from hypothesis import strategies as st

from geo.checks.geometry_rules import ON_THE_GLOBE, TRACED_CLOSELY, check_feature
from geo.records.archive import Records
from geo.records.projects import Feature, Project, Segment, Waypoint
from geo.records.sources import Reference

KM = 1 / 111.31949  # degrees of the equator
RECORDS = Records(
    projects=(Project(id="p", name="P", kind="road"),),
    references=(Reference(prefix="x", title="X", publisher="X", licence="CC0"),),
)


def problems(positions, accuracy="traced"):
    waypoints = tuple(Waypoint(name=str(n), reference="x:1") for n in range(len(positions)))
    segment = Segment(project="p", name="s", accuracy=accuracy, basis="b", waypoints=waypoints)
    feature = Feature("p-1", segment, {"type": "LineString", "coordinates": positions}, "geometry/p.geojson")
    return list(check_feature(RECORDS, feature))


def test_a_traced_line_in_several_parts_is_measured_part_by_part(tiny):
    """RFC 7946 allows a MultiLineString: what joins two parts is no gap, and nothing crashes."""
    file = tiny / LINES
    lines = json.loads(file.read_text(encoding="utf-8"))
    first = lines["features"][0]
    first["geometry"] = {
        "type": "MultiLineString",
        "coordinates": [[[70.0, 43.0], [70.05, 43.05]], [[71.0, 43.0], [71.05, 43.05]]],
    }
    first["properties"]["waypoints"].append({"name": "west 3", "reference": "geonames:1"})
    file.write_text(json.dumps(lines), encoding="utf-8")
    assert validate(tiny)[0] == 0
    first["geometry"]["coordinates"][1][1] = [71.3, 43.05]
    file.write_text(json.dumps(lines), encoding="utf-8")
    assert [problem.rule for problem in problems_in(tiny)] == [TRACED_CLOSELY]


@pytest.mark.parametrize(("km", "is_close"), [(9.99, True), (10.01, False)])
def test_ten_kilometres_are_close(km, is_close):
    assert ([p.rule for p in problems([[70, 0], [70 + km * KM, 0]])] == []) is is_close
    assert problems([[70, 0], [70 + km * KM, 0]], "approximate") == []


@pytest.mark.parametrize(("km", "is_short"), [(39.9, True), (40.1, False)])
def test_forty_kilometres_say_nothing_of_the_line_between(km, is_short):
    stroke = [[70, 0], [70 + km * KM, 0]]
    assert ([p.rule for p in problems(stroke, "approximate")] == []) is is_short
    assert problems(stroke, "schematic") == []


def test_a_gap_is_told_with_its_length():
    (problem,) = problems([[70, 0], [70 + 12.3 * KM, 0]])
    assert problem.message == "is called traced, but two vertices are 12.3 km apart"
    assert problem.remedy == "Call it approximate, or close gaps over 10 km."


@given(st.tuples(st.floats(-400, 400), st.floats(-200, 200)))
def test_any_position_is_on_the_globe_or_refused(position):
    longitude, latitude = position
    rules = [problem.rule for problem in problems([[0, 0], list(position)], "schematic")]
    assert rules == ([] if abs(longitude) <= 180 and abs(latitude) <= 90 else [ON_THE_GLOBE])
