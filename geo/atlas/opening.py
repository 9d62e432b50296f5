"""Read, check and join the records that the settings name: from an archive to an `Atlas`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.atlas.atlas import Atlas
from geo.atlas.reliability import newest_status
from geo.atlas.search import join_searched
from geo.checks.gate import check_records
from geo.checks.geodesy import MIN_CROSSING_KM, UNTRACED_CROSSING_KM, countries_crossed, measure_length_km
from geo.errors import Problem
from geo.records.archive import Archive, Records
from geo.records.curated import CuratedArchive
from geo.records.fields import CRS
from geo.records.opening import open_archive
from geo.settings import Settings, read_settings


def open_atlas(settings: Settings | None = None) -> Atlas:
    """Read, check and join the records. Problems are kept in the atlas, never raised.

    Without settings the environment says which records, as it does for the page.
    """
    archive, problems = open_archive(settings or read_settings())
    problems += check_records(archive.records)
    return join_archive(archive.without(problems), problems)


def join_archive(archive: Archive | Records, problems: Sequence[Problem] = ()) -> Atlas:
    """Set the facts beside the geometry of each project.

    Every project with a geometry keeps its row, whether or not a fact is known of it. Records in hand
    are an archive of their own.
    """
    if isinstance(archive, Records):
        archive = CuratedArchive(archive)
    features = measure_features(archive.feature_rows())
    projects = _draw_projects(archive.project_rows(), features)
    said = describe_facts(archive, projects.index)
    for name in ("status", "status_fact", "status_reported", "named_countries", "sources"):
        projects[name] = said[name]
    projects["countries"] = join_countries(projects)
    projects["known"] = True
    return Atlas(archive, projects[list(_COLUMNS)], features, tuple(problems))


_COLUMNS = (
    "name",
    "project_type",
    "status",
    "status_fact",
    "status_reported",
    "countries",
    "drawn_countries",
    "named_countries",
    "sources",
    "search",
    "length_km",
    "traced_share",
    "known",
    "geometry",
)


def measure_features(features: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the features with length and countries measured where they are missing."""
    features = features.copy()
    missing = features["countries"].isna().to_numpy()
    if missing.any():
        shapes = list(features.geometry[missing])
        traced = features["accuracy"][missing] == "traced"
        least = [MIN_CROSSING_KM if is_traced else UNTRACED_CROSSING_KM for is_traced in traced]
        features.loc[missing, "length_km"] = [measure_length_km(shape) for shape in shapes]
        crossed = pd.Series(countries_crossed(shapes, least), index=features.index[missing], dtype=object)
        features.loc[missing, "countries"] = crossed
    features["length_km"] = features["length_km"].astype(float)
    return features


def _draw_projects(projects: pd.DataFrame, features: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One row per project that is drawn, with its geometry and what can be measured on it."""
    rows_of: dict[str, list[int]] = defaultdict(list)
    for row, project in enumerate(features["project"]):
        rows_of[project].append(row)
    projects = projects[projects.index.isin(list(rows_of))]
    columns = ("accuracy", "alignment", "length_km", "countries", "geometry")
    drawn = list(zip(*(features[name] for name in columns), strict=True))
    measured = [_measure_project([drawn[row] for row in rows_of[project]]) for project in projects.index]
    names = ("length_km", "traced_share", "drawn_countries", "geometry")
    more = pd.DataFrame(measured, columns=list(names), index=projects.index, dtype=object)
    more["length_km"] = more["length_km"].astype(float)
    search = [
        join_searched((name, *names), project_type)
        for name, project_type, names in zip(
            projects["name"], projects["project_type"], projects["names"], strict=True
        )
    ]
    frame = projects[["name", "project_type"]].assign(search=search).join(more)
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=CRS)


def _measure_project(drawn: Sequence[tuple[Any, ...]]) -> tuple[float, float | None, tuple[str, ...], Any]:
    """Length in km, share that is traced, countries and geometry of the features of one project.

    Of several alignments the first is measured, with what all of them share; the share is missing
    without any accuracy.
    """
    first = next((alignment for _, alignment, *_ in drawn if isinstance(alignment, str)), None)
    measured = [
        (km, accuracy)
        for accuracy, alignment, km, _, _ in drawn
        if not isinstance(alignment, str) or alignment == first
    ]
    length = sum(km for km, _ in measured)
    traced = sum(km for km, accuracy in measured if accuracy == "traced")
    is_judged = length > 0 and any(isinstance(accuracy, str) for _, accuracy in measured)
    countries = sorted({code for *_, codes, _ in drawn for code in codes})
    geometry = drawn[0][4] if len(drawn) == 1 else shapely.GeometryCollection([each[4] for each in drawn])
    return length, traced / length if is_judged else None, tuple(countries), geometry


def join_countries(projects: gpd.GeoDataFrame) -> list[tuple[str, ...]]:
    """Return the countries of each project, drawn or named by a source: sorted ISO 3166-1 codes."""
    pairs = zip(projects["drawn_countries"], projects["named_countries"], strict=True)
    return [tuple(sorted({*drawn, *named})) for drawn, named in pairs]


def describe_facts(archive: Archive, project_ids: Iterable[str]) -> pd.DataFrame:
    """Return what facts say of projects, one row each in the order of the ids.

    `status`, `status_fact` and `status_reported` (an EDTF date) are missing where no source carries a
    status; `named_countries` are sorted ISO 3166-1 codes; `sources` are source ids, the oldest first;
    `known` tells whether any source speaks of the project.
    """
    statuses: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    named: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, dict[str, None]] = defaultdict(dict)
    rows = archive.fact_rows()
    for fact, subject, attribute, value, source, reported in rows.itertuples(index=False, name=None):
        sources[subject][source] = None
        if attribute == "status" and value:
            statuses[subject].append((value, fact, reported))
        elif attribute == "country" and value:
            named[subject].add(value)
    ids, found = list(project_ids), []
    for subject in (f"project:{project_id}" for project_id in ids):
        status = _lead(archive, subject, statuses[subject])
        countries = tuple(sorted(named[subject]))
        found.append((*status, countries, tuple(sources[subject]), bool(sources[subject])))
    columns = ["status", "status_fact", "status_reported", "named_countries", "sources", "known"]
    said = pd.DataFrame(found, columns=columns, index=pd.Index(ids, name="id"), dtype=object)
    return said.assign(known=said["known"].astype(bool))


def _lead(
    archive: Archive, subject: str, statuses: Sequence[tuple[str, str, str]]
) -> tuple[str | None, str | None, str | None]:
    """The status that leads among those reported, with its fact and the date of the report."""
    if not statuses:
        return None, None, None
    if len(statuses) == 1:
        return statuses[0]
    leading = newest_status(archive.facts_on(subject), archive.records)
    assert leading is not None
    return next(status for status in statuses if status[1] == leading.id)
