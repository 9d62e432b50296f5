"""Records of an imported data set: one table, one row a project, its facts made when they are read.

A data set of ten thousand records is not ten thousand YAML files. It lies in one FlatGeobuf file,
`records.fgb`, beside `about.yaml` and the record of its source. The record in the data set is
the evidence of its facts, and its words are quoted as the data set writes them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd

from geo.errors import Problem
from geo.records.facts import Fact
from geo.records.projects import Project
from geo.records.sources import Quote, Source

FILE = "records.fgb"

COLUMNS: dict[str, str] = {
    "id": "project id, unique, kebab-case",
    "record": "row number in the imported file, counted from 1",
    "name": "name as the data set writes it",
    "kind": "project type, kebab-case",
    "status": "status in Global Energy Monitor's words; missing where the data set has none of them",
    "status_words": "status as the data set writes it; missing where there is none",
    "country_words": "countries as the data set writes them; missing where there are none",
    "named_countries": "ISO 3166-1 codes of those, joined by spaces",
    "drawn_countries": "ISO 3166-1 codes of the countries that the geometry lies in, joined by spaces",
    "length_km": "geodesic length of the geometry in kilometres, 0 for points",
    "quote": "words of the record itself; missing where no field was named",
    "geometry": "geometry in EPSG:4326, two-dimensional",
}


@dataclass(frozen=True)
class RecordTable:
    """An imported data set: `frame` has the columns of `COLUMNS`, indexed by project id."""

    frame: gpd.GeoDataFrame
    source: Source

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {str(project): row for row, project in enumerate(self.frame.index)}

    def __contains__(self, project_id: object) -> bool:
        return project_id in self._row_of

    def _row(self, project_id: str) -> dict[str, Any]:
        row = self.frame.iloc[self._row_of[project_id]]
        return {str(name): (None if _is_missing(value) else value) for name, value in row.items()}

    def project(self, project_id: str) -> Project:
        """Return the project of a row. Raises `KeyError` for an unknown id."""
        row = self._row(project_id)
        return Project.model_construct(id=project_id, name=row["name"], project_type=row["kind"])

    def quotes(self, project_id: str) -> dict[str, Quote]:
        """Return the words of a record by quote id: its text, and the fields that carry facts."""
        row = self._row(project_id)
        texts = {}
        if row["quote"]:
            texts[f"{project_id}-text"] = row["quote"]
        fields = {"Name": row["name"], "Status": row["status_words"], "Country": row["country_words"]}
        texts[f"{project_id}-record"] = "; ".join(f"{k}: {v}" for k, v in fields.items() if v)
        source = self.source.id
        return {i: Quote.model_construct(id=i, source=source, exact=text) for i, text in texts.items()}

    def facts(self, project_id: str) -> tuple[Fact, ...]:
        """Return what a record says of its project: its text, status and countries."""
        row, quotes = self._row(project_id), self.quotes(project_id)
        record = f"{project_id}-record"
        made = list(_facts_of_fields(project_id, row, record))
        if f"{project_id}-text" in quotes:
            made.append(_fact(project_id, "statement", f"{project_id}-text"))
        elif not made:
            made.append(_fact(project_id, "statement", record))
        return tuple(made)

    def evidence_line(self, project_id: str) -> str:
        """Return how a record is cited: "record 1234 of <data set>"."""
        return f"record {int(self._row(project_id)['record']):,} of {self.source.title}"


def feature_rows(table: RecordTable) -> gpd.GeoDataFrame:
    """Return one row per record with the columns of `Atlas.features`."""
    frame = table.frame
    is_point = (frame["length_km"] == 0).to_numpy()
    columns = {
        "project": frame.index,
        "name": frame["name"],
        "accuracy": None,
        "alignment": None,
        "precision": ["exact" if point else None for point in is_point],
        "place_known_from": ["source" if point else None for point in is_point],
        "basis": f"As drawn in {table.source.title}; the atlas does not know how well.",
        "length_km": frame["length_km"],
        "countries": [tuple(codes.split()) for codes in frame["drawn_countries"]],
    }
    return gpd.GeoDataFrame(columns, index=frame.index, geometry=frame.geometry.array, crs=frame.crs)


def _is_missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _fact(project_id: str, attribute: str, quote: str, **more: Any) -> Fact:
    value = str(more.get("value", "")).lower()
    name = "-".join(part for part in (project_id, attribute, value) if part)
    return Fact.model_construct(
        id=name, subject=f"project:{project_id}", attribute=attribute, quote=quote, **more
    )


def _facts_of_fields(project_id: str, row: dict[str, Any], quote: str) -> Iterator[Fact]:
    words = row["status_words"]
    if row["status"]:
        yield _fact(project_id, "status", quote, value=row["status"], reads=words)
    elif words:
        yield _fact(project_id, "progress", quote, value=words, reads=words)
    for code in (row["named_countries"] or "").split():
        yield _fact(project_id, "country", quote, value=code, reads=row["country_words"])


def write_table(file: Path, frame: gpd.GeoDataFrame) -> None:
    """Write the columns of `COLUMNS` in the order of the rows."""
    frame[list(COLUMNS)].to_file(file, driver="FlatGeobuf", SPATIAL_INDEX="NO")


def read_table(file: Path, source: Source) -> tuple[RecordTable | None, list[Problem]]:
    """Read a data set's table; problems are listed, and only sound rows are kept."""
    try:
        frame = gpd.read_file(file)
    except Exception as error:  # GDAL raises many kinds
        return None, [
            Problem(
                file.name,
                "",
                "files",
                f"cannot be read: {error}",
                "Import the data set again with `corridors import`.",
            )
        ]
    missing = [column for column in COLUMNS if column not in frame.columns]
    if missing:
        return None, [
            Problem(
                file.name,
                "",
                "schema",
                f"lacks the columns {', '.join(missing)}",
                "Import the data set again with `corridors import`.",
            )
        ]
    problems = list(_check_rows(file.name, frame))
    bad = {problem.record for problem in problems}
    frame = frame[~frame["id"].isin(bad)] if bad else frame
    return RecordTable(frame.set_index("id"), source), problems


def _check_rows(file: str, frame: gpd.GeoDataFrame) -> Iterator[Problem]:
    doubled = frame.loc[frame["id"].duplicated(keep=False), "id"].unique()
    for name in doubled:
        yield Problem(file, str(name), "unique-id", "the id stands twice", "Import the data set again.")
    bounds = frame.geometry.bounds
    off = frame.geometry.isna() | frame.geometry.is_empty | bounds.isna().any(axis=1)
    off |= (bounds["minx"] < -180) | (bounds["maxx"] > 180) | (bounds["miny"] < -90) | (bounds["maxy"] > 90)
    for name in frame.loc[off, "id"]:
        yield Problem(
            file,
            str(name),
            "coordinates",
            "has no geometry, or one off the globe",
            "Import the data set again.",
        )
