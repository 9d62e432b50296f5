"""Facts → where sources differ, by rule and as a curator wrote it down.

The rules are set out in plain words in docs/how-we-decide.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Literal

from geo.atlas.agreement import Obstacle, agrees, exchange_rates, find_obstacle
from geo.atlas.atlas import Atlas
from geo.atlas.reliability import LeadReason, choose_leader, day_of
from geo.records.facts import Difference, Fact
from geo.records.sources import OutsideNote
from geo.records.vocabulary import ATTRIBUTES, DifferenceNature

Question = Literal["written", "values", "statuses", "instruments"]
"""What is asked: a curator's own question, several values of one attribute, a status that changed,
or whether one sum of money is a grant or a loan."""

Between = Literal["sources", "one-source", "outside"]

_COMPARED = frozenset({"quantity", "money", "count", "percent", "multiple"})

INSTRUMENTS = ("grant", "loan")


@dataclass(frozen=True)
class DisagreementSide:
    """One answer and the facts that give it; `outside` where no source of the atlas takes it.

    `says` holds a curator's words, and is missing where a rule found the side.
    """

    facts: tuple[Fact, ...]
    says: str | None = None
    outside: OutsideNote | None = None


@dataclass(frozen=True)
class Disagreement:
    """One question to which the record has more than one answer, or an answer that is lost.

    `attribute` is missing where the question is not about a single one. `leader` is the fact that is
    shown first, `leads_by` what puts it there; both are missing where none leads, the second also
    where a curator decided. `between` says whose answers differ: those of several sources, of one
    source with itself, or of a source and a report from outside. `written` is missing where a rule
    found the disagreement.
    """

    question: Question
    nature: DifferenceNature
    subject: str
    attribute: str | None
    sides: tuple[DisagreementSide, ...]
    leader: Fact | None
    leads_by: LeadReason | None
    obstacles: frozenset[Obstacle]
    between: Between
    written: Difference | None = None


def find_disagreements(atlas: Atlas, subject: str) -> tuple[Disagreement, ...]:
    """Return everything on which the facts on a subject differ.

    What a curator wrote down comes first, then what the rules find in the rest.
    """
    facts = atlas.facts_on(subject)
    ids = {fact.id for fact in facts}
    written = [d for d in atlas.records.differences if _touches(d, ids) and _is_known(atlas, d)]
    told = {fact_id for difference in written for side in difference.sides for fact_id in side.facts}
    found = [*_compare_instruments(atlas, facts), *_compare_statuses(atlas, facts, told)]
    found += [
        disagreement
        for group in _alike(facts)
        if not {fact.id for fact in group} <= told
        for disagreement in _compare_values(atlas, group, facts)
    ]
    return (*(_take_over(atlas, subject, difference) for difference in written), *found)


def _touches(difference: Difference, ids: Set[str]) -> bool:
    return any(not ids.isdisjoint(side.facts) for side in difference.sides)


def _is_known(atlas: Atlas, difference: Difference) -> bool:
    """Whether all of its facts are valid and were published by the atlas's day."""
    return all(fact_id in atlas.valid_fact_ids for side in difference.sides for fact_id in side.facts)


def _take_over(atlas: Atlas, subject: str, difference: Difference) -> Disagreement:
    by_id = atlas.records.fact_by_id
    sides = tuple(
        DisagreementSide(tuple(by_id[fact] for fact in side.facts), side.says, side.outside)
        for side in difference.sides
    )
    return Disagreement(
        question="written",
        nature=difference.nature,
        subject=subject,
        attribute=None,
        sides=sides,
        leader=by_id.get(difference.leads) if difference.leads else None,
        leads_by=None,
        obstacles=frozenset(),
        between=_whose(atlas, sides),
        written=difference,
    )


def _whose(atlas: Atlas, sides: Iterable[DisagreementSide]) -> Between:
    sources = {atlas.source_of(fact).id for side in sides for fact in side.facts}
    if len(sources) > 1:
        return "sources"
    return "outside" if any(side.outside for side in sides) else "one-source"


def _alike(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Facts that answer one question: the same attribute and, for counts, the same thing counted."""

    def question(fact: Fact) -> tuple[str, str]:
        value_type = ATTRIBUTES[fact.attribute].value_type
        return fact.attribute, (fact.unit or "") if value_type == "count" else ""

    measured = [f for f in facts if ATTRIBUTES[f.attribute].value_type in _COMPARED and f.value is not None]
    for (attribute, _), group in groupby(sorted(measured, key=question), key=question):
        if attribute != "exchange-rate":
            yield list(group)


def _compare_values(atlas: Atlas, group: list[Fact], facts: Sequence[Fact]) -> Iterator[Disagreement]:
    rates = exchange_rates(facts)
    obstacles: set[Obstacle] = set()
    differ = False
    for one, other in combinations(group, 2):
        obstacle = find_obstacle(one, other, rates)
        if obstacle:
            obstacles.add(obstacle)
        else:
            differ |= not agrees(one, other, rates)
    if not obstacles and not differ:
        return
    leader, reason = choose_leader(atlas, group)
    sides = tuple(DisagreementSide((fact,)) for fact in sorted(group, key=lambda fact: fact is not leader))
    yield Disagreement(
        question="values",
        nature="contradiction" if differ else "not-comparable",
        subject=leader.subject,
        attribute=leader.attribute,
        sides=sides,
        leader=leader,
        leads_by=reason,
        obstacles=frozenset(obstacles),
        between=_whose(atlas, sides),
    )


def _compare_instruments(atlas: Atlas, facts: Sequence[Fact]) -> Iterator[Disagreement]:
    """One sum of money that is called a grant here and a loan there."""
    rates = exchange_rates(facts)
    sums = [f for f in facts if f.subject_type == "sum" and f.value is not None]
    grants, loans = ([f for f in sums if f.attribute == name] for name in INSTRUMENTS)
    if not any(
        agrees(grant, loan, rates)
        for grant in grants
        for loan in loans
        if not find_obstacle(grant, loan, rates)
    ):
        return
    sides = tuple(DisagreementSide(tuple(found)) for found in (grants, loans))
    yield Disagreement(
        question="instruments",
        nature="contradiction",
        subject=grants[0].subject,
        attribute=None,
        sides=sides,
        leader=None,
        leads_by=None,
        obstacles=frozenset(),
        between=_whose(atlas, sides),
    )


def _compare_statuses(atlas: Atlas, facts: Sequence[Fact], told: set[str]) -> Iterator[Disagreement]:
    reported = [f for f in facts if f.attribute == "status" and f.value]
    if len({f.value for f in reported}) < 2 or not told.isdisjoint(f.id for f in reported):
        return
    leader, reason = choose_leader(atlas, reported)
    ordered = sorted(reported, key=lambda fact: day_of(fact, atlas.source_of(fact)))
    sides = tuple(DisagreementSide((fact,)) for fact in ordered)
    yield Disagreement(
        question="statuses",
        nature="change",
        subject=leader.subject,
        attribute="status",
        sides=sides,
        leader=leader,
        leads_by=reason,
        obstacles=frozenset(),
        between=_whose(atlas, sides),
    )
