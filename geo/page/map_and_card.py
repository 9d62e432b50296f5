"""The map, and beside it the card of what is selected."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from geo.atlas.as_of import status_changes
from geo.atlas.atlas import Atlas
from geo.atlas.dossier import place_subject
from geo.atlas.selection import Selection
from geo.card.card import CardRequest, card_html
from geo.map.files import Publication
from geo.map.index import say_statuses
from geo.map.messages import View
from geo.map.shell import build_shell, build_state
from geo.page.filters import atlas_of
from geo.page.session import select, write_address
from geo.settings import read_today
from geo.wording.catalogue import open_words

MAP_HEIGHT = 620


# -- map and card -----------------------------------------------------------------------------------


@st.fragment
def show_map_and_card(publication: Publication, selection: Selection) -> None:
    """Draw the map and, beside it, the card of what is selected. Runs alone after a click."""
    state, atlas = st.session_state, atlas_of(publication, selection)
    write_address(selection)
    middle, right = st.columns([1.75, 1], gap="small")
    with right, st.container(key="card", height=MAP_HEIGHT):
        show_card(atlas, publication.payloads["how-we-decide"].address)
    with middle, st.container(key="map"):
        view = View(
            visible=selection.mask(atlas),
            selected=state.selected,
            place=state.place,
            focus=state.focus if state.selected or state.place else "",
            palette="dark" if st.context.theme.type == "dark" else "light",
            statuses=say_statuses(status_changes(publication.atlas, atlas)) if selection.as_of else {},
        )
        st_folium(
            build_shell(publication),
            key="atlas-map",
            height=MAP_HEIGHT,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=build_state(view),
            on_change=take_click,
        )


def take_click() -> None:
    """Take over what was clicked on the map. Each click counts once."""
    value: Any = st.session_state.get("atlas-map")
    if not isinstance(value, dict) or value.get("click") == st.session_state.get("last-click"):
        return
    st.session_state["last-click"] = value.get("click")
    project, place = value.get("project"), value.get("place")
    if isinstance(project, str):
        select(project=project)
    elif isinstance(place, str):
        select(place=place)


def show_card(atlas: Atlas, decided: str) -> None:
    """Draw the card of the selected project or place, or say how to get one."""
    state, subject = st.session_state, None
    if state.selected in atlas.projects.index:
        if state.selected not in atlas.archive:
            name = str(atlas.projects.at[state.selected, "name"])
            st.text(f"{name}: nothing that was published by then speaks of it.")
            return
        subject = f"project:{state.selected}"
    elif state.place:
        subject = place_subject(atlas, state.place)
    if subject:
        request = CardRequest(subject, read_today(), state.fact, atlas.day)
        st.html(card_html(atlas, request, open_words(), decided=decided))
    else:
        st.markdown(
            "**Click a line, a symbol or a country's name.** The card shows what the sources say, in "
            "their own words, with every number marked in the sentence that it comes from.\n\n"
            "The list below the map selects the same things without a mouse."
        )
