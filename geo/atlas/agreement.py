"""Two values of one attribute: whether they answer one question, and whether both can be right."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from geo.atlas.reliability import FORECASTS
from geo.checks.units import UNITS
from geo.records.facts import Fact
from geo.records.vocabulary import ATTRIBUTES

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


def why_not_comparable(one: Fact, other: Fact, rates: Mapping[str, float]) -> str:
    """Say why two values of one attribute are no two answers to one question; empty where they are."""
    if (one.qualifier in FORECASTS) != (other.qualifier in FORECASTS):
        return "one is a forecast or a possibility, which is no figure"
    if _is_flow(one) and one.as_of and other.as_of and not _overlaps(one, other):
        return "they are for different periods"
    if ATTRIBUTES[one.attribute].value_type == "money" and one.unit != other.unit:
        if _in_dollars(one, rates) is None or _in_dollars(other, rates) is None:
            return "they are in different currencies, and no source states the rate"
    elif one.unit != other.unit and not UNITS.Unit(one.unit or "").is_compatible_with(other.unit or ""):
        return "they measure different things"
    return ""


def _is_flow(fact: Fact) -> bool:
    """Whether the value belongs to a period: all but sizes of things."""
    return ATTRIBUTES[fact.attribute].value_type != "quantity"


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
    if ATTRIBUTES[fact.attribute].value_type == "money":
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
