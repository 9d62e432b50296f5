"""The atlas as it was known on a day. What was known is decided by publication alone."""

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
    archive = atlas.archive.without_sources(late)
    rows = atlas.projects.copy()
    described = describe_facts(archive, rows.index)
    for column in described.columns:
        rows[column] = described[column]
    rows["countries"] = join_countries(rows)
    return replace(atlas, archive=archive, projects=rows)


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
