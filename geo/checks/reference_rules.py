"""Rules on what records point to: projects, voices, differences, outside references."""

from __future__ import annotations

from collections.abc import Iterator

from geo.errors import Problem, Rule
from geo.records.archive import Records
from geo.records.facts import Difference
from geo.records.projects import Project
from geo.records.sources import REFERENCE_PATTERN

KNOWN_PROJECT = Rule(
    "known-project", "points to {other}", "Name another project of the atlas.", keeps_record=True
)
ON_THE_MAP = Rule(
    "on-the-map",
    "has no geometry",
    "Draw it in data/geometry/; `schematic` or `country` is allowed.",
    keeps_record=True,
)
SUPPORTED = Rule(
    "supported",
    "no fact rests on a quotation",
    "Add a fact, or take the project out.",
    keeps_record=True,
)
VOICE_OF_SOURCE = Rule(
    "known-voice",
    'has the unknown voice "{voice}"',
    "Name it as data/voices.yaml does, or add it there.",
    keeps_record=True,
)
VOICE_OF_FACT = Rule(
    "known-voice",
    'comes through the unknown voice "{voice}"',
    "Name it as data/voices.yaml does, or add it there.",
    keeps_record=True,
)
VALID_FACTS = Rule(
    "known-fact",
    "rests on {fact}, which is {why}",
    "Name a valid fact and what it says, or take the side out.",
)
LEADS = Rule(
    "leads",
    "is led by {fact}, which is on no side",
    "A fact of one of the sides leads, or none does.",
)
KNOWN_REFERENCE = Rule(
    "known-reference",
    "names the unknown reference {reference!r}",
    "Write prefix:rest with a prefix from data/references.yaml.",
    keeps_record=True,
)


def check_projects(records: Records) -> Iterator[Problem]:
    """Yield projects that point nowhere, rest on nothing or are not on the map."""
    drawn = {feature.properties.project for feature in records.features}
    supported = {fact.subject_id for fact in records.facts if fact.subject_type == "project"}
    for project in records.projects:
        where = records.file_of("project", project.id)
        for other in (*project.part_of, *(overlap.project for overlap in project.overlaps)):
            if other not in records.project_by_id or other == project.id:
                yield KNOWN_PROJECT.broken(where, project.id, other=other)
        if project.id not in drawn:
            yield ON_THE_MAP.broken(where, project.id)
        if project.id not in supported:
            yield SUPPORTED.broken(where, project.id)
        for reference in _references_of(project):
            yield from check_reference(records, reference, where, project.id)


def _references_of(project: Project) -> Iterator[str]:
    yield from (name.reference for name in project.names)
    for note in (*project.notes, *(note for unit in project.units for note in unit.notes)):
        yield from note.references
    for length in project.lengths:
        yield from length.references
    for crossing in project.crosses:
        yield from crossing.references


def check_voices(records: Records) -> Iterator[Problem]:
    """Yield voices that are named in no list: spelt in two ways, one voice would count as two."""
    for source in records.sources:
        if source.text is not None and source.voice not in records.voice_by_name:
            where = records.file_of("source", source.id)
            yield VOICE_OF_SOURCE.broken(where, source.id, voice=source.voice)
    for fact in records.facts:
        if fact.via is not None and fact.via not in records.voice_by_name:
            yield VOICE_OF_FACT.broken(records.file_of("fact", fact.id), fact.id, voice=fact.via)


def check_differences(records: Records) -> Iterator[Problem]:
    """Yield differences that rest on facts which are not there, or not valid any more."""
    for difference in records.differences:
        yield from _check_difference(records, difference)


def _check_difference(records: Records, difference: Difference) -> Iterator[Problem]:
    where = records.file_of("difference", difference.id)
    named = [fact_id for side in difference.sides for fact_id in side.facts]
    for fact_id in named:
        if why := why_not_valid(records, fact_id):
            yield VALID_FACTS.broken(where, difference.id, fact=fact_id, why=why)
    if difference.leads is not None and difference.leads not in named:
        yield LEADS.broken(where, difference.id, fact=difference.leads)
    for side in difference.sides:
        for reference in side.outside.references if side.outside else ():
            yield from check_reference(records, reference, where, difference.id)


def why_not_valid(records: Records, fact_id: str) -> str:
    """Why nothing can rest on a fact, empty where it is valid."""
    fact = records.fact_by_id.get(fact_id)
    if fact is None:
        return "unknown"
    if fact.withdrawn is not None:
        return "withdrawn"
    return "superseded" if fact_id in records.superseded_ids else ""


def check_reference(records: Records, reference: str, where: str, record: str) -> Iterator[Problem]:
    """Yield what is wrong with a reference `prefix:rest` that a record names."""
    found = REFERENCE_PATTERN.match(reference)
    is_known = found is not None and found["prefix"] in records.reference_by_prefix
    if not is_known and reference not in ("source", "curator"):
        yield KNOWN_REFERENCE.broken(where, record, reference=reference)
