"""Read, check and join the records of a data folder: from files to an `Atlas`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.atlas.atlas import CRS, Atlas
from geo.atlas.reliability import newest_status, source_behind
from geo.atlas.search import fold
from geo.checks.gate import check_archive
from geo.checks.geodesy import MIN_CROSSING_KM, UNTRACED_CROSSING_KM, countries_crossed, measure_length_km
from geo.errors import Problem
from geo.records.archive import Records, set_aside
from geo.records.curated import read_archive
from geo.records.facts import Fact
from geo.records.imported import FILE as TABLE_FILE
from geo.records.imported import RecordTable, feature_rows, read_table
from geo.records.project_types import project_type_of
from geo.records.projects import Feature, Project
from geo.settings import Settings
from geo.wording.values import say_date


def project_rows(table: RecordTable) -> gpd.GeoDataFrame:
    """Return one row per record with the columns of `Atlas.projects`."""
    frame = table.frame
    drawn = [tuple(codes.split()) for codes in frame["drawn_countries"]]
    named = [tuple(codes.split()) for codes in frame["named_countries"]]
    status = frame["status"].astype(object).where(frame["status"].notna(), None)
    columns = {
        "name": frame["name"],
        "project_type": frame["kind"],
        "status": status,
        "status_fact": [f"{i}-status-{s}" if s else None for i, s in zip(frame.index, status, strict=True)],
        "status_when": [say_date(table.source.published.value) if s else None for s in status],
        "countries": [tuple(sorted({*d, *n})) for d, n in zip(drawn, named, strict=True)],
        "drawn_countries": drawn,
        "named_countries": named,
        "sources": [(table.source.id,)] * len(frame),
        "search": [fold(f"{n} {k}") for n, k in zip(frame["name"], frame["kind"], strict=True)],
        "length_km": frame["length_km"],
        "traced_share": None,
        "known": True,
    }
    return gpd.GeoDataFrame(columns, index=frame.index, geometry=frame.geometry.array, crs=frame.crs)


def open_atlas(settings: Settings) -> Atlas:
    """Read, check and join the records. Problems are kept in the atlas, never raised."""
    records, problems = read_archive(settings.data, settings.sources)
    problems += check_archive(records)
    table, table_problems = _read_table(settings, records)
    return join_archive(set_aside(records, problems), [*problems, *table_problems], table)


def _read_table(settings: Settings, records: Records) -> tuple[RecordTable | None, list[Problem]]:
    file = settings.data / TABLE_FILE
    source = next((s for s in records.sources if s.nature == "data-set"), None)
    if not file.exists():
        return None, []
    if source is None:
        return None, [
            Problem(
                TABLE_FILE,
                "",
                "known-source",
                "there is no record of the data set that it is from",
                "Import the data set again with `corridors import`.",
            )
        ]
    return read_table(file, source)


def join_archive(
    records: Records, problems: Sequence[Problem] = (), table: RecordTable | None = None
) -> Atlas:
    """Set the facts beside the geometry of each project.

    Every project with a geometry keeps its row, whether or not a fact is known of it.
    """
    facts = facts_by_subject(records)
    features = _build_features(records.features)
    drawn = features.groupby("project", sort=False)
    rows = [
        _build_row(
            project,
            gpd.GeoDataFrame(drawn.get_group(project.id)),
            facts.get(f"project:{project.id}", ()),
            records,
        )
        for project in records.projects
        if project.id in drawn.groups
    ]
    columns = ["id", *_ROW_COLUMNS, "geometry"]
    frame = gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry="geometry", crs=CRS)
    projects = frame.set_index("id")
    if table is not None:
        projects = _append(projects, project_rows(table))
        features = _append(features, feature_rows(table))
    return Atlas(records, projects, features, facts, tuple(problems), table)


def _append(frame: gpd.GeoDataFrame, more: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(pd.concat([frame, more]), geometry="geometry", crs=CRS) if len(frame) else more


def facts_by_subject(records: Records) -> dict[str, tuple[Fact, ...]]:
    """Return the facts that stand, by subject, oldest publication first.

    Withdrawn facts and those that another one supersedes are left out.
    """
    superseded = {fact.supersedes for fact in records.facts if fact.supersedes and not fact.withdrawn}
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in records.facts:
        if fact.withdrawn is None and fact.id not in superseded:
            found[fact.subject].append(fact)

    def published(fact: Fact) -> date:
        return records.source_by_id[records.quote_by_id[fact.quote].source].published.last_day

    return {
        subject: tuple(sorted(facts, key=lambda fact: (published(fact), fact.id)))
        for subject, facts in found.items()
    }


def _build_features(unordered: Sequence[Feature]) -> gpd.GeoDataFrame:
    features = sorted(unordered, key=_place_in_course)
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
        "id",
        "project",
        "name",
        "accuracy",
        "alignment",
        "precision",
        "place_known_from",
        "basis",
        "length_km",
        "countries",
    ]
    frame = gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry=geometries, crs=CRS)
    return frame.set_index("id")


def _place_in_course(feature: Feature) -> tuple[str, int]:
    """Stretches from end to end, whichever file they lie in; others stay in the order of their file."""
    return feature.properties.project, getattr(feature.properties, "order", None) or 0


_ROW_COLUMNS = (
    "name",
    "project_type",
    "status",
    "status_fact",
    "status_when",
    "countries",
    "drawn_countries",
    "named_countries",
    "sources",
    "search",
    "length_km",
    "traced_share",
    "known",
)


def _build_row(
    project: Project, features: gpd.GeoDataFrame, facts: Sequence[Fact], records: Records
) -> dict[str, object]:
    drawn = sorted({code for codes in features["countries"] for code in codes})
    described = describe_facts(facts, records)
    names = [project.name, *(name.name for name in project.names)]
    names.append(project_type_of(project.project_type).label)
    candidates = features["alignment"].dropna()
    first = features["alignment"].isna() | features["alignment"].isin(candidates[:1])
    length = float(features.loc[first, "length_km"].sum())
    traced = float(features.loc[first & (features["accuracy"] == "traced"), "length_km"].sum())
    return described | {
        "id": project.id,
        "name": project.name,
        "project_type": project.project_type,
        "countries": tuple(sorted({*drawn, *described["named_countries"]})),
        "drawn_countries": tuple(drawn),
        "search": fold(" ".join(names)),
        "length_km": length,
        "traced_share": traced / length if length else None,
        "known": True,
        "geometry": shapely.GeometryCollection(list(features.geometry)),
    }


def describe_facts(facts: Sequence[Fact], records: Records) -> dict[str, Any]:
    """Return what a project's row takes from its facts: status, its date, countries named, sources."""
    status = newest_status(facts, records)
    source = None if status is None else source_behind(status, records)
    named = {str(fact.value) for fact in facts if fact.attribute == "country" and fact.value}
    when = None
    if status is not None and source is not None:
        when = say_date(status.as_of.value if status.as_of else source.published.value)
    return {
        "status": None if status is None else status.value,
        "status_fact": None if status is None else status.id,
        "status_when": when,
        "named_countries": tuple(sorted(named)),
        "sources": tuple(dict.fromkeys(source_behind(fact, records).id for fact in facts)),
    }
