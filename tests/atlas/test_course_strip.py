"""A course from end to end: places, countries and accuracies at their kilometres."""

from __future__ import annotations

import geopandas as gpd
import pytest
from shapely.geometry import LineString, MultiLineString

from geo.atlas.course_strip import describe_strips
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


def test_the_shipped_cku_runs_through_its_countries_in_order(shipped):
    (strip,) = describe_strips(shipped, "cku-railway")
    assert [span.code for span in strip.countries] == ["CN", "KG", "UZ"]
    kilometres = dict(told(strip))
    assert kilometres["Kashgar railway station"] == 0
    assert kilometres["Andijan"] == pytest.approx(strip.length_km, abs=5)
    assert strip.countries[0].to_km == pytest.approx(kilometres["Torugart Pass"], abs=3)
