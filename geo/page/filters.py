"""The filters, and the sentence that says what they leave."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from geo.atlas.as_of import known_on
from geo.atlas.atlas import Atlas
from geo.atlas.selection import Selection
from geo.map.files import Publication
from geo.records.vocabulary import NOT_STATED, STATUSES
from geo.settings import read_today
from geo.wording.catalogue import open_words
from geo.wording.values import say_country, say_project_type

SEVERAL = "several"

MOST_OPTIONS = 200  # no filter offers more; what is rarer is found by search and by the address


def set_filters(selection: Selection) -> None:
    """Put a selection into the filter widgets."""
    state, countries = st.session_state, list(selection.country)
    state["filter-country"] = SEVERAL if len(countries) > 1 else next(iter(countries), None)
    state["filter-countries"] = countries
    state["filter-kind"] = list(selection.project_type)
    state["filter-status"] = list(selection.status)
    state["filter-source"] = list(selection.source)
    state["filter-q"] = selection.q
    state["filter-as-of"] = selection.as_of


# -- filters ----------------------------------------------------------------------------------------


def read_filters() -> Selection:
    """Return what the filters ask for."""
    state = st.session_state
    one = state["filter-country"]
    country = tuple(state.get("filter-countries", ())) if one == SEVERAL else (one,) if one else ()
    return Selection(
        country,
        tuple(state["filter-kind"]),
        tuple(state["filter-status"]),
        tuple(state["filter-source"]),
        state["filter-q"] or "",
        state["filter-as-of"],
    )


def atlas_of(publication: Publication, selection: Selection) -> Atlas:
    """The atlas, or the atlas as known on the day that is asked for."""
    return known_on(publication.atlas, selection.as_of) if selection.as_of else publication.atlas


def show_filters(atlas: Atlas) -> None:
    """Draw the filters."""
    words = open_words()
    country_name = partial(say_country, words)
    codes = sorted({c for codes in atlas.projects["countries"] for c in codes}, key=country_name)
    asked = set(st.session_state.get("filter-countries", ())) | {st.session_state["filter-country"]}
    codes += sorted(c for c in asked if c and c not in codes and c != SEVERAL)
    common = [*atlas.project_types[:MOST_OPTIONS], *st.session_state["filter-kind"]]
    types = sorted(set(common), key=partial(say_project_type, words))
    present = set(atlas.projects["status"].dropna())
    statuses = [*(s for s in STATUSES if s in present), NOT_STATED]
    sources = [source.id for source in atlas.records.sources][:MOST_OPTIONS]
    sources += [source for source in st.session_state["filter-source"] if source not in sources]
    publishers = {source.id: source.publisher for source in atlas.records.sources}
    st.text_input("Search names", key="filter-q", placeholder="Khorgos, ЦАК, 中吉乌 …", max_chars=200)
    st.selectbox(
        "Country",
        [*codes, SEVERAL],
        index=None,
        key="filter-country",
        placeholder="Any country",
        format_func=lambda c: "Several countries …" if c == SEVERAL else f"{country_name(c)} ({c})",
    )
    if st.session_state["filter-country"] == SEVERAL:
        st.multiselect(
            "Countries",
            codes,
            key="filter-countries",
            format_func=country_name,
            placeholder="Choose countries",
        )
    st.multiselect(
        "Project type",
        types,
        key="filter-kind",
        placeholder="Any type",
        format_func=partial(say_project_type, words),
    )
    st.multiselect(
        "Status",
        statuses,
        key="filter-status",
        placeholder="Any status",
        format_func=lambda s: "not stated" if s == NOT_STATED else words.name("status", s),
    )
    st.multiselect(
        "Source",
        sources,
        key="filter-source",
        placeholder="Any source",
        format_func=lambda s: publishers.get(s, s),
    )
    today = read_today()
    st.date_input(
        "As known on",
        key="filter-as-of",
        min_value=date(1990, 1, 1),
        format="YYYY-MM-DD",
        max_value=max(today, st.session_state["filter-as-of"] or today),
        help="Everything as known on that day, from what had been published by then.",
    )
    st.button(
        "Reset filters", on_click=set_filters, args=(Selection(),), key="reset", icon=":material/restart_alt:"
    )


def show_count(atlas: Atlas, selection: Selection) -> None:
    """Say in a sentence what is shown, and offer the way back where nothing is."""
    st.text(selection.describe(atlas))
    if late := int((~atlas.projects["known"]).sum()):
        st.caption(f"{late:,} projects stand in nothing that was published by then.")
    if not selection.mask(atlas).any():
        st.info("No project fits all of this. Take a filter away, or show everything again.")
        st.button("Show all projects", on_click=set_filters, args=(Selection(),), key="show-all")
