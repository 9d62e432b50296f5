"""Facts → the quotations that they rest on, in the order of a card, with what is marked in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from geo.atlas.atlas import Atlas
from geo.checks.quotations import find_words, role_of
from geo.records.facts import Fact
from geo.records.sources import Quote, Source
from geo.records.vocabulary import ATTRIBUTES, GROUP_ORDER

_RANK_OF_GROUP = {group: rank for rank, group in enumerate(GROUP_ORDER)}


@dataclass(frozen=True)
class Slip:
    """An error of a source that stays as it is: the offset after its words, and the curator's note."""

    end: int
    note: str


@dataclass(frozen=True)
class Quotation:
    """One quotation with the facts that rest on it, those on the status first.

    `role` is that of the passage in its source, `body` for running prose. `values` are the stretches
    of `quote.exact` that carry values, as a slice has them: sorted, none touching another. `record`
    is the row number in an imported data set, missing for documents.
    """

    number: int
    quote: Quote
    source: Source
    facts: tuple[Fact, ...]
    role: str
    values: tuple[tuple[int, int], ...]
    slips: tuple[Slip, ...]
    record: int | None


def order_quotations(atlas: Atlas, facts: Iterable[Fact], start: int = 0) -> tuple[Quotation, ...]:
    """Return the quotations that facts rest on, numbered from `start` + 1.

    The newest source comes first; within one, words that carry a headline value, then those that
    come first in its text.
    """
    by_quote: dict[str, list[Fact]] = {}
    for fact in facts:
        by_quote.setdefault(fact.quote, []).append(fact)

    def rank(quote_id: str) -> tuple[date, bool, int]:
        quote = atlas.quote(quote_id)
        published = atlas.records.source_by_id[quote.source].published.last_day
        is_headline = any(ATTRIBUTES[f.attribute].headline is not None for f in by_quote[quote_id])
        return published, is_headline, -(quote.start or 0)

    ordered = sorted(by_quote, key=rank, reverse=True)
    return tuple(
        _build_quotation(atlas, atlas.quote(quote_id), by_quote[quote_id], number)
        for number, quote_id in enumerate(ordered, start + 1)
    )


def _build_quotation(atlas: Atlas, quote: Quote, facts: Sequence[Fact], number: int) -> Quotation:
    source = atlas.records.source_by_id[quote.source]
    return Quotation(
        number=number,
        quote=quote,
        source=source,
        facts=tuple(sorted(facts, key=lambda fact: _RANK_OF_GROUP[ATTRIBUTES[fact.attribute].group])),
        role=role_of(quote, source.text),
        values=find_values(quote, facts),
        slips=find_slips(quote),
        record=atlas.archive.record_number(quote.id),
    )


def find_values(quote: Quote, facts: Iterable[Fact]) -> tuple[tuple[int, int], ...]:
    """Return where in a quotation the words are that carry values, as whole words if possible."""
    facts = list(facts)
    words = {fact.reads for fact in facts if fact.reads}
    words |= {fact.as_of.reads for fact in facts if fact.as_of and fact.as_of.reads}
    found: list[tuple[int, int]] = []
    for each in words:
        whole = find_words(each, quote.exact)
        start = whole if whole >= 0 else quote.exact.find(each)
        if start >= 0:
            found.append((start, start + len(each)))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def find_slips(quote: Quote) -> tuple[Slip, ...]:
    """Return the errors in a quotation that a curator has marked, in the order of the words."""
    ends = {
        quote.exact.find(sic.words) + len(sic.words): sic.note or ""
        for sic in quote.sic
        if sic.words in quote.exact
    }
    return tuple(Slip(end, note) for end, note in sorted(ends.items()))
