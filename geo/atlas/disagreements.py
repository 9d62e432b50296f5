"""Facts → where sources differ: which values can be compared, which agree, which one leads and why.

The rules are set out in plain words in docs/how-we-decide.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from geo.atlas.atlas import WITNESSES, Atlas, day_of
from geo.checks.amounts import UNITS
from geo.records.fields import Difference, Fact, OutsideNote
from geo.records.vocabulary import ATTRIBUTES
from geo.wording.values import STATUS_WORDS, say_date, say_value

FORECASTS = frozenset({"expected", "potential"})
_COMPARED_KINDS = frozenset({"quantity", "money", "count", "percent", "multiple"})
_INSTRUMENTS = ("grant", "loan")
_FLOWS = frozenset({"trade", "trade-balance", "growth", "share", "goods-value", "investment-flow"})
"""What is counted over a period: a part of the period is another period."""
_ROUNDING, _ABOUT = 0.0025, 0.10
"""Shares by which an exact and an approximate figure may be off and still mean the same."""


@dataclass(frozen=True)
class ComparedSide:
    """What one side says, and the facts that it rests on; `outside` where no source takes it."""

    says: str
    facts: tuple[Fact, ...]
    leads: bool = False
    outside: OutsideNote | None = None


@dataclass(frozen=True)
class Comparison:
    """One question to which the record has more than one answer, or an answer that is lost."""

    kind: str
    question: str
    sides: tuple[ComparedSide, ...]
    decision: str


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


def compare(atlas: Atlas, subject: str) -> tuple[Comparison, ...]:
    """Return everything on which the facts on a subject differ.

    What a curator wrote down comes first, then what the rules find in the rest.
    """
    facts = atlas.facts_on(subject)
    written = [d for d in atlas.archive.differences if _touches(d, facts) and _is_known(atlas, d)]
    told = {fact_id for difference in written for side in difference.sides for fact_id in side.facts}
    found = [*_compare_instruments(atlas, facts), *_compare_statuses(atlas, facts, told)]
    found += [
        comparison
        for group in _alike(facts)
        if not {fact.id for fact in group} <= told
        for comparison in _compare_values(atlas, group, facts)
    ]
    return (*(_read(atlas, difference) for difference in written), *found)


def _touches(difference: Difference, facts: Sequence[Fact]) -> bool:
    ids = {fact.id for fact in facts}
    return any(not ids.isdisjoint(side.facts) for side in difference.sides)


def _is_known(atlas: Atlas, difference: Difference) -> bool:
    """Whether all of its facts stand and were published by the atlas's day."""
    return all(fact_id in atlas.standing_ids for side in difference.sides for fact_id in side.facts)


def _read(atlas: Atlas, difference: Difference) -> Comparison:
    by_id = atlas.archive.fact_by_id
    sides = tuple(
        ComparedSide(
            side.says, tuple(by_id[i] for i in side.facts), difference.leads in side.facts, side.outside
        )
        for side in difference.sides
    )
    return Comparison(difference.kind, difference.question, sides, difference.decision)


