"""A course from end to end: places, countries and accuracies at their kilometres."""

from __future__ import annotations

import geopandas as gpd
import pytest
from shapely.geometry import LineString, MultiLineString

from geo.atlas.course_strip import StripPlace, describe_strips
from geo.records.fields import CRS
from geo.records.projects import LinePlace

# WGS 84: one degree of the equator, in kilometres.
DEGREE = 111.31949


class OneProject:
    """An atlas of one project, of which only the features are asked for."""

    def __init__(self, *rows):
        columns = ("accuracy", "alignment", "countries", "places", "drawn_by", "edition")
        cells = [{name: row.get(name) for name in columns} for row in rows]
        shapes = [row["line"] for row in rows]
        self.rows = gpd.GeoDataFrame(cells, index=[row["id"] for row in rows], geometry=shapes, crs=CRS)

    def features_of(self, project_id):
        return self.rows


def place(name, lon, role="town"):
    return LinePlace(name=name, role=role, at=(lon, 0), reference="geonames:1")


def stretch(name, begin, end, accuracy="traced", places=(), **more):
    line = LineString([(begin, 0), (end, 0)])
    own = {"id": name, "line": line, "accuracy": accuracy, "places": places, "countries": ("KE",)}
    return own | {"drawn_by": "by hand", "edition": None, "alignment": None} | more


@pytest.fixture
def atlas():
    return OneProject(
        stretch("first", 0, 1, places=(place("West", 0), place("Middle", 1))),
        stretch("short", 1, 2, "schematic", (place("Middle", 1), place("East", 2)), alignment="Short way"),
        stretch("long", 1, 3, "approximate", (place("Middle", 1), place("Half", 2)), alignment="Long way"),
        stretch("last", 3, 4, places=(place("End", 4),), drawn_by="by program", edition="2026"),
    )


def told(strip):
    return [(each.place.name, each.km) for each in strip.places]


def test_places_stand_at_their_geodesic_kilometres_once_each(atlas):
    short, long = describe_strips(atlas, "any")
    assert (short.label, long.label) == ("Short way", "Long way")
    assert [name for name, _ in told(long)] == ["West", "Middle", "Half", "End"]
    assert [km for _, km in told(long)] == pytest.approx([0, DEGREE, 2 * DEGREE, 4 * DEGREE], abs=0.001)
    assert long.length_km == pytest.approx(4 * DEGREE, abs=0.001)


def test_what_belongs_to_no_course_belongs_to_each_and_a_jump_is_not_counted(atlas):
    short, _ = describe_strips(atlas, "any")
    assert [span.code for span in short.stretches] == ["first", "short", "last"]
    assert short.length_km == pytest.approx(3 * DEGREE, abs=0.001)
    assert dict(told(short))["End"] == pytest.approx(3 * DEGREE, abs=0.001)


def mark(name, km):
    return place(name, km / DEGREE)


@pytest.mark.parametrize(("km", "times"), [(1.99, 1), (2.01, 2)])
def test_a_name_that_comes_back_within_two_kilometres_is_one_place(km, times):
    ends = mark("Ford", 50), mark("Ford", 50 + km)
    assert len(told(describe_strips(OneProject(stretch("all", 0, 1, places=ends)), "any")[0])) == times


@pytest.mark.parametrize(("between", "times"), [(7, 1), (8, 2)])
def test_it_is_looked_for_among_the_eight_places_before(between, times):
    others = [mark(f"Halt {n}", 50.1 + n / 10) for n in range(between)]
    (strip,) = describe_strips(
        OneProject(stretch("all", 0, 1, places=(mark("Ford", 50), *others, mark("Ford", 51)))), "any"
    )
    assert [name for name, _ in told(strip)].count("Ford") == times


def test_places_are_in_the_order_of_the_line_not_of_the_record():
    (strip,) = describe_strips(
        OneProject(stretch("all", 0, 1, places=(mark("Second", 60), mark("First", 20)))), "any"
    )
    assert [name for name, _ in told(strip)] == ["First", "Second"]


def test_a_stretch_without_places_or_of_three_dimensions_is_measured_as_well():
    bare = stretch("bare", 0, 1) | {"places": None}
    high = stretch("high", 1, 2, places=(place("Peak", 1.5),)) | {
        "line": LineString([(1, 0, 900), (2, 0, 100)])
    }
    (strip,) = describe_strips(OneProject(bare, high), "any")
    assert told(strip) == [("Peak", pytest.approx(1.5 * DEGREE, abs=0.001))]


