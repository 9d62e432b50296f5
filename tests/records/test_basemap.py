"""The base layer: repaired, complete, and true about border towns as far as Natural Earth is.

Coordinates are GeoNames (CC BY 4.0) where the comment says so. The others are approximate, typed by
hand without a source, and only serve where they lie well inside.
"""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import shape

BASE = Path(__file__).resolve().parents[2] / "geo" / "records" / "base"
CORE = {"CN", "KZ", "KG", "UZ", "TJ", "TM"}

RIGHT_SIDE = [
    ("Lianyun, the port's town", 119.4425, 34.73194, "CN"),  # GeoNames
    ("Qorasuv", 72.88577, 40.72782, "UZ"),  # GeoNames
    ("Osh", 72.7985, 40.5283, "KG"),
    ("Batken", 70.81929, 40.0604, "KG"),  # GeoNames
    ("Sokh exclave, north", 71.13, 40.03, "UZ"),
    ("Sokh exclave, middle", 71.13, 39.97, "UZ"),
    ("Vorukh exclave", 70.58012, 39.85125, "TJ"),  # GeoNames
    ("Khorgos, China", 80.41639, 44.20276, "CN"),  # GeoNames
    ("Altynkol station", 80.30, 44.19, "KZ"),
    ("Dostyk", 82.48044, 45.25332, "KZ"),  # GeoNames
    ("Tacheng", 82.95847, 46.74535, "CN"),  # GeoNames
    ("Torugart customs, Kyrgyz side", 75.33, 40.56, "KG"),
    ("Simuhana, beyond Irkeshtam", 73.98, 39.71, "CN"),
    ("Termez", 67.27833, 37.22417, "UZ"),  # GeoNames
    ("Hairatan", 67.42, 37.22, "AF"),
    ("Serhetabat", 62.34383, 35.27992, "TM"),  # GeoNames
    ("Gedaim area, on the Uzbek border", 62.33, 38.72, "TM"),
    ("Farap", 63.61165, 39.17037, "TM"),  # GeoNames
    ("Baikonur", 63.3167, 45.6167, "KZ"),
    ("Isfana", 69.5276, 39.83895, "KG"),  # GeoNames
    ("Saryagash", 69.16791, 41.46042, "KZ"),  # GeoNames
]

# Natural Earth, as packaged, puts these on the wrong side: (name, lon, lat, really in, put in).
WRONG_SIDE = [
    ("Lianyungang port", 119.45, 34.75, "CN", None),  # by hand, 0.6 km off the drawn coast
    ("Kara-Suu", 72.86666, 40.7046, "KG", "UZ"),  # GeoNames
    ("Khorgos, Kazakhstan", 80.38522, 44.22335, "KZ", "CN"),  # GeoNames
    ("Alashankou", 82.56981, 45.17018, "CN", "KZ"),  # GeoNames
]
SIZES = {
    "countries.fgb": 8_300_000,
    "land-low.json": 280_000,
    "land-high.json": 900_000,
    "borders-low.json": 100_000,
    "borders-high.json": 250_000,
    "water-low.json": 120_000,
    "water-high.json": 150_000,
    "towns.json": 100_000,
    "places.json": 20_000,
    "relief.webp": 260_000,
}


@pytest.fixture(scope="module")
def countries() -> gpd.GeoDataFrame:
    return gpd.read_file(BASE / "countries.fgb")


def read_features(name: str) -> list[dict[str, Any]]:
    text = (BASE / name).read_text(encoding="utf-8")
    features: list[dict[str, Any]] = json.loads(text, parse_constant=pytest.fail)["features"]
    return features


def country_at(countries: gpd.GeoDataFrame, lon: float, lat: float) -> str | None:
    found = countries[countries.intersects(shapely.Point(lon, lat))]
    return None if found.empty else str(found["iso_a2"].iloc[0])


@pytest.mark.parametrize(("name", "lon", "lat", "code"), RIGHT_SIDE)
def test_border_town_lies_in_its_country(
    countries: gpd.GeoDataFrame, name: str, lon: float, lat: float, code: str
) -> None:
    assert country_at(countries, lon, lat) == code, name


@pytest.mark.parametrize(("name", "lon", "lat", "code", "put_in"), WRONG_SIDE)
def test_known_wrong_side_is_within_three_kilometres(
    countries: gpd.GeoDataFrame, name: str, lon: float, lat: float, code: str, put_in: str | None
) -> None:
    assert country_at(countries, lon, lat) == put_in, name
    near = shapely.Point(lon, lat).buffer(0.03)
    assert countries[countries["iso_a2"] == code].intersects(near).any(), name


def test_countries_are_a_valid_coverage(countries: gpd.GeoDataFrame) -> None:
    assert countries.is_valid.all()
    assert shapely.coverage_is_valid(countries.geometry.values)
    assert countries["iso_a2"].dropna().is_unique
    assert {"Kosovo", "Somaliland", "N. Cyprus"} <= set(countries.loc[countries["iso_a2"].isna(), "name"])


@pytest.mark.parametrize("lat", [67.0, -16.5])
def test_no_country_is_smeared_along_a_latitude(countries: gpd.GeoDataFrame, lat: float) -> None:
    assert country_at(countries, -25.0, lat) is None


@pytest.mark.parametrize("band", ["low", "high"])
def test_drawn_neighbours_share_borders(band: str) -> None:
    features = read_features(f"land-{band}.json")
    shapes = [shape(item["geometry"]) for item in features]
    assert all(item.is_valid and not item.is_empty for item in shapes)
    assert shapely.coverage_is_valid(shapes)
    assert {item["properties"]["id"] for item in features} >= CORE


@pytest.mark.parametrize("band", ["low", "high"])
def test_inner_borders_lie_on_the_drawn_land(band: str) -> None:
    rings = shapely.union_all([shape(f["geometry"]).boundary for f in read_features(f"land-{band}.json")])
    borders = shape(read_features(f"borders-{band}.json")[0]["geometry"])
    assert borders.length > 50
    assert borders.difference(rings.buffer(1e-9)).length < 1e-6


@pytest.mark.parametrize("band", ["low", "high"])
def test_water_has_lakes_and_rivers(band: str) -> None:
    features = read_features(f"water-{band}.json")
    assert {item["properties"]["kind"] for item in features} == {"lake", "river"}
    assert all(shape(item["geometry"]).is_valid for item in features)


def test_towns_and_places_name_the_core_countries(countries: gpd.GeoDataFrame) -> None:
    towns = read_features("towns.json")
    capitals = {t["properties"]["iso_a2"] for t in towns if t["properties"]["capital"]}
    assert capitals >= CORE
    ids = [town["properties"]["geonameid"] for town in towns]
    assert len(ids) == len(set(ids))
    places = read_features("places.json")
    assert {place["properties"]["id"] for place in places} >= CORE
    for place in places:
        lon, lat = place["geometry"]["coordinates"]
        assert country_at(countries, lon, lat) == place["properties"]["id"]


@pytest.mark.parametrize(("name", "most"), SIZES.items())
def test_size(name: str, most: int) -> None:
    assert 0 < (BASE / name).stat().st_size <= most