def _alike(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Facts that answer one question: the same attribute and, for counts, the same thing counted."""

    def question(fact: Fact) -> tuple[str, str]:
        kind = ATTRIBUTES[fact.attribute].kind
        return fact.attribute, (fact.unit or "") if kind == "count" else ""

    measured = [f for f in facts if ATTRIBUTES[f.attribute].kind in _COMPARED_KINDS and f.value is not None]
    for (attribute, _), group in groupby(sorted(measured, key=question), key=question):
        if attribute != "exchange-rate":
            yield list(group)


def _compare_values(atlas: Atlas, group: list[Fact], facts: Sequence[Fact]) -> Iterator[Comparison]:
    rates = _rates(facts)
    reasons, differ = set(), False
    for n, one in enumerate(group):
        for other in group[:n]:
            reason = why_not_comparable(one, other, rates)
            if reason:
                reasons.add(reason)
            else:
                differ |= not agrees(one, other, rates)
    if not reasons and not differ:
        return
    leader, why = choose_leader(atlas, group)
    ordered = sorted(group, key=lambda fact: fact is not leader)
    label = ATTRIBUTES[leader.attribute].label
    told = ["The values differ."] if differ else [f"Not all comparable: {'; '.join(sorted(reasons))}."]
    if why:
        told.append(f"{say_value(leader)} is shown first: {why}.")
    told.append("Nothing is averaged or added up.")
    sides = tuple(_side(atlas, fact, fact is leader) for fact in ordered)
    kind = "contradiction" if differ else "not-comparable"
    yield Comparison(kind, f"{label}: {len(group)} figures", sides, " ".join(told))


def _side(atlas: Atlas, fact: Fact, leads: bool) -> ComparedSide:
    when = f"{say_date(fact.as_of.value)}" if fact.as_of else ""
    label = ATTRIBUTES[fact.attribute].label
    says = (
        f"{label.lower()}: {say_value(fact)}"
        if ATTRIBUTES[fact.attribute].kind == "status"
        else say_value(fact)
    )
    return ComparedSide(", ".join(part for part in (says, when) if part), (fact,), leads)


def _compare_instruments(atlas: Atlas, facts: Sequence[Fact]) -> Iterator[Comparison]:
    """One sum of money that is called a grant here and a loan there."""
    rates = _rates(facts)
    sums = [f for f in facts if f.subject_kind == "sum" and f.value is not None]
    by_name = {name: [f for f in sums if f.attribute == name] for name in _INSTRUMENTS}
    if not any(
        agrees(grant, loan, rates)
        for grant in by_name["grant"]
        for loan in by_name["loan"]
        if not why_not_comparable(grant, loan, rates)
    ):
        return
    sides = tuple(
        ComparedSide(f"a {name}: {' or '.join(map(say_value, found))}", tuple(found))
        for name, found in by_name.items()
    )
    yield Comparison(
        "contradiction", "A grant or a loan?", sides,
        "One sum with two readings, not two sums. The amounts agree, at the exchange rate that a source "
        "states; what kind of money it is, the sources do not agree on. Neither leads, and nothing is "
        "added up.",
    )  # fmt: skip


def _compare_statuses(atlas: Atlas, facts: Sequence[Fact], told: set[str]) -> Iterator[Comparison]:
    reported = [f for f in facts if f.attribute == "status" and f.value]
    if len({f.value for f in reported}) < 2 or not told.isdisjoint(f.id for f in reported):
        return
    leader, why = choose_leader(atlas, reported)
    ordered = sorted(reported, key=lambda fact: day_of(fact, atlas.source_of(fact)))
    sides = tuple(_side(atlas, fact, fact is leader) for fact in ordered)
    yield Comparison("change", "Status over time", sides,
                     f"“{STATUS_WORDS[str(leader.value)]}” is the last reported status: {why}.")  # fmt: skip


def _rates(facts: Sequence[Fact]) -> dict[str, float]:
    """Units of a currency for one US dollar, as the facts on this very subject state it."""
    return {str(f.unit): float(f.value) for f in facts
            if f.attribute == "exchange-rate" and isinstance(f.value, int | float)}  # fmt: skip


def why_not_comparable(one: Fact, other: Fact, rates: Mapping[str, float]) -> str:
    """Say why two values of one attribute are no two answers to one question; empty where they are."""
    if (one.qualifier in FORECASTS) != (other.qualifier in FORECASTS):
        return "one is a forecast or a possibility, which is no figure"
    if _is_flow(one) and one.as_of and other.as_of and not _overlaps(one, other):
        return "they are for different periods"
    if ATTRIBUTES[one.attribute].kind == "money" and one.unit != other.unit:
        if _in_dollars(one, rates) is None or _in_dollars(other, rates) is None:
            return "they are in different currencies, and no source states the rate"
    elif one.unit != other.unit and not UNITS.Unit(one.unit or "").is_compatible_with(other.unit or ""):
        return "they measure different things"
    return ""


def _is_flow(fact: Fact) -> bool:
    """Whether the value belongs to a period: all but sizes of things."""
    return ATTRIBUTES[fact.attribute].kind != "quantity"


def _overlaps(one: Fact, other: Fact) -> bool:
    """Whether two dates can be of one thing: for a flow, the same period; else, days in common."""
    assert one.as_of and other.as_of
    if one.attribute in _FLOWS:
        return one.as_of.value == other.as_of.value
    return one.as_of.first_day <= other.as_of.last_day and other.as_of.first_day <= one.as_of.last_day


def _in_dollars(fact: Fact, rates: Mapping[str, float]) -> float | None:
    assert isinstance(fact.value, int | float)
    rate = 1.0 if fact.unit == "USD" else rates.get(fact.unit or "")
    return None if not rate else fact.value / rate


def agrees(one: Fact, other: Fact, rates: Mapping[str, float]) -> bool:
    """Whether two comparable values can both be right: hedges and rounding count."""
    (low, high), (least, most) = _range(one, other, rates), _range(other, one, rates)
    return low <= most and least <= high


def _range(fact: Fact, peer: Fact, rates: Mapping[str, float]) -> tuple[float, float]:
    assert isinstance(fact.value, int | float)
    value = float(fact.value)
    if ATTRIBUTES[fact.attribute].kind == "money":
        dollars = _in_dollars(fact, rates) if fact.unit != peer.unit else None
        value = value if dollars is None else dollars
    elif fact.unit != peer.unit:
        value = float(UNITS.Quantity(fact.value, fact.unit).to_base_units().magnitude)
    if fact.qualifier == "over":
        return value * (1 - _ROUNDING), math.inf
    if fact.qualifier in ("under", "up-to"):
        return -math.inf, value * (1 + _ROUNDING)
    off = abs(value) * (_ABOUT if fact.qualifier == "about" else _ROUNDING)
    return value - off, value + off
