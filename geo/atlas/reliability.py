"""How well a claim stands: whose voices carry it, how old they are, and the status derived from it.

The clock is always handed in: `today` is the reader's day, or the day that the atlas is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from geo.atlas.atlas import Atlas, day_of
from geo.records.fields import Fact, Source, Voice
from geo.wording.values import STATUS_WORDS, say_date

STALE_MONTHS = 12
"""Evidence as old as this is called old on the card and in the report on the record's health."""
NATURES = {
    "state-media": "state media",
    "wire": "wire copy",
    "independent": "independent",
    "aggregator-copy": "degraded copy",
    "data-set": "data set",
}


_DOCUMENTS = {
    "state-media": "one document of state media",
    "wire": "one wire copy",
    "independent": "one independent document",
    "aggregator-copy": "one degraded copy",
    "data-set": "one data set",
}


@dataclass(frozen=True)
class Standing:
    """What carries a subject: its voices, its newest source (missing without any) and badges."""

    voices: tuple[Voice, ...]
    newest: Source | None
    badges: tuple[str, ...]


def voice_of(atlas: Atlas, fact: Fact) -> Voice:
    """Return whose voice a fact is: that through which its source has it, else the source's own."""
    name = fact.via or atlas.source_of(fact).voice
    return atlas.archive.voice_by_name.get(name) or Voice(name=name)


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


def say_status(fact: Fact) -> str:
    """Return a derived status, never without saying that it is a report."""
    return f"last reported {STATUS_WORDS[str(fact.value)]}"


def explain_status(atlas: Atlas, fact: Fact, facts: Sequence[Fact], today: date) -> str:
    """Say from when a status is, how old, and what it rests on.

    "29 April 2025, 18 months ago; one document of state media (People's Daily)". Documents that
    repeat one voice count once.
    """
    source = atlas.source_of(fact)
    same = [f for f in facts if f.attribute == "status" and f.value == fact.value]
    voices = {voice_of(atlas, f).name for f in same}
    when = say_date(fact.as_of.value if fact.as_of else source.published.value)
    dated = when if fact.as_of else f"in a document of {when}"
    age = say_age(day_of(fact, source), today)
    rests = (
        _DOCUMENTS[source.nature]
        if len(voices) == 1
        else f"{len(voices)} voices, the newest {_DOCUMENTS[source.nature]}"
    )
    return f"{dated}, {age}; {rests} ({source.publisher})"


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another; none where the second is not later."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)
    return max(0, months)


def say_months(months: int) -> str:
    """Return a number of months for people: 17 months; 3 years."""
    if months >= 24:
        return f"{months // 12} years"
    return f"{months} month{'' if months == 1 else 's'}"


def say_age(day: date, today: date) -> str:
    """Return how long ago a day was: this month, 17 months ago, 3 years ago."""
    months = months_between(day, today)
    return f"{say_months(months)} ago" if months else "less than a month ago"
