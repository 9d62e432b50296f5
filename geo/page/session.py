"""What this reader has chosen, and the address that restores it."""

from __future__ import annotations

import streamlit as st

from geo.atlas.address import parse_params
from geo.atlas.atlas import Atlas
from geo.atlas.dossier import place_subject
from geo.atlas.selection import Selection
from geo.page.filters import set_filters

HEAD_START_S = 0.5
"""Seconds that the map is ahead of the widgets when a page opens.

Both are drawn by the browser's one main thread. Sent together, the widgets, which take it 0.4 s, come
first; docs/performance.md has the figures.
"""

PARAMS = ("project", "place", "fact", "country", "kind", "status", "source", "q", "as_of")


# -- what is restored from the address, and written to it ------------------------------------------


def restore_from_address(atlas: Atlas) -> None:
    """Fill filters and selection from the address, once a session; say what it asks in vain."""
    state = st.session_state
    if "restored" in state:
        return
    state.restored = state.is_opening = True
    params = st.query_params.to_dict()
    selection = parse_params(params, atlas)
    set_filters(selection)
    state.selected, state.place, state.fact = None, None, ""
    wrong = [*selection.ignored, *(name for name in params if name not in PARAMS)]
    if project := params.get("project"):
        wrong += [] if project in atlas.projects.index else [f"project={project}"]
        state.selected = project if project in atlas.projects.index else None
    if (place := params.get("place")) and not state.selected:
        known = place_subject(atlas, place) is not None
        wrong += [] if known else [f"place={place}"]
        state.place = place if known else None
    if fact := params.get("fact"):
        wrong += restore_fact(atlas, fact)
    state.wrong_address = wrong
    state.focus = "address" if state.selected or state.place else ""


def restore_fact(atlas: Atlas, fact_id: str) -> list[str]:
    """Select what a fact is about. Returns what is wrong with the address."""
    fact = next((f for f in atlas.records.facts if f.id == fact_id), None)
    if fact is None:
        return [f"fact={fact_id}"]
    state = st.session_state
    state.fact = fact.id
    if fact.subject_type == "project" and fact.subject_id in atlas.projects.index:
        state.selected, state.place = fact.subject_id, None
    elif not state.place and not state.selected:
        subject = atlas.records.subject_by_key.get(fact.subject)
        is_region = fact.subject_type in ("region", "country")
        state.place = (
            fact.subject_id if is_region else next(iter(subject.countries), None) if subject else None
        )
    return []


def write_address(selection: Selection) -> None:
    """Make the address say what is shown.

    It is written even where it seems to say so already: what the browser sends along may be older
    than an answer that is still on its way to it.
    """
    state = st.session_state
    params = selection.to_params()
    if state.selected:
        params["project"] = state.selected
    if state.place:
        params["place"] = state.place
    if state.fact:
        params["fact"] = state.fact
    st.query_params.from_dict(params)


def select(project: str | None = None, place: str | None = None) -> None:
    """Select a project or a place. The map has moved there by itself, where it was to move."""
    state = st.session_state
    state.selected, state.place, state.fact = project, place, ""
