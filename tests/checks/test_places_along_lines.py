"""Kilometres along a line: of its vertices, of places on it, of the borders that it crosses."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import LineString

from geo.checks.geodesy import find_country_changes, locate_on_line, measure_along, measure_length_km
from geo.records.basemap import read_countries

# WGS 84: one degree of the equator, and the first degree of a meridian.
EQUATOR_KM, MERIDIAN_KM = 111.31949, 110.57439


WAY = np.array([(70.0, 0.0), (71.0, 0.0), (71.0, 1.0)])


def test_the_way_to_each_vertex_is_geodesic():
    assert measure_along(WAY) == pytest.approx([0, EQUATOR_KM, EQUATOR_KM + MERIDIAN_KM], abs=0.0001)


@pytest.mark.parametrize(
    ("at", "km"),
    [
        ((70, 0), 0),
        ((70.5, 0), EQUATOR_KM / 2),
        ((70.5, 0.1), EQUATOR_KM / 2),
        ((69, -1), 0),
        ((71, 0.5), EQUATOR_KM + MERIDIAN_KM / 2),
        ((72, 3), EQUATOR_KM + MERIDIAN_KM),
    ],
)
def test_a_place_has_the_kilometre_of_the_nearest_point_of_the_line(at, km):
    assert locate_on_line(WAY, measure_along(WAY), at) == pytest.approx(km, abs=0.05)


def test_countries_follow_each_other_at_the_kilometre_of_the_border():
    line = LineString([(75.0, 41.5), (76.9, 38.0)])  # from Naryn into Xinjiang
    positions = np.asarray(line.coords)
    along = measure_along(positions)
    world = read_countries()
    within = world.geometry[world["iso_a2"] == "KG"].iloc[0].intersection(line)
    (first, start), (second, border) = find_country_changes(positions, along, ["CN", "KG"])
    assert (first, start, second) == ("KG", 0, "CN")
    assert border == pytest.approx(measure_length_km(within), abs=1)


@pytest.mark.parametrize(("codes", "found"), [([], []), (["KG"], [("KG", 0.0)])])
def test_a_line_in_one_country_is_not_searched_for_borders(codes, found):
    assert find_country_changes(WAY, measure_along(WAY), codes) == found
