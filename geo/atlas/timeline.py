"""What happened and who published when, on one axis.

Two dates are kept apart: when something happened (`as_of`, and the dates that are facts themselves)
and when somebody published it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from geo.atlas.atlas import Atlas
from geo.records.facts import Fact
from geo.records.fields import span_of
from geo.records.vocabulary import ATTRIBUTES
from geo.wording.values import STATUS_WORDS, say_date


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
        moments.append(
            Moment(f"{source.publisher} published", told, published.first_day, published.last_day, True, 0)
        )
    ordered = sorted(dict.fromkeys(moments), key=lambda m: (m.first, m.last, m.is_publication))
    return _place(ordered) if any(not m.is_publication for m in ordered) else ()


def _events(fact: Fact, number: int) -> list[Moment]:
    attribute = ATTRIBUTES[fact.attribute]
    if attribute.value_type == "date" and fact.value:
        first, last = span_of(str(fact.value))
        return [Moment(attribute.label, say_date(str(fact.value)), first, last, False, number)]
    if attribute.value_type == "status" and fact.as_of and fact.value:
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
