"""A vector file is read in its own system, or what is missing is said with the remedy."""

from __future__ import annotations

import geopandas as gpd
import pytest
from shapely.geometry import Point

from geo.errors import ImportRefused
from geo.intake.vector_files import Fields, Report, list_layers, read_rows, to_wgs84

PLACE = Point(74.6, 42.87)


@pytest.fixture
def layers(tmp_path):
    file = tmp_path / "two.gpkg"
    for name in ("roads", "rails"):
        gpd.GeoDataFrame({"n": [name]}, geometry=[PLACE], crs="EPSG:4326").to_file(file, layer=name)
    return file


def test_of_several_layers_one_must_be_named(layers):
    assert list_layers(layers) == ["roads", "rails"]
    with pytest.raises(ImportRefused, match=r"several layers \(roads, rails\): name one with --layer"):
        read_rows(layers, None, Fields())
    assert read_rows(layers, "rails", Fields(name="n"))["n"].tolist() == ["rails"]


def test_a_missing_field_is_told_with_those_that_are_there(layers):
    with pytest.raises(ImportRefused, match=r"has no field m, o\. It has: n\."):
        read_rows(layers, "rails", Fields(id="m", name="n", status="o"))


@pytest.mark.parametrize("name", ["nothing.gpkg", "text.gpkg"])
def test_what_cannot_be_read_is_refused(tmp_path, name):
    (tmp_path / "text.gpkg").write_text("text", encoding="utf-8")
    with pytest.raises(ImportRefused, match="cannot be read"):
        read_rows(tmp_path / name, None, Fields())


def test_a_table_without_geometry_is_refused(tmp_path):
    (tmp_path / "table.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ImportRefused, match="has no geometry"):
        read_rows(tmp_path / "table.csv", None, Fields())


@pytest.mark.parametrize(
    ("stated", "named", "note"),
    [
        ("EPSG:4326", None, None),
        ("EPSG:32643", None, "Converted from WGS 84 / UTM zone 43N to WGS 84."),
        (None, "EPSG:32643", "Converted from WGS 84 / UTM zone 43N to WGS 84."),
        (None, None, "The file states no coordinate reference system; read as WGS 84 degrees."),
    ],
)
def test_coordinates_are_brought_to_degrees(stated, named, note):
    rows = gpd.GeoDataFrame(geometry=[PLACE], crs="EPSG:4326").to_crs(stated or named or "EPSG:4326")
    if stated is None:
        rows = rows.set_crs(None, allow_override=True)
    report = Report()
    placed = to_wgs84(rows, named, report)
    assert placed.crs == "EPSG:4326"
    assert placed.geometry.iloc[0].distance(PLACE) < 1e-6
    assert report.notes == ([note] if note else [])


@pytest.mark.parametrize("place", [(500000, 4700000), (181, 0), (-181, 0), (0, 91), (0, -91)])
def test_metres_without_a_system_are_refused(place):
    with pytest.raises(ImportRefused, match="--crs"):
        to_wgs84(gpd.GeoDataFrame(geometry=[Point(place)]), None, Report())