def test_borders_count_from_the_beginning_of_the_course():
    """The equator passes from Uganda to Kenya on Lake Victoria, within the second stretch."""
    west = stretch("west", 32, 33) | {"countries": ("UG",)}
    east = stretch("east", 33, 36) | {
        "countries": ("UG", "KE"),
        "line": LineString([(33, 0), (34.5, 0), (36, 0)]),
    }
    (strip,) = describe_strips(OneProject(west, east), "any")
    uganda, kenya = strip.countries
    assert (uganda.code, uganda.from_km, kenya.code) == ("UG", 0, "KE")
    assert uganda.to_km == kenya.from_km and DEGREE < kenya.from_km < 2.5 * DEGREE
    assert kenya.to_km == pytest.approx(strip.length_km)
    (alone,) = describe_strips(OneProject(east | {"countries": ("KE",)}), "any")
    assert alone.countries[0].to_km == pytest.approx(3 * DEGREE, abs=0.001)


def test_accuracies_follow_each_other_and_neighbours_are_one(atlas):
    _, long = describe_strips(atlas, "any")
    assert [(span.code, round(span.to_km / DEGREE)) for span in long.accuracies] == [
        ("traced", 1),
        ("approximate", 3),
        ("traced", 4),
    ]
    assert long.share_of("traced") == pytest.approx(0.5)
    assert long.share_of("schematic") == 0
    (country,) = long.countries
    assert (country.code, country.from_km, country.to_km) == ("KE", 0, pytest.approx(long.length_km))


def test_who_drew_most_is_told_first(atlas):
    _, long = describe_strips(atlas, "any")
    assert [(way.drawn_by, way.edition, round(way.share, 2)) for way in long.ways] == [
        ("by hand", "", 0.75),
        ("by program", "2026", 0.25),
    ]


def test_the_larger_share_comes_first_whichever_was_drawn_first():
    some, more = stretch("some", 0, 1, drawn_by="by program"), stretch("more", 1, 3)
    (strip,) = describe_strips(OneProject(some, more), "any")
    assert [way.drawn_by for way in strip.ways] == ["by hand", "by program"]


def test_without_candidates_there_is_one_course():
    (strip,) = describe_strips(OneProject(stretch("all", 0, 1)), "any")
    assert (strip.label, strip.places) == ("", ())


@pytest.mark.parametrize(
    "row",
    [
        stretch("given", 0, 1, accuracy=None),
        stretch("parts", 0, 1) | {"line": MultiLineString([[(0, 0), (1, 0)], [(5, 0), (6, 0)]])},
    ],
    ids=["a data set's", "of several parts"],
)
def test_a_line_without_an_order_has_no_course(row):
    assert describe_strips(OneProject(row), "any") == ()


def test_towns_of_the_base_map_are_known_by_number_or_by_name_nearby():
    osh = LinePlace(name="Osh, station", role="station", at=(72.80, 40.53), reference="osm-stations:1")
    numbered = LinePlace(name="Bishkek", at=(74.59, 42.87), reference="geonames:1528675")
    far = LinePlace(name="Osh", at=(0, 0), reference="osm-stations:2")
    (strip,) = describe_strips(OneProject(stretch("all", 0, 1, places=(osh, numbered, far))), "any")
    people = {each.place.reference: each.population for each in strip.places}
    assert people["osm-stations:1"] > 100_000
    assert people["geonames:1528675"] > people["osm-stations:1"]
    assert people["osm-stations:2"] == 0


@pytest.mark.parametrize(
    ("name", "at", "reference", "is_known"),
    [
        ("Frunze", (0, 0), "geonames:1528675", True),
        ("Osh", (72.80, 40.82), "osm-stations:1", True),
        ("Osh", (72.80, 40.84), "osm-stations:1", False),
        ("Osh", (72.80, 0), "osm-stations:1", False),
        ("Osh", (0, 40.53), "osm-stations:1", False),
        ("Nowhere", (72.80, 40.53), "osm-stations:1", False),
    ],
)
def test_a_town_is_near_within_three_tenths_of_a_degree_both_ways(name, at, reference, is_known):
    there = LinePlace(name=name, at=at, reference=reference)
    (strip,) = describe_strips(OneProject(stretch("all", 0, 1, places=(there,))), "any")
    assert [each.population > 0 for each in strip.places] == [is_known]


def test_a_place_is_no_town_unless_somebody_says_so():
    assert StripPlace(place("Halt", 0), 0.0).population == 0


def test_one_stretch_without_accuracy_or_in_parts_is_enough_to_have_no_order():
    good, given = stretch("good", 0, 1), stretch("given", 1, 2, accuracy=None)
    parts = stretch("parts", 0, 1) | {"line": MultiLineString([[(0, 0), (1, 0)], [(5, 0), (6, 0)]])}
    assert describe_strips(OneProject(good, given), "any") == ()
    assert describe_strips(OneProject(good, parts), "any") == ()


def test_the_shipped_cku_runs_through_its_countries_in_order(shipped):
    (strip,) = describe_strips(shipped, "cku-railway")
    assert [span.code for span in strip.countries] == ["CN", "KG", "UZ"]
    kilometres = dict(told(strip))
    assert kilometres["Kashgar railway station"] == 0
    assert kilometres["Andijan"] == pytest.approx(strip.length_km, abs=5)
    assert strip.countries[0].to_km == pytest.approx(kilometres["Torugart Pass"], abs=3)
