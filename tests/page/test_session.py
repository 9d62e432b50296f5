"""What this reader has chosen: from the address at first, then by clicks."""

from __future__ import annotations

from typing import Any

import pytest
from running import checked
from streamlit.testing.v1 import AppTest

from geo.atlas.selection import Chosen


def script(value=None, times=1):  # type: ignore[no-untyped-def]
    """A page that takes one message of the map, some times over."""
    import streamlit as st

    from geo.atlas.selection import Chosen
    from geo.page.session import read_chosen, take_click

    if "chosen" not in st.session_state:
        st.session_state.chosen = Chosen(project="first", fact="a-fact")
        st.session_state.focus = "address"
    for _ in range(times):
        take_click(value)
    st.session_state.seen = read_chosen()


def chosen_after(value: Any) -> Chosen:
    page = checked(AppTest.from_function(script, kwargs={"value": value, "times": 2}).run())
    seen: Chosen = page.session_state.seen
    return seen


@pytest.mark.parametrize(
    ("value", "chosen"),
    [
        ({"click": "1-1", "project": "cku-railway"}, Chosen(project="cku-railway")),
        ({"click": "1-2", "place": "KG"}, Chosen(place="KG")),
    ],
)
def test_a_click_chooses_and_points_out_no_fact(value: dict[str, str], chosen: Chosen) -> None:
    assert chosen_after(value) == chosen


@pytest.mark.parametrize(
    "value",
    [
        None,
        "cku-railway",
        {},
        {"click": "1-1"},
        {"project": "cku-railway"},
        {"click": "1-1", "project": None},
        {"click": "1-1", "project": "cku-railway", "place": "KG"},
        {"click": 1, "project": ["cku-railway"]},
    ],
)
def test_what_is_no_click_is_left_alone(value: Any) -> None:
    assert chosen_after(value) == Chosen(project="first", fact="a-fact")


def test_each_click_counts_once() -> None:
    page = AppTest.from_function(script, kwargs={"value": {"click": "1", "project": "a"}})
    checked(page.run())
    page.session_state.chosen = Chosen(place="KG")  # what came after the click
    checked(page.run())
    assert page.session_state.seen == Chosen(place="KG")


def restoring() -> None:
    """A page that takes over its address."""
    import streamlit as st

    from geo.atlas.opening import open_atlas
    from geo.page.filters import read_filters
    from geo.page.session import is_opening, read_focus, read_unknown, restore_from_address, write_address

    restore_from_address(open_atlas())
    st.session_state.opened = [*st.session_state.get("opened", []), is_opening(), is_opening()]
    st.session_state.seen = (st.session_state.chosen, read_focus(), read_unknown(), read_filters())
    write_address(read_filters())


def test_the_address_is_taken_over_once(monkeypatch: pytest.MonkeyPatch, tiny: Any) -> None:
    monkeypatch.setenv("CORRIDORS_DATA", str(tiny))
    page = AppTest.from_function(restoring)
    page.query_params["project"] = "old-depot"
    page.query_params["country"] = "KG"
    page.query_params["colour"] = "red"
    checked(page.run())
    chosen, focus, unknown, selection = page.session_state.seen
    assert (chosen, focus, unknown) == (Chosen("old-depot"), "address", ("colour",))
    assert selection.country == ("KG",)
    assert page.query_params == {"project": "old-depot", "country": "KG"}
    page.session_state.chosen = Chosen()
    checked(page.run())
    assert page.session_state.seen[:2] == (Chosen(), "")
    assert page.session_state.opened == [True, False, False, False]
