"""The shell: constant, small, asks no other host; the state cannot leave its script."""

from __future__ import annotations

import json

import numpy as np
import pytest

from geo.atlas.selection import Chosen
from geo.map.files import FIRST, build_map_files
from geo.map.messages import pack_map_state
from geo.map.shell import build_shell, wrap_state
from geo.wording.catalogue import open_words

ALL = np.ones(10_000, dtype=bool)


@pytest.fixture(scope="module")
def files(shipped):
    return build_map_files(shipped, open_words())


def script_of(state):
    (macro,) = wrap_state(state)._children.values()
    return macro.state


def test_the_map_needs_no_other_host(files):
    shell = build_shell(files, "../../", open_words())
    links = [address for _, address in (*shell.default_js, *shell.default_css)]
    assert links == [f"../../{files[name].address}" for name in ("map.js", "map.css")]


def test_the_shell_says_where_its_first_files_lie(files):
    rendered = build_shell(files, "../../", open_words()).get_root().render()
    assert "https://" not in rendered.partition("<script>")[2]
    for name in FIRST:
        assert files[name].address.removeprefix("atlas/").removesuffix(".json") in rendered


def test_a_state_cannot_leave_its_script():
    written = script_of(pack_map_state(ALL, Chosen("</script><img src=x>")))
    assert "<" not in written
    assert json.loads(written)["selected"] == "</script><img src=x>"


def test_a_state_leaves_out_statuses_that_are_as_in_the_index():
    assert "statuses" not in json.loads(script_of(pack_map_state(ALL, Chosen())))
    told = pack_map_state(ALL, Chosen(), statuses={1: ("proposed", "2024")})
    assert json.loads(script_of(told))["statuses"] == {"1": ["proposed", "2024"]}


def test_a_state_is_small_and_the_shell_is_always_the_same(files):
    from streamlit_folium import generate_js_hash, generate_leaflet_string

    def shell():
        made = build_shell(files, "../../", open_words())
        made.render()
        return generate_leaflet_string(made), generate_js_hash(generate_leaflet_string(made))

    first = shell()
    for chosen in (Chosen("cku-railway"), Chosen()):
        assert len(script_of(pack_map_state(ALL, chosen, focus="x", palette="dark"))) < 3000
        assert shell() == first
