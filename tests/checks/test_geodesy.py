"""Lengths are geodesic, countries are right, and lines that meet go on meeting."""

from __future__ import annotations

from unittest import mock

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, LineString, MultiLineString, Point, Polygon, box

from geo.checks import geodesy
from geo.checks.geodesy import (
    MIN_CROSSING_KM,
    UNTRACED_CROSSING_KM,
    countries_crossed,
    measure_end_distance_km,
    measure_length_km,
    measure_widest_gap_km,
)
from geo.map.lines import generalise, quantise
from geo.records.basemap import read_countries

# WGS 84: one degree of the equator is 2 pi 6378.137 km / 360; the first degree of a meridian 110.574 km.
EQUATOR_KM, MERIDIAN_KM = 111.31949, 110.57439


@pytest.mark.parametrize(
    ("points", "km"),
    [
        ([(70, 0), (71, 0)], EQUATOR_KM),
        ([(0, 0), (0, 1)], MERIDIAN_KM),
        ([(179.5, 0), (-179.5, 0)], EQUATOR_KM),
        ([(70, 0), (71, 0), (70, 0)], 2 * EQUATOR_KM),
        ([(70, 43), (70, 43)], 0),
    ],
)
def test_a_length_is_geodesic(points, km):
    assert measure_length_km(LineString(points)) == pytest.approx(km, abs=0.0001)


def test_lengths_of_parts_add_up_and_points_have_none():
    line = LineString([(70, 0), (71, 0)])
    assert measure_length_km(Point(70, 0)) == 0
    assert measure_length_km(MultiLineString([line, line])) == pytest.approx(2 * EQUATOR_KM, abs=0.001)
    assert measure_length_km(GeometryCollection([line, Point(1, 1)])) == pytest.approx(EQUATOR_KM, abs=0.001)


def test_the_distance_of_the_ends_is_that_of_the_whole_way():
    way = LineString([(70, 0), (70.5, 1), (71, 0)])
    assert measure_end_distance_km(way) == pytest.approx(EQUATOR_KM, abs=0.0001)
    pieces = MultiLineString([[(70.5, 1), (71, 0)], [(70, 0), (70.5, 1)]])
    assert measure_end_distance_km(pieces) == pytest.approx(EQUATOR_KM, abs=0.0001)
    apart = MultiLineString([[(70, 0), (71, 0)], [(72, 0), (73, 0)]])
    assert measure_end_distance_km(apart) == 0


def test_the_widest_gap_is_the_longest_stretch():
    assert measure_widest_gap_km([[70, 0], [70.1, 0], [71.1, 0]]) == pytest.approx(EQUATOR_KM, abs=0.0001)


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-89, 89)), min_size=2, max_size=8))
def test_no_way_is_shorter_than_its_ends_or_its_widest_gap(points):
    length = measure_length_km(LineString(points))
    assert length >= measure_widest_gap_km(points) - 1e-6
    assert length >= measure_end_distance_km(LineString(points)) - 1e-6


# -- countries --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("town", "lon", "lat", "country"),
    [
        ("Osh", 72.7985, 40.5283, "KG"),
        ("Qorasuv", 72.88577, 40.72782, "UZ"),
        ("Tashkent", 69.24, 41.30, "UZ"),
        ("Saryagash", 69.16791, 41.46042, "KZ"),
        ("Dushanbe", 68.77, 38.56, "TJ"),
        ("Ashgabat", 58.38, 37.95, "TM"),
        ("Almaty", 76.95, 43.25, "KZ"),
        ("Kashgar", 75.99, 39.47, "CN"),
        ("Khorgos, China", 80.41639, 44.20276, "CN"),
        ("Altynkol", 80.30, 44.19, "KZ"),
        ("Termez", 67.27833, 37.22417, "UZ"),
        ("Hairatan", 67.42, 37.22, "AF"),
        ("Batken", 70.81929, 40.0604, "KG"),
        ("Vorukh exclave", 70.58012, 39.85125, "TJ"),
        ("Farap", 63.61165, 39.17037, "TM"),
        ("Lianyungang port, on made land", 119.45, 34.75, "CN"),
    ],
)
def test_a_border_town_lies_in_its_country(town, lon, lat, country):
    assert countries_crossed([Point(lon, lat)]) == [(country,)], town


