"""What this reader has asked for and chosen, for as long as the page is open."""

from __future__ import annotations

from typing import Any

import streamlit as st
from pydantic import ValidationError

from geo.atlas.address import parse_params, to_params
from geo.atlas.atlas import Atlas
from geo.atlas.selection import Chosen, Selection
from geo.map.messages import MapEvent
from geo.page.filters import set_filters

FROM_ADDRESS = "address"
"""The focus of a page whose address says what is chosen: the map goes there once."""


def restore_from_address(atlas: Atlas) -> None:
    """Fill the filters and what is chosen from the address, once a session."""
    state = st.session_state
    if "chosen" in state:
        return
    asked = parse_params(st.query_params.to_dict(), atlas)
    set_filters(asked.selection)
    state.chosen, state.unknown = asked.chosen, asked.unknown
    state.focus = FROM_ADDRESS if asked.chosen.subject else ""
    state.is_opening = True


def read_chosen() -> Chosen:
    """Return what the reader has chosen."""
    chosen: Chosen = st.session_state.chosen
    return chosen


def read_unknown() -> tuple[str, ...]:
    """Return what the address asked for and this atlas does not have."""
    unknown: tuple[str, ...] = st.session_state.unknown
    return unknown


def read_focus() -> str:
    """Return where the map is to go, as `MapState.focus` has it."""
    return str(st.session_state.focus) if read_chosen().subject else ""


def is_opening() -> bool:
    """Tell whether the page is drawn for the first time in this session; true only once."""
    return bool(st.session_state.pop("is_opening", False))


def write_address(selection: Selection) -> None:
    """Make the address say what is shown.

    It is written even where it seems to say so already: what the browser sends along may be older
    than an answer that is still on its way to it.
    """
    st.query_params.from_dict(to_params(selection, read_chosen()))


def take_click(value: Any) -> None:
    """Choose what was clicked on the map, which has moved there by itself. Each click counts once.

    `value` is what the map's frame sent; anything but a `MapEvent` is ignored.
    """
    state = st.session_state
    try:
        event = MapEvent.model_validate(value)
    except ValidationError:
        return
    if event.click != state.get("last_click"):
        state.last_click = event.click
        state.chosen = Chosen(event.project or None, event.place or None)
