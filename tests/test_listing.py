"""The list shows what the map shows, sorted, a page at a time, and keeps Markdown out."""

from __future__ import annotations

import numpy as np

from geo.listing import ORDERS, PAGE_SIZE, build_page, escape_markdown


def test_every_project_is_on_some_page(shipped):
    everything = np.ones(len(shipped.projects), dtype=bool)
    for order in ORDERS:
        listing = build_page(shipped, everything, order, 1)
        assert len(listing.rows) == min(PAGE_SIZE, len(shipped.projects))
    assert listing.pages == -(-len(shipped.projects) // PAGE_SIZE)


def test_orders(shipped):
    everything = np.ones(len(shipped.projects), dtype=bool)
    names = [shipped.projects.at[row.id, "name"] for row in build_page(shipped, everything, "Name", 1).rows]
    assert names == sorted(names)
    lengths = [
        shipped.projects.at[row.id, "length_km"] for row in build_page(shipped, everything, "Length", 1).rows
    ]
    assert lengths == sorted(lengths, reverse=True)


def test_only_what_is_shown_is_listed_and_a_page_too_far_is_the_last(shipped):
    none = np.zeros(len(shipped.projects), dtype=bool)
    assert build_page(shipped, none, "Name", 7).rows == ()
    none[3] = True
    assert [row.id for row in build_page(shipped, none, "Name", 99).rows] == [shipped.projects.index[3]]


def test_markdown_is_shown_as_it_stands():
    assert escape_markdown("**x** [a](javascript:b) $y$") == r"\*\*x\*\* \[a\]\(javascript\:b\) \$y\$"
