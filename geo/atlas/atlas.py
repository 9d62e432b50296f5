"""Facts beside geometry: `Atlas`; `open_atlas` reads, checks, joins.

What a problem touches is left out and listed, never silently: a fact whose words do not hold, a
project that is not drawn. Everything else is shown.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo.checks.geodesy import MIN_CROSSING_KM, UNTRACED_CROSSING_KM, countries_crossed, measure_length_km
from geo.checks.reference_rules import check_archive
from geo.records.curated import read_archive
from geo.records.fields import Archive, Fact, Feature, Problem, Project, Quote, Source
from geo.records.imported import FILE as TABLE_FILE
from geo.records.imported import RecordTable, feature_rows, project_rows, read_table
from geo.records.project_types import kind_of
from geo.settings import Settings
from geo.wording.values import fold, say_date

CRS = "EPSG:4326"


@dataclass(frozen=True)
class Atlas:
    """Everything that the page, the map, the card and the exports read.

    `projects`: one row per project, indexed by project id, in EPSG:4326; `status` is missing where
    no source carries one; `countries` are those that the drawn line or site lies in and those that
    a source names; `length_km` is the drawn length, of the first alignment where there are several.
    `features`: one row per segment or site, indexed by feature id; `accuracy` is
    missing for sites and for geometry that a data set gives, `precision` for segments. `facts` maps
    a subject to what is said about it, oldest first. `table` holds the records of an imported data
    set, missing where there is none; their facts are made when they are asked for. `day` is the day
    on which all this was known, missing for today. `known` tells whether any document speaks of a
    project.
    """

    archive: Archive
    projects: gpd.GeoDataFrame
    features: gpd.GeoDataFrame
    facts: Mapping[str, tuple[Fact, ...]]
    problems: tuple[Problem, ...]
    table: RecordTable | None = None
    day: date | None = None

    @cached_property
    def views(self) -> dict[frozenset[str], Atlas]:
        """Atlases as known on earlier days, by the sources that were not published yet."""
        return {}

    def project(self, project_id: str) -> Project:
        """The record of a project. Raises `KeyError` for an unknown id."""
        if self.table is not None and project_id in self.table:
            return self.table.project(project_id)
        return self.archive.project_by_id[project_id]

    def quote(self, quote_id: str) -> Quote:
        """A quotation by id. Raises `KeyError` for an unknown one."""
        project_id = quote_id.rpartition("-")[0]
        if self.table is not None and project_id in self.table:
            return self.table.quotes(project_id)[quote_id]
        return self.archive.quote_by_id[quote_id]

    def quote_of(self, fact: Fact) -> Quote:
        """The verbatim words that a fact rests on."""
        return self.quote(fact.quote)

    def source_of(self, fact: Fact) -> Source:
        """The document that a fact comes from."""
        return self.archive.source_by_id[self.quote_of(fact).source]

    def facts_on(self, subject: str) -> tuple[Fact, ...]:
        """What is said of `project:ID`, `country:KG` …, oldest publication first."""
        project_id = subject.removeprefix("project:")
        if self.table is not None and project_id in self.table:
            return self.table.facts(project_id)
        return self.facts.get(subject, ())

    def features_of(self, project_id: str) -> gpd.GeoDataFrame:
        """The rows of `features` of one project, in their order."""
        return self.features.iloc[self._feature_rows.get(project_id, [])]

    @cached_property
    def _feature_rows(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = defaultdict(list)
        for row, project in enumerate(self.features["project"]):
            rows[project].append(row)
        return rows

    @cached_property
    def members(self) -> dict[str, dict[str, npt.NDArray[np.bool_]]]:
        """For `countries` and `sources`: which rows of `projects` have a value."""
        found: dict[str, dict[str, npt.NDArray[np.bool_]]] = {}
        for column in ("countries", "sources"):
            rows: dict[str, list[int]] = defaultdict(list)
            for row, values in enumerate(self.projects[column]):
                for value in values:
                    rows[value].append(row)
            found[column] = {value: _mask(numbers, len(self.projects)) for value, numbers in rows.items()}
        return found

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Project types that occur, the most frequent first."""
        return tuple(map(str, self.projects["kind"].value_counts().index))

    @cached_property
    def standing_ids(self) -> frozenset[str]:
        """Ids of the facts that stand: neither withdrawn nor superseded, and published by the day."""
        return frozenset(fact.id for facts in self.facts.values() for fact in facts)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Country codes that have a card: named by a fact, a subject or a project."""
        named = {key.partition(":")[2] for key in self.facts if key.startswith("country:")}
        named |= {code for subject in self.archive.subjects for code in subject.countries}
        named |= self.members["countries"].keys()
        return tuple(sorted(named))


def open_atlas(settings: Settings) -> Atlas:
    """Read, check and join the records. Problems are kept in the atlas, never raised."""
    archive, problems = read_archive(settings.data, settings.sources)
    problems += check_archive(archive)
    table, table_problems = _read_table(settings, archive)
    return join_archive(set_aside(archive, problems), [*problems, *table_problems], table)


def _read_table(settings: Settings, archive: Archive) -> tuple[RecordTable | None, list[Problem]]:
    file = settings.data / TABLE_FILE
    source = next((s for s in archive.sources if s.nature == "data-set"), None)
    if not file.exists():
        return None, []
    if source is None:
        return None, [
            Problem(TABLE_FILE, "", "known-source", "there is no record of the data set that it is from",
                    "Import the data set again with `corridors import`.")
        ]  # fmt: skip
    return read_table(file, source)


def set_aside(archive: Archive, problems: Iterable[Problem]) -> Archive:
    """Return the archive without the records that problems touch, and without what rests on them."""
    bad = {(problem.file, problem.record) for problem in problems}

    def keep(kind: str, records: Sequence[object]) -> list[object]:
        return [r for r in records if (archive.file_of(kind, r.id), r.id) not in bad]  # type: ignore[attr-defined]

    sources = [s for s in archive.sources if _is_usable(archive, s, bad)]
    known_sources = {source.id for source in sources}
    quotes = [q for q in keep("quote", archive.quotes) if q.source in known_sources]  # type: ignore[attr-defined]
    known_quotes = {quote.id for quote in quotes}  # type: ignore[attr-defined]
    projects = list({project.id: project for project in archive.projects}.values())
    known_projects = {project.id for project in projects}
    facts = [f for f in keep("fact", archive.facts) if f.quote in known_quotes]  # type: ignore[attr-defined]
    features = [
        f
        for f in keep("feature", archive.features)
        if f.properties.project in known_projects  # type: ignore[attr-defined]
    ]
    return replace(
        archive,
        sources=tuple(sources), quotes=tuple(quotes), facts=tuple(facts),  # type: ignore[arg-type]
        projects=tuple(projects), features=tuple(features),  # type: ignore[arg-type]
        differences=tuple(keep("difference", archive.differences)),  # type: ignore[arg-type]
    )  # fmt: skip


def _is_usable(archive: Archive, source: Source, bad: set[tuple[str, str]]) -> bool:
    """A source with too long quotations stays readable; one with a doubled id does not."""
    del bad
    return sum(other.id == source.id for other in archive.sources) == 1


def join_archive(
    archive: Archive, problems: Sequence[Problem] = (), table: RecordTable | None = None
) -> Atlas:
    """Set the facts beside the geometry of each project.

    Every project with a geometry keeps its row, whether or not a fact is known of it.
    """
    facts = facts_by_subject(archive)
    features = _build_features(archive.features)
    drawn = features.groupby("project", sort=False)
    rows = [
        _build_row(
            project,
            gpd.GeoDataFrame(drawn.get_group(project.id)),
            facts.get(f"project:{project.id}", ()),
            archive,
        )
        for project in archive.projects
        if project.id in drawn.groups
    ]
    columns = ["id", *_ROW_COLUMNS, "geometry"]
    frame = gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry="geometry", crs=CRS)
    projects = frame.set_index("id")
    if table is not None:
        projects = _append(projects, project_rows(table))
        features = _append(features, feature_rows(table))
    return Atlas(archive, projects, features, facts, tuple(problems), table)


def _append(frame: gpd.GeoDataFrame, more: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(pd.concat([frame, more]), geometry="geometry", crs=CRS) if len(frame) else more


def _mask(rows: Sequence[int], length: int) -> npt.NDArray[np.bool_]:
    mask = np.zeros(length, dtype=bool)
    mask[rows] = True
    return mask


def facts_by_subject(archive: Archive) -> dict[str, tuple[Fact, ...]]:
    """Return the facts that stand, by subject, oldest publication first.

    Withdrawn facts and those that another one supersedes are left out.
    """
    superseded = {fact.supersedes for fact in archive.facts if fact.supersedes and not fact.withdrawn}
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in archive.facts:
        if fact.withdrawn is None and fact.id not in superseded:
            found[fact.subject].append(fact)

    def published(fact: Fact) -> date:
        return archive.source_by_id[archive.quote_by_id[fact.quote].source].published.last_day

    return {
        subject: tuple(sorted(facts, key=lambda fact: (published(fact), fact.id)))
        for subject, facts in found.items()
    }


def _build_features(features: Sequence[Feature]) -> gpd.GeoDataFrame:
    geometries = [shapely.geometry.shape(feature.geometry) for feature in features]
    traced = [getattr(feature.properties, "accuracy", None) == "traced" for feature in features]
    least = [MIN_CROSSING_KM if known else UNTRACED_CROSSING_KM for known in traced]
    rows = [
        {
            "id": feature.id,
            "project": feature.properties.project,
            "name": feature.properties.name,
            "accuracy": getattr(feature.properties, "accuracy", None),
            "alignment": getattr(feature.properties, "alignment", None),
            "precision": getattr(feature.properties, "precision", None),
            "place_known_from": getattr(feature.properties, "place_known_from", None),
            "basis": feature.properties.basis,
            "length_km": measure_length_km(geometry),
            "countries": countries,
        }
        for feature, geometry, countries in zip(
            features, geometries, countries_crossed(geometries, least), strict=True
        )
    ]
    columns = [
        "id", "project", "name", "accuracy", "alignment", "precision", "place_known_from", "basis",
        "length_km", "countries",
    ]  # fmt: skip
    frame = gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry=geometries, crs=CRS)
    return frame.set_index("id")


_ROW_COLUMNS = (
    "name", "kind", "status", "status_fact", "status_when", "countries", "drawn_countries",
    "named_countries", "sources", "search", "length_km", "traced_share", "known",
)  # fmt: skip


def _build_row(
    project: Project, features: gpd.GeoDataFrame, facts: Sequence[Fact], archive: Archive
) -> dict[str, object]:
    drawn = sorted({code for codes in features["countries"] for code in codes})
    described = describe_facts(facts, archive)
    first = features["alignment"].isna() | (features["alignment"] == features["alignment"].iloc[0])
    length = float(features.loc[first, "length_km"].sum())
    traced = float(features.loc[first & (features["accuracy"] == "traced"), "length_km"].sum())
    return described | {
        "id": project.id,
        "name": project.name,
        "kind": project.kind,
        "countries": tuple(sorted({*drawn, *described["named_countries"]})),
        "drawn_countries": tuple(drawn),
        "search": fold(" ".join([project.name, *(name.name for name in project.names),
                                 kind_of(project.kind).label])),
        "length_km": length,
        "traced_share": traced / length if length else None,
        "known": True,
        "geometry": shapely.GeometryCollection(list(features.geometry)),
    }  # fmt: skip


def describe_facts(facts: Sequence[Fact], archive: Archive) -> dict[str, Any]:
    """Return what a project's row takes from its facts: status, its date, countries named, sources."""
    status = newest_status(facts, archive)
    source = None if status is None else _source(status, archive)
    named = {str(fact.value) for fact in facts if fact.attribute == "country" and fact.value}
    when = None
    if status is not None and source is not None:
        when = say_date(status.as_of.value if status.as_of else source.published.value)
    return {
        "status": None if status is None else status.value,
        "status_fact": None if status is None else status.id,
        "status_when": when,
        "named_countries": tuple(sorted(named)),
        "sources": tuple(dict.fromkeys(_source(fact, archive).id for fact in facts)),
    }  # fmt: skip


def _source(fact: Fact, archive: Archive) -> Source:
    return archive.source_by_id[archive.quote_by_id[fact.quote].source]


WITNESSES = {"aggregator-copy": 0, "state-media": 1, "data-set": 1, "wire": 2, "independent": 2}


def newest_status(facts: Iterable[Fact], archive: Archive) -> Fact | None:
    """Return the status fact that leads, missing where no source carries one.

    The newest leads, by the date that the words give, else by the latest possible day of
    publication; of one day, a document before state media before a degraded copy.
    """

    def rank(fact: Fact) -> tuple[date, int, str]:
        source = _source(fact, archive)
        return day_of(fact, source), WITNESSES[source.nature], fact.id

    return max((f for f in facts if f.attribute == "status" and f.value), key=rank, default=None)


def day_of(fact: Fact, source: Source) -> date:
    """The latest day that a fact can speak of: its own date, else that of its publication."""
    return fact.as_of.last_day if fact.as_of else source.published.last_day


def hash_content(*parts: bytes) -> str:
    """Return a short content hash for addresses that may be cached for ever."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:16]
