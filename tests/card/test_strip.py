"""The strip of a course: which places have room, and how it is drawn."""

from __future__ import annotations

from itertools import pairwise

import pytest
from cards import WORDS, read
from cards import view as view_card

from geo.atlas.course_strip import CourseStrip, DrawnWay, StripPlace, StripSpan, describe_strips
from geo.card.strip import view_strips
from geo.records.projects import LinePlace


def place(name, km, role="town", population=0):
    return StripPlace(
        LinePlace(name=name, role=role, at=(70.123, 40), reference="geonames:1"), km, population
    )


TRACED = (StripSpan("traced", 0, 1000),)


def strip(*places, accuracies=TRACED):
    countries = (StripSpan("CN", 0, 700), StripSpan("KG", 700, 760), StripSpan("UZ", 760, 1000))
    ways = (DrawnWay("by hand", "", 0.75), DrawnWay("by program", "July 2026", 0.25))
    return CourseStrip("", 1000.0, places, (), countries, accuracies, ways)


def view(*places, **more):
    (seen,) = view_strips("some-line", (strip(*places, **more),), WORDS)
    return seen


def test_places_stand_in_order_with_their_kilometres():
    seen = view(place("West", 0), place("Middle (halfway)", 500.4), place("East", 1000))
    assert [(each.name, each.km, each.left) for each in seen.places] == [
        ("West", "0", 0),
        ("Middle", "500", 50),
        ("East", "1,000", 100),
    ]
    assert [each.align for each in seen.places] == ["start", "middle", "end"]
    assert seen.places[0].at == "70.12,40.00"
    assert seen.title == "West to East, 1,000 km as drawn"
    assert seen.listed_title == "All 3 named places, with their kilometres"


def test_ends_then_crossings_then_large_towns_have_the_room():
    crowd = [place(f"Station {n}", 10 * n, "station") for n in range(1, 100)]
    crossing, town = place("Border", 503, "border-crossing"), place("Large town", 703, population=9)
    seen = view(*sorted([place("West", 0), *crowd, crossing, town, place("East", 1000)], key=lambda p: p.km))
    named = [each.name for each in seen.places if each.row]
    assert {"West", "East", "Border", "Large town"} <= set(named)
    gaps = [later.left - each.left for each, later in pairwise(seen.places)]
    assert min(gaps) >= 6, "no finger meets two places"
    assert seen.listed_title.startswith("All 103 ")


def test_labels_of_one_row_do_not_cover_each_other():
    seen = view(*(place("A small town", 70 * n) for n in range(15)))
    lefts = [each.left for each in seen.places if each.row == 1]
    assert len(lefts) >= 4
    assert min(after - before for before, after in pairwise(lefts)) > 19
    above = [each.left for each in seen.places if each.row == 2]
    assert above, "there is room above, where a leader runs between two labels"
    assert min(abs(left - other) for left in above for other in lefts) > 6


def test_a_shape_point_is_no_place_of_the_strip():
    seen = view(place("West", 0), place("bend", 500, "shape-point"), place("East", 1000))
    assert [each.name for each in seen.places] == ["West", "East"]


def test_a_country_has_its_name_its_code_or_nothing_as_there_is_room():
    bands = view(place("West", 0)).bands
    assert [(band.name, band.shown, band.left, band.width) for band in bands] == [
        ("China", "China", 0, 70),
        ("Kyrgyzstan", "KG", 70, 6),
        ("Uzbekistan", "Uzbekistan", 76, 24),
    ]


def test_strokes_fill_the_strip_and_what_is_too_short_to_see_is_left_to_the_sentence():
    spans = (("traced", 0, 300), ("schematic", 300, 304), ("traced", 304, 500), ("approximate", 500, 1000))
    seen = view(accuracies=tuple(StripSpan(*span) for span in spans))
    assert [(each.accuracy, each.width) for each in seen.strokes] == [("traced", 50), ("approximate", 50)]
    assert seen.sentences == (
        "China to km 700, Kyrgyzstan to km 760, Uzbekistan to km 1,000.",
        "50% traced (solid), 50% approximate (dashed). Drawn: 75% by hand; 25% by program (July 2026).",
    )
    assert (seen.title, seen.listed_title, seen.places) == ("1,000 km as drawn", "", ())


def test_tunnels_that_lie_nobody_says_where_have_no_kilometre_and_stand_beside_the_strip(shipped):
    card = view_card(shipped, "project:cku-railway")
    (seen,) = card.strips
    names = [part.name for part in seen.unplaced]
    assert names == ["Fergana Mountain tunnel", "Koshtet tunnel", "Naryn No.1 tunnel"]
    assert not {each.name for each in seen.places} & set(names)
    page = read(shipped, "project:cku-railway")
    assert f"Place on the line not stated: {' '.join(names)}" in page.text
    assert "?project=koshtet-tunnel" in page.links
    assert "Place on the line" not in read(shipped, "project:bishkek-osh-road").text


@pytest.mark.parametrize("project", ["cku-railway", "china-europe-railway-express-central-asia"])
def test_shipped_strips_are_short_enough_for_a_click(shipped, project):
    for seen in view_strips(project, describe_strips(shipped, project), WORDS):
        assert sum(each.width for each in seen.strokes) == 100
        assert len(seen.places) <= 17
        assert len(seen.strokes) <= 40
