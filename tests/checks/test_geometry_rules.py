"""A traced line has waypoints that are close, part by part; coordinates are on the globe."""

from __future__ import annotations

import json

import pytest
from breaking import LINES, problems_in, validate
from hypothesis import given
from hypothesis import strategies as st

from geo.checks.geometry_rules import (
    DRAWS_PROJECT,
    ON_THE_GLOBE,
    TRACED_CLOSELY,
    TWO_POSITIONS,
    WAYPOINT_REFERENCE,
    check_feature,
)
from geo.checks.reference_rules import KNOWN_REFERENCE
from geo.records.archive import Records
from geo.records.projects import Feature, Project, Segment, Site, Waypoint
from geo.records.sources import Reference

KM = 1 / 111.31949  # degrees of the equator
RECORDS = Records(
    projects=(Project(id="p", name="P", kind="road"),),
    references=(Reference(prefix="x", title="X", publisher="X", licence="CC0"),),
)


def problems(positions, accuracy="traced", waypoints=None):
    if waypoints is None:
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


@pytest.mark.parametrize(
    ("position", "is_good"),
    [
        ([180, 90], True),
        ([-180, -90], True),
        ([70, 43, 1200], True),
        ([180.1, 0], False),
        ([0, 90.1], False),
        ([0, -90.1], False),
        ([70], False),
        ([True, 43], False),
        ([70, False], False),
        (["70", 43], False),
        ([70, None], False),
        ([float("inf"), 0], False),
        ([float("nan"), 0], False),
        ([0, float("nan")], False),
    ],
)
def test_a_position_is_two_numbers_on_the_globe_and_perhaps_a_height(position, is_good):
    rules = [problem.rule for problem in problems([[0, 0], position], "schematic")]
    assert rules == ([] if is_good else [ON_THE_GLOBE])


@pytest.mark.parametrize("coordinates", [None, [], [[]], "here", 5])
def test_a_line_without_positions_is_refused(coordinates):
    assert [problem.rule for problem in problems(coordinates, "schematic", ())] == [ON_THE_GLOBE]


def test_a_bend_that_has_no_name_needs_no_reference():
    bends = (Waypoint(name="a", reference="x:1"), Waypoint(), Waypoint(reference="x:2"))
    line = [[70, 0], [70 + KM, 0], [70 + 2 * KM, 0]]
    assert problems(line, waypoints=bends) == []
    assert [p.rule for p in problems(line, waypoints=(*bends[:2], Waypoint(name="c")))] == [
        WAYPOINT_REFERENCE
    ]
    assert [p.rule for p in problems(line, waypoints=(*bends[:2], Waypoint(reference="y:1")))] == [
        KNOWN_REFERENCE
    ]


def test_waypoints_that_are_too_few_are_told_with_their_number():
    (problem,) = problems([[70, 0], [70 + KM, 0]], waypoints=(Waypoint(name="a", reference="x:1"),))
    assert problem.message == "names 1 waypoints for 2 positions"


def test_a_line_of_one_position_is_none():
    assert [p.rule for p in problems([[70, 0]], "schematic", ())] == [TWO_POSITIONS]
    assert problems([[70, 0], [71, 0]], "schematic", ()) == []


def test_a_site_may_be_known_from_no_reference_or_from_a_known_one():
    for reference, rules in ((None, []), ("x:1", []), ("y:1", [KNOWN_REFERENCE])):
        site = Site(
            project="p", name="s", precision="town", place_known_from="source", basis="b", reference=reference
        )
        feature = Feature("p-1", site, {"type": "Point", "coordinates": [70, 43]}, "geometry/p.geojson")
        assert [problem.rule for problem in check_feature(RECORDS, feature)] == rules


def test_a_feature_of_no_project_is_named_with_its_file():
    feature = Feature(
        "p-1",
        Segment(project="q", name="s", accuracy="schematic", basis="b"),
        {"type": "LineString", "coordinates": [[70, 0], [71, 0]]},
        "geometry/p.geojson",
    )
    (problem,) = check_feature(RECORDS, feature)
    assert (problem.file, problem.record, problem.rule) == ("geometry/p.geojson", "p-1", DRAWS_PROJECT)


@given(st.tuples(st.floats(-400, 400), st.floats(-200, 200)))
def test_any_position_is_on_the_globe_or_refused(position):
    longitude, latitude = position
    rules = [problem.rule for problem in problems([[0, 0], list(position)], "schematic")]
    assert rules == ([] if abs(longitude) <= 180 and abs(latitude) <= 90 else [ON_THE_GLOBE])
