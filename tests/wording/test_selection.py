"""The sentence that says what a selection shows."""

from __future__ import annotations

from datetime import date

import pytest

from geo.atlas.selection import Selection
from geo.wording.catalogue import open_words
from geo.wording.selection import describe_selection

SENTENCES = [
    (Selection(("KG",), ("railway", "road")), "railways and roads in Kyrgyzstan"),
    (Selection(("KG", "UZ", "KZ")), "projects in Kyrgyzstan, Uzbekistan and Kazakhstan"),
    (Selection(status=("construction",)), "projects under construction"),
    (Selection(status=("not-stated",)), "projects with no status stated"),
    (Selection(status=("not-stated", "idle")), "projects with no status stated and idle"),
    (Selection(q=" osh "), "projects, matching “osh”"),
    (
        Selection(("KG", "UZ"), ("road",), ("construction",), ("asianews-2025-06-26",), "osh"),
        "roads in Kyrgyzstan and Uzbekistan under construction named by AsiaNews, matching “osh”",
    ),
]


@pytest.mark.parametrize(("selection", "sentence"), SENTENCES)
def test_the_sentence_says_what_is_shown(shipped, selection, sentence):
    number, total = selection.mask(shipped).sum(), len(shipped.projects)
    assert describe_selection(open_words(), shipped, selection) == f"{number} of {total} projects: {sentence}"


def test_nothing_asked_for_is_only_counted(shipped):
    total = len(shipped.projects)
    for selection in (Selection(), Selection(q="  …")):
        said = describe_selection(open_words(), shipped, selection)
        assert said == f"{selection.mask(shipped).sum()} of {total} projects"


def test_the_day_is_said_at_the_end(atlas):
    said = describe_selection(open_words(), atlas, Selection(as_of=date(2024, 1, 28)))
    assert said == "3 of 3 projects, as known on 28 January 2024"
    said = describe_selection(open_words(), atlas, Selection(("UZ",), as_of=date(2024, 1, 28)))
    assert said == "1 of 3 projects: projects in Uzbekistan, as known on 28 January 2024"
