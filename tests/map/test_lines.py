"""Lines as the map fetches them: the curated ones, generalised for a band and quantised."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString

from geo.atlas.opening import join_archive
from geo.map.lines import build_lines, parts_of, quantise
from geo.records.projects import Feature, Site

TOLERANCE = {"low": 0.008 + 0.0005 * 2**0.5, "high": 0.000005 * 2**0.5}
"""How far a drawn line may lie from the curated one, in degrees: generalised, then rounded."""


def decode(content):
    """Rows of project, accuracy, and a line or the rings of an area."""
    lines = json.loads(content)

    def points(numbers):
        return np.cumsum(np.array(numbers).reshape(-1, 2), axis=0) / 10 ** lines["decimals"]

    for project, accuracy, shape, numbers in lines["lines"]:
        if shape == "L":
            yield project, accuracy, LineString(points(numbers))
        else:
            outer, *holes = map(points, numbers)
            yield project, accuracy, shapely.Polygon(outer, holes)


@pytest.mark.parametrize("band", ["low", "high"])
def test_drawn_lines_are_the_curated_ones(shipped, band):
    drawn = list(decode(build_lines(shipped, band)))
    curated = [row for row in shipped.features.itertuples() if row.geometry.length]
    assert len(drawn) == sum(len(shapely.get_parts(row.geometry)) for row in curated)
    for project in shipped.projects.index[shipped.projects["length_km"] > 0]:
        number = shipped.projects.index.get_loc(project)
        mine = [line for n, _, line in drawn if n == number]
        theirs = shapely.unary_union([row.geometry for row in curated if row.project == project])
        assert shapely.unary_union(mine).hausdorff_distance(theirs) <= TOLERANCE[band] + 1e-9
    accuracies = sorted(accuracy for _, accuracy, _ in drawn)
    assert accuracies == sorted(row.accuracy for row in curated for _ in shapely.get_parts(row.geometry))


def test_the_low_band_is_the_smaller_one(shipped):
    assert len(build_lines(shipped, "low")) < len(build_lines(shipped, "high"))


def test_lines_that_meet_are_drawn_meeting(atlas):
    west, east = (line for project, _, line in decode(build_lines(atlas, "low")) if project == 0)
    assert west.coords[-1] == east.coords[0]


def test_an_area_is_drawn_with_its_holes(atlas):
    outer, hole = (
        [(74, 42), (75, 42), (75, 43), (74, 43), (74, 42)],
        [(74.4, 42.4), (74.6, 42.4), (74.6, 42.6), (74.4, 42.4)],
    )
    area = Feature(
        "a",
        Site(project="old-depot", name="n", precision="exact", place_known_from="source", basis="b"),
        {"type": "Polygon", "coordinates": [outer, hole]},
    )
    joined = join_archive(replace(atlas.records, features=(*atlas.records.features[:2], area)))
    for band in ("low", "high"):
        (drawn,) = [
            shape for _, _, shape in decode(build_lines(joined, band)) if shape.geom_type == "Polygon"
        ]
        assert drawn.equals(shapely.Polygon(outer, [hole]))


POINTS = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(st.lists(POINTS, min_size=2, max_size=30), st.sampled_from([3, 5]))
def test_a_quantised_line_is_off_by_half_a_unit_at_most(points, decimals):
    numbers = quantise(LineString(points), decimals)
    assert len(numbers) >= 4 and all(isinstance(number, int) for number in numbers)
    drawn = np.cumsum(np.array(numbers).reshape(-1, 2), axis=0) / 10**decimals
    for end, point in ((0, points[0]), (-1, points[-1])):
        assert drawn[end] == pytest.approx(point, abs=0.5 / 10**decimals + 1e-9)
    assert len(drawn) == 2 or (np.diff(drawn, axis=0) != 0).any(axis=1).all()


@pytest.mark.parametrize(
    ("wkt", "counted"),
    [
        ("POINT (1 2)", (1, 0, 0)),
        ("MULTIPOINT ((1 2), (3 4))", (2, 0, 0)),
        ("LINESTRING (0 0, 1 1)", (0, 1, 0)),
        (
            "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1), POLYGON ((0 0, 1 0, 1 1, 0 0)))",
            (1, 1, 1),
        ),
        ("GEOMETRYCOLLECTION EMPTY", (0, 0, 0)),
    ],
)
def test_a_geometry_comes_apart_by_type(wkt, counted):
    geometry = shapely.from_wkt(wkt)
    found = tuple(len(parts_of(geometry, each)) for each in ("Point", "LineString", "Polygon"))
    assert found == counted
