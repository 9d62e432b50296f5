"""Values in words: nothing is rounded on the way, and every hedge is said."""

from __future__ import annotations

import pytest
from cards import WORDS
from hypothesis import given
from hypothesis import strategies as st

from geo.checks.amounts import read_number
from geo.records.facts import Fact
from geo.records.project_types import PROJECT_TYPES
from geo.records.vocabulary import STATUSES
from geo.wording.values import (
    say_age,
    say_amount,
    say_code,
    say_country,
    say_months,
    say_number,
    say_project_type,
    say_project_types,
    say_value,
)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (433, "433"),
        (1500, "1,500"),
        (1.5e9, "1.5 billion"),
        (57.1e6, "57.1 million"),
        (10.4, "10.4"),
        (-2e9, "-2 billion"),
        (286.42e9, "286.42 billion"),
        (286.423e9, "286,423,000,000"),
        (65000, "65,000"),
        (999_999, "999,999"),
        (2e12, "2 trillion"),
        (0, "0"),
        (1_000_000, "1 million"),
        (1_000_001, "1,000,001"),
        (0.1 + 0.2, "0.30000000000000004"),
    ],
)
def test_numbers_are_said_plainly(value, said):
    assert say_number(WORDS, value) == said


@given(st.integers(0, 10**13))
def test_no_number_is_rounded_on_the_way_to_the_reader(number):
    assert read_number(say_number(WORDS, number)) == number


def test_what_the_page_says_of_a_number_is_the_number(shipped):
    for fact in shipped.records.facts:
        if isinstance(fact.value, int | float):
            assert float(read_number(say_number(WORDS, fact.value))) == fact.value


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ({"attribute": "length", "value": 433, "unit": "km", "qualifier": "over"}, "over 433 km"),
        ({"attribute": "length", "value": 3400, "unit": "m", "qualifier": "under"}, "under 3,400 m"),
        ({"attribute": "power", "value": 1.5, "unit": "GW"}, "1.5 GW"),
        ({"attribute": "gas-capacity", "value": 30, "unit": "bcm/year"}, "30 billion m³ a year"),
        ({"attribute": "gas-capacity", "value": 3e10, "unit": "m**3/year"}, "30 billion m³ a year"),
        ({"attribute": "share", "value": 6, "unit": "%"}, "6 per cent"),
        ({"attribute": "duration", "value": 1, "unit": "year"}, "1 year"),
        ({"attribute": "duration", "value": 1.5, "unit": "year"}, "1.5 years"),
        ({"attribute": "duration", "value": 3, "unit": "year", "qualifier": "about"}, "about 3 years"),
        ({"attribute": "duration", "value": 90, "unit": "day"}, "90 days"),
        ({"attribute": "multiple", "value": 100, "unit": "times"}, "100 times"),
        ({"attribute": "cost", "value": 1.5e9, "unit": "CNY", "qualifier": "up-to"}, "up to 1.5 billion CNY"),
        ({"attribute": "cost", "unit": "CNY", "missing": "lost"}, "no number given"),
        ({"attribute": "status", "value": "construction"}, "under construction"),
        ({"attribute": "country", "value": "KG"}, "Kyrgyzstan"),
        ({"attribute": "operation-start", "value": "2009-12"}, "December 2009"),
        ({"attribute": "completed", "value": "2027", "qualifier": "expected"}, "expected: 2027"),
        ({"attribute": "cargo", "value": "gas"}, "gas"),
        ({"attribute": "number", "value": 12, "unit": "sister cities"}, "12 sister cities"),
        ({"attribute": "statement"}, ""),
    ],
)
def test_values_are_said_plainly(fact, said):
    assert say_value(WORDS, Fact(id="f", subject="country:KG", quote="q", **fact)) == said


@pytest.mark.parametrize("qualifiers", [["expected", "over"], ["over", "expected"]])
def test_a_value_says_all_its_hedges_in_one_order(qualifiers):
    fact = Fact(
        id="f",
        subject="region:x",
        attribute="trade",
        value=10**11,
        unit="USD",
        qualifier=qualifiers,
        quote="q",
    )
    assert say_value(WORDS, fact) == "expected: over 100 billion USD"


def test_an_amount_without_a_unit_is_its_number():
    assert say_amount(WORDS, 12, None) == "12"


@pytest.mark.parametrize(
    ("months", "said"),
    [(0, "0 months"), (1, "1 month"), (17, "17 months"), (23, "23 months"), (24, "2 years"), (40, "3 years")],
)
def test_months_become_years_after_two(months, said):
    assert say_months(WORDS, months) == said


def test_an_age_is_said_plainly():
    assert say_age(WORDS, 0) == "less than a month ago"
    assert say_age(WORDS, 1) == "1 month ago"
    assert say_age(WORDS, 73) == "6 years ago"


def test_codes_that_no_list_knows_are_shown_as_they_are():
    assert say_code(WORDS, "status", "dreamt") == "dreamt"
    assert say_country(WORDS, "XX") == "XX"
    assert say_project_type(WORDS, "space-elevator") == "Space elevator"
    assert say_project_types(WORDS, "space-elevator") == "projects of type space elevator"


def test_every_code_of_a_vocabulary_has_a_name():
    assert {say_code(WORDS, "status", status) for status in STATUSES} != set(STATUSES)
    for type_id in PROJECT_TYPES:
        assert WORDS.knows(f"project_type.{type_id}")
        assert say_project_types(WORDS, type_id) != say_project_type(WORDS, type_id)
    assert say_project_types(WORDS, "railway") == "railways"


def test_a_lost_number_is_not_printed(shipped):
    lost = [f for facts in shipped.facts.values() for f in facts if f.missing]
    assert lost
    assert {say_value(WORDS, fact) for fact in lost} == {"no number given"}
