"""What happened and who published → lines with a bar each, on one axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.atlas.dossier import Dossier
from geo.atlas.timeline import TimelineEntry
from geo.card.view_model import TimelineRow
from geo.records.vocabulary import ATTRIBUTES
from geo.wording.catalogue import Words
from geo.wording.dates import note_inferred, say_date, say_when
from geo.wording.values import say_value


def view_timeline(dossier: Dossier, words: Words, numbers: Mapping[str, int]) -> tuple[TimelineRow, ...]:
    """Return the lines of the timeline, oldest first; what reads the same is shown once."""
    entries = dossier.timeline
    rows = (_view_entry(entry, entries, words, numbers) for entry in entries)
    return tuple(dict.fromkeys(rows))


def _view_entry(
    entry: TimelineEntry, entries: Sequence[TimelineEntry], words: Words, numbers: Mapping[str, int]
) -> TimelineRow:
    begin, end = min(each.first for each in entries), max(each.last for each in entries)
    whole = max(1, (end - begin).days)
    what, when = _say_entry(entry, words)
    return TimelineRow(
        text=words.say("card.timeline.entry", date=when, what=what),
        is_publication=entry.fact is None,
        is_span=entry.is_span,
        number=numbers.get(entry.fact.id, 0) if entry.fact else 0,
        left=round(100 * (entry.first - begin).days / whole, 1),
        width=round(100 * (entry.last - entry.first).days / whole, 1),
    )


def _say_entry(entry: TimelineEntry, words: Words) -> tuple[str, str]:
    """What a line tells, and when it was."""
    fact, source = entry.fact, entry.source
    if fact is None:
        when = note_inferred(words, say_date(words, source.published.value), source.published.known)
        return words.say("card.timeline.published", publisher=source.publisher), when
    if ATTRIBUTES[fact.attribute].value_type == "status" and fact.as_of:
        return words.say("card.timeline.status", status=say_value(words, fact)), say_when(words, fact.as_of)
    return words.name("attribute", fact.attribute), say_date(words, str(fact.value))
