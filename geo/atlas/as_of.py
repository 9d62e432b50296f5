"""The atlas as it was known on a day. What was known is decided by publication alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from geo.atlas.atlas import Atlas
from geo.atlas.opening import describe_facts, facts_by_subject

_FACT_COLUMNS = ("status", "status_fact", "status_when", "named_countries", "countries", "sources")


def known_on(atlas: Atlas, day: date) -> Atlas:
    """Return the atlas as known on a day: without what was published later.

    A source of uncertain date counts from its latest possible day. All rows of `projects` stay, in
    their order; `known` is false for those that no document published by then speaks of. Lines and
    places are drawn as they are known today.
    """
    late = frozenset(s.id for s in atlas.records.sources if s.published.last_day > day)
    if late not in atlas.views:
        atlas.views[late] = _without(atlas, late)
    return _dated(atlas.views[late], day)


def _dated(view: Atlas, day: date) -> Atlas:
    """The same atlas with its day; what was worked out for it once is kept."""
    dated = replace(view, day=day)
    for name in ("members", "places", "standing_ids", "_feature_rows"):
        dated.__dict__[name] = getattr(view, name)
    return dated


def _without(atlas: Atlas, late: frozenset[str]) -> Atlas:
    whole = atlas.records
    quotes = tuple(quote for quote in whole.quotes if quote.source not in late)
    kept = {quote.id for quote in quotes}
    records = replace(
        whole,
        sources=tuple(source for source in whole.sources if source.id not in late),
        quotes=quotes,
        facts=tuple(fact for fact in whole.facts if fact.quote in kept),
    )
    facts = facts_by_subject(records)
    rows = atlas.projects.copy()
    told = {project.id: facts.get(f"project:{project.id}", ()) for project in whole.projects}
    for project, on_it in told.items():
        if project in rows.index:
            described: dict[str, Any] = describe_facts(on_it, records)
            drawn: Any = rows.at[project, "drawn_countries"]
            described["countries"] = tuple(sorted({*drawn, *described["named_countries"]}))
            for column in _FACT_COLUMNS:
                rows.at[project, column] = described[column]
    table = atlas.table
    is_late = table is not None and table.source.id in late
    if table is not None and is_late:
        rows.loc[table.frame.index, ["status", "status_fact", "status_when"]] = None
    known = [bool(told[p]) if p in told else not is_late for p in rows.index]
    rows["known"] = pd.Series(known, index=rows.index, dtype=bool)
    return Atlas(records, rows, atlas.features, facts, atlas.problems, None if is_late else table)


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
