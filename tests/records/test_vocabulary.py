"""Closed lists: statuses, spellings, attributes with their place and their dimension."""

from __future__ import annotations

from typing import get_args

import pytest

from geo.checks.units import has_dimension
from geo.records.vocabulary import ATTRIBUTES, GROUP_ORDER, STATUS_SPELLINGS, Group, Status, ValueType


def test_statuses_are_those_of_global_energy_monitor():
    assert set(get_args(Status)) == {
        "proposed",
        "construction",
        "operating",
        "shelved",
        "cancelled",
        "idle",
        "mothballed",
        "retired",
    }


def test_a_spelling_is_in_small_letters_and_means_a_status():
    assert set(STATUS_SPELLINGS.values()) == set(get_args(Status))
    assert all(spelling == spelling.lower().strip() for spelling in STATUS_SPELLINGS)
    assert all(STATUS_SPELLINGS[status] == status for status in get_args(Status))


@pytest.mark.parametrize(
    ("spelling", "status"),
    [
        ("announced", "proposed"),
        ("under construction", "construction"),
        ("in service", "operating"),
        ("suspended", "shelved"),
        ("canceled", "cancelled"),
        ("decommissioned", "retired"),
    ],
)
def test_a_status_is_known_in_the_words_of_data_sets(spelling, status):
    assert STATUS_SPELLINGS[spelling] == status


def test_attributes_have_a_group_a_type_and_quantities_a_dimension():
    assert set(GROUP_ORDER) == set(get_args(Group)) and len(GROUP_ORDER) == len(get_args(Group))
    for attribute in ATTRIBUTES.values():
        assert attribute.group in GROUP_ORDER and attribute.value_type in get_args(ValueType)
        assert (attribute.dimension is not None) == (attribute.value_type == "quantity")


@pytest.mark.parametrize(
    ("attribute", "unit"),
    [("length", "km"), ("power", "MW"), ("gas-capacity", "bcm/year"), ("duration", "month")],
)
def test_a_quantity_is_measured_in_its_unit(attribute, unit):
    assert has_dimension(unit, ATTRIBUTES[attribute].dimension)
