"""Any vector file that GDAL reads → a data folder that the dashboard opens.

Nothing is dropped silently: every row that is mended, renamed or left out is in the report, with
its number in the file and the reason.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import antimeridian
import geopandas as gpd
import numpy as np
import pandas as pd
import pycountry
import shapely
from babel import Locale
from shapely.geometry.base import BaseGeometry

from geo.checks.geodesy import countries_crossed, measure_length_km
from geo.errors import ImportRefused
from geo.records.curated import dump_record, write_yaml
from geo.records.fields import About, Author, Published, Source
from geo.records.imported import FILE, write_table

_CHUNK = 500
_STATUS_WORDS = {
    "proposed": "proposed", "announced": "proposed", "planned": "proposed", "pre-construction": "proposed",
    "construction": "construction", "under construction": "construction", "in development": "proposed",
    "implementation": "construction", "operating": "operating", "operational": "operating",
    "completion": "operating", "completed": "operating", "in service": "operating",
    "shelved": "shelved", "suspended": "shelved", "cancelled": "cancelled", "canceled": "cancelled",
    "idle": "idle", "mothballed": "mothballed", "retired": "retired", "decommissioned": "retired",
}  # fmt: skip


@dataclass(frozen=True)
class Fields:
    """Which fields of the file carry what; a field that is not named is left out."""

    id: str | None = None
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    status: str | None = None
    quote: str | None = None

    def named(self) -> dict[str, str]:
        """The fields that are named, by what they carry."""
        return {what: name for what, name in vars(self).items() if name}


@dataclass(frozen=True)
class Origin:
    """Whose data set it is: what its source record will say."""

    title: str
    licence: str
    published: str
    publisher: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class Remark:
    """What was done to one row: its number in the file, counted from 1, and why."""

    row: int
    what: str
    is_left_out: bool = False


@dataclass
class Report:
    """Everything that an import did: rows read, written, and a remark on each that was touched."""

    rows: int = 0
    written: int = 0
    notes: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def import_file(
    file: Path,
    into: Path,
    fields: Fields,
    origin: Origin,
    *,
    layer: str | None = None,
    crs: str | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Read a vector file and write a data folder. `progress` is told rows done and rows in all.

    `crs` is used where the file states none. Raises `ImportRefused` where the file cannot be read,
    a named field is missing, the coordinates cannot be placed, or the folder is in use.
    """
    if into.exists() and any(into.iterdir()):
        raise ImportRefused(f"{into} is not empty: name a new folder, or empty this one.")
    rows = _read(file, layer, fields)
    report = Report(rows=len(rows))
    rows = _to_wgs84(rows, crs, report)
    geometries, kept = _mend_all(list(rows.geometry), report)
    rows, shapes = rows.iloc[kept], geometries
    table = _build_table(rows, shapes, kept, fields, report, progress)
    _write(into, table, origin, report)
    return report


def _read(file: Path, layer: str | None, fields: Fields) -> gpd.GeoDataFrame:
    try:
        layers = gpd.list_layers(file)["name"].tolist()
        if layer is None and len(layers) > 1:
            raise ImportRefused(f"{file} has several layers ({', '.join(layers)}): name one with --layer.")
        rows = gpd.read_file(file, layer=layer)
    except ImportRefused:
        raise
    except Exception as error:  # GDAL raises many kinds
        raise ImportRefused(f"{file} cannot be read: {error}") from error
    if not isinstance(rows, gpd.GeoDataFrame):
        raise ImportRefused(f"{file} has no geometry.")
    missing = [name for name in fields.named().values() if name not in rows.columns]
    if missing:
        there = ", ".join(map(str, rows.columns.drop("geometry", errors="ignore")))
        raise ImportRefused(f"{file} has no field {', '.join(missing)}. It has: {there}.")
    return rows


def _to_wgs84(rows: gpd.GeoDataFrame, crs: str | None, report: Report) -> gpd.GeoDataFrame:
    if rows.crs is None and crs is None:
        west, south, east, north = rows.total_bounds
        if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
            raise ImportRefused(
                "the file states no coordinate reference system, and its coordinates are no degrees: "
                "name the system with --crs, for example --crs EPSG:32643."
            )
        report.notes.append("The file states no coordinate reference system; read as WGS 84 degrees.")
        return rows.set_crs("EPSG:4326")
    if rows.crs is None and crs is not None:
        rows = rows.set_crs(crs)
    if rows.crs is None or rows.crs.equals("EPSG:4326"):
        return rows
    report.notes.append(f"Converted from {rows.crs.name} to WGS 84.")
    return rows.to_crs("EPSG:4326")


