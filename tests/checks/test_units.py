"""Amounts are compared whatever the unit, and a unit has one dimension."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.checks.amounts import read_quantity
from geo.checks.units import Reading, has_dimension, same_amount


def test_amounts_are_compared_whatever_the_unit():
    reading = read_quantity("annual capacity of 30 billion m3")
    assert same_amount(30, "bcm/year", reading)
    assert not same_amount(31, "bcm/year", reading)
    assert not same_amount(30, "km", reading)
    assert not same_amount(30, "no such unit", reading)
    assert same_amount(1.5, "GW", read_quantity("1,500 MW"))


@pytest.mark.parametrize(
    ("unit", "dimension", "fits"),
    [
        ("km", "[length]", True),
        ("m", "[length]", True),
        ("MW", "[power]", True),
        ("MW", "[length]", False),
        ("bcm/year", "[length] ** 3 / [time]", True),
        ("bcm", "[length] ** 3 / [time]", False),
        ("parrot", "[length]", False),
    ],
)
def test_a_unit_has_its_dimension(unit, dimension, fits):
    assert has_dimension(unit, dimension) is fits


@given(st.floats(1e-3, 1e9), st.sampled_from([("km", "m", 1000), ("GW", "MW", 1000), ("bcm", "m**3", 1e9)]))
def test_a_billionth_is_no_difference_and_more_is_one(value, units):
    unit, smaller, factor = units
    reading = Reading(Decimal(repr(value * factor)), smaller)
    assert same_amount(value, unit, reading)
    assert not same_amount(value * (1 + 1e-8), unit, reading)
    assert not same_amount(value * (1 - 1e-8), unit, reading)
