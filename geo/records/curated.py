"""The only reader and writer of project files.

A data folder holds `about.yaml`, `references.yaml`, `subjects.yaml`, `voices.yaml`,
`differences.yaml`, `projects/`, `quotes/`,
`facts/` (YAML) and `geometry/` (RFC 7946 GeoJSON); source records lie in a folder of their own.
Files are written canonically, so that a diff shows only meaning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
import yaml
from pydantic import BaseModel, ValidationError

from geo.records.fields import (
    About,
    Archive,
    Difference,
    Fact,
    Feature,
    Problem,
    Project,
    Quote,
    Reference,
    Segment,
    Site,
    Source,
    Subject,
    Voice,
)


class _Loader(yaml.CSafeLoader):
    """YAML without surprises: a key that stands twice is an error."""


def _mapping_without_repeats(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    for key in keys:
        if keys.count(key) > 1:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} stands twice", node.start_mark
            )
    return dict(loader.construct_mapping(node, deep=True))


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_repeats)


@dataclass
class _Reading:
    """What was read so far: records by kind, their files, and everything that went wrong."""

    records: dict[str, list[Any]] = field(default_factory=dict)
    files: dict[tuple[str, str], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, kind: str, model: type[BaseModel], raw: Any, where: str) -> None:
        name = str(raw.get("id", raw.get("prefix", raw.get("name", "")))) if isinstance(raw, Mapping) else ""
        try:
            record = model.model_validate(raw)
        except ValidationError as error:
            self.problems += [_schema_problem(where, f'{kind} "{name}"', item) for item in error.errors()]
            return
        self.keep(kind, record, name, where)

    def keep(self, kind: str, record: Any, name: str, where: str) -> None:
        self.records.setdefault(kind, []).append(record)
        self.files[(kind, name)] = where


def _schema_problem(where: str, record: str, error: Any) -> Problem:
    at = ".".join(str(part) for part in error["loc"]) or "record"
    unknown = error["type"] == "extra_forbidden"
    message = f"unknown key `{at}`" if unknown else f"`{at}`: {error['msg']}"
    remedy = "Correct the spelling; docs/dictionary.md lists the keys." if unknown else (
        "docs/dictionary.md says what belongs there."
    )  # fmt: skip
    return Problem(where, record, "schema", message, remedy)


def read_archive(data: Path, sources: Path) -> tuple[Archive, list[Problem]]:
    """Read all records of a data folder and its source folder.

    Returns what could be read and every problem met on the way; a bad record never hides a good one.
    """
    reading = _Reading()
    if not data.is_dir():
        reading.problems.append(
            Problem(str(data), "", "files", "there is no such data folder",
                    "Set CORRIDORS_DATA to a folder that holds an atlas.")
        )  # fmt: skip
    for path, raw in _read_yaml(data, data / "about.yaml", reading):
        reading.take("about", About, raw, path)
    for name, kind, model in (
        ("references.yaml", "reference", Reference),
        ("subjects.yaml", "subject", Subject),
        ("voices.yaml", "voice", Voice),
        ("differences.yaml", "difference", Difference),
    ):
        for path, raw in _read_yaml(data, data / name, reading):
            _take_list(reading, kind, model, raw, path)
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
    return _bundle(reading), reading.problems


def _bundle(reading: _Reading) -> Archive:
    kept = {kind: tuple(records) for kind, records in reading.records.items()}
    return Archive(
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
        raw = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)
    except (yaml.YAMLError, ValueError, OSError) as error:
        message = re.sub(r"\s+", " ", str(error))
        reading.problems.append(
            Problem(where, "", "files", f"cannot be read: {message}", "Mend the file's syntax.")
        )
        return
    yield where, raw


def _take_list(reading: _Reading, kind: str, model: type[BaseModel], raw: Any, where: str) -> None:
    if not isinstance(raw, list):
        reading.problems.append(
            Problem(where, "", "files", "is not a list of records", "Begin each record with `- id:`.")
        )
        return
    for item in raw:
        reading.take(kind, model, item, where)


def _take_geojson(reading: _Reading, file: Path, where: str) -> None:
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        features = list(raw["features"])
    except (ValueError, KeyError, TypeError, OSError) as error:
        reading.problems.append(
            Problem(where, "", "files", f"is no GeoJSON FeatureCollection: {error}",
                    "Mend the file; RFC 7946 describes the format.")
        )  # fmt: skip
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
            Problem(where, f'feature "{name}"', "schema", f"is no feature of the atlas: {error!r}",
                    "docs/dictionary.md shows a segment and a site.")
        )  # fmt: skip
        return
    try:
        if _depth(geometry["coordinates"]) != _GEOMETRY_TYPES[geometry["type"]]:
            raise ValueError(f"these are not the coordinates of a {geometry['type']}")
        shapely.geometry.shape(geometry)
    except Exception as error:  # GEOS and numpy raise many kinds
        reading.problems.append(
            Problem(where, name, "coordinates", f"has coordinates that draw nothing: {error}",
                    "Write [longitude, latitude] in degrees, as RFC 7946 has them.")
        )  # fmt: skip
        return
    reading.keep("feature", Feature(name, properties, geometry, where), name, where)


_FEATURE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_GEOMETRY_TYPES = {"Point": 1, "MultiPoint": 2, "LineString": 2, "MultiLineString": 3, "Polygon": 3,
                   "MultiPolygon": 4}  # fmt: skip
"""Geometry types of the atlas, with how deep their coordinates are nested."""


def _depth(coordinates: Any) -> int:
    return 1 + _depth(coordinates[0]) if isinstance(coordinates, list) and coordinates else 0


class _Dumper(yaml.SafeDumper):
    """Lists stand indented below their key; text that spans lines stays readable."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        return super().increase_indent(flow, False)


