"""Lengths are geodesic, countries are right, and lines that meet go on meeting."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point

from geo.geometry import countries_crossed, generalise, measure_end_distance_km, measure_length_km, quantise


def test_a_degree_of_the_equator():
    assert measure_length_km(LineString([(70, 0), (71, 0)])) == pytest.approx(111.3195, abs=0.001)
    assert measure_end_distance_km(LineString([(70, 0), (70.5, 1), (71, 0)])) == pytest.approx(
        111.3195, abs=0.001
    )
    assert measure_length_km(Point(70, 0)) == 0


@pytest.mark.parametrize(
    ("lon", "lat", "country"),
    [(72.80, 40.53, "KG"), (69.24, 41.30, "UZ"), (68.77, 38.56, "TJ"), (58.38, 37.95, "TM"), (76.95, 43.25, "KZ"),
     (75.99, 39.47, "CN"), (119.45, 34.75, "CN")],
)  # fmt: skip
def test_a_town_lies_in_its_country(lon, lat, country):
    assert countries_crossed([Point(lon, lat)]) == [(country,)]


def test_a_line_crosses_what_it_runs_through_and_not_what_it_touches():
    (crossed,) = countries_crossed([LineString([(69.2, 41.3), (69.6, 42.3), (74.6, 42.9)])])
    assert crossed == ("KG", "KZ", "UZ")
    assert countries_crossed([Point(0, 0)]) == [()]


coordinate = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda p: (p[0] / 20, p[1] / 20))
paths = st.lists(coordinate, min_size=2, max_size=12, unique=True)


@given(st.lists(paths, min_size=1, max_size=6))
@settings(max_examples=150)
def test_lines_that_meet_go_on_meeting(all_points):
    lines = [LineString(points) for points in all_points]
    drawn = generalise(lines, 0.2)
    for before, after in zip(lines, drawn, strict=True):
        assert after.coords[0] == before.coords[0] and after.coords[-1] == before.coords[-1]
        assert set(after.coords) <= set(before.coords)
        assert before.hausdorff_distance(after) <= 0.2 + 1e-9
    for n, one in enumerate(lines):
        for m, other in enumerate(lines):
            ends = {other.coords[0], other.coords[-1]}
            if n != m:
                assert {end for end in ends if end in one.coords} <= set(drawn[n].coords)


def test_a_shared_stretch_is_drawn_once():
    shared = [(x / 10, (x % 3) / 50) for x in range(20)]
    one, other = generalise([LineString([(0, 1), *shared]), LineString([*shared, (2, 1)])], 0.05)
    assert list(one.coords)[1:] == list(other.coords)[:-1]


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=2, max_size=20))
def test_quantised_lines_are_off_by_half_a_unit_at_most(points):
    line = LineString(points)
    numbers = quantise(line, 3)
    xs, ys = 0, 0
    decoded = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        xs, ys = xs + dx, ys + dy
        decoded.append((xs / 1000, ys / 1000))
    for x, y in points:
        assert min(max(abs(x - a), abs(y - b)) for a, b in decoded) <= 0.0005 + 1e-9
