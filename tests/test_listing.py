"""The list shows what the map shows, sorted, a page at a time, and keeps Markdown out."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.listing import ORDERS, PAGE_SIZE, build_page, escape_markdown


def ids(listing):
    return [row.id for row in listing.rows]


def everything(atlas):
    return np.ones(len(atlas.projects), dtype=bool)


@pytest.mark.parametrize("order", ORDERS)
def test_every_project_is_listed_once_in_any_order(shipped, order):
    first = build_page(shipped, everything(shipped), order, 1)
    listed = [
        i
        for page in range(first.pages)
        for i in ids(build_page(shipped, everything(shipped), order, page + 1))
    ]
    assert sorted(listed) == sorted(shipped.projects.index)


@pytest.mark.parametrize("order", ORDERS)
def test_pages_divide_a_long_list(shipped, order):
    """Three times the shipped projects, so that there is more than one page."""
    many = [shipped.projects.rename(index=lambda i, n=n: f"{i}-{n}") for n in range(3)]
    atlas = type(shipped)(shipped.archive, pd.concat(many), shipped.features, shipped.facts, ())
    pages = -(-len(atlas.projects) // PAGE_SIZE)
    assert pages > 1
    listed = []
    for page in range(1, pages + 1):
        listing = build_page(atlas, everything(atlas), order, page)
        assert listing.pages == pages
        assert len(listing.rows) == PAGE_SIZE or page == pages
        listed += ids(listing)
    assert sorted(listed) == sorted(atlas.projects.index)
    assert ids(build_page(atlas, everything(atlas), order, 99)) == ids(
        build_page(atlas, everything(atlas), order, pages)
    )
    assert ids(build_page(atlas, everything(atlas), order, -3)) == ids(
        build_page(atlas, everything(atlas), order, 1)
    )


def test_orders(atlas):
    def listed(order):
        return ids(build_page(atlas, everything(atlas), order, 1))

    assert listed("Name") == ["northern-spur", "old-depot", "sand-pipeline"]
    assert listed("Type") == ["sand-pipeline", "old-depot", "northern-spur"]
    assert listed("Status") == ["northern-spur", "old-depot", "sand-pipeline"]
    assert listed("Length") == ["sand-pipeline", "northern-spur", "old-depot"]


@given(st.data())
def test_only_what_is_shown_is_listed(shipped, data):
    size = len(shipped.projects)
    shown = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)))
    listing = build_page(
        shipped, shown, data.draw(st.sampled_from(sorted(ORDERS))), data.draw(st.integers(-2, 9))
    )
    assert set(ids(listing)) == set(shipped.projects.index[shown])
    assert listing.pages == 1


def test_a_button_says_what_it_opens(atlas):
    labels = {
        row.id: row.label.replace("\\", "") for row in build_page(atlas, everything(atlas), "Name", 1).rows
    }
    assert (
        labels["northern-spur"] == "Northern Spur — Railway · under construction · Kazakhstan · 169 km drawn"
    )
    assert labels["old-depot"] == "Old Depot — Logistics hub · status not stated · Kyrgyzstan"


def test_markdown_is_shown_as_it_stands():
    assert escape_markdown("**x** [a](javascript:b) $y$") == r"\*\*x\*\* \[a\]\(javascript\:b\) \$y\$"


@given(st.text(max_size=60))
def test_escaping_changes_no_letter_and_leaves_no_mark_alone(text):
    escaped = escape_markdown(text)
    assert re.sub(r"\\([\\`*_{}\[\]()<>#+\-.!|$:~^@&])", r"\1", escaped) == text
    assert re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>$:]", escaped) is None
