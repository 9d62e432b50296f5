"""How reliable a claim is: whose voices carry it, how old they are, which of several values leads.

The clock is always handed in: `today` is the reader's day, or the day that the atlas is asked for.
The rules are set out in plain words in docs/how-we-decide.md.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from geo.atlas.atlas import Atlas
from geo.records.archive import Records
from geo.records.facts import Fact
from geo.records.sources import Source, Voice
from geo.records.vocabulary import FORECASTS

Mark = Literal["old", "one-voice", "state-media-only", "degraded-copy-only"]
"""What a reader is warned of, in the order in which it is shown."""

LeadReason = Literal["figure-before-forecast", "newest", "better-document", "more-exact", "undecided"]

STALE_MONTHS = 12
"""Evidence as old as this is called old on the card and in the report on the record's health."""

WITNESSES = {"aggregator-copy": 0, "state-media": 1, "data-set": 1, "wire": 2, "independent": 2}
"""The rank of documents by their nature: of two that speak of one day, the higher leads."""

_REASONS: tuple[LeadReason, ...] = (
    "figure-before-forecast",
    "newest",
    "better-document",
    "more-exact",
    "undecided",
)
"""What each part of a rank decides, in the order of `_rank`."""


def source_behind(fact: Fact, records: Records) -> Source:
    """The document that a fact comes from. Raises `KeyError` where it is not in the records."""
    return records.source_by_id[records.quote_by_id[fact.quote].source]


def day_of(fact: Fact, source: Source) -> date:
    """The latest day that a fact can speak of: its own date, else that of its publication."""
    return fact.as_of.last_day if fact.as_of else source.published.last_day


def newest_status(facts: Iterable[Fact], records: Records) -> Fact | None:
    """Return the status fact that leads, missing where no source carries one; as `choose_leader` does."""
    reported = (fact for fact in facts if fact.attribute == "status" and fact.value)
    return max(reported, key=lambda fact: _rank(fact, source_behind(fact, records)), default=None)


def answer_of(fact: Fact) -> Hashable:
    """What a fact answers: two facts with the same answer say the same of one attribute."""
    return fact.value, fact.unit, frozenset(fact.qualifiers)


def choose_leader(atlas: Atlas, facts: Sequence[Fact]) -> tuple[Fact, LeadReason | None]:
    """Return the fact whose value is shown first among several for one attribute, and by what it leads.

    Figures go before forecasts, newer before older, documents before copies, exact before vague. The
    reason is missing where all say the same. Raises `ValueError` for no facts.
    """
    ranked = sorted(facts, key=lambda fact: _rank(fact, atlas.source_of(fact)), reverse=True)
    if not ranked:
        raise ValueError("there is nothing to choose from")
    leader = ranked[0]
    rival = next((fact for fact in ranked if answer_of(fact) != answer_of(leader)), None)
    if rival is None:
        return leader, None
    ranks = (_rank(fact, atlas.source_of(fact)) for fact in (leader, rival))
    parts = zip(_REASONS, *ranks, strict=True)
    return leader, next(reason for reason, own, other in parts if own != other)


def _rank(fact: Fact, source: Source) -> tuple[bool, date, int, bool, str]:
    """What decides, in the order of `_REASONS`; in the end the id, so that every run decides alike."""
    return (
        FORECASTS.isdisjoint(fact.qualifiers),
        day_of(fact, source),
        WITNESSES[source.nature],
        FORECASTS.issuperset(fact.qualifiers),
        fact.id,
    )


@dataclass(frozen=True)
class Reliability:
    """What carries a subject: its voices, its newest source, how old that is, and what to warn of.

    `newest` and `age_months`, the whole months since its latest possible day of publication, are
    missing without any source.
    """

    voices: tuple[Voice, ...]
    newest: Source | None
    age_months: int | None
    marks: tuple[Mark, ...]

    @property
    def only_voice(self) -> str:
        """The name of the one voice that carries everything, empty where there are several or none."""
        return self.voices[0].name if len(self.voices) == 1 else ""


def voice_of(atlas: Atlas, fact: Fact) -> Voice:
    """Return whose voice a fact is: that through which its source has it, else the source's own."""
    name = fact.via or atlas.source_of(fact).voice
    return atlas.records.voice_by_name.get(name) or Voice(name=name)


def weigh(atlas: Atlas, facts: Iterable[Fact], today: date) -> Reliability:
    """Weigh facts: how many voices, whose, and how old the newest document is.

    Sources that repeat one voice are one. A publication date that is uncertain counts from its
    latest day.
    """
    facts = list(facts)
    voices = {voice.name: voice for voice in (voice_of(atlas, fact) for fact in facts)}
    sources = {source.id: source for source in map(atlas.source_of, facts)}
    newest = max(sources.values(), key=lambda s: (s.published.last_day, s.id), default=None)
    if newest is None:
        return Reliability((), None, None, ())
    months = months_between(newest.published.last_day, today)
    found: dict[Mark, bool] = {
        "old": months >= STALE_MONTHS,
        "one-voice": len(voices) == 1,
        "state-media-only": all(voice.state for voice in voices.values()),
        "degraded-copy-only": all(source.nature == "aggregator-copy" for source in sources.values()),
    }
    marks = tuple(mark for mark, is_so in found.items() if is_so)
    return Reliability(tuple(voices.values()), newest, months, marks)


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another; none where the second is not later."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)
    return max(0, months)
