"""The Streamlit page; reads like the screen: title, filters, map and card, list of projects."""

from __future__ import annotations

import time
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from geo import look
from geo.atlas import Atlas
from geo.card import build_place_card, build_project_card, has_place_card, render_card
from geo.frontend_files import browser_words
from geo.history import known_on, status_changes
from geo.kinds import kind_of
from geo.layers import View, build_shell, build_state
from geo.overview import describe_coverage, list_problems
from geo.payloads import Publication, open_publication, settle_memory
from geo.places import country_name
from geo.selection import Selection, parse_params
from geo.settings import read_settings, read_today
from geo.wording import STATUS_WORDS

MAP_HEIGHT = 620
SEVERAL = "several"
MOST_OPTIONS = 200  # no filter offers more; what is rarer is found by search and by the address
STYLE = " ".join(
    (Path(__file__).parent / "frontend" / "page" / "page.css").read_text(encoding="utf-8").split()
)
PARAMS = ("project", "place", "fact", "country", "kind", "status", "source", "q", "as_of")
METHOD = Path(__file__).parent.parent / "docs" / "method.md"


def show_page() -> None:
    """Draw the whole page."""
    st.set_page_config(page_title="Corridor atlas", page_icon="🛤️", layout="wide")
    st.html(f"<style>{STYLE}</style>")
    with st.spinner("Opening the atlas …", show_time=False):
        publication = open_publication(read_settings())
    atlas = publication.atlas
    restore_from_address(atlas)
    show_head(publication)
    explore(publication)
    with st.container(key="projects"):
        show_projects(publication)
    show_foot(publication)
    settle_memory()


@st.fragment
def explore(publication: Publication) -> None:
    """Draw map, card, count and filters. Runs without the rest of the page after a filter.

    When the page opens, the map goes ahead of the widgets.
    """
    selection = read_filters()
    atlas = atlas_of(publication, selection)
    left, right = st.columns([1, 4.2], gap="medium")
    with right:
        count = st.container(key="count")
        show_map_and_card(publication, selection)
    if st.session_state.pop("is_opening", False):
        time.sleep(look.HEAD_START_S)
    with left, st.container(key="filters"):
        show_filters(publication.atlas)
    with count:
        show_count(atlas, selection)


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
        known = has_place_card(atlas, place)
        wrong += [] if known else [f"place={place}"]
        state.place = place if known else None
    if fact := params.get("fact"):
        wrong += restore_fact(atlas, fact)
    state.wrong_address = wrong
    state.focus = "address" if state.selected or state.place else ""


def restore_fact(atlas: Atlas, fact_id: str) -> list[str]:
    """Select what a fact is about. Returns what is wrong with the address."""
    fact = next((f for f in atlas.archive.facts if f.id == fact_id), None)
    if fact is None:
        return [f"fact={fact_id}"]
    state = st.session_state
    state.fact = fact.id
    if fact.subject_kind == "project" and fact.subject_id in atlas.projects.index:
        state.selected, state.place = fact.subject_id, None
    elif not state.place and not state.selected:
        subject = atlas.archive.subject_by_key.get(fact.subject)
        is_region = fact.subject_kind in ("region", "country")
        state.place = (
            fact.subject_id if is_region else next(iter(subject.countries), None) if subject else None
        )
    return []


def set_filters(selection: Selection) -> None:
    """Put a selection into the filter widgets."""
    state, countries = st.session_state, list(selection.country)
    state["filter-country"] = SEVERAL if len(countries) > 1 else next(iter(countries), None)
    state["filter-countries"] = countries
    state["filter-kind"] = list(selection.kind)
    state["filter-status"] = list(selection.status)
    state["filter-source"] = list(selection.source)
    state["filter-q"] = selection.q
    state["filter-as-of"] = selection.as_of


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


# -- head -----------------------------------------------------------------------------------------


