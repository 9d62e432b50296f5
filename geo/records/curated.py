"""A folder that people write, read record by record: a bad record never hides a good one.

A data folder holds `about.yaml`, `references.yaml`, `subjects.yaml`, `voices.yaml`,
`differences.yaml`, `projects/`, `quotes/`, `facts/` (YAML) and `geometry/` (RFC 7946 GeoJSON); source
records lie in a folder of their own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
import yaml
from pydantic import BaseModel, ValidationError

from geo.errors import Problem
from geo.records.archive import Records
from geo.records.facts import Difference, Fact
from geo.records.files import StrictLoader
from geo.records.projects import About, Feature, Project, Segment, Site, Subject
from geo.records.sources import Quote, Reference, Source, Voice


@dataclass
class _Reading:
    """What was read so far: records by type, their files, and everything that went wrong."""

    records: dict[str, list[Any]] = field(default_factory=dict)
    files: dict[tuple[str, str], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, record_type: str, model: type[BaseModel], raw: Any, where: str) -> None:
        name = str(raw.get("id", raw.get("prefix", raw.get("name", "")))) if isinstance(raw, Mapping) else ""
        try:
            record = model.model_validate(raw)
        except ValidationError as error:
            self.problems += [
                _schema_problem(where, f'{record_type} "{name}"', item) for item in error.errors()
            ]
            return
        self.keep(record_type, record, name, where)

    def keep(self, record_type: str, record: Any, name: str, where: str) -> None:
        self.records.setdefault(record_type, []).append(record)
        self.files[(record_type, name)] = where


def _schema_problem(where: str, record: str, error: Any) -> Problem:
    at = ".".join(str(part) for part in error["loc"]) or "record"
    unknown = error["type"] == "extra_forbidden"
    message = f"unknown key `{at}`" if unknown else f"`{at}`: {error['msg']}"
    remedy = (
        "Correct the spelling; docs/dictionary.md lists the keys."
        if unknown
        else ("docs/dictionary.md says what belongs there.")
    )
    return Problem(where, record, "schema", message, remedy)


def read_archive(data: Path, sources: Path) -> tuple[Records, list[Problem]]:
    """Read all records of a data folder and its source folder.

    Returns what could be read and every problem met on the way; a bad record never hides a good one.
    """
    reading = _Reading()
    if not data.is_dir():
        reading.problems.append(
            Problem(
                str(data),
                "",
                "files",
                "there is no such data folder",
                "Set CORRIDORS_DATA to a folder that holds an atlas.",
            )
        )
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
    for file in sorted((data / "geometry").rglob("*.geojson")):
        _take_geojson(reading, file, _relative(data, file))
    return _bundle(reading), reading.problems


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
        message = re.sub(r"\s+", " ", str(error))
        reading.problems.append(
            Problem(where, "", "files", f"cannot be read: {message}", "Mend the file's syntax.")
        )
        return
    yield where, raw


def _take_list(reading: _Reading, record_type: str, model: type[BaseModel], raw: Any, where: str) -> None:
    if not isinstance(raw, list):
        reading.problems.append(
            Problem(where, "", "files", "is not a list of records", "Begin each record with `- id:`.")
        )
        return
    for item in raw:
        reading.take(record_type, model, item, where)


def _take_geojson(reading: _Reading, file: Path, where: str) -> None:
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        features = list(raw["features"])
    except (ValueError, KeyError, TypeError, OSError) as error:
        reading.problems.append(
            Problem(
                where,
                "",
                "files",
                f"is no GeoJSON FeatureCollection: {error}",
                "Mend the file; RFC 7946 describes the format.",
            )
        )
        return
    for raw_feature in features:
        _take_feature(reading, raw_feature, where)


def _take_feature(reading: _Reading, raw: Any, where: str) -> None:
    name = str(raw.get("id", "")) if isinstance(raw, Mapping) else ""
    try:
        geometry = raw["geometry"]
        model = Segment if "accuracy" in raw["properties"] else Site
        properties = model.model_validate(raw["properties"])
        if not isinstance(raw["id"], str) or not _FEATURE_ID.fullmatch(raw["id"]):
            raise ValueError("needs an `id` in kebab-case")
        if geometry["type"] not in _GEOMETRY_TYPES or "coordinates" not in geometry:
            raise ValueError("needs an `id` and a point, line or area")
    except ValidationError as error:
        reading.problems += [_schema_problem(where, f'feature "{name}"', e) for e in error.errors()]
        return
    except (KeyError, TypeError, ValueError) as error:
        reading.problems.append(
            Problem(
                where,
                f'feature "{name}"',
                "schema",
                f"is no feature of the atlas: {error!r}",
                "docs/dictionary.md shows a segment and a site.",
            )
        )
        return
    try:
        if _depth(geometry["coordinates"]) != _GEOMETRY_TYPES[geometry["type"]]:
            raise ValueError(f"these are not the coordinates of a {geometry['type']}")
        shapely.geometry.shape(geometry)
    except Exception as error:  # GEOS and numpy raise many kinds
        reading.problems.append(
            Problem(
                where,
                name,
                "coordinates",
                f"has coordinates that draw nothing: {error}",
                "Write [longitude, latitude] in degrees, as RFC 7946 has them.",
            )
        )
        return
    reading.keep("feature", Feature(name, properties, geometry, where), name, where)


_FEATURE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_GEOMETRY_TYPES = {
    "Point": 1,
    "MultiPoint": 2,
    "LineString": 2,
    "MultiLineString": 3,
    "Polygon": 3,
    "MultiPolygon": 4,
}
"""Geometry types of the atlas, with how deep their coordinates are nested."""


def _depth(coordinates: Any) -> int:
    return 1 + _depth(coordinates[0]) if isinstance(coordinates, list) and coordinates else 0
