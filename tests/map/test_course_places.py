"""The file of courses: places with their sources, and lines with their kilometres."""

from __future__ import annotations

import json

import pytest

from geo.map.course_places import build_course_places
from geo.map.lines import build_lines
from geo.wording.catalogue import open_words


@pytest.fixture(scope="module")
def courses(shipped):
    return json.loads(build_course_places(shipped, open_words()))


def test_rows_are_those_of_the_file_of_lines_and_follow_each_other(courses, shipped):
    lines = json.loads(build_lines(shipped, "high"))["lines"]
    ids = shipped.projects.index.tolist()
    assert courses["courses"]
    for project, candidates in courses["courses"].items():
        for course in candidates:
            ends = [0]
            for row, start, end in course["rows"]:
                assert lines[row][0] == ids.index(project)
                assert start == pytest.approx(ends[-1], abs=0.02)
                ends.append(end)
            assert ends[-1] == pytest.approx(course["length"], abs=0.1)


def test_each_place_has_a_kilometre_and_a_reference_with_a_title(courses):
    for course in (one for each in courses["courses"].values() for one in each):
        kilometres = [place[2] for place in course["places"]]
        assert kilometres == sorted(kilometres)
        assert max(kilometres) <= course["length"]
        assert {place[5].partition(":")[0] for place in course["places"]} <= courses["references"].keys()
        roles = {f"line-role.{place[1]}" for place in course["places"]}
        assert roles <= courses["words"]["messages"].keys()


def test_units_and_parts_without_a_place_go_with_the_course(courses):
    (pipeline,) = courses["courses"]["central-asia-china-gas-pipeline"]
    assert pipeline["units"] == ["Line A", "Line B", "Line C"]
    (railway,) = courses["courses"]["cku-railway"]
    assert railway["units"] == []
    assert railway["unplaced"][1] == ["koshtet-tunnel", "Koshtet tunnel"] and len(railway["unplaced"]) == 3


def test_a_line_without_named_places_has_no_course(atlas):
    assert json.loads(build_course_places(atlas, open_words()))["courses"] == {}
