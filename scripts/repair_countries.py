"""Natural Earth's countries as packaged → a valid coverage, one row per country.

As packaged, rings cross the 180th meridian, polygons cross themselves and neighbours do not share
their border. What is repaired is printed.
"""

from collections.abc import Iterator, Sequence

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pycountry
import shapely
from shapely import MultiPolygon, Polygon, affinity
from shapely.geometry.base import BaseGeometry

LEASED = {"Baikonur": "KZ"}

Points = npt.NDArray[np.float64]


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
