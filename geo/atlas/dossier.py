"""All that is known of one subject, gathered once: what a card words and shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from geo.atlas.atlas import Atlas
from geo.atlas.course import Course, describe_course
from geo.atlas.course_strip import CourseStrip, describe_strips
from geo.atlas.disagreements import Disagreement, find_disagreements
from geo.atlas.leads import Lead, find_leads
from geo.atlas.parts import KnownUnit, UnplacedPart, describe_units, find_unplaced
from geo.atlas.quotations import Quotation, order_quotations
from geo.atlas.reliability import Reliability, weigh
from geo.atlas.timeline import TimelineEntry, gather_timeline
from geo.records.facts import Fact
from geo.records.projects import Project
from geo.records.sources import Reference

MOST_PROJECTS = 60
"""Projects that the dossier of a country lists at most."""

RelationNature = Literal["overlaps", "part-of", "contains"]


@dataclass(frozen=True)
class Relation:
    """How another project is related to this one; `reason` is empty where none is written down."""

    nature: RelationNature
    project: str
    name: str
    reason: str = ""


@dataclass(frozen=True)
class ListedProject:
    """A project by id, with its name and type."""

    id: str
    name: str
    project_type: str


@dataclass(frozen=True)
class Dossier:
    """All that is known of a project, a country or a region, as codes, dates and numbers.

    `subject` is `project:ID`, `country:KG` or `region:ID`. `name` is missing for countries, which are
    named by their code. Ages count to `today`. `quotations` are about the subject itself, `elsewhere`
    holds what is said of something else and is shown on the card too; both share one numbering.
    `names` gives the names of other subjects, by key; `sources` the document behind each fact, by
    fact id. `project` and `course` are missing for places, `projects` is empty but for countries.
    """

    subject: str
    name: str | None
    today: date
    as_of: date | None
    facts: tuple[Fact, ...]
    quotations: tuple[Quotation, ...]
    elsewhere: tuple[Quotation, ...]
    leads: tuple[Lead, ...]
    reliability: Reliability
    disagreements: tuple[Disagreement, ...]
    timeline: tuple[TimelineEntry, ...]
    names: Mapping[str, str]
    references: Mapping[str, Reference]
    report: str | None
    project: Project | None = None
    course: Course | None = None
    strips: tuple[CourseStrip, ...] = ()
    units: tuple[KnownUnit, ...] = ()
    unplaced: tuple[UnplacedPart, ...] = ()
    relations: tuple[Relation, ...] = ()
    projects: tuple[ListedProject, ...] = ()

    @property
    def subject_type(self) -> str:
        """`project`, `country` or `region`."""
        return self.subject.partition(":")[0]

    @property
    def subject_id(self) -> str:
        """The id behind the colon of `subject`."""
        return self.subject.partition(":")[2]


def place_subject(atlas: Atlas, place: str) -> str | None:
    """Return the subject of a country code or the id of a region; missing where nothing is known of it."""
    if f"region:{place}" in atlas.records.subject_by_key:
        return f"region:{place}"
    return f"country:{place}" if place in atlas.country_codes else None


def gather_dossier(atlas: Atlas, subject: str, today: date, *, as_of: date | None = None) -> Dossier:
    """Gather what is known of a subject. `as_of` is the day that the atlas is of, where not today.

    Raises `KeyError` for a project that is not drawn.
    """
    is_project = subject.startswith("project:")
    gather = _gather_project if is_project else _gather_place
    return gather(atlas, subject, today, as_of)


def _gather_project(atlas: Atlas, subject: str, today: date, as_of: date | None) -> Dossier:
    project = atlas.project(subject.partition(":")[2])
    facts = atlas.facts_on(subject)
    disagreements = find_disagreements(atlas, subject)
    others = _facts_elsewhere(disagreements, facts)
    quotations = order_quotations(atlas, facts)
    return Dossier(
        subject=subject,
        name=project.name,
        today=today,
        as_of=as_of,
        facts=facts,
        quotations=quotations,
        elsewhere=order_quotations(atlas, others, start=len(quotations)),
        leads=find_leads(atlas, facts),
        reliability=weigh(atlas, facts, today),
        disagreements=disagreements,
        timeline=gather_timeline(atlas, facts),
        names=_names_of(atlas, others),
        references=atlas.records.reference_by_prefix,
        report=_report_address(atlas),
        project=project,
        course=describe_course(atlas, project.id, facts),
        strips=describe_strips(atlas, project.id),
        units=describe_units(atlas, project.id, facts),
        unplaced=find_unplaced(atlas, project.id),
        relations=_relations_of(atlas, project.id),
    )


def _gather_place(atlas: Atlas, subject: str, today: date, as_of: date | None) -> Dossier:
    """A country's card also shows what is said of events, sums of money and regions that include it."""
    place = subject.partition(":")[2]
    shared_subjects = _subjects_shared_with(atlas, subject)
    own = atlas.facts_on(subject)
    shared = [fact for other in shared_subjects for fact in atlas.facts_on(other)]
    disagreements = _once(d for each in (subject, *shared_subjects) for d in find_disagreements(atlas, each))
    shared += _facts_elsewhere(disagreements, [*own, *shared])
    quotations = order_quotations(atlas, own)
    known = atlas.records.subject_by_key.get(subject)
    return Dossier(
        subject=subject,
        name=known.name if known else None,
        today=today,
        as_of=as_of,
        facts=own,
        quotations=quotations,
        elsewhere=order_quotations(atlas, shared, start=len(quotations)),
        leads=find_leads(atlas, own, _PLACE_LEADS),
        reliability=weigh(atlas, [*own, *shared], today),
        disagreements=disagreements,
        timeline=gather_timeline(atlas, own),
        names=_names_of(atlas, shared),
        references=atlas.records.reference_by_prefix,
        report=_report_address(atlas),
        projects=_projects_in(atlas, place) if subject.startswith("country:") else (),
    )


