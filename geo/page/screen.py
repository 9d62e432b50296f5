"""The Streamlit page; reads like the screen: title, filters, map and card, list of projects."""

from __future__ import annotations

import time
from pathlib import Path

import streamlit as st

from geo.atlas.totals import measure_coverage
from geo.page.filters import read_filters, show_count, show_filters
from geo.page.map_and_card import show_map_and_card
from geo.page.session import is_opening, read_unknown, restore_from_address
from geo.server.pages import render
from geo.server.publication import Publication, publisher_of
from geo.settings import read_settings
from geo.wording.catalogue import Words, open_words
from geo.wording.sentences import say_coverage

HEAD_START_S = 0.5
"""Seconds that the map is ahead of the widgets when a page opens.

Both are drawn by the browser's one main thread. Sent together, the widgets, which take it 0.4 s, come
first; docs/performance.md has the figures.
"""

_STYLES = ("page.css", "card.css", "course-strip.css", "project-list.css")

_FRONTEND = Path(__file__).parents[1] / "frontend" / "page"

_METHOD = Path(__file__).parents[2] / "docs" / "method.md"

_TEMPLATES = Path(__file__).parent / "templates"

_MOST_PROBLEMS = 100  # that are listed; `corridors validate` lists all


def show_page() -> None:
    """Draw the whole page."""
    words = open_words()
    st.set_page_config(page_title=words.say("page.title"), page_icon="🛤️", layout="wide")
    for style in _STYLES:
        st.html(_FRONTEND / style)
    with st.spinner(words.say("page.opening"), show_time=False):
        publication = publisher_of(read_settings()).newest()
    restore_from_address(publication.atlas)
    show_head(publication, words)
    explore(publication, words)
    with st.container(key="projects"):
        show_projects(publication, words)
    show_foot(publication, words)


@st.fragment
def explore(publication: Publication, words: Words) -> None:
    """Draw map, card, count and filters. Runs without the rest of the page after a filter.

    When the page opens, the map goes ahead of the widgets.
    """
    selection = read_filters()
    left, right = st.columns([1, 4.2], gap="medium")
    with right:
        count = st.container(key="count")
        show_map_and_card(publication, selection, words)
    if is_opening():
        time.sleep(HEAD_START_S)
    with left, st.container(key="filters"):
        show_filters(words, publication.atlas)
    with count:
        show_count(words, publication.atlas_on(selection.as_of), selection)


def show_head(publication: Publication, words: Words) -> None:
    """Draw title, what this is, coverage and everything that went wrong."""
    atlas = publication.atlas
    about = atlas.records.about
    title, sentence = (about.title, about.sentence) if about else (words.say("page.title"), "")
    st.html(render(_TEMPLATES, "head.html", words, title=title, sentence=sentence))
    coverage = say_coverage(words, measure_coverage(atlas))
    with st.expander(coverage.sentence, icon=":material/library_books:"):
        for line in coverage.sources:
            st.text(line)
        st.html(render(_TEMPLATES, "records.html", words, address=publication.files["records"].address))
    if unknown := read_unknown():
        st.warning(words.say("page.address.wrong"))
        st.text(words.say("page.address.unknown", asked=", ".join(unknown)))
    if atlas.problems:
        said = words.count("page.problems", len(atlas.problems))
        with st.expander(said, icon=":material/report:"):
            for problem in atlas.problems[:_MOST_PROBLEMS]:
                st.text(str(problem))


def show_projects(publication: Publication, words: Words) -> None:
    """Draw the list of the projects that the map shows; it lives in the browser and mirrors the map."""
    st.subheader(words.say("page.list.title"), anchor=False)
    script, index = (publication.files[name].address for name in ("atlas-page.js", "index"))
    mount = render(_TEMPLATES, "list.html", words, script=script, index=index)
    st.html(mount, unsafe_allow_javascript=True)


def show_foot(publication: Publication, words: Words) -> None:
    """Draw how the promise is kept, and what the page rests on."""
    if st.toggle(words.say("page.method"), key="method") and _METHOD.exists():
        st.markdown(_METHOD.read_text(encoding="utf-8"))
    decided = publication.files["how-we-decide"].address
    st.html(render(_TEMPLATES, "decided.html", words, address=decided))
    st.caption(words.say("page.rights"))


if __name__ == "__main__":
    show_page()
