"""How a project is drawn, and what its drawing can and cannot judge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.atlas.course import (
    Alignment,
    CourseCountry,
    Drawing,
    Leg,
    Stretch,
    describe_course,
    judge_length,
    judge_outside_length,
)
from geo.atlas.opening import join_archive
from geo.records.projects import OutsideLength

SPUR = "project:northern-spur"
COURSES = "china-europe-railway-express-central-asia"


@pytest.fixture
def length(atlas):
    return next(fact for fact in atlas.facts_on(SPUR) if fact.id == "spur-length-hg")


def line(km=100.0, traced=1.0):
    return Alignment("", km, traced, ())


@pytest.mark.parametrize(
    ("claimed", "traced", "ends", "judgement"),
    [
        (100, 1, 50, "agrees"),
        (104.9, 1, 50, "agrees"),
        (105.1, 1, 50, "differs"),
        (95.1, 1, 50, "agrees"),
        (94.9, 1, 50, "differs"),
        (100, 0.9, 50, "agrees"),
        (100, 0.89, 50, "not-comparable"),
        (100, 0, 50, "not-comparable"),
        (49.9, 1, 50, "ends-further-apart"),
        (49.9, 0, 50, "ends-further-apart"),
        (50, 1, 50, "differs"),
    ],
)
def test_a_claim_is_judged_by_what_is_traced(length, claimed, traced, ends, judgement):
    claim = judge_length(length.model_copy(update={"value": claimed}), line(traced=traced), ends)
    assert claim.judgement == judgement
    assert claim.claimed_km == claimed
    assert claim.ratio == pytest.approx(100 / claimed)


def test_a_claim_in_miles_is_judged_in_kilometres(length):
    claim = judge_length(length.model_copy(update={"value": 100, "unit": "mile"}), line(160), 0)
    assert claim.claimed_km == pytest.approx(160.93, abs=0.01)
    assert claim.judgement == "agrees"
    assert claim.share_off == pytest.approx(0.0058, abs=0.0001)


def test_a_line_that_is_hardly_traced_judges_nothing(atlas):
    course = describe_course(atlas, "northern-spur", atlas.facts_on(SPUR))
    assert [claim.fact.id for claim in course.claims if claim.fact] == [
        "spur-length-hg",
        "spur-length-letter",
    ]
    assert [claim.outside.length_km for claim in course.claims if claim.outside] == [168.5, 300]
    assert {claim.judgement for claim in course.claims} == {"not-comparable"}
    (alignment,) = course.alignments
    assert alignment.traced_share == pytest.approx(0.083, abs=0.005)
    assert [s.accuracy for s in alignment.stretches] == ["traced", "schematic"]
    assert course.is_estimate


@pytest.mark.parametrize(
    ("claimed", "judgement"),
    [(13.8, "agrees"), (14.4, "agrees"), (20, "differs"), (13, "ends-further-apart")],
)
def test_a_traced_line_judges_what_is_claimed(atlas, length, claimed, judgement):
    records = replace(
        atlas.records,
        facts=(length.model_copy(update={"value": claimed}),),
        features=tuple(f for f in atlas.records.features if f.id == "northern-spur-west"),
    )
    traced = join_archive(records)
    course = describe_course(traced, "northern-spur", traced.facts_on(SPUR))
    (claim, *outside) = course.claims
    assert (claim.judgement, claim.ends_km) == (judgement, pytest.approx(13.78, abs=0.01))
    assert [each.judgement for each in outside] == ["differs", "not-comparable"]
    assert not course.is_estimate


def test_each_alignment_is_judged_by_itself(shipped):
    facts = shipped.facts_on("project:bishkek-osh-road")
    course = describe_course(shipped, "bishkek-osh-road", facts)
    assert len(course.alignments) == len({alignment.label for alignment in course.alignments}) == 2
    stated = [claim for claim in course.claims if claim.fact]
    assert [claim.alignment for claim in stated] == list(course.alignments)
    assert {claim.document.id for claim in stated} == {"china-daily-copy-2023"}


def test_a_length_from_outside_is_held_against_its_own_course_only(shipped):
    course = describe_course(shipped, "bishkek-osh-road", ())
    old, new = course.alignments
    assert [(claim.alignment, claim.claimed_km) for claim in course.claims] == [(old, 650), (new, 433)]


@pytest.mark.parametrize(
    ("claimed", "why", "judgement"),
    [
        (104.9, None, "agrees"),
        (106, None, "differs"),
        (49, None, "ends-further-apart"),
        (100, "two lines", "not-comparable"),
        (49, "a part of it", "not-comparable"),
    ],
)
def test_a_length_from_outside_is_judged_unless_it_is_of_something_else(claimed, why, judgement):
    length = OutsideLength(length_km=claimed, what="w", references=("curator",), not_comparable=why)
    claim = judge_outside_length(length, line(), 50)
    assert (claim.judgement, claim.claimed_km, claim.fact) == (judgement, claimed, None)
    assert judge_outside_length(length, line(traced=0.89), 40).judgement == "not-comparable"


def test_what_courses_share_is_part_of_each_of_them(shipped):
    course = describe_course(shipped, COURSES, ())
    khorgos, dostyk = course.alignments
    shared = {s.name for s in khorgos.stretches} & {s.name for s in dostyk.stretches}
    assert "Tongguan - Xi'an - Baoji - Lanzhou" in shared and "Jinghe - Alashankou" not in shared
    for alignment in course.alignments:
        assert alignment.stretches[0].name.startswith("Lianyungang")
        assert alignment.stretches[-1].name == "Kokshetau - Petropavl"
    assert khorgos.length_km == pytest.approx(shipped.projects.at[COURSES, "length_km"])


def test_stretches_are_put_together_by_leg(shipped):
    khorgos, _ = describe_course(shipped, COURSES, ()).alignments
    assert len(khorgos.stretches) > 80 and len(khorgos.legs) < 25
    assert sum(leg.length_km for leg in khorgos.legs) == pytest.approx(khorgos.length_km)
    assert all(sum(leg.shares.values()) == pytest.approx(1) for leg in khorgos.legs)
    assert sum(drawing.length_km for drawing in khorgos.drawings) == pytest.approx(khorgos.length_km)


def test_a_leg_says_how_much_of_it_is_known_how_well():
    parts = [("approximate", 30.0, "b"), ("traced", 60.0, "a"), ("approximate", 10.0, "b")]
    leg = Leg("A - B", tuple(Stretch("A", known, None, km, basis, "A - B") for known, km, basis in parts))
    assert leg.shares == {"traced": 0.6, "approximate": 0.4}
    assert list(leg.shares) == ["traced", "approximate"]
    assert leg.bases == ("b", "a")
    assert Alignment("", 100.0, 0.6, leg.stretches).legs == (leg,)
    assert Alignment("", 100.0, 0.6, leg.stretches).drawings == ()


def test_who_drew_the_most_comes_first():
    drawn = [("by hand", None, 5.0), ("routed", "2024", 6.0), ("by hand", None, 4.0)]
    stretches = tuple(Stretch("A", "traced", None, km, "b", "A", by, edition) for by, edition, km in drawn)
    assert Alignment("", 15.0, 1.0, stretches).drawings == (
        Drawing("by hand", None, 9.0),
        Drawing("routed", "2024", 6.0),
    )


def test_a_site_has_no_length_to_judge(atlas, length):
    course = describe_course(atlas, "old-depot", [length])
    (alignment,) = course.alignments
    assert (alignment.label, alignment.length_km, alignment.traced_share) == ("", 0, 0)
    (stretch,) = alignment.stretches
    assert (stretch.accuracy, stretch.precision, stretch.length_km) == (None, "town", 0)
    assert course.claims == () and not course.is_estimate


def test_a_length_that_the_source_lost_is_not_judged(atlas, length):
    lost = length.model_copy(update={"value": None, "missing": "lost"})
    assert all(claim.fact is None for claim in describe_course(atlas, "northern-spur", [lost]).claims)


def test_countries_are_drawn_or_named_or_both(atlas):
    course = describe_course(atlas, "northern-spur", ())
    assert course.countries == (CourseCountry("KZ", is_named=True, is_drawn=True),)
    drawn, named = CourseCountry("UZ", False, True), CourseCountry("CN", True, False)
    assert replace(course, countries=(drawn, named)).only_drawn == ("UZ",)
    assert replace(course, countries=(drawn, named)).only_named == ("CN",)
    assert replace(course, countries=(drawn,)).only_drawn == ()  # no source names any: nothing to compare


@pytest.mark.parametrize(
    ("length_km", "traced_share", "is_estimate"),
    [
        (100, 1, False),
        (100, 0.9, False),
        (100, 0.89, True),
        (100, 0, True),
        (100, None, True),
        (0, None, False),
    ],
)
def test_countries_are_an_estimate_where_a_line_is_not_traced(atlas, length_km, traced_share, is_estimate):
    """Of a data set nobody says how well a line is known: its countries are an estimate too."""
    rows = atlas.projects.astype({"traced_share": object})
    rows["length_km"], rows["traced_share"] = float(length_km), [traced_share] * 3
    course = describe_course(replace(atlas, projects=rows), "northern-spur", ())
    assert course.is_estimate is is_estimate


def test_countries_of_a_course_are_in_order(atlas):
    rows = atlas.projects.copy()
    rows["drawn_countries"], rows["named_countries"] = [("UZ", "TM", "KG")] * 3, [("CN", "TJ", "AF")] * 3
    course = describe_course(replace(atlas, projects=rows), "northern-spur", ())
    assert [country.code for country in course.countries] == ["AF", "CN", "KG", "TJ", "TM", "UZ"]
