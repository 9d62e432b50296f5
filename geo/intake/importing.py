"""Any vector file that GDAL reads → a data folder that the dashboard opens.

Nothing is dropped silently: every row that is mended, renamed or left out is in the report, with
its number in the file and the reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo.checks.countries import country_code
from geo.checks.geodesy import countries_crossed, measure_length_km
from geo.errors import ImportRefused
from geo.intake.mending import flatten, mend_all
from geo.intake.vector_files import Fields, Remark, Report, read_rows, to_wgs84
from geo.records.archive import Records
from geo.records.fields import CRS, Published
from geo.records.opening import write_archive
from geo.records.projects import About
from geo.records.sources import Author, Source
from geo.records.vocabulary import STATUS_SPELLINGS
from geo.settings import Settings

_CHUNK, _MOST_NOTES = 500, 20


@dataclass(frozen=True)
class Origin:
    """Whose data set it is: what its source record will say."""

    title: str
    licence: str
    published: str
    publisher: str | None = None
    address: str | None = None


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
    """Read a vector file and write a data folder. `progress` is called with rows done and rows in all.

    `crs` is used where the file states none. Raises `ImportRefused` where the file cannot be read,
    a named field is missing, the coordinates cannot be placed, or the folder is in use.
    """
    if into.exists() and any(into.iterdir()):
        raise ImportRefused(f"{into} is not empty: name a new folder, or empty this one.")
    rows = read_rows(file, layer, fields)
    report = Report(rows=len(rows))
    rows = to_wgs84(rows, crs, report)
    shapes, kept = mend_all(list(rows.geometry), report)
    table = _build_table(rows.iloc[kept].set_geometry(shapes), kept, fields, report, progress)
    _write(into, table, origin)
    report.written = len(table)
    return report


def _build_table(
    rows: gpd.GeoDataFrame,
    numbers: list[int],
    fields: Fields,
    report: Report,
    progress: Callable[[int, int], None],
) -> gpd.GeoDataFrame:
    """The table of the data set, with the columns of `COLUMNS`; `numbers` are the rows in the file."""
    texts = {what: [_text(value) for value in rows[name]] for what, name in fields.named().items()}
    blank: list[str | None] = [None] * len(rows)
    ids = _make_ids(texts.get("id", blank), numbers, report, named=bool(fields.id))
    country_words, status_words = texts.get("country", blank), texts.get("status", blank)
    named = [_read_countries(words, row, report) for words, row in zip(country_words, numbers, strict=True)]
    lengths, drawn = _measure(list(rows.geometry), progress)
    names = zip(texts.get("name", blank), numbers, strict=True)
    columns = {
        "id": ids,
        "record": [row + 1 for row in numbers],
        "name": [name or f"Record {row + 1}" for name, row in names],
        "kind": [slugify(words or "") or "not-stated" for words in texts.get("project_type", blank)],
        "status": _read_statuses(status_words, report),
        "status_words": status_words,
        "country_words": country_words,
        "named_countries": named,
        "drawn_countries": drawn,
        "length_km": lengths,
        "quote": texts.get("quote", blank),
    }
    return gpd.GeoDataFrame(pd.DataFrame(columns), geometry=list(rows.geometry), crs=CRS)


def _read_statuses(all_words: Sequence[str | None], report: Report) -> Sequence[str | None]:
    """The atlas's word for each status, missing where it has none: those are listed in the report."""
    statuses = [STATUS_SPELLINGS.get((words or "").strip().lower()) for words in all_words]
    unread = Counter(w for w, s in zip(all_words, statuses, strict=True) if w and not s)
    report.notes += [
        f"Status {words!r} ({number} rows) is none of the atlas's words: shown as written, filtered as "
        "not stated."
        for words, number in unread.most_common(_MOST_NOTES)
    ]
    return statuses


def _measure(
    shapes: list[BaseGeometry], progress: Callable[[int, int], None]
) -> tuple[list[float], list[str]]:
    lengths, drawn = [], []
    for start in range(0, len(shapes), _CHUNK):
        chunk = shapes[start : start + _CHUNK]
        lines = [[part for part in flatten(shape) if part.geom_type == "LineString"] for shape in chunk]
        lengths += [sum(map(measure_length_km, parts)) for parts in lines]
        drawn += [" ".join(codes) for codes in countries_crossed(chunk)]
        progress(min(start + _CHUNK, len(shapes)), len(shapes))
    return lengths, drawn


def _text(value: Any) -> str | None:
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    if isinstance(value, float) and value.is_integer():
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


def _write(into: Path, table: gpd.GeoDataFrame, origin: Origin) -> None:
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
    write_archive(Settings(into, into / "sources"), Records(about=about, sources=(source,)), table)