@pytest.mark.parametrize(
    ("points", "crossed"),
    [
        ([(69.2, 41.3), (69.6, 42.3), (74.6, 42.9)], ("KG", "KZ", "UZ")),
        ([(76.0, 43.3), (76.9, 43.3)], ("KZ",)),
        ([(79.5, 44.2), (81.3, 44.0)], ("CN", "KZ")),
        ([(0.0, 0.0), (1.0, 0.0)], ()),
        ([(119.3, 34.7), (125.0, 33.0)], ("CN",)),
    ],
)
def test_a_line_lies_in_what_it_runs_through(points, crossed):
    assert countries_crossed([LineString(points)]) == [crossed]
    assert countries_crossed([LineString(points[::-1])]) == [crossed]


def test_a_line_that_only_touches_a_country_does_not_run_through_it():
    """Bishkek's plain ends at the river Chu: a line along 43.6 N is in Kazakhstan alone."""
    border = read_countries().set_index("iso_a2").geometry["KG"].boundary
    inside = Point(75.0, 43.6)
    touch = border.interpolate(border.project(inside))
    assert countries_crossed([LineString([inside, touch, (74.7, 43.6)])]) == [("KZ",)]


def test_every_geometry_has_its_answer():
    shapes = [
        Point(0, 0),
        Point(69.24, 41.3),
        Point(),
        Polygon([(69.2, 41.3), (69.3, 41.3), (69.3, 41.35)]),
        GeometryCollection([Point(69.24, 41.3), LineString([(76.0, 43.3), (76.9, 43.3)])]),
    ]
    assert countries_crossed(shapes) == [(), ("UZ",), (), ("UZ",), ("KZ", "UZ")]
    assert countries_crossed([]) == []


# Three countries side by side on the equator, with sea around; the second is a strip.
STRIP_KM, SHORE = 5.0, 10 + 5.0 / EQUATOR_KM
WORLD = gpd.GeoDataFrame(
    {"iso_a2": ["AA", "BB", None, "CC"]},
    geometry=[box(0, -5, 10, 5), box(10, -5, SHORE, 5), box(0, 20, 10, 30), box(SHORE, -5, 20, 5)],
    crs="EPSG:4326",
)


def crossed_in_small_world(shapes, least_km=None):
    with mock.patch.object(geodesy, "read_countries", lambda: WORLD):
        return countries_crossed(shapes, least_km)


kilometres = st.floats(0, 4.9).filter(lambda km: abs(km - MIN_CROSSING_KM) > 1e-6)


@given(kilometres, st.floats(1, 9), st.floats(-4, 4), st.sampled_from([None, UNTRACED_CROSSING_KM]))
def test_an_end_on_a_border_runs_there_only_if_it_goes_on(beyond_km, start, lat, least):
    degrees = beyond_km / measure_length_km(LineString([(10, lat), (11, lat)]))
    line = LineString([(start, lat), (10 + degrees, lat)])
    for each in (line, line.reverse()):
        crossed = ("AA", "BB") if beyond_km > MIN_CROSSING_KM else ("AA",)
        assert crossed_in_small_world([each], None if least is None else [least]) == [crossed]


@pytest.mark.parametrize(
    ("least_km", "crossed"),
    [(None, ("AA", "BB", "CC")), (4.9, ("AA", "BB", "CC")), (5.1, ("AA", "CC")), (10.0, ("AA", "CC"))],
)
def test_a_line_that_only_passes_must_run_there_for_longer(least_km, crossed):
    line = LineString([(5, 0), (15, 0)])
    assert crossed_in_small_world([line], None if least_km is None else [least_km]) == [crossed]


def test_a_line_that_ends_in_a_country_needs_one_kilometre_however_badly_it_is_known():
    """Two kilometres into the strip: a line that ends there is in it, one that may be off is not."""
    ends = LineString([(5, 0), (10 + 2 / EQUATOR_KM, 0)])
    touches = LineString([(5, 0), (10 + 2 / EQUATOR_KM, 0), (5, 1)])
    assert crossed_in_small_world([ends, touches], [10.0, 10.0]) == [("AA", "BB"), ("AA",)]


@given(st.floats(0, 0.2).filter(lambda d: abs(d - 0.05) > 1e-9), st.floats(-4, 4))
def test_a_point_at_sea_belongs_to_a_country_that_is_near(degrees, lat):
    assert crossed_in_small_world([Point(-degrees, lat)]) == [("AA",) if degrees < 0.05 else ()]


def test_a_country_without_a_code_is_none():
    assert crossed_in_small_world([Point(5, 25), LineString([(5, 25), (6, 25)])]) == [(), ()]


def test_the_pipeline_from_kazakhstan_does_not_run_in_uzbekistan(shipped):
    """Its southern end lies 3.4 metres behind the border as Natural Earth draws it."""
    assert shipped.projects.at["china-kazakhstan-gas-pipeline", "drawn_countries"] == ("CN", "KZ")


