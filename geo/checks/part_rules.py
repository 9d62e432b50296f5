"""Rules on what a project says of its parts: the facts of its units, the courses of lengths from outside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from geo.checks.quotations import find_words
from geo.checks.reference_rules import why_not_valid
from geo.errors import Problem, Rule
from geo.records.archive import Records
from geo.records.facts import Fact
from geo.records.projects import Project, Segment, Unit

FACT_OF_UNIT = Rule(
    "unit-facts",
    "counts {fact} to {unit}; that fact is {why}",
    "Name a valid fact of this project, or take it out of the unit.",
    keeps_record=True,
)
UNIT_IN_QUOTE = Rule(
    "unit-facts",
    "counts {fact} to {unit}, whose name is not in its quotation",
    "A fact belongs to a unit only where the quoted words name the unit; else it is of the whole.",
    keeps_record=True,
)
KNOWN_COURSE = Rule(
    "known-course",
    "states {length_km:g} km for {alignment!r}, a course that nothing is drawn of",
    "Write the `alignment` as the segments have it.",
    keeps_record=True,
)


def check_parts(records: Records) -> Iterator[Problem]:
    """Yield units that rest on facts of something else, and lengths of courses that are not drawn."""
    drawn: dict[str, set[str]] = defaultdict(set)
    for feature in records.features:
        if isinstance(feature.properties, Segment) and feature.properties.alignment:
            drawn[feature.properties.project].add(feature.properties.alignment)
    for project in records.projects:
        where = records.file_of("project", project.id)
        for unit in project.units:
            yield from _check_unit(records, project, unit, where)
        for length in project.lengths:
            if length.alignment is not None and length.alignment not in drawn[project.id]:
                yield KNOWN_COURSE.broken(
                    where, project.id, length_km=length.length_km, alignment=length.alignment
                )


def _check_unit(records: Records, project: Project, unit: Unit, where: str) -> Iterator[Problem]:
    for fact_id in unit.facts:
        fact = records.fact_by_id.get(fact_id)
        why = why_not_valid(records, fact_id)
        if fact and fact.subject != f"project:{project.id}":
            why = f"about {fact.subject}"
        if why:
            yield FACT_OF_UNIT.broken(where, project.id, fact=fact_id, unit=unit.name, why=why)
        elif fact and not names_unit(records, fact, unit):
            yield UNIT_IN_QUOTE.broken(where, project.id, fact=fact_id, unit=unit.name)


def names_unit(records: Records, fact: Fact, unit: Unit) -> bool:
    """Whether the quotation of a fact has the name of a unit, as whole words in any case."""
    quote = records.quote_by_id.get(fact.quote)
    return quote is not None and find_words(unit.name.casefold(), quote.exact.casefold()) >= 0
