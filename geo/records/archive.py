"""All records of one data folder, and the records without those that problems touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from geo.errors import Problem
from geo.records.facts import Difference, Fact
from geo.records.projects import About, Feature, Project, Subject
from geo.records.sources import Quote, Reference, Source, Voice


@dataclass(frozen=True)
class Records:
    """All records of one data folder, with the file that each came from.

    `files` maps `("fact", id)` and the like to a path relative to the data folder.
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


def set_aside(records: Records, problems: Iterable[Problem]) -> Records:
    """Return the records without the records that problems touch, and without what rests on them."""
    bad = {(problem.file, problem.record) for problem in problems}

    def keep(record_type: str, listed: Sequence[object]) -> list[object]:
        return [r for r in listed if (records.file_of(record_type, r.id), r.id) not in bad]  # type: ignore[attr-defined]

    sources = [s for s in records.sources if _is_usable(records, s, bad)]
    known_sources = {source.id for source in sources}
    quotes = [q for q in keep("quote", records.quotes) if q.source in known_sources]  # type: ignore[attr-defined]
    known_quotes = {quote.id for quote in quotes}  # type: ignore[attr-defined]
    projects = list({project.id: project for project in records.projects}.values())
    known_projects = {project.id for project in projects}
    facts = [f for f in keep("fact", records.facts) if f.quote in known_quotes]  # type: ignore[attr-defined]
    features = [
        f
        for f in keep("feature", records.features)
        if f.properties.project in known_projects  # type: ignore[attr-defined]
    ]
    return replace(
        records,
        sources=tuple(sources),
        quotes=tuple(quotes),  # type: ignore[arg-type]
        facts=tuple(facts),  # type: ignore[arg-type]
        projects=tuple(projects),
        features=tuple(features),  # type: ignore[arg-type]
        differences=tuple(keep("difference", records.differences)),  # type: ignore[arg-type]
    )


def _is_usable(records: Records, source: Source, bad: set[tuple[str, str]]) -> bool:
    """A source with too long quotations stays readable; one with a doubled id does not."""
    del bad
    return sum(other.id == source.id for other in records.sources) == 1
