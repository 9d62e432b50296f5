"""Lines of a project together: drawn once, not doubling back, in the countries that documents name."""

from __future__ import annotations

import pytest

from geo.checks.course_rules import (
    DOUBLES_BACK,
    DRAWN_TWICE,
    ENDS_IN_COUNTRIES,
    IN_COUNTRIES,
    check_courses,
)
from geo.records.archive import Records
from geo.records.facts import Fact
from geo.records.projects import Crossing, Feature, Project, Segment

KM = 1 / 111.31949  # degrees of the equator
ALMATY, TASHKENT, BISHKEK, OSH = [76.9, 43.25], [69.25, 41.3], [74.6, 42.87], [72.8, 40.5]
TARAZ, SHU = [71.4, 42.9], [73.75, 43.6]


def line(name, *positions, **more):
    segment = Segment(project="p", name=name, accuracy="schematic", basis="b", **more)
    return Feature(
        name, segment, {"type": "LineString", "coordinates": list(positions)}, "geometry/p.geojson"
    )


def rules(*features, named=(), crosses=()):
    facts = tuple(
        Fact(id=c.lower(), subject="project:p", attribute="country", value=c, quote="q") for c in named
    )
    records = Records(projects=(Project(id="p", name="P", kind="road", crosses=crosses),), facts=facts)
    return [(problem.rule, problem.record) for problem in check_courses(records, features)]


def crossing(country, ends_there=False):
    return Crossing(country=country, reason="r", references=("curator",), ends_there=ends_there)


def test_stretches_that_follow_each_other_are_sound():
    assert rules(line("a", [0, 0], [0.1, 0]), line("b", [0.1, 0], [0.2, 0.1])) == []


@pytest.mark.parametrize("again", [([0, 0], [0.1, 0]), ([0.1, 0], [0, 0])])
def test_a_line_is_drawn_once_in_either_direction(again):
    twice = rules(line("a", [0, 0], [0.1, 0], [0.2, 0.1]), line("b", *again))
    assert (DRAWN_TWICE, "b") in twice


def test_two_courses_do_not_draw_what_they_share():
    shared = [0, 0], [0.1, 0]
    north, south = (
        line("n", *shared, [0.2, 0.1], alignment="N"),
        line("s", *shared, [0.2, -0.1], alignment="S"),
    )
    assert rules(north, south) == [(DRAWN_TWICE, "s")]
    apart = line("n", [0.1, 0], [0.2, 0.1], alignment="N"), line("s", [0.1, 0], [0.2, -0.1], alignment="S")
    assert rules(line("both", *shared), *apart) == []


def test_less_than_a_kilometre_is_a_station():
    first, station = line("a", [0, 0], [0.1, 0], [0.1, 0.9 * KM]), line("b", [0.1, 0], [0.1, 0.9 * KM])
    assert DRAWN_TWICE not in dict(rules(first, station))


@pytest.mark.parametrize(
    ("there", "back", "is_bad"),
    [
        (5, [0, 0.3 * KM], True),
        (5, [4 * KM, 0.9 * KM], False),
        (0.9, [0, 0.1 * KM], False),
        (5, [9 * KM, 0], False),
    ],
)
def test_a_line_turns_back_but_not_in_a_hairpin(there, back, is_bad):
    found = rules(line("a", [0, 0], [there * KM, 0], back))
    assert found == ([(DOUBLES_BACK, "a")] if is_bad else [])


def test_a_line_turns_back_where_two_stretches_meet():
    there = line("a", [0, 0], [0.1, 0], order=1)
    assert rules(there, line("b", [0.1, 0], [0.02, 0.002], order=2)) == [(DOUBLES_BACK, "a")]
    assert rules(there, line("b", [0.1, 0], [0.2, 0.05], order=2)) == []


def test_the_turn_is_measured_on_the_ground():
    """At 60 degrees north a degree of longitude is half as long: the turn is 127 degrees, not 152."""
    assert rules(line("a", [70, 60], [70.2, 60.05], [70, 60.1])) == []


def test_a_line_runs_in_the_countries_that_documents_name():
    chuy = line("a", SHU, BISHKEK)
    assert rules(chuy, named=("KZ", "KG")) == []
    assert rules(chuy) == []  # no document names any country: nothing to compare
    assert rules(chuy, named=("KZ",)) == [(IN_COUNTRIES, "a")]
    assert rules(chuy, named=("UZ",)) == [(IN_COUNTRIES, "a"), (IN_COUNTRIES, "a")]


def test_a_country_that_is_left_out_is_told_once():
    assert rules(line("a", ALMATY, SHU), line("b", SHU, TARAZ), named=("KG",)) == [(IN_COUNTRIES, "a")]


def test_a_word_explains_a_crossing_but_no_end():
    through = [line("a", BISHKEK, TARAZ, order=1), line("b", TARAZ, TASHKENT, order=2)]
    assert rules(*through, named=("KG", "UZ"), crosses=(crossing("KZ"),)) == []
    assert rules(through[0], named=("KG",), crosses=(crossing("KZ"),)) == [(ENDS_IN_COUNTRIES, "a")]
    assert rules(through[0], named=("KG",), crosses=(crossing("KZ", ends_there=True),)) == []


def test_each_course_has_ends_of_its_own():
    courses = [
        line("shared", BISHKEK, [75.0, 42.87], order=1),
        line("a", [75.0, 42.87], ALMATY, order=2, alignment="A"),
        line("b", [75.0, 42.87], OSH, order=3, alignment="B"),
    ]
    assert rules(*courses, named=("KG",), crosses=(crossing("KZ"),)) == [(ENDS_IN_COUNTRIES, "a")]


def test_five_kilometres_beyond_the_border_are_no_other_country():
    korday_bridge, north_of_it = [74.7, 43.04], [74.7, 43.25]
    assert rules(line("a", BISHKEK, korday_bridge), named=("KG",)) == []
    assert rules(line("a", BISHKEK, north_of_it), named=("KG",)) == [(IN_COUNTRIES, "a")]
