"""A GeoJSON feature becomes a segment or a site, or what is wrong with it."""

from __future__ import annotations

import pytest
from good_records import GOOD
from pydantic import ValidationError

from geo.errors import Problem
from geo.records.features import DRAWS, IS_FEATURE, parse_feature
from geo.records.projects import Feature, Segment, Site

LINE = {"type": "LineString", "coordinates": [[70, 43], [71, 44]]}


def raw(model=Segment, **change):
    return {"type": "Feature", "id": "p-1", "properties": GOOD[model], "geometry": LINE, **change}


@pytest.mark.parametrize("model", [Segment, Site])
def test_accuracy_tells_a_segment_from_a_site(model):
    feature = parse_feature(raw(model), "geometry/p.geojson")
    assert isinstance(feature, Feature) and isinstance(feature.properties, model)
    assert (feature.id, feature.file, feature.geometry) == ("p-1", "geometry/p.geojson", LINE)


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Point", [70, 43]),
        ("MultiPoint", [[70, 43]]),
        ("LineString", [[70, 43], [71, 44]]),
        ("MultiLineString", [[[70, 43], [71, 44]]]),
        ("Polygon", [[[70, 43], [71, 44], [71, 43], [70, 43]]]),
        ("MultiPolygon", [[[[70, 43], [71, 44], [71, 43], [70, 43]]]]),
    ],
)
def test_coordinates_are_as_deep_as_their_type_asks(kind, coordinates):
    def parsed(coordinates):
        return parse_feature(raw(geometry={"type": kind, "coordinates": coordinates}), "p.geojson")

    assert isinstance(parsed(coordinates), Feature)
    for bad in ([coordinates], coordinates[0], [], None, "x"):
        problem = parsed(bad)
        assert isinstance(problem, Problem) and problem.rule == DRAWS


@pytest.mark.parametrize(
    "bad",
    [
        7,
        None,
        [],
        {},
        raw(id=None),
        raw(id="P 1"),
        raw(id=7),
        raw(geometry=None),
        raw(geometry={"type": "Circle", "coordinates": [70, 43]}),
        raw(geometry={"type": "Point"}),
        raw(properties=None),
        {key: value for key, value in raw().items() if key != "geometry"},
    ],
    ids=lambda bad: str(bad)[:40],
)
def test_what_is_no_feature_is_told(bad):
    problem = parse_feature(bad, "geometry/p.geojson")
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.file) == (IS_FEATURE, "geometry/p.geojson")


def test_properties_that_fit_no_model_are_an_error_of_the_schema():
    with pytest.raises(ValidationError):
        parse_feature(raw(properties={**GOOD[Segment], "accuracy": "certain"}), "p.geojson")
