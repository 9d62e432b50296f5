"""What page and map say to each other: one table of right and wrong examples for both sides."""

from __future__ import annotations

import base64
import json
import zlib

import numpy as np
import pytest
from pydantic import ValidationError

from geo.atlas.selection import Chosen
from geo.map.messages import MESSAGES, SHARED, MapState, build_schema, pack_map_state, write_message_schema

EXAMPLES = json.loads((SHARED / "messages.examples.json").read_text(encoding="utf-8"))
BY_NAME = {message.__name__: message for message in MESSAGES}


def examples(verdict):
    return [
        pytest.param(BY_NAME[name], value, id=f"{name}-{n}")
        for name, table in EXAMPLES.items()
        for n, value in enumerate(table[verdict])
    ]


def test_every_message_has_examples_of_both_kinds():
    assert EXAMPLES.keys() == BY_NAME.keys()
    assert all(table["right"] and table["wrong"] for table in EXAMPLES.values())


@pytest.mark.parametrize(("message", "value"), examples("right"))
def test_a_right_message_is_taken_as_it_is(message, value):
    assert message.model_validate(value).model_dump(mode="json", exclude_unset=True) == value


@pytest.mark.parametrize(("message", "value"), examples("wrong"))
def test_a_wrong_message_is_refused(message, value):
    with pytest.raises(ValidationError):
        message.model_validate(value)


def test_the_schema_beside_the_browsers_part_is_made_from_the_models():
    written = (SHARED / "messages.schema.json").read_text(encoding="utf-8")
    assert written == build_schema(), "the messages have changed: run `make docs`"


def test_the_schema_is_written(tmp_path):
    assert write_message_schema(tmp_path).read_text(encoding="utf-8") == build_schema()


def unpack(visible, length):
    bits = zlib.decompress(base64.b64decode(visible), -15)
    return np.unpackbits(np.frombuffer(bits, dtype=np.uint8))[:length].astype(bool).tolist()


def test_a_state_says_which_projects_are_visible():
    visible = np.array([True, False, True] + [False] * 7 + [True])
    state = pack_map_state(visible, Chosen("cku-railway"), focus="x", palette="dark")
    assert unpack(state.visible, len(visible)) == visible.tolist()
    assert (state.selected, state.place, state.focus) == ("cku-railway", None, "x")
    assert state.palette == "dark"


def test_a_state_carries_statuses_by_position():
    state = pack_map_state(np.ones(3, dtype=bool), Chosen(place="KG"), statuses={2: (None, None)})
    assert state.statuses == {"2": (None, None)}
    assert MapState.model_validate_json(state.model_dump_json()) == state


def test_an_empty_atlas_has_a_state():
    assert unpack(pack_map_state(np.ones(0, dtype=bool), Chosen()).visible, 0) == []