def _mend_all(geometries: Sequence[Any], report: Report) -> tuple[list[BaseGeometry], list[int]]:
    shapes, kept = [], []
    for row, geometry in enumerate(geometries):
        mended, what = mend_geometry(geometry)
        if what:
            report.remarks.append(Remark(row + 1, what, mended is None))
        if mended is not None:
            shapes.append(mended)
            kept.append(row)
    return shapes, kept


def mend_geometry(geometry: BaseGeometry | None) -> tuple[BaseGeometry | None, str]:
    """Return a geometry fit for the map, and what was done to it.

    It comes back two-dimensional, valid and split where it crosses the 180th meridian; missing
    where nothing can be drawn. What was done is empty where nothing was.
    """
    if geometry is None or geometry.is_empty:
        return None, "has no geometry"
    west, south, east, north = geometry.bounds
    if not np.isfinite([west, south, east, north]).all():
        return None, "has coordinates that are no numbers"
    if south < -90 or north > 90 or west < -360 or east > 360:
        return None, "has coordinates off the globe"
    if geometry.length == 0 and not any(part.geom_type == "Point" for part in _flatten(geometry)):
        return None, "has no extent: its points coincide"
    done: list[str] = []
    if geometry.has_z:
        geometry = shapely.force_2d(geometry)
        done.append("heights left out")
    if not geometry.is_valid:
        geometry = shapely.make_valid(geometry)
        done.append("mended: was not valid")
    geometry, split = _split_at_dateline(geometry)
    done += ["split at the 180th meridian"] if split else []
    parts = [p for p in _flatten(geometry) if not p.is_empty and (p.geom_type == "Point" or p.length > 0)]
    if not parts:
        return None, "has no extent: its points coincide"
    return _collect(parts), "; ".join(done)


def _split_at_dateline(geometry: BaseGeometry) -> tuple[BaseGeometry, bool]:
    parts, split = [], False
    for part in _flatten(geometry):
        west, _, east, _ = part.bounds
        xs = shapely.get_coordinates(part)[:, 0]
        jumps = len(xs) > 1 and bool(np.abs(np.diff(xs)).max() > 180) and part.geom_type != "Point"
        if not jumps and west >= -180 and east <= 180:
            parts.append(part)
            continue
        split = True
        fixed: Any = part
        if isinstance(part, shapely.LineString):
            fixed = antimeridian.fix_line_string(part, great_circle=False)
        elif isinstance(part, shapely.Polygon):
            fixed = antimeridian.fix_polygon(part, great_circle=False)
        else:
            fixed = shapely.Point((xs[0] + 180) % 360 - 180, shapely.get_coordinates(part)[0, 1])
        parts += _flatten(fixed)
    return _collect(parts), split


def _flatten(geometry: BaseGeometry) -> list[BaseGeometry]:
    if hasattr(geometry, "geoms"):
        return [simple for part in geometry.geoms for simple in _flatten(part)]
    return [shapely.LineString(geometry.coords)] if geometry.geom_type == "LinearRing" else [geometry]


def _collect(parts: Sequence[BaseGeometry]) -> BaseGeometry:
    return parts[0] if len(parts) == 1 else shapely.GeometryCollection(list(parts))


def _build_table(
    rows: gpd.GeoDataFrame, shapes: list[BaseGeometry], kept: list[int], fields: Fields,
    report: Report, progress: Callable[[int, int], None],
) -> gpd.GeoDataFrame:  # fmt: skip
    texts = {what: [_text(value) for value in rows[name]] for what, name in fields.named().items()}
    blank: list[str | None] = [None] * len(rows)
    ids = _make_ids(texts.get("id", blank), kept, report, named=bool(fields.id))
    country_words = texts.get("country", blank)
    named = [_read_countries(words, row, report) for words, row in zip(country_words, kept, strict=True)]
    status_words = texts.get("status", blank)
    lengths, drawn = _measure(shapes, progress)
    names = texts.get("name", blank)
    statuses = [_STATUS_WORDS.get((words or "").strip().lower()) for words in status_words]
    columns = {
        "id": ids,
        "record": [row + 1 for row in kept],
        "name": [name or f"Record {row + 1}" for name, row in zip(names, kept, strict=True)],
        "kind": [slugify(kind or "") or "not-stated" for kind in texts.get("kind", blank)],
        "status": statuses,
        "status_words": status_words,
        "country_words": country_words,
        "named_countries": named,
        "drawn_countries": drawn,
        "length_km": lengths,
        "quote": texts.get("quote", blank),
    }
    unread = Counter(w for w, s in zip(status_words, statuses, strict=True) if w and not s)
    report.notes += [
        f"Status {words!r} ({number} rows) is none of the atlas's words: shown as written, filtered as "
        "not stated."
        for words, number in unread.most_common(20)
    ]
    return gpd.GeoDataFrame(pd.DataFrame(columns), geometry=shapes, crs="EPSG:4326")


