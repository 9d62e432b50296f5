"""A folder that people write, read record by record: a bad record never hides a good one.

A data folder holds `about.yaml`, `references.yaml`, `subjects.yaml`, `voices.yaml`,
`differences.yaml`, `projects/`, `quotes/`, `facts/` (YAML) and `geometry/` (RFC 7946 GeoJSON); source
records lie in a folder of their own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
import yaml
from pydantic import BaseModel, ValidationError

from geo.errors import Problem, Rule
from geo.records.archive import FACT_COLUMNS, FEATURE_COLUMNS, Counts, Records
from geo.records.facts import Difference, Fact
from geo.records.features import parse_feature
from geo.records.fields import CRS
from geo.records.files import StrictLoader
from geo.records.projects import About, Feature, Project, Subject
from geo.records.sources import Quote, Reference, Source, Voice

FOLDER_THERE = Rule(
    "files", "there is no such data folder", "Set CORRIDORS_DATA to a folder that holds an atlas."
)
FILE_READABLE = Rule("files", "cannot be read: {why}", "Mend the file's syntax.")
LIST_OF_RECORDS = Rule("files", "is not a list of records", "Begin each record with `- id:`.")
FEATURE_COLLECTION = Rule(
    "files",
    "is no GeoJSON FeatureCollection: {why}",
    "Mend the file; RFC 7946 describes the format.",
)
KNOWN_KEY = Rule("schema", "unknown key `{key}`", "Correct the spelling; docs/dictionary.md lists the keys.")
KEY_HOLDS = Rule("schema", "`{key}`: {why}", "docs/dictionary.md says what belongs there.")
UNIQUE_ID = Rule(
    "unique-id", "duplicate id: {times} {record_type} records have it", "Give each record an id of its own."
)


@dataclass(frozen=True)
class CuratedArchive:
    """The records of a data folder as an `Archive`. `version` is that of the folder's files."""

    records: Records
    version: str = ""

    def __contains__(self, project_id: object) -> bool:
        return project_id in self.records.project_by_id

    def count(self) -> Counts:
        """See `Archive`."""
        facts = sum(map(len, self.records.facts_by_subject.values()))
        return Counts(projects=len(self.records.projects), facts=facts)

    def project(self, project_id: str) -> Project:
        """See `Archive`."""
        return self.records.project_by_id[project_id]

    def facts_on(self, subject: str) -> tuple[Fact, ...]:
        """See `Archive`."""
        return self.records.facts_by_subject.get(subject, ())

    def quotation(self, quote_id: str) -> Quote:
        """See `Archive`."""
        return self.records.quote_by_id[quote_id]

    def record_number(self, quote_id: str) -> int | None:
        """See `Archive`: a document has no numbered records."""
        del quote_id
        return None

    def project_rows(self) -> pd.DataFrame:
        """See `Archive`."""
        rows = [
            (p.id, p.name, p.project_type, tuple(name.name for name in p.names))
            for p in self.records.projects
        ]
        return pd.DataFrame(rows, columns=["id", "name", "project_type", "names"]).set_index("id")

    def feature_rows(self) -> gpd.GeoDataFrame:
        """See `Archive`: nobody has measured these features yet."""
        features = self.records.features
        measured = dict.fromkeys(("length_km", "countries"))
        rows = [
            {name: getattr(feature.properties, name, None) for name in FEATURE_COLUMNS} | measured
            for feature in features
        ]
        index = pd.Index([feature.id for feature in features], name="id")
        frame = pd.DataFrame(rows, columns=list(FEATURE_COLUMNS), index=index, dtype=object)
        geometry = [shapely.geometry.shape(feature.geometry) for feature in features]
        return gpd.GeoDataFrame(frame, geometry=geometry, crs=CRS)

    def fact_rows(self) -> pd.DataFrame:
        """See `Archive`."""
        rows = []
        for subject, facts in self.records.facts_by_subject.items():
            for fact in facts:
                source = self.records.source_by_id[self.quotation(fact.quote).source]
                reported = (fact.as_of or source.published).value
                rows.append((fact.id, subject, fact.attribute, fact.value, source.id, reported))
        return pd.DataFrame(rows, columns=list(FACT_COLUMNS), dtype=object)

    def without(self, problems: Iterable[Problem]) -> CuratedArchive:
        """See `Archive`."""
        return replace(self, records=self.records.without(problems))

    def without_sources(self, source_ids: Collection[str]) -> CuratedArchive:
        """See `Archive`."""
        return replace(self, records=self.records.without_sources(source_ids))


