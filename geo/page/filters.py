"""The filters, and the sentence that says what they leave."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

import streamlit as st

from geo.atlas.atlas import Atlas
from geo.atlas.selection import Selection
from geo.records.vocabulary import NOT_STATED, STATUSES
from geo.settings import read_today
from geo.wording.catalogue import Words
from geo.wording.selection import describe_selection
from geo.wording.values import say_country, say_project_type

_SEVERAL = "several"
"""The entry of the selectbox that opens a list in which several countries can be chosen."""

_MOST_OPTIONS = 200  # no filter offers more; what is rarer is found by search and by the address

_FIRST_DAY = date(1990, 1, 1)


def set_filters(selection: Selection) -> None:
    """Put a selection into the filter widgets."""
    state, countries = st.session_state, list(selection.country)
    state["filter-country"] = _SEVERAL if len(countries) > 1 else next(iter(countries), None)
    state["filter-countries"] = countries
    state["filter-kind"] = list(selection.project_type)
    state["filter-status"] = list(selection.status)
    state["filter-source"] = list(selection.source)
    state["filter-q"] = selection.q
    state["filter-as-of"] = selection.as_of


def read_filters() -> Selection:
    """Return what the filters ask for."""
    state = st.session_state
    return Selection(
        _read_countries(),
        tuple(state["filter-kind"]),
        tuple(state["filter-status"]),
        tuple(state["filter-source"]),
        state["filter-q"] or "",
        state["filter-as-of"],
    )


def _read_countries() -> tuple[str, ...]:
    one = st.session_state["filter-country"]
    if one == _SEVERAL:
        return tuple(st.session_state.get("filter-countries", ()))
    return (one,) if one else ()


def show_filters(words: Words, atlas: Atlas) -> None:
    """Draw the filters. `atlas` is that of today: what is offered does not depend on the filters."""
    st.text_input(
        words.say("filter.q"), key="filter-q", placeholder=words.say("filter.q.hint"), max_chars=200
    )
    _show_countries(words, atlas)
    _show_types(words, atlas)
    _show_statuses(words, atlas)
    _show_sources(words, atlas)
    _show_day(words)
    st.button(
        words.say("filter.reset"),
        on_click=set_filters,
        args=(Selection(),),
        key="reset",
        icon=":material/restart_alt:",
    )


def _show_countries(words: Words, atlas: Atlas) -> None:
    name = partial(say_country, words)
    codes = sorted(atlas.members["countries"], key=name)
    codes += sorted(set(_read_countries()) - set(codes))

    def label(code: str) -> str:
        if code == _SEVERAL:
            return words.say("filter.country.several")
        return words.say("filter.country.option", name=name(code), code=code)

    chosen = st.selectbox(
        words.say("filter.country"),
        [*codes, _SEVERAL],
        index=None,
        key="filter-country",
        placeholder=words.say("filter.country.any"),
        format_func=label,
    )
    if chosen == _SEVERAL:
        st.multiselect(
            words.say("filter.countries"),
            codes,
            key="filter-countries",
            format_func=name,
            placeholder=words.say("filter.countries.choose"),
        )


def _show_types(words: Words, atlas: Atlas) -> None:
    common = {*atlas.project_types[:_MOST_OPTIONS], *st.session_state["filter-kind"]}

    label = partial(say_project_type, words)
    st.multiselect(
        words.say("filter.type"),
        sorted(common, key=label),
        key="filter-kind",
        placeholder=words.say("filter.type.any"),
        format_func=label,
    )


def _show_statuses(words: Words, atlas: Atlas) -> None:
    present = set(atlas.projects["status"].dropna())

    def label(status: str) -> str:
        return words.say("filter.status.not-stated") if status == NOT_STATED else words.name("status", status)

    st.multiselect(
        words.say("filter.status"),
        [*(status for status in STATUSES if status in present), NOT_STATED],
        key="filter-status",
        placeholder=words.say("filter.status.any"),
        format_func=label,
    )


def _show_sources(words: Words, atlas: Atlas) -> None:
    known = atlas.records.source_by_id
    offered: Iterable[str] = [*[*known][:_MOST_OPTIONS], *st.session_state["filter-source"]]
    st.multiselect(
        words.say("filter.source"),
        list(dict.fromkeys(offered)),
        key="filter-source",
        placeholder=words.say("filter.source.any"),
        format_func=lambda source: known[source].publisher if source in known else source,
    )


def _show_day(words: Words) -> None:
    today = read_today()
    st.date_input(
        words.say("filter.as-of"),
        key="filter-as-of",
        min_value=_FIRST_DAY,
        format="YYYY-MM-DD",
        max_value=max(today, st.session_state["filter-as-of"] or today),
        help=words.say("filter.as-of.help"),
    )


def show_count(words: Words, atlas: Atlas, selection: Selection) -> None:
    """Say in a sentence what is shown, and offer the way back where nothing is.

    `atlas` is the one as known on the day that the selection asks for.
    """
    st.text(describe_selection(words, atlas, selection))
    if unknown := int((~atlas.projects["known"]).sum()):
        st.caption(words.count("filter.count.unknown-then", unknown))
    if not selection.mask(atlas).any():
        st.info(words.say("filter.none"))
        st.button(words.say("filter.show-all"), on_click=set_filters, args=(Selection(),), key="show-all")
