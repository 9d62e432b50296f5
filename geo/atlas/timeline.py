"""What happened and who published when, on one axis.

Two dates are kept apart: when something happened (`as_of`, and the dates that are facts themselves)
and when somebody published it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from geo.atlas.atlas import Atlas
from geo.records.facts import Fact
from geo.records.fields import span_of
from geo.records.sources import Source
from geo.records.vocabulary import ATTRIBUTES


@dataclass(frozen=True)
class TimelineEntry:
    """One line of a timeline: what a fact says happened, or that its source was published.

    `fact` is missing for a publication. `first` and `last` are the days between which it lies.
    """

    fact: Fact | None
    source: Source
    first: date
    last: date

    @property
    def is_span(self) -> bool:
        """Whether the day is not known."""
        return self.first != self.last


def gather_timeline(atlas: Atlas, facts: Sequence[Fact]) -> tuple[TimelineEntry, ...]:
    """Return what the facts say happened and when their sources were published, oldest first.

    Empty where nothing is known to have happened.
    """
    events = [event for fact in facts for event in _events(atlas, fact)]
    if not events:
        return ()
    sources = {source.id: source for source in map(atlas.source_of, facts)}
    publications = [
        TimelineEntry(None, source, source.published.first_day, source.published.last_day)
        for source in sources.values()
    ]
    return tuple(
        sorted(events + publications, key=lambda entry: (entry.first, entry.last, entry.fact is None))
    )


def _events(atlas: Atlas, fact: Fact) -> Iterator[TimelineEntry]:
    value_type = ATTRIBUTES[fact.attribute].value_type
    if value_type == "date" and fact.value:
        yield TimelineEntry(fact, atlas.source_of(fact), *span_of(str(fact.value)))
    elif value_type == "status" and fact.as_of and fact.value:
        yield TimelineEntry(fact, atlas.source_of(fact), fact.as_of.first_day, fact.as_of.last_day)