@dataclass
class _Reading:
    """What was read so far: records by type, their files, and everything that went wrong."""

    records: dict[str, list[Any]] = field(default_factory=dict)
    files: dict[tuple[str, str], str] = field(default_factory=dict)
    repeats: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, record_type: str, model: type[BaseModel], raw: Any, where: str) -> None:
        name = str(raw.get("id", raw.get("prefix", raw.get("name", "")))) if isinstance(raw, Mapping) else ""
        try:
            record = model.model_validate(raw)
        except ValidationError as error:
            self.refuse(error, f'{record_type} "{name}"', where)
            return
        self.keep(record_type, record, name, where)

    def refuse(self, error: ValidationError, record: str, where: str) -> None:
        for item in error.errors():
            key = ".".join(str(part) for part in item["loc"]) or "record"
            rule = KNOWN_KEY if item["type"] == "extra_forbidden" else KEY_HOLDS
            self.problems.append(rule.broken(where, record, key=key, why=item["msg"]))

    def keep(self, record_type: str, record: Any, name: str, where: str) -> None:
        """Keep a record; of those that share an id the first, so that no file hides a record of another."""
        key = (record_type, name)
        if key in self.files:
            self.repeats.setdefault(key, []).append(where)
        else:
            self.records.setdefault(record_type, []).append(record)
            self.files[key] = where

    def list_repeats(self) -> Iterator[Problem]:
        for (record_type, name), files in self.repeats.items():
            for where in dict.fromkeys(files):
                yield UNIQUE_ID.broken(where, name, record_type=record_type, times=1 + len(files))


def read_curated(data: Path, sources: Path) -> tuple[Records, list[Problem]]:
    """Read all records of a data folder and its source folder.

    Returns what could be read and every problem met on the way; a bad record never hides a good one.
    """
    reading = _Reading()
    if not data.is_dir():
        reading.problems.append(FOLDER_THERE.broken(str(data), ""))
    for path, raw in _read_yaml(data, data / "about.yaml", reading):
        reading.take("about", About, raw, path)
    for name, record_type, model in (
        ("references.yaml", "reference", Reference),
        ("subjects.yaml", "subject", Subject),
        ("voices.yaml", "voice", Voice),
        ("differences.yaml", "difference", Difference),
    ):
        for path, raw in _read_yaml(data, data / name, reading):
            _take_list(reading, record_type, model, raw, path)
    for path, raw in _read_folder(sources.parent, sources, reading):
        reading.take("source", Source, raw, path)
    for path, raw in _read_folder(data, data / "projects", reading):
        reading.take("project", Project, raw, path)
    for path, raw in _read_folder(data, data / "quotes", reading):
        _take_list(reading, "quote", Quote, raw, path)
    for path, raw in _read_folder(data, data / "facts", reading):
        _take_list(reading, "fact", Fact, raw, path)
    for file in sorted((data / "geometry").glob("*.geojson")):
        _take_geojson(reading, file, _relative(data, file))
    return _bundle(reading), [*reading.problems, *reading.list_repeats()]


def _bundle(reading: _Reading) -> Records:
    kept = {record_type: tuple(records) for record_type, records in reading.records.items()}
    return Records(
        about=next(iter(kept.get("about", ())), None),
        sources=kept.get("source", ()),
        quotes=kept.get("quote", ()),
        facts=kept.get("fact", ()),
        projects=tuple(sorted(kept.get("project", ()), key=lambda project: project.id)),
        subjects=kept.get("subject", ()),
        references=kept.get("reference", ()),
        voices=kept.get("voice", ()),
        differences=kept.get("difference", ()),
        features=kept.get("feature", ()),
        files=reading.files,
    )


def _relative(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name


def _read_folder(root: Path, folder: Path, reading: _Reading) -> Iterator[tuple[str, Any]]:
    for file in sorted(folder.glob("*.yaml")):
        yield from _read_yaml(root, file, reading)


def _read_yaml(root: Path, file: Path, reading: _Reading) -> Iterator[tuple[str, Any]]:
    where = _relative(root, file)
    if not file.exists():
        return
    try:
        raw = yaml.load(file.read_text(encoding="utf-8"), Loader=StrictLoader)
    except (yaml.YAMLError, ValueError, OSError) as error:
        why = re.sub(r"\s+", " ", str(error))
        reading.problems.append(FILE_READABLE.broken(where, "", why=why))
        return
    yield where, raw


def _take_list(reading: _Reading, record_type: str, model: type[BaseModel], raw: Any, where: str) -> None:
    if not isinstance(raw, list):
        reading.problems.append(LIST_OF_RECORDS.broken(where, ""))
        return
    for item in raw:
        reading.take(record_type, model, item, where)


def _take_geojson(reading: _Reading, file: Path, where: str) -> None:
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        raw_features = list(raw["features"])
    except (ValueError, KeyError, TypeError, OSError) as error:
        reading.problems.append(FEATURE_COLLECTION.broken(where, "", why=str(error)))
        return
    for raw_feature in raw_features:
        try:
            feature = parse_feature(raw_feature, where)
        except ValidationError as error:
            name = raw_feature.get("id", "")
            reading.refuse(error, f'feature "{name}"', where)
            continue
        if isinstance(feature, Feature):
            reading.keep("feature", feature, feature.id, where)
        else:
            reading.problems.append(feature)
