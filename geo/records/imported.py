"""Records of an imported data set: one table, one row a project, its facts made when they are read.

A data set of ten thousand records is not ten thousand YAML files. It lies in one FlatGeobuf file,
`records.fgb`, beside `about.yaml` and the record of its source. The record in the data set is
the evidence of its facts, and its words are quoted as the data set writes them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.errors import Problem, Rule
from geo.records.archive import FACT_COLUMNS, Counts, Records
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


_IMPORT_AGAIN = "Import the data set again with `corridors import`."
TABLE_READABLE = Rule("files", "cannot be read: {why}", _IMPORT_AGAIN)
TABLE_COLUMNS = Rule("schema", "lacks the columns {columns}", _IMPORT_AGAIN)
UNIQUE_ROW = Rule("unique-id", "duplicate id", "Import the data set again.")
ROW_ON_GLOBE = Rule("coordinates", "has no geometry, or one off the globe", "Import the data set again.")


@dataclass(frozen=True)
class ImportedArchive:
    """A data set as an `Archive`: `frame` has the columns of `COLUMNS`, indexed by project id.

    `source` is the record of the data set, which lies with what people wrote; so there is nothing in
    `records`.
    """

    frame: gpd.GeoDataFrame
    source: Source
    version: str = ""

    @property
    def records(self) -> Records:
        """See `Archive`: nobody wrote these records by hand."""
        return Records()

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {str(project): row for row, project in enumerate(self.frame.index)}

    def __contains__(self, project_id: object) -> bool:
        return project_id in self._row_of

    def _row(self, project_id: str) -> dict[str, Any]:
        row = self.frame.iloc[self._row_of[project_id]]
        return {str(name): (None if _is_missing(value) else value) for name, value in row.items()}

    def count(self) -> Counts:
        """See `Archive`."""
        rows = len(self.frame)
        return Counts(projects=rows, facts=rows, imported=rows)

    def project(self, project_id: str) -> Project:
        """See `Archive`."""
        row = self._row(project_id)
        return Project.model_construct(id=project_id, name=row["name"], project_type=row["kind"])

    def facts_on(self, subject: str) -> tuple[Fact, ...]:
        """See `Archive`: what a record says of its project is its text, its status and its countries."""
        project_id = subject.removeprefix("project:")
        if project_id not in self or project_id == subject:
            return ()
        row = self._row(project_id)
        return tuple(
            Fact.model_construct(id=fact_id, subject=subject, attribute=attribute, quote=quote, **more)
            for fact_id, attribute, quote, more in _facts_of(project_id, row)
        )

    def quotation(self, quote_id: str) -> Quote:
        """See `Archive`: words of a record are its text, or the fields that carry facts."""
        project_id, _, part = quote_id.rpartition("-")
        row = self._row(project_id)
        exact = {"text": row["quote"], "record": _describe_fields(row)}[part]
        if not exact:
            raise KeyError(quote_id)
        return Quote.model_construct(id=quote_id, source=self.source.id, exact=exact)

    def record_number(self, quote_id: str) -> int | None:
        """See `Archive`."""
        project_id = quote_id.rpartition("-")[0]
        return int(self._row(project_id)["record"]) if project_id in self else None

    def project_rows(self) -> pd.DataFrame:
        """See `Archive`."""
        frame = self.frame
        columns = {"name": frame["name"], "project_type": frame["kind"], "names": [()] * len(frame)}
        return pd.DataFrame(columns, index=frame.index)

    def feature_rows(self) -> gpd.GeoDataFrame:
        """See `Archive`: one feature a record, measured when it was imported."""
        frame = self.frame
        is_point = (frame["length_km"] == 0).to_numpy()
        columns = {
            "project": frame.index,
            "name": frame["name"],
            "accuracy": None,
            "alignment": None,
            "precision": ["exact" if point else None for point in is_point],
            "place_known_from": ["source" if point else None for point in is_point],
            "basis": f"As drawn in {self.source.title}; the atlas does not know how well.",
            "length_km": frame["length_km"],
            "countries": [tuple(codes.split()) for codes in frame["drawn_countries"]],
        }
        return gpd.GeoDataFrame(columns, index=frame.index, geometry=frame.geometry.array, crs=frame.crs)

    def fact_rows(self) -> pd.DataFrame:
        """See `Archive`."""
        published, rows = self.source.published.value, []
        wanted = ["status", "status_words", "named_countries", "country_words", "quote"]
        frame = self.frame[wanted].astype(object).where(self.frame[wanted].notna(), None)
        for project_id, *values in frame.itertuples(name=None):
            row = dict(zip(wanted, values, strict=True))
            for fact_id, attribute, _, more in _facts_of(project_id, row):
                subject, value = f"project:{project_id}", more.get("value")
                rows.append((fact_id, subject, attribute, value, self.source.id, published))
        return pd.DataFrame(rows, columns=list(FACT_COLUMNS), dtype=object)

    def without(self, problems: Iterable[Problem]) -> ImportedArchive:
        """See `Archive`."""
        bad = {p.record for p in problems if p.file == FILE and not p.rule.keeps_record}
        if not bad:
            return self
        return replace(self, frame=self.frame[~self.frame.index.isin(list(bad))])

    def without_sources(self, source_ids: Collection[str]) -> ImportedArchive:
        """See `Archive`: all rows rest on one source."""
        return replace(self, frame=self.frame.iloc[:0]) if self.source.id in source_ids else self


def _facts_of(project_id: str, row: Mapping[str, Any]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Id, attribute, quote and what else is given of each fact that a row carries; at least one."""
    record, words = f"{project_id}-record", row["status_words"]
    said: list[tuple[str, dict[str, Any]]] = []
    if row["status"]:
        said.append(("status", {"value": row["status"], "reads": words}))
    elif words:
        said.append(("progress", {"value": words, "reads": words}))
    for code in (row["named_countries"] or "").split():
        said.append(("country", {"value": code, "reads": row["country_words"]}))
    for attribute, more in said:
        yield f"{project_id}-{attribute}-{more['value'].lower()}", attribute, record, more
    if row["quote"]:
        yield f"{project_id}-statement", "statement", f"{project_id}-text", {}
    elif not said:
        yield f"{project_id}-statement", "statement", record, {}


