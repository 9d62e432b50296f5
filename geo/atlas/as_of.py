"""The atlas as it was known on a day, and what happened when.

Two dates are kept apart: when something happened (`as_of`, and the dates that are facts themselves)
and when somebody published it. What was known on a day is decided by publication alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from geo.atlas.atlas import Atlas, describe_facts, facts_by_subject
from geo.records.fields import Fact, span_of
from geo.records.vocabulary import ATTRIBUTES
from geo.wording.values import STATUS_WORDS, say_date

_FACT_COLUMNS = ("status", "status_fact", "status_when", "named_countries", "countries", "sources")


def known_on(atlas: Atlas, day: date) -> Atlas:
    """Return the atlas as known on a day: without what was published later.

    A source of uncertain date counts from its latest possible day. All rows of `projects` stay, in
    their order; `known` is false for those that no document published by then speaks of. Lines and
    places are drawn as they are known today.
    """
    late = frozenset(s.id for s in atlas.archive.sources if s.published.last_day > day)
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
    whole = atlas.archive
    quotes = tuple(quote for quote in whole.quotes if quote.source not in late)
    kept = {quote.id for quote in quotes}
    archive = replace(
        whole,
        sources=tuple(source for source in whole.sources if source.id not in late),
        quotes=quotes,
        facts=tuple(fact for fact in whole.facts if fact.quote in kept),
    )
    facts = facts_by_subject(archive)
    rows = atlas.projects.copy()
    told = {project.id: facts.get(f"project:{project.id}", ()) for project in whole.projects}
    for project, on_it in told.items():
        if project in rows.index:
            described: dict[str, Any] = describe_facts(on_it, archive)
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
    return Atlas(archive, rows, atlas.features, facts, atlas.problems, None if is_late else table)


def status_changes(now: Atlas, then: Atlas) -> dict[int, tuple[str | None, str | None]]:
    """Return, by position in `projects`, the status and its date where they were others then."""
    columns = ["status", "status_when"]
    before, after = (rows.projects[columns].astype(object).where(rows.projects[columns].notna(), None)
                     for rows in (now, then))  # fmt: skip
    changed = (before != after) & ~(before.isna() & after.isna())
    positions = [int(n) for n in changed.any(axis=1).to_numpy().nonzero()[0]]
    found: Any = after
    return {n: (found.iat[n, 0], found.iat[n, 1]) for n in positions}


@dataclass(frozen=True)
class Moment:
    """One line of a timeline. `left` and `width` are shares of the whole span, in per cent.

    `is_span` says that the day is not known closer than between two days; `number` is that of the
    quotation, 0 for a publication.
    """

    what: str
    when: str
    first: date
    last: date
    is_publication: bool
    number: int
    left: float = 0
    width: float = 0

    @property
    def is_span(self) -> bool:
        """Whether the day is not known."""
        return self.first != self.last


def build_timeline(atlas: Atlas, facts: Sequence[Fact], number_of: Mapping[str, int]) -> tuple[Moment, ...]:
    """Return what the facts say happened and when their sources were published, oldest first."""
    moments = [moment for fact in facts for moment in _events(fact, number_of.get(fact.id, 0))]
    sources = {source.id: source for source in map(atlas.source_of, facts)}
    for source in sources.values():
        published = source.published
        told = say_date(published.value) + ("" if published.known == "stated" else " (inferred)")
        moments.append(Moment(f"{source.publisher} published", told, published.first_day,
                              published.last_day, True, 0))  # fmt: skip
    ordered = sorted(dict.fromkeys(moments), key=lambda m: (m.first, m.last, m.is_publication))
    return _place(ordered) if any(not m.is_publication for m in ordered) else ()


def _events(fact: Fact, number: int) -> list[Moment]:
    attribute = ATTRIBUTES[fact.attribute]
    if attribute.kind == "date" and fact.value:
        first, last = span_of(str(fact.value))
        return [Moment(attribute.label, say_date(str(fact.value)), first, last, False, number)]
    if attribute.kind == "status" and fact.as_of and fact.value:
        told = say_date(fact.as_of.value) + (" (inferred)" if fact.as_of.known == "inferred" else "")
        what = f"Reported {STATUS_WORDS[str(fact.value)]}"
        return [Moment(what, told, fact.as_of.first_day, fact.as_of.last_day, False, number)]
    return []


def _place(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    begin, end = min(m.first for m in moments), max(m.last for m in moments)
    whole = max(1, (end - begin).days)
    return tuple(
        replace(
            m,
            left=round(100 * (m.first - begin).days / whole, 1),
            width=round(100 * (m.last - m.first).days / whole, 1),
        )
        for m in moments
    )
