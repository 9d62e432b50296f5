"""Lines of a project together: drawn once, not doubling back, in the countries that documents name."""

from __future__ import annotations

from math import cos, radians, sin

import pytest

from geo.checks.course_rules import (
    DOUBLES_BACK,
    DRAWN_TWICE,
    ENDS_IN_COUNTRIES,
    IN_COUNTRIES,
    check_courses,
)
from geo.records.archive import Records
from geo.records.facts import Fact, Withdrawal
from geo.records.projects import Crossing, Feature, Project, Segment, Site

KM = 1 / 111.31949  # degrees of the equator
ALMATY, TASHKENT, BISHKEK, OSH = [76.9, 43.25], [69.25, 41.3], [74.6, 42.87], [72.8, 40.5]
TARAZ, SHU = [71.4, 42.9], [73.75, 43.6]


def line(name, *positions, **more):
    segment = Segment(project="p", name=name, accuracy="schematic", basis="b", **more)
    return Feature(
        name, segment, {"type": "LineString", "coordinates": list(positions)}, "geometry/p.geojson"
    )


def lines(name, *parts, **more):
    made = line(name, **more)
    return Feature(
        name, made.properties, {"type": "MultiLineString", "coordinates": list(parts)}, "geometry/p.geojson"
    )


def names(country, **more):
    named = {"id": "f", "subject": "project:p", "attribute": "country", "value": country, "quote": "q"}
    return Fact(**named | more)


def problems(*features, facts=(), crosses=()):
    records = Records(projects=(Project(id="p", name="P", kind="road", crosses=crosses),), facts=facts)
    return list(check_courses(records, features))


def rules(*features, named=(), **more):
    facts = tuple(names(country, id=country.lower()) for country in named)
    return [(problem.rule, problem.record) for problem in problems(*features, facts=facts, **more)]


def walk(*strokes):
    """Positions from 50° north, 70° east on: each stroke has a heading in degrees and a length in km."""
    longitude, latitude = 70.0, 50.0
    found = [[longitude, latitude]]
    for heading, km in strokes:
        step = km * sin(radians(heading)) / 111.2
        longitude += km * cos(radians(heading)) / 111.2 / cos(radians(latitude + step / 2))
        latitude += step
        found.append([longitude, latitude])
    return found


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


def test_more_than_a_kilometre_is_drawn_twice():
    for km, told in ((0.99, []), (1.01, [(DRAWN_TWICE, "b")])):
        first = line("a", [0, 0], [0.1, 0], [0.1, km * KM])
        assert [
            each for each in rules(first, line("b", [0.1, 0], [0.1, km * KM])) if each[0] is DRAWN_TWICE
        ] == told


def test_a_position_that_is_repeated_is_no_stroke():
    assert rules(line("a", [0, 0], [0, 0], [0.1, 0]), line("b", [0, 0], [0, 0], [-0.1, 0.05])) == []


@pytest.mark.parametrize("heading", [0, 45, 90, 170, -170, -100])
@pytest.mark.parametrize("side", [1, -1])
@pytest.mark.parametrize(("turn", "is_bad"), [(149.8, False), (150.2, True)])
def test_a_turn_is_too_sharp_from_150_degrees_on(heading, side, turn, is_bad):
    """Measured on the ground at 50° north, to either side and in any direction."""
    found = rules(line("a", *walk((heading, 5), (heading + side * turn, 5))))
    assert found == ([(DOUBLES_BACK, "a")] if is_bad else [])


@pytest.mark.parametrize(("km", "is_bad"), [(0.995, False), (1.005, True)])
def test_a_hairpin_has_a_stroke_of_less_than_a_kilometre(km, is_bad):
    for strokes in (((0, 5), (180, km)), ((0, km), (180, 5)), ((0, 5), (0, km), (180, 5))):
        found = rules(line("a", *walk(*strokes)))
        assert found == ([(DOUBLES_BACK, "a")] if is_bad else [])


def test_the_sharpest_turn_is_pointed_out():
    positions = walk((90, 5), (255, 5), (80, 5))
    (problem,) = problems(line("a", *positions))
    assert (problem.parameters["longitude"], problem.parameters["latitude"]) == pytest.approx(positions[2])


def test_a_turn_where_stretches_meet_is_that_of_the_strokes_that_meet():
    """Not of those before and behind, however long the stretches are."""
    there = walk((0, 5), (60, 5), (0, 5))
    a = line("a", *there, order=1)
    assert rules(a, line("b", there[-1], *walk_on(there[-1], 30, 60), order=2)) == []
    turned = line("b", there[-1], *walk_on(there[-1], 178, 90), order=2)
    assert rules(a, turned) == [(DOUBLES_BACK, "a")]
    once = line("b", there[-1], *walk_on(there[-1], 100, -60), order=2)
    assert rules(a, once) == [(DOUBLES_BACK, "b")]


