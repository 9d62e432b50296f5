"""Facts → where sources differ, by rule and as a curator wrote it down.

The rules are set out in plain words in docs/how-we-decide.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from geo.atlas.agreement import agrees, exchange_rates, why_not_comparable
from geo.atlas.atlas import Atlas
from geo.atlas.reliability import choose_leader, day_of
from geo.records.facts import Difference, Fact
from geo.records.sources import OutsideNote
from geo.records.vocabulary import ATTRIBUTES
from geo.wording.values import STATUS_WORDS, say_date, say_value

_COMPARED = frozenset({"quantity", "money", "count", "percent", "multiple"})

_INSTRUMENTS = ("grant", "loan")


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

    nature: str
    question: str
    sides: tuple[ComparedSide, ...]
    decision: str


def compare(atlas: Atlas, subject: str) -> tuple[Comparison, ...]:
    """Return everything on which the facts on a subject differ.

    What a curator wrote down comes first, then what the rules find in the rest.
    """
    facts = atlas.facts_on(subject)
    written = [d for d in atlas.records.differences if _touches(d, facts) and _is_known(atlas, d)]
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
    by_id = atlas.records.fact_by_id
    sides = tuple(
        ComparedSide(
            side.says, tuple(by_id[i] for i in side.facts), difference.leads in side.facts, side.outside
        )
        for side in difference.sides
    )
    return Comparison(difference.nature, difference.question, sides, difference.decision)


def _alike(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Facts that answer one question: the same attribute and, for counts, the same thing counted."""

    def question(fact: Fact) -> tuple[str, str]:
        value_type = ATTRIBUTES[fact.attribute].value_type
        return fact.attribute, (fact.unit or "") if value_type == "count" else ""

    measured = [f for f in facts if ATTRIBUTES[f.attribute].value_type in _COMPARED and f.value is not None]
    for (attribute, _), group in groupby(sorted(measured, key=question), key=question):
        if attribute != "exchange-rate":
            yield list(group)


def _compare_values(atlas: Atlas, group: list[Fact], facts: Sequence[Fact]) -> Iterator[Comparison]:
    rates = exchange_rates(facts)
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
    nature = "contradiction" if differ else "not-comparable"
    yield Comparison(nature, f"{label}: {len(group)} figures", sides, " ".join(told))


def _side(atlas: Atlas, fact: Fact, leads: bool) -> ComparedSide:
    when = f"{say_date(fact.as_of.value)}" if fact.as_of else ""
    label = ATTRIBUTES[fact.attribute].label
    says = (
        f"{label.lower()}: {say_value(fact)}"
        if ATTRIBUTES[fact.attribute].value_type == "status"
        else say_value(fact)
    )
    return ComparedSide(", ".join(part for part in (says, when) if part), (fact,), leads)


def _compare_instruments(atlas: Atlas, facts: Sequence[Fact]) -> Iterator[Comparison]:
    """One sum of money that is called a grant here and a loan there."""
    rates = exchange_rates(facts)
    sums = [f for f in facts if f.subject_type == "sum" and f.value is not None]
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
        "contradiction",
        "A grant or a loan?",
        sides,
        "One sum with two readings, not two sums. The amounts agree, at the exchange rate that a source "
        "states; what kind of money it is, the sources do not agree on. Neither leads, and nothing is "
        "added up.",
    )


def _compare_statuses(atlas: Atlas, facts: Sequence[Fact], told: set[str]) -> Iterator[Comparison]:
    reported = [f for f in facts if f.attribute == "status" and f.value]
    if len({f.value for f in reported}) < 2 or not told.isdisjoint(f.id for f in reported):
        return
    leader, why = choose_leader(atlas, reported)
    ordered = sorted(reported, key=lambda fact: day_of(fact, atlas.source_of(fact)))
    sides = tuple(_side(atlas, fact, fact is leader) for fact in ordered)
    yield Comparison(
        "change",
        "Status over time",
        sides,
        f"“{STATUS_WORDS[str(leader.value)]}” is the last reported status: {why}.",
    )