def _as_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    """Text with line breaks that YAML would fold is written with escapes, so that it comes back."""
    style = '"' if re.search("[\x85\u2028\u2029\r\n]", text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _as_text)


def dump_record(record: BaseModel) -> dict[str, Any]:
    """Return a record's keys in the order of its model, without those that say nothing."""
    return record.model_dump(mode="json", exclude_defaults=True)


def write_yaml(file: Path, content: Any) -> None:
    """Write YAML canonically: UTF-8, block style, at most 100 columns where words allow."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dump_yaml(content), encoding="utf-8")


def dump_yaml(content: Any) -> str:
    """Return content as the YAML that this project writes."""
    return str(yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=96))


def write_records(file: Path, records: Iterable[Any]) -> None:
    """Write a list of records with ids to one file, sorted by id."""
    write_yaml(file, [dump_record(r) for r in sorted(records, key=lambda record: record.id)])


def write_features(file: Path, features: Sequence[Feature]) -> None:
    """Write features as RFC 7946 GeoJSON: five decimals, a position and a waypoint on one line."""
    collection = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": feature.id,
                "properties": dump_record(feature.properties),
                "geometry": {
                    "type": feature.geometry["type"],
                    "coordinates": _rounded(feature.geometry["coordinates"]),
                },
            }
            for feature in features
        ],
    }
    text = json.dumps(collection, ensure_ascii=False, indent=1)
    text = re.sub(r"\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]", r"[\1, \2]", text)
    text = re.sub(
        r'\{\s+"name": ("(?:[^"\\]|\\.)*"),\s+"reference": ("(?:[^"\\]|\\.)*")\s+\}',
        r'{"name": \1, "reference": \2}',
        text,
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text + "\n", encoding="utf-8")


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, int | float):
        return round(float(coordinates), 5)
    return [_rounded(part) for part in coordinates]


def read_texts(folder: Path, hashes: Mapping[str, str], hash_of: Any) -> dict[str, str]:
    """Return the full texts in a folder by source id, matched by the hash of their content.

    `hashes` maps a text's hash to its source's id; files that match none are left out.
    """
    texts = {}
    for file in sorted(folder.glob("*.txt")):
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # no text of ours: they are UTF-8
        source = hashes.get(hash_of(text))
        if source is not None:
            texts[source] = text
    return texts
