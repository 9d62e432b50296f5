"""The map, and beside it the card of what is chosen."""

from __future__ import annotations

import streamlit as st
from streamlit_folium import st_folium

from geo.atlas.selection import Chosen, Selection
from geo.card.card import CardRequest
from geo.map.shell import build_shell, wrap_state
from geo.map.state import build_map_state
from geo.page.session import read_chosen, read_focus, take_click, write_address
from geo.page.streamlit_private import FROM_FRAME
from geo.server.cards import NoCard, card_at
from geo.server.publication import Publication
from geo.settings import read_today
from geo.wording.catalogue import Words

MAP_HEIGHT = 620
"""Pixels, of the map and of the card beside it."""

_MAP = "atlas-map"


@st.fragment
def show_map_and_card(publication: Publication, selection: Selection, words: Words) -> None:
    """Draw the map and, beside it, the card of what is chosen. Runs alone after a click."""
    write_address(selection)
    state = build_map_state(
        publication.atlas,
        publication.atlas_on(selection.as_of),
        selection,
        read_chosen(),
        words,
        focus=read_focus(),
        palette="dark" if st.context.theme.type == "dark" else "light",
    )
    middle, right = st.columns([1.75, 1], gap="small")
    with right, st.container(key="card", height=MAP_HEIGHT):
        show_card(publication, read_chosen(), selection, words)
    with middle, st.container(key="map"):
        st_folium(
            build_shell(publication.files, FROM_FRAME, words),
            key=_MAP,
            height=MAP_HEIGHT,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=wrap_state(state),
            on_change=lambda: take_click(st.session_state.get(_MAP)),
        )


def show_card(publication: Publication, chosen: Chosen, selection: Selection, words: Words) -> None:
    """Draw the card of what is chosen, or say how to get one."""
    if chosen.subject is None:
        st.markdown(words.say("page.card.hint"))
        return
    request = CardRequest(chosen.subject, read_today(), chosen.fact, selection.as_of, words.language)
    try:
        st.html(card_at(publication, request))
    except NoCard:
        projects = publication.atlas.projects
        name = str(projects.at[chosen.project, "name"]) if chosen.project in projects.index else chosen.place
        st.text(words.say("page.card.unknown-then", name=name))
