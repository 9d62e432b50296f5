"""Where records come from: the interface `Archive`, and `Records`, all that people wrote in one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Protocol

import geopandas as gpd
import pandas as pd

from geo.errors import Problem
from geo.records.facts import Difference, Fact
from geo.records.projects import About, Feature, Project, Subject
from geo.records.sources import Quote, Reference, Source, Voice

FACT_COLUMNS = ("id", "subject", "attribute", "value", "source", "reported")
FEATURE_COLUMNS = (
    "project",
    "name",
    "accuracy",
    "alignment",
    "precision",
    "place_known_from",
    "basis",
    "leg",
    "drawn_by",
    "line_source",
    "edition",
    "widest_gap_km",
    "places",
    "length_km",
    "countries",
)


@dataclass(frozen=True)
class Counts:
    """How much an archive holds. `facts` are the valid ones; an imported record counts as one fact."""

    projects: int
    facts: int
    imported: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.projects + other.projects, self.facts + other.facts, self.imported + other.imported
        )


class Archive(Protocol):
    """Records, wherever they come from: a folder that people write, a data set, a database, or several.

    All but `records` may be made when asked for, so that a data set of ten thousand projects is opened
    without making ten thousand records.
    """

    @property
    def version(self) -> str:
        """Another text when any record of the origin has changed."""

    @property
    def records(self) -> Records:
        """What people wrote, whole; rows of a data set are not among it."""

    def __contains__(self, project_id: object, /) -> bool:
        """Whether there is a project of this id."""

    def count(self) -> Counts:
        """Count the records without making them."""

    def project(self, project_id: str) -> Project:
        """Return a project. Raises `KeyError` for an unknown id."""

    def facts_on(self, subject: str) -> tuple[Fact, ...]:
        """Return the valid facts on `project:ID`, `country:KG` …, oldest publication first."""

    def quotation(self, quote_id: str) -> Quote:
        """Return a quotation. Raises `KeyError` for an unknown id."""

    def record_number(self, quote_id: str) -> int | None:
        """Return the row of the data set that a quotation is, counted from 1; missing for documents."""

    def project_rows(self) -> pd.DataFrame:
        """Return one row per project, indexed by id: `name`, `project_type`, `names` (all others)."""

    def feature_rows(self) -> gpd.GeoDataFrame:
        """Return one row per drawn feature with `FEATURE_COLUMNS`, indexed by its id, in EPSG:4326.

        `length_km` and `countries` are missing where nobody has measured them yet.
        """

    def fact_rows(self) -> pd.DataFrame:
        """Return one row per valid fact with `FACT_COLUMNS`; of one subject, the oldest first.

        `reported` is the EDTF date of the fact, or that of its source's publication.
        """

    def without(self, problems: Iterable[Problem]) -> Archive:
        """Return the archive without what problems touch and without what rests on that."""

    def without_sources(self, source_ids: Collection[str]) -> Archive:
        """Return the archive without some sources and without what rests on them."""


@dataclass(frozen=True)
class Records:
    """All that people wrote in one place, with the file that each record came from.

    `files` maps `("fact", id)` and the like to a path relative to the data folder. Of records that
    share an id, only the first read is here.
    """

    about: About | None = None
    sources: tuple[Source, ...] = ()
    quotes: tuple[Quote, ...] = ()
    facts: tuple[Fact, ...] = ()
    projects: tuple[Project, ...] = ()
    subjects: tuple[Subject, ...] = ()
    references: tuple[Reference, ...] = ()
    voices: tuple[Voice, ...] = ()
    differences: tuple[Difference, ...] = ()
    features: tuple[Feature, ...] = ()
    files: dict[tuple[str, str], str] = field(default_factory=dict)

    def file_of(self, record_type: str, record_id: str) -> str:
        """The file that a record came from, `(new)` for one that was never written."""
        return self.files.get((record_type, record_id), "(new)")

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def quote_by_id(self) -> dict[str, Quote]:
        """Quotes by id."""
        return {quote.id: quote for quote in self.quotes}

    @cached_property
    def project_by_id(self) -> dict[str, Project]:
        """Projects by id."""
        return {project.id: project for project in self.projects}

    @cached_property
    def voice_by_name(self) -> dict[str, Voice]:
        """Voices by name."""
        return {voice.name: voice for voice in self.voices}

    @cached_property
    def fact_by_id(self) -> dict[str, Fact]:
        """Facts by id, withdrawn ones too."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def subject_by_key(self) -> dict[str, Subject]:
        """Subjects by the key that facts name them with."""
        return {subject.key: subject for subject in self.subjects}

    @cached_property
    def fact_ids(self) -> frozenset[str]:
        """Ids of all facts."""
        return frozenset(fact.id for fact in self.facts)

    @cached_property
    def reference_by_prefix(self) -> dict[str, Reference]:
        """Outside references by prefix."""
        return {reference.prefix: reference for reference in self.references}

    @cached_property
    def odbl_features(self) -> frozenset[str]:
        """Ids of the features with any position that comes from OpenStreetMap or from what is made of it."""
        bound = {prefix for prefix, reference in self.reference_by_prefix.items() if reference.is_odbl}
        return frozenset(
            feature.id
            for feature in self.features
            if any(reference.partition(":")[0] in bound for reference in feature.properties.references)
        )

    @cached_property
    def superseded_ids(self) -> frozenset[str]:
        """Ids of the facts that a correction took the place of; one that was withdrawn corrects nothing."""
        return frozenset(f.supersedes for f in self.facts if f.supersedes and not f.withdrawn)

    @cached_property
    def facts_by_subject(self) -> dict[str, tuple[Fact, ...]]:
        """The valid facts, neither withdrawn nor superseded, by subject; oldest publication first."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            if fact.withdrawn is None and fact.id not in self.superseded_ids:
                found[fact.subject].append(fact)

        def published(fact: Fact) -> tuple[date, str]:
            source = self.source_by_id[self.quote_by_id[fact.quote].source]
            return source.published.last_day, fact.id

        return {subject: tuple(sorted(facts, key=published)) for subject, facts in found.items()}

    def without(self, problems: Iterable[Problem]) -> Records:
        """Return the records without those that break a rule which does not keep them.

        What rests on a record that goes, goes with it: quotes with their source, facts with their
        quote or subject, features with their project, differences with any of their facts. A fact
        that was superseded does not come back when its correction goes.
        """
        bad = {(p.file, p.record) for p in problems if not p.rule.keeps_record}

        def sound(record_type: str, listed: Sequence[Any]) -> tuple[Any, ...]:
            return tuple(r for r in listed if (self.file_of(record_type, r.id), r.id) not in bad)

        projects = sound("project", self.projects)
        known = {project.id for project in projects}
        subjects = sound("subject", self.subjects)
        keys = {f"project:{project_id}" for project_id in known} | {subject.key for subject in subjects}
        facts = sound("fact", self.facts)
        lost = self.fact_ids - {fact.id for fact in facts}
        outdated = {fact.supersedes for fact in self.facts if fact.id in lost and fact.supersedes}
        left = replace(
            self,
            projects=tuple(_without_dangling(project, known) for project in projects),
            subjects=subjects,
            sources=sound("source", self.sources),
            quotes=sound("quote", self.quotes),
            facts=tuple(
                f
                for f in facts
                if f.id not in outdated and (f.subject_type == "country" or f.subject in keys)
            ),
            features=tuple(f for f in sound("feature", self.features) if f.properties.project in known),
            differences=sound("difference", self.differences),
        )
        return left.without_sources(())

    def without_sources(self, source_ids: Collection[str]) -> Records:
        """Return the records without some sources, their quotes, and the facts and differences on those."""
        sources = tuple(source for source in self.sources if source.id not in source_ids)
        known_sources = {source.id for source in sources}
        quotes = tuple(quote for quote in self.quotes if quote.source in known_sources)
        known_quotes = {quote.id for quote in quotes}
        facts = tuple(fact for fact in self.facts if fact.quote in known_quotes)
        known_facts = {fact.id for fact in facts}
        differences = tuple(
            d for d in self.differences if all(known_facts.issuperset(side.facts) for side in d.sides)
        )
        return replace(self, sources=sources, quotes=quotes, facts=facts, differences=differences)


def _without_dangling(project: Project, known: Collection[str]) -> Project:
    """The project without pointers to projects that are not there."""
    part_of = tuple(other for other in project.part_of if other in known and other != project.id)
    overlaps = tuple(overlap for overlap in project.overlaps if overlap.project in known)
    if (part_of, overlaps) == (project.part_of, project.overlaps):
        return project
    return project.model_copy(update={"part_of": part_of, "overlaps": overlaps})
