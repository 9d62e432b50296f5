"""The value of each attribute that heads a card, and what a status rests on.

Which fact leads is decided in `reliability.choose_leader`.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from geo.atlas.atlas import Atlas
from geo.atlas.reliability import LeadReason, answer_of, choose_leader, voice_of
from geo.records.facts import Fact
from geo.records.sources import Source
from geo.records.vocabulary import ATTRIBUTES


@dataclass(frozen=True)
class Lead:
    """The fact that leads on one attribute: never a sum or a mean.

    `reason` is missing where nothing else is said. `others` counts the other answers, `voices` those
    that give the same one.
    """

    fact: Fact
    source: Source
    reason: LeadReason | None
    others: int
    voices: int


def find_leads(atlas: Atlas, facts: Sequence[Fact], wanted: Container[str] | None = None) -> tuple[Lead, ...]:
    """Return for each headline attribute the one fact that leads, in the order of the card.

    `wanted` limits the attributes.
    """
    rivals: dict[str, list[Fact]] = {}
    for fact in facts:
        is_headline = ATTRIBUTES[fact.attribute].headline is not None
        if is_headline and fact.value is not None and (wanted is None or fact.attribute in wanted):
            rivals.setdefault(fact.attribute, []).append(fact)
    ordered = sorted(rivals, key=lambda attribute: ATTRIBUTES[attribute].headline or 0)
    return tuple(_find_lead(atlas, rivals[attribute]) for attribute in ordered)


def _find_lead(atlas: Atlas, rivals: Sequence[Fact]) -> Lead:
    fact, reason = choose_leader(atlas, rivals)
    same = [rival for rival in rivals if answer_of(rival) == answer_of(fact)]
    others = {answer_of(rival) for rival in rivals} - {answer_of(fact)}
    voices = {voice_of(atlas, rival).name for rival in same}
    return Lead(fact, atlas.source_of(fact), reason, len(others), len(voices))
