"""Rules on what records point to: ids, projects, voices, differences, outside references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from geo.errors import Problem
from geo.records.archive import Archive
from geo.records.sources import REFERENCE_PATTERN


def check_ids(archive: Archive) -> Iterator[Problem]:
    """Yield ids that are used twice."""
    for kind, records in (
        ("source", archive.sources),
        ("quote", archive.quotes),
        ("fact", archive.facts),
        ("project", archive.projects),
        ("feature", archive.features),
        ("subject", archive.subjects),
        ("reference", archive.references),
        ("voice", archive.voices),
        ("difference", archive.differences),
    ):
        names = [_name_of(record) for record in records]
        for record_id, times in Counter(names).items():
            if times > 1:
                yield Problem(
                    archive.file_of(kind, record_id),
                    record_id,
                    "unique-id",
                    f"the {kind} id stands {times} times",
                    "Give each record an id of its own.",
                )


def _name_of(record: object) -> str:
    return str(getattr(record, "id", "") or getattr(record, "prefix", "") or getattr(record, "name", ""))


def check_projects(archive: Archive) -> Iterator[Problem]:
    """Yield projects that point nowhere, rest on nothing or are not on the map."""
    drawn = {feature.properties.project for feature in archive.features}
    supported = {fact.subject_id for fact in archive.facts if fact.subject_kind == "project"}
    for project in archive.projects:
        where = archive.file_of("project", project.id)
        for other in (*project.part_of, *(overlap.project for overlap in project.overlaps)):
            if other not in archive.project_by_id or other == project.id:
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
            yield from check_reference(archive, reference, where, project.id)


def check_voices(archive: Archive) -> Iterator[Problem]:
    """Yield voices that are named in no list: spelt in two ways, one voice would count as two."""
    remedy = "Name it as data/voices.yaml does, or add it there."
    for source in archive.sources:
        if source.text is not None and source.voice not in archive.voice_by_name:
            yield Problem(
                archive.file_of("source", source.id),
                source.id,
                "known-voice",
                f'has the unknown voice "{source.voice}"',
                remedy,
            )
    for fact in archive.facts:
        if fact.via is not None and fact.via not in archive.voice_by_name:
            yield Problem(
                archive.file_of("fact", fact.id),
                fact.id,
                "known-voice",
                f'comes through the unknown voice "{fact.via}"',
                remedy,
            )


def check_differences(archive: Archive) -> Iterator[Problem]:
    """Yield differences that rest on facts which are not there, or not valid any more."""
    for difference in archive.differences:
        where = archive.file_of("difference", difference.id)
        named = [fact_id for side in difference.sides for fact_id in side.facts]
        for fact_id in named:
            fact = archive.fact_by_id.get(fact_id)
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
                yield from check_reference(archive, reference, where, difference.id)


def check_reference(archive: Archive, reference: str, where: str, record: str) -> Iterator[Problem]:
    """Yield what is wrong with a reference `prefix:rest` that a record names."""
    found = REFERENCE_PATTERN.match(reference)
    if found is None or not (
        found["prefix"] in archive.reference_by_prefix or reference in ("source", "curator")
    ):
        yield Problem(
            where,
            record,
            "known-reference",
            f"names the unknown reference {reference!r}",
            "Write prefix:rest with a prefix from data/references.yaml.",
        )
