"""A geometry comes out fit for the map, or its fault is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, LinearRing, LineString, MultiPoint, Point, Polygon

from geo.intake.mending import flatten, mend_all, mend_geometry
from geo.intake.vector_files import Remark, Report

BOWTIE = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])


@pytest.mark.parametrize(
    ("shape", "kind", "said"),
    [
        (LineString([(170, 10), (-170, 12)]), "GeometryCollection", "split at the 180th meridian"),
        (BOWTIE, "GeometryCollection", "mended: was not valid"),
        (LineString([(1, 1), (1, 1)]), None, "has no extent: its points coincide"),
        (LineString([(1, 1), (1, 95)]), None, "has coordinates off the globe"),
        (LineString(), None, "has no geometry"),
        (Point(1, 2), "Point", ""),
    ],
)
def test_a_geometry_is_mended_or_its_fault_is_told(shape, kind, said):
    mended, what = mend_geometry(shape)
    assert (mended.geom_type if mended else None) == kind
    assert said in what
    if mended:
        west, _, east, _ = mended.bounds
        assert -180 <= west <= east <= 180


numbers = st.floats(-400, 400)
lines = st.lists(st.tuples(numbers, numbers), min_size=2, max_size=5).map(LineString)
areas = st.lists(st.tuples(numbers, numbers), min_size=3, max_size=5).map(Polygon)


@given(st.one_of(lines, areas, st.builds(Point, numbers, numbers)))
def test_any_geometry_is_fit_for_the_map_or_left_out_with_a_reason(shape):
    mended, what = mend_geometry(shape)
    if mended is None:
        assert what
        return
    west, south, east, north = mended.bounds
    assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    assert mended.is_valid and not mended.is_empty and not mended.has_z
    assert {part.geom_type for part in flatten(mended)} <= {"Point", "LineString", "Polygon"}


@pytest.mark.parametrize(
    ("longitude", "west_of_it"), [(190, -170), (-190, 170), (359, -1), (-359, 1), (180, 180), (-180, -180)]
)
def test_a_point_behind_the_dateline_comes_round(longitude, west_of_it):
    assert mend_geometry(Point(longitude, 5))[0].x == pytest.approx(west_of_it)


@pytest.mark.parametrize("longitude", [361, -361])
def test_a_point_off_the_globe_does_not(longitude):
    assert mend_geometry(Point(longitude, 5)) == (None, "has coordinates off the globe")


def test_every_row_that_was_touched_is_told_with_its_number():
    report = Report()
    shapes, kept = mend_all([Point(1, 2), None, Point(1, 2, 3), Point(1, 99)], report)
    assert kept == [0, 2] and [shape.geom_type for shape in shapes] == ["Point", "Point"]
    assert report.remarks == [
        Remark(2, "has no geometry", is_left_out=True),
        Remark(3, "heights left out"),
        Remark(4, "has coordinates off the globe", is_left_out=True),
    ]


def test_collections_are_laid_flat_and_rings_opened():
    ring = LinearRing([(0, 0), (1, 0), (1, 1)])
    flat = flatten(GeometryCollection([MultiPoint([(0, 0), (1, 1)]), GeometryCollection([ring])]))
    assert [part.geom_type for part in flat] == ["Point", "Point", "LineString"]
