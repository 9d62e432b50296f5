"""How far a line must run in a country to lie in it: the limits, in kilometres."""

from __future__ import annotations

from unittest import mock

import geopandas as gpd
import pytest
from shapely.geometry import LineString, Point, box

from geo.checks import geodesy
from geo.checks.geodesy import UNTRACED_CROSSING_KM, countries_crossed, measure_end_distance_km

KM = 1 / 111.31949  # degrees of the equator


def crossed(shapes, least_km=None, *, strip_km=5.0):
    """Countries crossed in a world of two countries with a strip between them, around the equator."""
    shore = 10 + strip_km * KM
    shapes_of = [box(0, -5, 10, 5), box(10, -5, shore, 5), box(shore, -5, 20, 5)]
    world = gpd.GeoDataFrame({"iso_a2": ["AA", "BB", "CC"]}, geometry=shapes_of, crs="EPSG:4326")
    with mock.patch.object(geodesy, "read_countries", lambda: world):
        return countries_crossed(shapes, least_km)


@pytest.mark.parametrize(("strip_km", "is_crossed"), [(0.9, False), (1.1, True)])
def test_a_traced_line_runs_in_a_country_for_more_than_a_kilometre(strip_km, is_crossed):
    (codes,) = crossed([LineString([(5, 0), (15, 0)])], strip_km=strip_km)
    assert codes == (("AA", "BB", "CC") if is_crossed else ("AA", "CC"))


@pytest.mark.parametrize(("strip_km", "is_crossed"), [(9.9, False), (10.1, True)])
def test_a_line_that_is_not_traced_runs_there_for_more_than_ten(strip_km, is_crossed):
    (codes,) = crossed([LineString([(5, 0), (15, 0)])], [UNTRACED_CROSSING_KM], strip_km=strip_km)
    assert codes == (("AA", "BB", "CC") if is_crossed else ("AA", "CC"))


@pytest.mark.parametrize(("km", "is_there"), [(0.9, False), (1.1, True)])
@pytest.mark.parametrize("least_km", [None, [UNTRACED_CROSSING_KM]])
def test_a_line_that_ends_there_needs_a_kilometre(km, is_there, least_km):
    (codes,) = crossed([LineString([(5, 0), (10 + km * KM, 0)])], least_km)
    assert codes == (("AA", "BB") if is_there else ("AA",))


@pytest.mark.parametrize(("degrees", "codes"), [(0.049, ("AA",)), (0.051, ())])
def test_a_port_at_sea_is_within_a_twentieth_of_a_degree(degrees, codes):
    assert crossed([Point(-degrees, 0)]) == [codes]


def test_each_line_has_a_limit_of_its_own():
    line = LineString([(5, 0), (15, 0)])
    assert crossed([line, line], [10.0, 1.0]) == [("AA", "CC"), ("AA", "BB", "CC")]


def test_heights_do_not_matter_to_the_distance_of_the_ends():
    flat, high = LineString([(70, 0), (71, 0)]), LineString([(70, 0, 900), (71, 0, 3000)])
    assert measure_end_distance_km(high) == measure_end_distance_km(flat)
