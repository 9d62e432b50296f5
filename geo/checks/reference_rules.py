"""Rules on what records point to: ids, projects, voices, differences, outside references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from geo.errors import Problem
from geo.records.archive import Records
from geo.records.sources import REFERENCE_PATTERN


def check_ids(records: Records) -> Iterator[Problem]:
    """Yield ids that are used twice."""
    for record_type, listed in (
        ("source", records.sources),
        ("quote", records.quotes),
        ("fact", records.facts),
        ("project", records.projects),
        ("feature", records.features),
        ("subject", records.subjects),
        ("reference", records.references),
        ("voice", records.voices),
        ("difference", records.differences),
    ):
        names = [_name_of(record) for record in listed]
        for record_id, times in Counter(names).items():
            if times > 1:
                yield Problem(
                    records.file_of(record_type, record_id),
                    record_id,
                    "unique-id",
                    f"the {record_type} id stands {times} times",
                    "Give each record an id of its own.",
                )


def _name_of(record: object) -> str:
    return str(getattr(record, "id", "") or getattr(record, "prefix", "") or getattr(record, "name", ""))


def check_projects(records: Records) -> Iterator[Problem]:
    """Yield projects that point nowhere, rest on nothing or are not on the map."""
    drawn = {feature.properties.project for feature in records.features}
    supported = {fact.subject_id for fact in records.facts if fact.subject_type == "project"}
    for project in records.projects:
        where = records.file_of("project", project.id)
        for other in (*project.part_of, *(overlap.project for overlap in project.overlaps)):
            if other not in records.project_by_id or other == project.id:
                yield Problem(
                    where,
                    project.id,
                    "known-project",
                    f"points to {other}",
                    "Name another project of the atlas.",
                )
        if project.id not in drawn:
            yield Problem(
                where,
                project.id,
                "on-the-map",
                "has no geometry",
                "Draw it in data/geometry/; `schematic` or `country` is allowed.",
            )
        if project.id not in supported:
            yield Problem(
                where,
                project.id,
                "supported",
                "no fact rests on a quotation",
                "Add a fact, or take the project out.",
            )
        for reference in [
            *(name.reference for name in project.names),
            *(reference for note in project.notes for reference in note.references),
        ]:
            yield from check_reference(records, reference, where, project.id)


def check_voices(records: Records) -> Iterator[Problem]:
    """Yield voices that are named in no list: spelt in two ways, one voice would count as two."""
    remedy = "Name it as data/voices.yaml does, or add it there."
    for source in records.sources:
        if source.text is not None and source.voice not in records.voice_by_name:
            yield Problem(
                records.file_of("source", source.id),
                source.id,
                "known-voice",
                f'has the unknown voice "{source.voice}"',
                remedy,
            )
    for fact in records.facts:
        if fact.via is not None and fact.via not in records.voice_by_name:
            yield Problem(
                records.file_of("fact", fact.id),
                fact.id,
                "known-voice",
                f'comes through the unknown voice "{fact.via}"',
                remedy,
            )


def check_differences(records: Records) -> Iterator[Problem]:
    """Yield differences that rest on facts which are not there, or not valid any more."""
    for difference in records.differences:
        where = records.file_of("difference", difference.id)
        named = [fact_id for side in difference.sides for fact_id in side.facts]
        for fact_id in named:
            fact = records.fact_by_id.get(fact_id)
            if fact is None or fact.withdrawn is not None:
                yield Problem(
                    where,
                    difference.id,
                    "known-fact",
                    f"rests on {fact_id}, which is {'withdrawn' if fact else 'unknown'}",
                    "Name a fact that stands, or take the side out.",
                )
        if difference.leads is not None and difference.leads not in named:
            yield Problem(
                where,
                difference.id,
                "leads",
                f"is led by {difference.leads}, which is on no side",
                "A fact of one of the sides leads, or none does.",
            )
        for side in difference.sides:
            for reference in side.outside.references if side.outside else ():
                yield from check_reference(records, reference, where, difference.id)


def check_reference(records: Records, reference: str, where: str, record: str) -> Iterator[Problem]:
    """Yield what is wrong with a reference `prefix:rest` that a record names."""
    found = REFERENCE_PATTERN.match(reference)
    if found is None or not (
        found["prefix"] in records.reference_by_prefix or reference in ("source", "curator")
    ):
        yield Problem(
            where,
            record,
            "known-reference",
            f"names the unknown reference {reference!r}",
            "Write prefix:rest with a prefix from data/references.yaml.",
        )
