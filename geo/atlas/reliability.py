"""How well a claim stands: whose voices carry it, how old they are, which of several values leads.

The clock is always handed in: `today` is the reader's day, or the day that the atlas is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from geo.atlas.atlas import Atlas
from geo.records.archive import Records
from geo.records.facts import Fact
from geo.records.sources import Source, Voice
from geo.wording.values import say_months, say_value


def source_behind(fact: Fact, records: Records) -> Source:
    """The document that a fact comes from. Raises `KeyError` where it is not in the records."""
    return records.source_by_id[records.quote_by_id[fact.quote].source]


WITNESSES = {"aggregator-copy": 0, "state-media": 1, "data-set": 1, "wire": 2, "independent": 2}


def newest_status(facts: Iterable[Fact], records: Records) -> Fact | None:
    """Return the status fact that leads, missing where no source carries one.

    The newest leads, by the date that the words give, else by the latest possible day of
    publication; of one day, a document before state media before a degraded copy.
    """

    def rank(fact: Fact) -> tuple[date, int, str]:
        source = source_behind(fact, records)
        return day_of(fact, source), WITNESSES[source.nature], fact.id

    return max((f for f in facts if f.attribute == "status" and f.value), key=rank, default=None)


def day_of(fact: Fact, source: Source) -> date:
    """The latest day that a fact can speak of: its own date, else that of its publication."""
    return fact.as_of.last_day if fact.as_of else source.published.last_day


FORECASTS = frozenset({"expected", "potential"})


def choose_leader(atlas: Atlas, facts: Sequence[Fact]) -> tuple[Fact, str]:
    """Return the fact whose value is shown first among several for one attribute, and why.

    Figures go before forecasts, newer before older, documents before copies, exact before vague.
    Raises `ValueError` for no facts.
    """
    ranked = sorted(facts, key=lambda fact: (_rank(atlas, fact), fact.id), reverse=True)
    if not ranked:
        raise ValueError("there is nothing to choose from")
    rivals = [fact for fact in ranked[1:] if say_value(fact) != say_value(ranked[0])]
    if not rivals:
        return ranked[0], ""
    first, second = _rank(atlas, ranked[0]), _rank(atlas, rivals[0])
    at = next((n for n in range(len(first)) if first[n] != second[n]), len(first))
    return ranked[0], _WHY[at]


_WHY = (
    "a figure goes before a forecast",
    "the newest goes first",
    "a document goes before a degraded copy, and others before state media",
    "the more exact figure goes first",
    "nothing decides between them, and the order means nothing",
)


def _rank(atlas: Atlas, fact: Fact) -> tuple[bool, date, int, bool]:
    source = atlas.source_of(fact)
    return (
        fact.qualifier not in FORECASTS,
        day_of(fact, source),
        WITNESSES[source.nature],
        fact.qualifier is None,
    )


STALE_MONTHS = 12
"""Evidence as old as this is called old on the card and in the report on the record's health."""


@dataclass(frozen=True)
class Standing:
    """What carries a subject: its voices, its newest source (missing without any) and badges."""

    voices: tuple[Voice, ...]
    newest: Source | None
    badges: tuple[str, ...]


def voice_of(atlas: Atlas, fact: Fact) -> Voice:
    """Return whose voice a fact is: that through which its source has it, else the source's own."""
    name = fact.via or atlas.source_of(fact).voice
    return atlas.records.voice_by_name.get(name) or Voice(name=name)


def describe_standing(atlas: Atlas, facts: Iterable[Fact], today: date) -> Standing:
    """Weigh facts: how many voices, whose, and how old the newest document is.

    Sources that repeat one voice are one. A publication date that is uncertain counts from its
    latest day.
    """
    facts = list(facts)
    voices = {voice.name: voice for voice in (voice_of(atlas, fact) for fact in facts)}
    sources = {source.id: source for source in map(atlas.source_of, facts)}
    newest = max(sources.values(), key=lambda s: (s.published.last_day, s.id), default=None)
    badges = []
    if newest is not None:
        months = months_between(newest.published.last_day, today)
        if months >= STALE_MONTHS:
            badges.append(f"newest evidence is {say_months(months)} old")
        if len(voices) == 1:
            badges.append("one voice only")
        if all(voice.state for voice in voices.values()):
            badges.append("state media only")
        if all(source.nature == "aggregator-copy" for source in sources.values()):
            badges.append("degraded copy only")
    return Standing(tuple(voices.values()), newest, tuple(badges))


def derive_status(facts: Sequence[Fact], atlas: Atlas) -> Fact | None:
    """Return the status fact that a project's status rests on; missing where no source carries one.

    The newest report leads, by the date that its words give, else by the latest possible day of
    publication; of one day, a document before state media before a degraded copy.
    """
    row = atlas.projects["status_fact"].get(facts[0].subject_id) if facts else None
    return next((fact for fact in facts if fact.id == row), None)


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another; none where the second is not later."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)
    return max(0, months)