def show_head(publication: Publication) -> None:
    """Draw title, what this is, coverage and everything that went wrong."""
    atlas = publication.atlas
    about = atlas.archive.about
    title, sentence = (about.title, about.sentence) if about else ("Corridor atlas", "")
    st.html(f"<h1>{escape(title)}</h1><p>{escape(sentence)}</p>")
    coverage = describe_coverage(atlas)
    with st.expander(coverage.sentence, icon=":material/library_books:"):
        for line in coverage.sources:
            st.text(line)
        st.html(
            f'<p><a href="{publication.payloads["records"].address}" download>All records of the atlas '
            "(ZIP of YAML and GeoJSON, CC BY 4.0)</a>; the method can be read at the end of the page.</p>"
        )
    if st.session_state.wrong_address:
        asked = ", ".join(st.session_state.wrong_address)
        st.warning("The address asks for something that this atlas does not have; the rest is shown.")
        st.text(f"Not known here: {asked}")
    problems = list_problems(atlas)
    if problems:
        noun = "problem" if len(problems) == 1 else "problems"
        with st.expander(
            f"{len(problems):,} {noun} in the records: what is touched by one is left out",
            icon=":material/report:",
        ):
            for problem in problems[:100]:
                st.text(problem)


# -- filters ----------------------------------------------------------------------------------------


def read_filters() -> Selection:
    """Return what the filters ask for."""
    state = st.session_state
    one = state["filter-country"]
    country = tuple(state.get("filter-countries", ())) if one == SEVERAL else (one,) if one else ()
    return Selection(country, tuple(state["filter-kind"]), tuple(state["filter-status"]),
                     tuple(state["filter-source"]), state["filter-q"] or "",
                     state["filter-as-of"])  # fmt: skip


def atlas_of(publication: Publication, selection: Selection) -> Atlas:
    """The atlas, or the atlas as known on the day that is asked for."""
    return known_on(publication.atlas, selection.as_of) if selection.as_of else publication.atlas


def show_filters(atlas: Atlas) -> None:
    """Draw the filters."""
    codes = sorted({c for codes in atlas.projects["countries"] for c in codes}, key=country_name)
    asked = set(st.session_state.get("filter-countries", ())) | {st.session_state["filter-country"]}
    codes += sorted(c for c in asked if c and c not in codes and c != SEVERAL)
    common = [*atlas.kinds[:MOST_OPTIONS], *st.session_state["filter-kind"]]
    kinds = sorted(set(common), key=lambda kind: kind_of(kind).label)
    present = set(atlas.projects["status"].dropna())
    statuses = [s for s in STATUS_WORDS if s in present or s == "not-stated"]
    sources = [source.id for source in atlas.archive.sources][:MOST_OPTIONS]
    sources += [source for source in st.session_state["filter-source"] if source not in sources]
    publishers = {source.id: source.publisher for source in atlas.archive.sources}
    st.text_input("Search names", key="filter-q", placeholder="Khorgos, ЦАК, 中吉乌 …", max_chars=200)
    st.selectbox(
        "Country", [*codes, SEVERAL], index=None, key="filter-country", placeholder="Any country",
        format_func=lambda c: "Several countries …" if c == SEVERAL else f"{country_name(c)} ({c})",
    )  # fmt: skip
    if st.session_state["filter-country"] == SEVERAL:
        st.multiselect("Countries", codes, key="filter-countries", format_func=country_name,
                       placeholder="Choose countries")  # fmt: skip
    st.multiselect("Project type", kinds, key="filter-kind", placeholder="Any type",
                   format_func=lambda kind: kind_of(kind).label)  # fmt: skip
    st.multiselect("Status", statuses, key="filter-status", placeholder="Any status",
                   format_func=lambda s: "not stated" if s == "not-stated" else STATUS_WORDS[s])  # fmt: skip
    st.multiselect("Source", sources, key="filter-source", placeholder="Any source",
                   format_func=lambda s: publishers.get(s, s))  # fmt: skip
    today = read_today()
    st.date_input("As known on", key="filter-as-of", min_value=date(1990, 1, 1), format="YYYY-MM-DD",
                  max_value=max(today, st.session_state["filter-as-of"] or today),
                  help="Everything as known on that day, from what had been published by then.")  # fmt: skip
    st.button("Reset filters", on_click=set_filters, args=(Selection(),), key="reset",
              icon=":material/restart_alt:")  # fmt: skip


