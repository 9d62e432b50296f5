"""The gate: every rule over all records, in order, and the list of all rules."""

from __future__ import annotations

from collections.abc import Iterator

from geo.checks import (
    course_rules,
    fact_rules,
    geometry_rules,
    part_rules,
    quotation_rules,
    reference_rules,
    value_rules,
)
from geo.checks.course_rules import check_courses
from geo.checks.fact_rules import check_fact
from geo.checks.geometry_rules import check_feature
from geo.checks.part_rules import check_parts
from geo.checks.quotation_rules import check_quote, check_quoted_shares
from geo.checks.reference_rules import check_differences, check_projects, check_voices
from geo.errors import Problem, Rule
from geo.records import curated, features, imported, opening
from geo.records.archive import Records

_MODULES = (
    curated,
    features,
    imported,
    opening,
    quotation_rules,
    fact_rules,
    value_rules,
    reference_rules,
    part_rules,
    geometry_rules,
    course_rules,
)

RULES: tuple[Rule, ...] = tuple(
    dict.fromkeys(each for module in _MODULES for each in vars(module).values() if isinstance(each, Rule))
)
"""Every rule of the atlas, those of reading files included, in the order in which they are checked."""


def check_records(records: Records) -> Iterator[Problem]:
    """Yield every problem of the records that can be found without the source texts."""
    for quote in records.quotes:
        yield from check_quote(records, quote)
    yield from check_quoted_shares(records)
    for fact in records.facts:
        yield from check_fact(records, fact)
    yield from check_projects(records)
    yield from check_parts(records)
    yield from check_voices(records)
    yield from check_differences(records)
    sound = []
    for feature in records.features:
        problems = list(check_feature(records, feature))
        yield from problems
        if not problems:
            sound.append(feature)
    yield from check_courses(records, sound)
