"""How the map looks: every project type can be told from the others, unknown ones too."""

from __future__ import annotations

import re

import pytest

from geo.map.style import PALETTES, TYPE_STYLES, style_of
from geo.records.project_types import PROJECT_TYPES

COLOUR = re.compile("#[0-9A-F]{6}", re.IGNORECASE)


def test_each_known_type_has_a_look_of_its_own():
    assert set(TYPE_STYLES) == set(PROJECT_TYPES)
    assert len(set(TYPE_STYLES.values())) == len(TYPE_STYLES)
    assert style_of("railway") == TYPE_STYLES["railway"]


@pytest.mark.parametrize("type_id", ["space-elevator", "sea-port", "x"])
def test_a_type_of_another_data_set_gets_a_colour_that_stays(type_id):
    assert COLOUR.fullmatch(style_of(type_id).colour)
    assert style_of(type_id) == style_of(type_id)
    assert style_of(type_id).symbol == "circle"


def test_types_of_other_data_sets_differ_in_colour():
    assert len({style_of(f"type-{n}").colour for n in range(20)}) > 4


def test_palettes_name_the_same_colours():
    light, dark = PALETTES["light"], PALETTES["dark"]
    assert set(light) == set(dark)
    assert all(COLOUR.fullmatch(value) for name, value in (*light.items(), *dark.items()) if name != "name")
