"""Opens and writes the archive that the settings name, and tells whether its files have changed.

The archive is a curated folder, with a data set beside it or without.

A new origin of records is a module that implements `Archive`, and a line here.
"""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd

from geo.errors import Problem, Rule
from geo.records.archive import Archive, Records
from geo.records.curated import CuratedArchive, read_curated
from geo.records.files import dump_record, write_features, write_records, write_yaml
from geo.records.imported import FILE, ImportedArchive, read_table, write_table
from geo.records.joined import JoinedArchive
from geo.settings import Settings, hash_content

SOURCE_OF_TABLE = Rule(
    "known-source",
    "there is no record of the data set that it is from",
    "Import the data set again with `corridors import`.",
)
ROW_OF_ITS_OWN = Rule(
    "unique-id",
    "a project of {other} has this id",
    "Import the data set again with other ids, or give that project another one.",
)
_ENDINGS = (".yaml", ".geojson", ".fgb")


def open_archive(settings: Settings) -> tuple[Archive, list[Problem]]:
    """Read what the settings name, and list what cannot be read; rules on records are not checked here."""
    version = read_version(settings)
    records, problems = read_curated(settings.data, settings.sources)
    curated = CuratedArchive(records, version)
    file = settings.data / FILE
    if not file.exists():
        return curated, problems
    source = next((source for source in records.sources if source.nature == "data-set"), None)
    if source is None:
        return curated, [*problems, SOURCE_OF_TABLE.broken(FILE, "")]
    table, more = read_table(file, source, version)
    if table is None:
        return curated, [*problems, *more]
    more += _check_ids(records, table)
    return JoinedArchive((curated, table.without(more))), [*problems, *more]


def _check_ids(records: Records, table: ImportedArchive) -> Iterator[Problem]:
    for project in records.projects:
        if project.id in table:
            yield ROW_OF_ITS_OWN.broken(FILE, project.id, other=records.file_of("project", project.id))


def read_version(settings: Settings) -> str:
    """Return another text when any record has changed: a hash of files, their sizes and times.

    No file is opened, so it may be asked often.
    """
    found = []
    for folder in dict.fromkeys((settings.data, settings.sources)):
        for file in _record_files(folder):
            stat = file.stat()
            found.append((file.path, stat.st_mtime_ns, stat.st_size))
    return hash_content(repr(sorted(found)).encode())


def _record_files(folder: str | os.PathLike[str]) -> Iterator[os.DirEntry[str]]:
    if not os.path.isdir(folder):
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _record_files(entry)
            elif entry.name.endswith(_ENDINGS):
                yield entry


def write_archive(settings: Settings, records: Records, rows: gpd.GeoDataFrame | None = None) -> None:
    """Write records and the rows of a data set, with the columns of `COLUMNS`, to new or empty folders.

    All is written beside its place first, and then moved there: whole, or nothing. Raises
    `FileExistsError` where a folder holds anything.
    """
    data, sources = settings.data, settings.sources
    for folder in (data, sources):
        if folder.exists() and any(folder.iterdir()):
            raise FileExistsError(f"{folder} is not empty")
    data.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".atlas-", dir=data.parent) as name:
        staged = Path(name) / "data"
        inside = sources.is_relative_to(data)
        staged_sources = staged / sources.relative_to(data) if inside else Path(name) / "sources"
        _write_records(staged, staged_sources, records)
        if rows is not None:
            write_table(staged / FILE, rows)
        staged.replace(data)
        if not inside:
            sources.parent.mkdir(parents=True, exist_ok=True)
            staged_sources.replace(sources)


def _write_records(data: Path, sources: Path, records: Records) -> None:
    data.mkdir(parents=True)
    sources.mkdir(parents=True, exist_ok=True)
    if records.about is not None:
        write_yaml(data / "about.yaml", dump_record(records.about))
    for name in ("references", "subjects", "voices", "differences"):
        if listed := getattr(records, name):
            write_yaml(data / f"{name}.yaml", [dump_record(record) for record in listed])
    for source in records.sources:
        write_yaml(sources / f"{source.id}.yaml", dump_record(source))
    for project in records.projects:
        write_yaml(data / "projects" / f"{project.id}.yaml", dump_record(project))
    quotes = {q.id: f"quotes/{q.source}.yaml" for q in records.quotes}
    facts = {f.id: f"facts/{f.subject_id.lower()}.yaml" for f in records.facts}
    features = {f.id: f"geometry/{f.properties.project}.geojson" for f in records.features}
    for file, some_quotes in _by_file(records, "quote", records.quotes, quotes).items():
        write_records(data / file, some_quotes)
    for file, some_facts in _by_file(records, "fact", records.facts, facts).items():
        write_records(data / file, some_facts)
    for file, some_features in _by_file(records, "feature", records.features, features).items():
        write_features(data / file, some_features)


def _by_file(
    records: Records, record_type: str, listed: Sequence[Any], usual: Mapping[str, str]
) -> dict[str, list[Any]]:
    """Records by the file that they came from; new ones by the file where such a record usually lies."""
    found: dict[str, list[Any]] = defaultdict(list)
    for record in listed:
        found[records.files.get((record_type, record.id), usual[record.id])].append(record)
    return found
