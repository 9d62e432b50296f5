"""The gate: every rule over all records, in order."""

from __future__ import annotations

from collections.abc import Iterator

from geo.checks.fact_rules import check_fact
from geo.checks.geometry_rules import check_feature
from geo.checks.quotation_rules import check_quote, check_quoted_shares
from geo.checks.reference_rules import check_differences, check_ids, check_projects, check_voices
from geo.errors import Problem
from geo.records.archive import Archive


def check_archive(archive: Archive) -> Iterator[Problem]:
    """Yield every problem of an archive that can be found without the source texts."""
    yield from check_ids(archive)
    for quote in archive.quotes:
        yield from check_quote(archive, quote)
    yield from check_quoted_shares(archive)
    for fact in archive.facts:
        yield from check_fact(archive, fact)
    yield from check_projects(archive)
    yield from check_voices(archive)
    yield from check_differences(archive)
    for feature in archive.features:
        yield from check_feature(archive, feature)