def _describe_fields(row: Mapping[str, Any]) -> str:
    fields = {"Name": row["name"], "Status": row["status_words"], "Country": row["country_words"]}
    return "; ".join(f"{name}: {value}" for name, value in fields.items() if value)


def _is_missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def write_table(file: Path, frame: gpd.GeoDataFrame) -> None:
    """Write the columns of `COLUMNS` in the order of the rows."""
    frame[list(COLUMNS)].to_file(file, driver="FlatGeobuf", SPATIAL_INDEX="NO")


def read_table(file: Path, source: Source, version: str) -> tuple[ImportedArchive | None, list[Problem]]:
    """Read a data set's table; problems are listed, and only sound rows are kept.

    The archive is missing where the file cannot be read at all.
    """
    try:
        frame = gpd.read_file(file)
    except Exception as error:  # GDAL raises many kinds
        return None, [TABLE_READABLE.broken(file.name, "", why=str(error))]
    missing = [column for column in COLUMNS if column not in frame.columns]
    if missing:
        return None, [TABLE_COLUMNS.broken(file.name, "", columns=", ".join(missing))]
    problems = list(_check_rows(file.name, frame))
    bad = {problem.record for problem in problems}
    frame = frame[~frame["id"].isin(bad)] if bad else frame
    return ImportedArchive(frame.set_index("id"), source, version), problems


def _check_rows(file: str, frame: gpd.GeoDataFrame) -> Iterator[Problem]:
    for name in frame.loc[frame["id"].duplicated(), "id"].unique():
        yield UNIQUE_ROW.broken(file, str(name))
    bounds = frame.geometry.bounds
    off = frame.geometry.isna() | frame.geometry.is_empty | bounds.isna().any(axis=1)
    off |= (bounds["minx"] < -180) | (bounds["maxx"] > 180) | (bounds["miny"] < -90) | (bounds["maxy"] > 90)
    for name in frame.loc[off, "id"]:
        yield ROW_ON_GLOBE.broken(file, str(name))
