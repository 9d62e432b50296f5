"""The gate: every rule over all records, in order."""

from __future__ import annotations

from collections.abc import Iterator

from geo.checks.fact_rules import check_fact
from geo.checks.geometry_rules import check_feature
from geo.checks.quotation_rules import check_quote, check_quoted_shares
from geo.checks.reference_rules import check_differences, check_ids, check_projects, check_voices
from geo.errors import Problem
from geo.records.archive import Records


def check_archive(records: Records) -> Iterator[Problem]:
    """Yield every problem of an records that can be found without the source texts."""
    yield from check_ids(records)
    for quote in records.quotes:
        yield from check_quote(records, quote)
    yield from check_quoted_shares(records)
    for fact in records.facts:
        yield from check_fact(records, fact)
    yield from check_projects(records)
    yield from check_voices(records)
    yield from check_differences(records)
    for feature in records.features:
        yield from check_feature(records, feature)