# -- generalising -----------------------------------------------------------------------------------

coordinate = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda p: (p[0] / 20, p[1] / 20))
open_paths = st.lists(coordinate, min_size=2, max_size=12, unique=True)
rings = st.lists(coordinate, min_size=3, max_size=8, unique=True).map(lambda points: [*points, points[0]])
paths = st.one_of(open_paths, open_paths, rings)


@given(st.lists(paths, min_size=1, max_size=6), st.sampled_from([0.01, 0.06, 0.2]))
def test_simpler_lines_keep_their_ends_and_stay_near(all_points, tolerance):
    lines = [LineString(points) for points in all_points]
    for before, after in zip(lines, generalise(lines, tolerance), strict=True):
        assert after.coords[0] == before.coords[0] and after.coords[-1] == before.coords[-1]
        assert len(after.coords) >= 2
        assert set(after.coords) <= set(before.coords)
        assert before.hausdorff_distance(after) <= tolerance + 1e-9


@given(st.lists(paths, min_size=2, max_size=6), st.sampled_from([0.01, 0.06, 0.2]))
def test_what_lines_share_they_go_on_sharing(all_points, tolerance):
    """A vertex of two lines is kept by both or by neither: no gap opens where they met."""
    lines = [LineString(points) for points in all_points]
    drawn = [set(line.coords) for line in generalise(lines, tolerance)]
    for n, one in enumerate(lines):
        for m in range(n):
            shared = set(one.coords) & set(lines[m].coords)
            assert drawn[n] & shared == drawn[m] & shared


@given(st.lists(paths, min_size=2, max_size=6))
def test_a_line_that_ends_on_another_still_does(all_points):
    lines = [LineString(points) for points in all_points]
    drawn = [set(line.coords) for line in generalise(lines, 0.2)]
    for n, one in enumerate(lines):
        for other in (other for m, other in enumerate(lines) if m != n):
            assert {end for end in (other.coords[0], other.coords[-1]) if end in one.coords} <= drawn[n]


def test_a_shared_stretch_is_drawn_once_whichever_way_it_runs():
    shared = [(x / 10, (x % 3) / 50) for x in range(20)]
    for second in ([*shared, (2, 1)], [(2, 1), *shared[::-1]]):
        one, other = generalise([LineString([(0, 1), *shared]), LineString(second)], 0.05)
        assert set(one.coords) - {(0, 1)} == set(other.coords) - {(2, 1)}
        assert len(one.coords) < len(shared)


def test_where_two_vertices_are_as_good_both_lines_keep_the_same_one():
    shared = [(0, 0), (1, 1), (2, 1), (3, 0)]
    one, other = generalise([LineString([(-1, 0), *shared]), LineString([(4, 4), *shared[::-1]])], 0.6)
    assert set(one.coords) & set(shared) == set(other.coords) & set(shared)
    assert len(set(one.coords) & set(shared)) == 3


def test_a_line_alone_is_made_simpler():
    (drawn,) = generalise([LineString([(0, 0), (1, 0.001), (2, 0), (3, 1)])], 0.01)
    assert list(drawn.coords) == [(0, 0), (2, 0), (3, 1)]
    assert generalise([], 0.01) == []


# -- quantising -------------------------------------------------------------------------------------


def decode(numbers: list[int], decimals: int) -> list[tuple[float, float]]:
    x = y = 0
    points = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / 10**decimals, y / 10**decimals))
    return points


@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=2, max_size=20),
    st.sampled_from([2, 3, 5]),
)
def test_quantised_lines_are_off_by_half_a_unit_at_most(points, decimals):
    numbers = quantise(LineString(points), decimals)
    assert all(type(number) is int for number in numbers)
    decoded, half = decode(numbers, decimals), 0.5 / 10**decimals + 1e-9
    assert len(decoded) >= 2
    at = 0
    for x, y in points:  # in the same order, each within half a unit of a decoded position
        while max(abs(x - decoded[at][0]), abs(y - decoded[at][1])) > half:
            at += 1
            assert at < len(decoded), "a position was lost"
    assert at >= len(decoded) - 2 if len(decoded) == 2 else at == len(decoded) - 1


def test_positions_that_fall_together_are_sent_once():
    line = LineString([(70, 43), (70.0001, 43), (70.0002, 43.0001), (70.01, 43)])
    assert quantise(line, 2) == [7000, 4300, 1, 0]
    assert quantise(LineString([(70, 43, 9), (70.00001, 43, 9)]), 2) == [7000, 4300, 0, 0]
