"""What page and map say to each other fits the schema; what the browser's part says is in the catalogue."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from geo.atlas.selection import Chosen
from geo.map.files import FRONTEND
from geo.map.index import describe_words
from geo.map.messages import pack_map_state
from geo.map.shell import wrap_state
from geo.wording.catalogue import open_words

SCHEMA = json.loads((FRONTEND / "shared" / "messages.schema.json").read_text(encoding="utf-8"))
EXAMPLES = json.loads((FRONTEND / "shared" / "messages.examples.json").read_text(encoding="utf-8"))
CASES = [
    (name, verdict, value)
    for name, examples in EXAMPLES.items()
    for verdict, values in examples.items()
    for value in values
]


def fits(name: str, value: object) -> bool:
    return Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{name}"}).is_valid(value)


@pytest.mark.parametrize(("name", "verdict", "value"), CASES)
def test_the_schema_decides_as_the_guards_of_the_browser_do(name, verdict, value):
    assert fits(name, value) is (verdict == "right")


def test_every_state_that_the_page_sends_fits_the_schema():
    dark = pack_map_state(np.zeros(30, dtype=bool), Chosen("cku-railway"), focus="address", palette="dark")
    statuses = {2: (None, None), 0: ("proposed", "2024")}
    states = [
        pack_map_state(np.ones(30, dtype=bool), Chosen()),
        dark,
        pack_map_state(np.ones(3, dtype=bool), Chosen(place="KG"), statuses=statuses),
    ]
    for state in states:
        (macro,) = wrap_state(state)._children.values()
        assert fits("MapState", json.loads(macro.state))


def test_the_front_end_says_what_the_catalogue_has_and_all_of_it():
    script = "".join(path.read_text(encoding="utf-8") for path in FRONTEND.rglob("*.js"))
    said = set(re.findall(r'"((?:map|list)\.[\w.-]+)"', script))
    made = set(re.findall(r"`((?:map|list)\.[\w.-]+\.)\$\{", script))
    listed = set(describe_words(open_words())["messages"])
    said_by_server = {"list.failed", "map.attribution", "map.layer.online"}
    assert said <= listed
    assert {name for name in listed - said - said_by_server if not name.startswith(tuple(made))} == set()
    assert all(any(name.startswith(prefix) for name in listed) for prefix in made)


def test_counted_messages_have_a_form_for_any_number():
    words = describe_words(open_words())
    assert words["locale"] == "en-GB"
    assert words["messages"]["map.chooser.count"]["one"].startswith("{number} project lies")
    for message in words["messages"].values():
        assert isinstance(message, str) or {"one", "other"} <= set(message)