def walk_on(begin, *headings):
    """Positions after the first, 5 km each."""
    longitude, latitude = begin
    return [[longitude + x - 70, latitude + y - 50] for x, y in walk(*((each, 5) for each in headings))[1:]]


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


@pytest.mark.parametrize(
    "other",
    [
        names("KZ", subject="project:q"),
        names("KZ", attribute="statement"),
        names("KZ", withdrawn=Withdrawal(date="2024-03-01", reason="wrong")),
        names(None, missing="lost"),
    ],
    ids=["of another project", "of another attribute", "withdrawn", "lost"],
)
def test_only_what_documents_say_of_the_countries_of_the_project_counts(other):
    chuy = line("a", SHU, BISHKEK)
    here = names("KG", id="g")
    assert problems(chuy, facts=(other,)) == []
    assert [each.rule for each in problems(chuy, facts=(here, other))] == [IN_COUNTRIES]


def test_a_corrected_country_does_not_count_unless_the_correction_was_withdrawn():
    chuy, wrong = line("a", SHU, BISHKEK), names("KZ", id="wrong")
    right = names("KG", id="right", supersedes="wrong")
    assert [each.rule for each in problems(chuy, facts=(wrong, right))] == [IN_COUNTRIES]
    gone = right.model_copy(update={"withdrawn": Withdrawal(date="2024-03-01", reason="wrong")})
    there = names("KG", id="there")
    assert problems(chuy, facts=(wrong, gone, there)) == []


def test_a_country_that_a_document_names_needs_no_word_for_an_end():
    assert rules(line("a", BISHKEK, TARAZ), named=("KG", "KZ"), crosses=(crossing("KZ"),)) == []


def test_what_candidates_share_need_not_end_at_home():
    """Its inner end is no end of a course."""
    shared = line("shared", BISHKEK, TARAZ, order=1)
    ways = line("a", TARAZ, OSH, order=2, alignment="A"), line("b", TARAZ, TASHKENT, order=3, alignment="B")
    assert rules(shared, *ways, named=("KG", "UZ"), crosses=(crossing("KZ"),)) == []


def test_each_end_is_told_by_its_own_stretch_and_once():
    away = crossing("KZ")
    begins, goes_on = line("a", TARAZ, BISHKEK, order=1), line("b", BISHKEK, OSH, order=2)
    assert rules(begins, goes_on, named=("KG",), crosses=(away,)) == [(ENDS_IN_COUNTRIES, "a")]
    assert rules(begins, named=("KG",), crosses=(away,)) == [(ENDS_IN_COUNTRIES, "a")]
    both = line("a", TARAZ, BISHKEK, ALMATY)
    assert rules(both, named=("KG",), crosses=(away,)) == [(ENDS_IN_COUNTRIES, "a")] * 2
    ways = (
        line("n", BISHKEK, OSH, order=2, alignment="N"),
        line("s", BISHKEK, [72.9, 40.4], order=3, alignment="S"),
    )
    assert rules(begins, *ways, named=("KG",), crosses=(away,)) == [(ENDS_IN_COUNTRIES, "a")]


def test_stretches_go_from_end_to_end_by_their_order_whatever_their_place_in_the_file():
    middle, first, last = (
        line("middle", TARAZ, [70.5, 42.5], order=2),
        line("first", BISHKEK, TARAZ, order=1),
        line("last", [70.5, 42.5], OSH, order=3),
    )
    assert rules(middle, first, last, named=("KG",), crosses=(crossing("KZ"),)) == []


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (([TARAZ, BISHKEK], [[74.7, 42.8], OSH]), 1),
        (([BISHKEK, [74.7, 42.8]], [TARAZ, OSH]), 0),
        (([BISHKEK, TARAZ], [[74.7, 42.8], OSH]), 0),
        (([BISHKEK, [74.7, 42.8]], [OSH, TARAZ]), 1),
    ],
)
def test_of_a_stretch_in_parts_the_outer_ends_are_the_ends(parts, told):
    found = rules(lines("a", *parts), named=("KG",), crosses=(crossing("KZ"),))
    assert found == [(ENDS_IN_COUNTRIES, "a")] * told


def test_a_site_has_no_course():
    site = Site(project="p", name="s", precision="town", place_known_from="source", basis="b")
    there = Feature("s", site, {"type": "Point", "coordinates": ALMATY}, "geometry/p.geojson")
    assert rules(there, named=("KG",)) == []


def test_rules_that_only_doubt_a_line_keep_it():
    assert [rule.keeps_record for rule in (IN_COUNTRIES, ENDS_IN_COUNTRIES, DRAWN_TWICE, DOUBLES_BACK)] == [
        True,
        True,
        False,
        False,
    ]
