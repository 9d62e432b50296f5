"""The atlas as it was known on a day. What was known is decided by publication alone.

Nothing is cached here: `server.publication` keeps the views, by the set of later sources.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from geo.atlas.atlas import Atlas
from geo.atlas.opening import describe_facts, join_countries


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
    archive = atlas.archive.without_sources(late)
    rows = atlas.projects.copy()
    described = describe_facts(archive, rows.index)
    for column in described.columns:
        rows[column] = described[column]
    rows["countries"] = join_countries(rows)
    return replace(atlas, archive=archive, projects=rows, day=None)


def status_changes(now: Atlas, then: Atlas) -> dict[int, tuple[str | None, str | None]]:
    """Return, by position in `projects`, status and EDTF date of report where they were others then."""
    columns = ["status", "status_reported"]
    before, after = (
        rows.projects[columns].astype(object).where(rows.projects[columns].notna(), None)
        for rows in (now, then)
    )
    changed = (before != after) & ~(before.isna() & after.isna())
    positions = [int(n) for n in changed.any(axis=1).to_numpy().nonzero()[0]]
    found: Any = after
    return {n: (found.iat[n, 0], found.iat[n, 1]) for n in positions}