_PLACE_LEADS = frozenset({"trade"})


def _subjects_shared_with(atlas: Atlas, subject: str) -> tuple[str, ...]:
    """Subjects whose facts are read on a place's card too: those of a country; for a region, all."""
    subject_type, _, place = subject.partition(":")
    others = (other for other in atlas.records.subjects if other.key != subject)
    return tuple(o.key for o in others if subject_type == "region" or place in o.countries)


def _once(disagreements: Iterable[Disagreement]) -> tuple[Disagreement, ...]:
    """Each disagreement once: what a curator wrote down can touch several subjects."""
    found, seen = [], set()
    for each in disagreements:
        if each.written is None or each.written.id not in seen:
            found.append(each)
        seen |= {each.written.id} if each.written else set()
    return tuple(found)


def _facts_elsewhere(disagreements: Iterable[Disagreement], here: Sequence[Fact]) -> list[Fact]:
    """Facts on other subjects that a difference sets against those here."""
    ids = {fact.id for fact in here}
    sides = [fact for each in disagreements for side in each.sides for fact in side.facts]
    return list({fact.id: fact for fact in sides if fact.id not in ids}.values())


def _names_of(atlas: Atlas, facts: Iterable[Fact]) -> dict[str, str]:
    """Names of what facts are about, by subject key; countries are named by their code and left out."""
    names: dict[str, str] = {}
    for fact in facts:
        if fact.subject_type == "project":
            names[fact.subject] = atlas.project(fact.subject_id).name
        elif fact.subject in atlas.records.subject_by_key:
            names[fact.subject] = atlas.records.subject_by_key[fact.subject].name
    return names


def _report_address(atlas: Atlas) -> str | None:
    return atlas.records.about.report if atlas.records.about else None


def _projects_in(atlas: Atlas, country: str) -> tuple[ListedProject, ...]:
    none = np.zeros(len(atlas.projects), dtype=bool)
    known = atlas.projects["known"].to_numpy(bool)
    listed = np.flatnonzero(atlas.members["countries"].get(country, none) & known)[:MOST_PROJECTS]
    ids, names, types = atlas.projects.index, atlas.projects["name"], atlas.projects["project_type"]
    return tuple(ListedProject(str(ids[n]), str(names.iat[n]), str(types.iat[n])) for n in listed)


def _relations_of(atlas: Atlas, project_id: str) -> tuple[Relation, ...]:
    by_id = atlas.records.project_by_id
    found: list[Relation] = []

    def relate(nature: RelationNature, other: str, reason: str = "") -> None:
        found.append(Relation(nature, other, by_id[other].name if other in by_id else other, reason))

    for other in atlas.records.projects:
        for overlap in other.overlaps:
            if project_id in (other.id, overlap.project):
                relate("overlaps", overlap.project if other.id == project_id else other.id, overlap.reason)
        if other.id == project_id:
            for whole in other.part_of:
                relate("part-of", whole)
        elif project_id in other.part_of:
            relate("contains", other.id)
    return tuple(dict.fromkeys(found))