def show_count(atlas: Atlas, selection: Selection) -> None:
    """Say in a sentence what is shown, and offer the way back where nothing is."""
    st.text(selection.describe(atlas))
    if late := int((~atlas.projects["known"]).sum()):
        st.caption(f"{late:,} projects stand in nothing that was published by then.")
    if not selection.mask(atlas).any():
        st.info("No project fits all of this. Take a filter away, or show everything again.")
        st.button("Show all projects", on_click=set_filters, args=(Selection(),), key="show-all")


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
            visible=selection.mask(atlas), selected=state.selected, place=state.place,
            focus=state.focus if state.selected or state.place else "",
            palette="dark" if st.context.theme.type == "dark" else "light",
            statuses=status_changes(publication.atlas, atlas) if selection.as_of else {},
        )  # fmt: skip
        st_folium(
            build_shell(publication), key="atlas-map", height=MAP_HEIGHT, use_container_width=True,
            returned_objects=[], feature_group_to_add=build_state(view), on_change=take_click,
        )  # fmt: skip


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
    state, today = st.session_state, read_today()
    if state.selected in atlas.projects.index:
        if atlas.table is None and state.selected not in atlas.archive.project_by_id:
            name = str(atlas.projects.at[state.selected, "name"])
            st.text(f"{name}: nothing that was published by then speaks of it.")
            return
        st.html(render_card(build_project_card(atlas, state.selected, state.fact, today, decided)))
    elif state.place and has_place_card(atlas, state.place):
        st.html(render_card(build_place_card(atlas, state.place, state.fact, today, decided)))
    else:
        st.markdown(
            "**Click a line, a symbol or a country's name.** The card shows what the sources say, in "
            "their own words, with every number marked in the sentence that it comes from.\n\n"
            "The list below the map selects the same things without a mouse."
        )


# -- list -------------------------------------------------------------------------------------------


def show_projects(publication: Publication) -> None:
    """Draw the list of the projects that the map shows; it lives in the browser and mirrors the map."""
    st.subheader("Projects shown", anchor=False)
    script, index = (publication.payloads[name].address for name in ("atlas-page.js", "index"))
    failed = escape(browser_words()["messages"]["list.failed"])
    st.html(
        f'<div class="corridor-list" data-failed="{failed}"></div>'
        "<script>{const at = (path) => new URL(path, document.baseURI).href;"
        'const box = document.querySelector(".st-key-projects .corridor-list");'
        f'import(at("{script}")).then((m) => m.mount(box, at("{index}")));}}</script>',
        unsafe_allow_javascript=True,
    )


# -- foot -------------------------------------------------------------------------------------------


def show_foot(publication: Publication) -> None:
    """Draw how the promise is kept, and what the page rests on."""
    if st.toggle("Show the method: how a claim gets onto this page", key="method") and METHOD.exists():
        st.markdown(METHOD.read_text(encoding="utf-8"))
    decided = publication.payloads["how-we-decide"].address
    st.html(
        f'<p><a href="{decided}" target="_blank" rel="noopener">How we decide between sources</a>: which '
        "value leads, what a status rests on, what is never added up.</p>"
    )
    st.caption(
        "Quotations remain their publishers'. Curated data CC BY 4.0. Borders, names and disputed lines "
        "follow Natural Earth; towns are from GeoNames (CC BY 4.0)."
    )


if __name__ == "__main__":
    show_page()