def _measure(
    shapes: list[BaseGeometry], progress: Callable[[int, int], None]
) -> tuple[list[float], list[str]]:
    lengths, drawn = [], []
    for start in range(0, len(shapes), _CHUNK):
        chunk = shapes[start : start + _CHUNK]
        lines = [[part for part in _flatten(shape) if part.geom_type == "LineString"] for shape in chunk]
        lengths += [sum(map(measure_length_km, parts)) for parts in lines]
        drawn += [" ".join(codes) for codes in countries_crossed(chunk)]
        progress(min(start + _CHUNK, len(shapes)), len(shapes))
    return lengths, drawn


def _text(value: object) -> str | None:
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float) and value == int(value):
        value = int(value)
    text = " ".join(str(value).split())
    return text or None


def slugify(text: str) -> str:
    """Return kebab-case for an id: Latin letters and digits; other scripts by their code points."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isascii() else "" if unicodedata.combining(c) else f"-{ord(c):x}-" for c in plain)
    return re.sub(r"[^a-z0-9]+", "-", kept).strip("-")[:80].strip("-")


def _make_ids(values: Sequence[str | None], kept: list[int], report: Report, *, named: bool) -> list[str]:
    taken: set[str] = set()
    ids = []
    for value, row in zip(values, kept, strict=True):
        wanted = slugify(value or "") or f"row-{row + 1}"
        if named and not value:
            report.remarks.append(Remark(row + 1, f"has no id: called {wanted}"))
        made, number = wanted, 1
        while made in taken:
            number += 1
            made = f"{wanted}-{number}"
        if made != wanted:
            report.remarks.append(Remark(row + 1, f"has the id of an earlier row ({value}): called {made}"))
        taken.add(made)
        ids.append(made)
    return ids


def _read_countries(words: str | None, row: int, report: Report) -> str:
    codes, unknown = set(), []
    for part in re.split(r"[,;/|]| and ", words or ""):
        if name := part.strip():
            code = country_code(name)
            codes |= {code} if code else set()
            unknown += [] if code else [name]
    if unknown:
        report.remarks.append(Remark(row + 1, f"names no country that ISO 3166 knows: {', '.join(unknown)}"))
    return " ".join(sorted(codes))


_KNOWN_CODES: dict[str, str | None] = {}


def country_code(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code for a country's name or code; missing where unknown."""
    if name not in _KNOWN_CODES:
        try:
            _KNOWN_CODES[name] = str(pycountry.countries.lookup(name).alpha_2)
        except LookupError:
            _KNOWN_CODES[name] = _by_common_name().get(name.casefold())
    return _KNOWN_CODES[name]


@lru_cache(maxsize=1)
def _by_common_name() -> dict[str, str]:
    """Names that ISO 3166 does not list: Unicode's English ones, such as "Russia" or "Türkiye"."""
    named = Locale("en").territories
    return {named[c.alpha_2].casefold(): c.alpha_2 for c in pycountry.countries if c.alpha_2 in named}


def _write(into: Path, table: gpd.GeoDataFrame, origin: Origin, report: Report) -> None:
    source = Source(
        id=slugify(origin.title) or "data-set",
        title=origin.title,
        publisher=origin.publisher or origin.title,
        author=Author(reason="a data set"),
        published=Published(value=origin.published, known="stated", reason="given at the import"),
        language="en",
        nature="data-set",
        voice=origin.publisher or origin.title,
        address=origin.address,
        licence=origin.licence,
        caveats=("The record in the data set is the evidence; the atlas has not looked behind it.",),
    )
    about = About(
        title=origin.title,
        sentence=f"{len(table):,} records of {origin.title}, each shown with its own words.",
        updated=origin.published,
    )
    into.mkdir(parents=True, exist_ok=True)
    write_yaml(into / "about.yaml", dump_record(about))
    write_yaml(into / "sources" / f"{source.id}.yaml", dump_record(source))
    write_table(into / FILE, table)
    report.written = len(table)
