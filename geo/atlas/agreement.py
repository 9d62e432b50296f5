"""Two values of one attribute: whether they answer one question, and whether both can be right."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from geo.checks.units import UNITS
from geo.records.facts import Fact
from geo.records.vocabulary import ATTRIBUTES, FORECASTS

Obstacle = Literal["forecast", "other-period", "no-rate", "other-quantity"]
"""Why two values answer no common question.

`forecast`: only one is a figure. `other-period`: they are for different periods. `no-rate`: no source
states the rate between their currencies. `other-quantity`: their units measure different things.
"""

_FLOWS = frozenset({"trade", "trade-balance", "growth", "share", "goods-value", "investment-flow"})
"""What is counted over a period: a part of the period is another period."""

_ROUNDING, _ABOUT = 0.0025, 0.10
"""Shares by which an exact and an approximate figure may be off and still mean the same."""


def exchange_rates(facts: Sequence[Fact]) -> dict[str, float]:
    """Units of a currency for one US dollar, as the facts on this very subject state it."""
    return {
        str(f.unit): float(f.value)
        for f in facts
        if f.attribute == "exchange-rate" and isinstance(f.value, int | float)
    }


def find_obstacle(one: Fact, other: Fact, rates: Mapping[str, float]) -> Obstacle | None:
    """Return why two values of one attribute are no two answers to one question, missing where they are.

    `rates` are units of a currency for one US dollar.
    """
    if FORECASTS.isdisjoint(one.qualifiers) != FORECASTS.isdisjoint(other.qualifiers):
        return "forecast"
    value_type = ATTRIBUTES[one.attribute].value_type
    if value_type != "quantity" and not _is_one_period(one, other):  # the size of a thing has no period
        return "other-period"
    if value_type == "money":
        if one.unit != other.unit and None in (_in_dollars(one, rates), _in_dollars(other, rates)):
            return "no-rate"
    elif one.unit != other.unit and not UNITS.Unit(one.unit or "").is_compatible_with(other.unit or ""):
        return "other-quantity"
    return None


def _is_one_period(one: Fact, other: Fact) -> bool:
    """Whether two dates can be of one thing: for a flow or a total the same period, else days in common."""
    if not (one.as_of and other.as_of):
        return True
    if one.attribute in _FLOWS or one.as_of.bound or other.as_of.bound:
        return (one.as_of.value, one.as_of.bound) == (other.as_of.value, other.as_of.bound)
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
    """The least and the most that a value can mean, in a unit that it shares with its peer."""
    value = _in_shared_unit(fact, peer, rates)
    off = abs(value) * (_ABOUT if "about" in fact.qualifiers else _ROUNDING)
    is_ceiling = not {"under", "up-to"}.isdisjoint(fact.qualifiers)
    return -math.inf if is_ceiling else value - off, math.inf if "over" in fact.qualifiers else value + off


def _in_shared_unit(fact: Fact, peer: Fact, rates: Mapping[str, float]) -> float:
    assert isinstance(fact.value, int | float)
    if fact.unit == peer.unit:
        return float(fact.value)
    if ATTRIBUTES[fact.attribute].value_type == "money":
        dollars = _in_dollars(fact, rates)
        return float(fact.value) if dollars is None else dollars
    return float(UNITS.Quantity(fact.value, fact.unit).to_base_units().magnitude)
