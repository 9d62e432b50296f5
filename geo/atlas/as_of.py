"""The atlas as it was known on a day. What was known is decided by publication alone.

Nothing is kept here: whoever asks again and again keeps the views, by the set of later sources.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from geo.atlas.atlas import Atlas
from geo.atlas.opening import describe_facts, facts_by_subject
from geo.records.archive import Records

_STATUS_COLUMNS = ["status", "status_fact", "status_when"]


def known_on(atlas: Atlas, day: date) -> Atlas:
    """Return the atlas as known on a day: without what was published later.

    A source of uncertain date counts from its latest possible day. All rows of `projects` stay, in
    their order; `known` is false for those that no document published by then speaks of. Lines and
    places are drawn as they are known today.
    """
    return replace(without_sources(atlas, later_sources(atlas, day)), day=day)


def later_sources(atlas: Atlas, day: date) -> frozenset[str]:
    """Return the ids of the sources that were not published yet: two days with the same share a view."""
    return frozenset(s.id for s in atlas.records.sources if s.published.last_day > day)


def without_sources(atlas: Atlas, late: frozenset[str]) -> Atlas:
    """Return the atlas without some sources and everything that rests on them. Its `day` is missing."""
    records = _without(atlas.records, late)
    facts = facts_by_subject(records)
    rows = atlas.projects.copy()
    by_project = {p.id: facts.get(f"project:{p.id}", ()) for p in records.projects if p.id in rows.index}
    drawn = rows["drawn_countries"]
    described: dict[str, dict[str, Any]] = {}
    for project, on_it in by_project.items():
        row = describe_facts(on_it, records)
        countries = tuple(sorted({*drawn[project], *row["named_countries"]}))
        described[project] = row | {"countries": countries, "known": bool(on_it)}
    _write_rows(rows, described)
    table = atlas.table
    if table is not None and table.source.id in late:
        rows.loc[table.frame.index, _STATUS_COLUMNS] = None
        rows.loc[table.frame.index, "known"] = False
        table = None
    return replace(atlas, records=records, projects=rows, facts=facts, table=table, day=None)


def _without(records: Records, late: frozenset[str]) -> Records:
    quotes = tuple(quote for quote in records.quotes if quote.source not in late)
    kept = {quote.id for quote in quotes}
    return replace(
        records,
        sources=tuple(source for source in records.sources if source.id not in late),
        quotes=quotes,
        facts=tuple(fact for fact in records.facts if fact.quote in kept),
    )


def _write_rows(rows: pd.DataFrame, described: dict[str, dict[str, Any]]) -> None:
    """Write what was worked out for some rows over what their columns held."""
    for column in next(iter(described.values()), {}):
        values = rows[column].tolist()
        for project, row in zip(rows.index, range(len(rows)), strict=True):
            if project in described:
                values[row] = described[project][column]
        rows[column] = pd.Series(values, index=rows.index, dtype=rows[column].dtype)


def status_changes(now: Atlas, then: Atlas) -> dict[int, tuple[str | None, str | None]]:
    """Return, by position in `projects`, the status and its date where they were others then."""
    columns = ["status", "status_when"]
    before, after = (
        rows.projects[columns].astype(object).where(rows.projects[columns].notna(), None)
        for rows in (now, then)
    )
    changed = (before != after) & ~(before.isna() & after.isna())
    positions = [int(n) for n in changed.any(axis=1).to_numpy().nonzero()[0]]
    found: Any = after
    return {n: (found.iat[n, 0], found.iat[n, 1]) for n in positions}
