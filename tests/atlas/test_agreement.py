"""What is compared with what, and which values can both be right: every bound of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas.agreement import agrees, exchange_rates, find_obstacle
from geo.records.facts import Fact
from geo.records.fields import When
from geo.records.vocabulary import ATTRIBUTES


def fact(attribute, value, unit, *qualifiers, period=None, bound=None):
    when = When(value=period, known="inferred", reason="for the test", bound=bound) if period else None
    return Fact(
        id="x",
        subject="region:central-asia",
        attribute=attribute,
        value=value,
        unit=unit,
        qualifier=list(qualifiers),
        as_of=when,
        quote="q",
    )


def money(amount, unit, *qualifiers, attribute="trade", **when):
    return fact(attribute, amount, unit, *qualifiers, **when)


def length(value, unit="km", *qualifiers):
    return fact("length", value, unit, *qualifiers)


@pytest.mark.parametrize(
    ("one", "other", "obstacle"),
    [
        (money(286e9, "CNY", period="2025-01/2025-05"), money(94.8e9, "USD", period="2024"), "other-period"),
        (money(94e9, "USD", period="2024"), money(1e11, "USD", "expected", period="2025"), "forecast"),
        (money(94e9, "USD"), money(1e11, "USD", "over", "potential"), "forecast"),
        (money(94e9, "USD", "expected", "over"), money(1e11, "USD", "expected"), None),
        (money(1.5e9, "CNY"), money(2e8, "USD"), "no-rate"),
        (money(1.5e9, "CNY"), money(2e9, "CNY"), None),
        (money(94.8e9, "USD", period="2024"), money(95e9, "USD", period="2024"), None),
        (money(1, "USD", period="2025"), money(2, "USD", period="2025-01/2025-05"), "other-period"),
        (money(1, "USD", period="2025"), money(2, "USD"), None),
        # A sum of money that is no flow: days in common are enough.
        (
            money(1, "USD", attribute="loan", period="2025"),
            money(2, "USD", attribute="loan", period="2025-05"),
            None,
        ),
        (
            money(1, "USD", attribute="loan", period="2024"),
            money(2, "USD", attribute="loan", period="2025-01-01"),
            "other-period",
        ),
        (
            money(1, "USD", attribute="loan", period="2024"),
            money(2, "USD", attribute="loan", period="2024-12-31/2025"),
            None,
        ),
        # What has gathered by the end of a year is not what was so in it, nor by the end of another.
        (
            money(1, "USD", attribute="loan", period="2022", bound="until"),
            money(2, "USD", attribute="loan", period="2022"),
            "other-period",
        ),
        (
            money(1, "USD", attribute="loan", period="2022", bound="until"),
            money(2, "USD", attribute="loan", period="2022", bound="until"),
            None,
        ),
        (
            money(1, "USD", attribute="loan", period="2021/2022", bound="until"),
            money(2, "USD", attribute="loan", period="2022", bound="until"),
            "other-period",
        ),
        (fact("length", 1, "km", period="2010"), fact("length", 2, "km", period="2020"), None),
        (length(1, "km"), length(1, "MW"), "other-quantity"),
        (length(1, "km"), length(1, "mile"), None),
        (fact("tunnels", 3, "tunnels"), fact("tunnels", 4, "tunnels"), None),
        (
            fact("phases", 1, "phases", period="2010"),
            fact("phases", 2, "phases", period="2020"),
            "other-period",
        ),
    ],
)
def test_what_answers_no_common_question_is_not_compared(one, other, obstacle):
    assert find_obstacle(one, other, {}) == obstacle
    assert find_obstacle(other, one, {}) == obstacle


def test_currencies_are_compared_at_the_rate_that_a_source_states_and_no_other():
    yuan, dollars = money(1.5e9, "CNY"), money(208.86e6, "USD")
    assert find_obstacle(yuan, dollars, {"CNY": 7.1818}) is None
    assert agrees(yuan, dollars, {"CNY": 7.1818})
    assert not agrees(yuan, dollars, {"CNY": 6.5})
    assert agrees(yuan, money(2e8, "USD", "over"), {"CNY": 7.1818})
    assert not agrees(yuan, money(3e8, "USD", "over"), {"CNY": 7.1818})
    assert find_obstacle(yuan, money(1e9, "KZT"), {"CNY": 7.1818}) == "no-rate"
    assert find_obstacle(yuan, dollars, {"CNY": 0}) == "no-rate"


@pytest.mark.parametrize(
    ("attribute", "unit"),
    [
        ("trade", "USD"),
        ("trade-balance", "USD"),
        ("goods-value", "USD"),
        ("investment-flow", "USD"),
        ("growth", "%"),
        ("share", "%"),
    ],
)
def test_what_flows_in_a_part_of_a_year_is_not_what_flows_in_the_year(attribute, unit):
    year, months, same = (
        fact(attribute, 5, unit, period=period) for period in ("2025", "2025-01/2025-05", "2025")
    )
    assert find_obstacle(year, months, {}) == "other-period"
    assert find_obstacle(year, same, {}) is None


def test_an_amount_without_a_unit_measures_something_else():
    assert find_obstacle(length(1, None), length(1, "km"), {}) == "other-quantity"
    assert find_obstacle(length(1, "km"), length(1, None), {}) == "other-quantity"


def test_a_rate_is_what_a_fact_states():
    rate, lost = fact("exchange-rate", 7.18, "CNY"), fact("exchange-rate", None, "KZT")
    assert exchange_rates([rate, lost, money(1, "USD")]) == {"CNY": 7.18}


def test_lengths_are_compared_in_one_unit():
    assert agrees(length(100), length(62.14, "mile"), {})
    assert not agrees(length(100), length(60, "mile"), {})


@pytest.mark.parametrize(
    ("one", "other", "can_both_be_right"),
    [
        # Rounding: a quarter of a per cent each way, half a per cent between two.
        (length(1000), length(1005), True),
        (length(1000), length(1005.1), False),
        (length(0), length(0), True),
        # Things that are counted are no unit of measurement.
        (fact("tunnels", 3, "tunnels"), fact("tunnels", 3, "tunnels"), True),
        (fact("tunnels", 3, "tunnels"), fact("tunnels", 4, "tunnels"), False),
        # About: ten per cent.
        (length(100, "km", "about"), length(110.2), True),
        (length(100, "km", "about"), length(110.4), False),
        (length(100, "km", "about"), length(89.8), True),
        (length(100, "km", "about"), length(89.6), False),
        (length(100, "km", "about"), length(122, "km", "about"), True),
        (length(100, "km", "about"), length(123, "km", "about"), False),
        # Over: as much or more, and no less.
        (length(100, "km", "over"), length(10_000), True),
        (length(100, "km", "over"), length(100), True),
        (length(100, "km", "over"), length(99), False),
        # Up to and under: as much or less, and no more.
        (length(100, "km", "up-to"), length(1), True),
        (length(100, "km", "up-to"), length(100), True),
        (length(100, "km", "up-to"), length(101), False),
        (length(100, "km", "under"), length(1), True),
        (length(100, "km", "under"), length(101), False),
        (length(100, "km", "over"), length(50, "km", "up-to"), False),
        (length(50, "km", "over"), length(100, "km", "up-to"), True),
        # Several at once.
        (length(100, "km", "expected", "over"), length(500, "km", "expected"), True),
        (length(100, "km", "expected", "over"), length(50, "km", "expected"), False),
        (length(100, "km", "about", "over"), length(91), True),
        # Below nought, "over" still leaves room upwards.
        (
            money(-100, "USD", "over", attribute="trade-balance"),
            money(5, "USD", attribute="trade-balance"),
            True,
        ),
        (
            money(-100, "USD", attribute="trade-balance"),
            money(-100.4, "USD", attribute="trade-balance"),
            True,
        ),
    ],
)
def test_what_can_both_be_right_agrees(one, other, can_both_be_right):
    assert agrees(one, other, {}) == agrees(other, one, {}) == can_both_be_right


QUALIFIERS = st.lists(
    st.sampled_from(["about", "over", "under", "up-to", "expected"]), max_size=2, unique=True
)


@given(st.integers(-(10**9), 10**9), QUALIFIERS, st.integers(-(10**9), 10**9), QUALIFIERS)
def test_a_value_agrees_with_itself_and_agreement_has_no_direction(one, hedges, other, more):
    first, second = length(one, "km", *hedges), length(other, "km", *more)
    assert agrees(first, first, {})
    assert agrees(first, second, {}) == agrees(second, first, {})


def test_every_attribute_that_is_compared_has_a_unit_that_can_be(shipped):
    for facts in shipped.facts.values():
        for each in facts:
            if each.value is not None and ATTRIBUTES[each.attribute].value_type == "quantity":
                assert agrees(each, each, {})
