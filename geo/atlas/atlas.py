"""`Atlas`: facts beside geometry, as the page, the map, the card and the exports read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from geo.errors import Problem
from geo.records.archive import Archive, Records
from geo.records.facts import Fact
from geo.records.projects import Project
from geo.records.sources import Quote, Source


@dataclass(frozen=True)
class Atlas:
    """Everything that the page, the map, the card and the exports read.

    `projects`: one row per project, indexed by project id, in EPSG:4326; `status` is missing where
    no source carries one, `status_reported` is the EDTF date of its report; `countries` are the ISO
    3166-1 codes of those that the drawn line or site lies in and those that a source names;
    `length_km` is the drawn length, of the first alignment where there are several; `traced_share`
    is missing where nothing is known of how well a line is drawn; `known` tells whether any source
    speaks of the project. `features`: one row per segment or site, indexed by feature id; `accuracy`
    is missing for sites and for geometry that a data set gives, `precision` for segments. `archive`
    makes records when they are asked for. `day` is the day on which all this was known, missing for
    today.
    """

    archive: Archive
    projects: gpd.GeoDataFrame
    features: gpd.GeoDataFrame
    problems: tuple[Problem, ...] = ()
    day: date | None = None

    @property
    def records(self) -> Records:
        """What people wrote; records of a data set are not among it."""
        return self.archive.records

    @property
    def facts(self) -> Mapping[str, tuple[Fact, ...]]:
        """The valid facts that people wrote, by subject, oldest publication first."""
        return self.archive.records.facts_by_subject

    def project(self, project_id: str) -> Project:
        """The record of a project. Raises `KeyError` for an unknown id."""
        return self.archive.project(project_id)

    def quote(self, quote_id: str) -> Quote:
        """A quotation by id. Raises `KeyError` for an unknown one."""
        return self.archive.quotation(quote_id)

    def quote_of(self, fact: Fact) -> Quote:
        """The verbatim words that a fact rests on."""
        return self.quote(fact.quote)

    def source_of(self, fact: Fact) -> Source:
        """The document that a fact comes from."""
        return self.records.source_by_id[self.quote_of(fact).source]

    def facts_on(self, subject: str) -> tuple[Fact, ...]:
        """What is said of `project:ID`, `country:KG` …, oldest publication first."""
        return self.archive.facts_on(subject)

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
    def project_types(self) -> tuple[str, ...]:
        """Project types that occur, the most frequent first."""
        return tuple(map(str, self.projects["project_type"].value_counts().index))

    @cached_property
    def valid_fact_ids(self) -> frozenset[str]:
        """Ids of the valid facts: neither withdrawn nor superseded, and published by the day."""
        return frozenset(fact.id for facts in self.facts.values() for fact in facts)

    @cached_property
    def country_codes(self) -> tuple[str, ...]:
        """Country codes that have a card: named by a fact, a subject or a project."""
        named = {key.partition(":")[2] for key in self.facts if key.startswith("country:")}
        named |= {code for subject in self.records.subjects for code in subject.countries}
        named |= self.members["countries"].keys()
        return tuple(sorted(named))


def _mask(rows: Sequence[int], length: int) -> npt.NDArray[np.bool_]:
    mask = np.zeros(length, dtype=bool)
    mask[rows] = True
    return mask
