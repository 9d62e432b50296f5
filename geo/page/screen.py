"""The Streamlit page; reads like the screen: title, filters, map and card, list of projects."""

from __future__ import annotations

import time
from html import escape
from pathlib import Path

import streamlit as st

from geo.atlas.atlas import Atlas
from geo.atlas.totals import measure_coverage
from geo.map.files import Publication
from geo.page import session
from geo.page.filters import atlas_of, read_filters, show_count, show_filters
from geo.page.map_and_card import show_map_and_card
from geo.page.session import restore_from_address
from geo.server.publication import open_publication, settle_memory
from geo.settings import read_settings
from geo.wording.catalogue import open_words
from geo.wording.sentences import say_coverage


def list_problems(atlas: Atlas) -> tuple[str, ...]:
    """Return one text for each problem of the records: where, what, and what to do."""
    return tuple(str(problem) for problem in atlas.problems)


_STYLES = [
    Path(__file__).parents[1] / "frontend" / "page" / name
    for name in ("page.css", "card.css", "project-list.css")
]
STYLE = " ".join(" ".join(file.read_text(encoding="utf-8") for file in _STYLES).split())

METHOD = Path(__file__).parents[2] / "docs" / "method.md"


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
        time.sleep(session.HEAD_START_S)
    with left, st.container(key="filters"):
        show_filters(publication.atlas)
    with count:
        show_count(atlas, selection)


# -- head -----------------------------------------------------------------------------------------


def show_head(publication: Publication) -> None:
    """Draw title, what this is, coverage and everything that went wrong."""
    atlas = publication.atlas
    about = atlas.records.about
    title, sentence = (about.title, about.sentence) if about else ("Corridor atlas", "")
    st.html(f"<h1>{escape(title)}</h1><p>{escape(sentence)}</p>")
    coverage = say_coverage(open_words(), measure_coverage(atlas))
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


# -- list -------------------------------------------------------------------------------------------


def show_projects(publication: Publication) -> None:
    """Draw the list of the projects that the map shows; it lives in the browser and mirrors the map."""
    st.subheader("Projects shown", anchor=False)
    script, index = (publication.payloads[name].address for name in ("atlas-page.js", "index"))
    failed = escape(open_words().say("list.failed"))
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
