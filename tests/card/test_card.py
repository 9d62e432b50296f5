"""The one door: what a request asks for is what the card is of."""

from __future__ import annotations

from datetime import date

import pytest
from cards import TODAY, WORDS, Reader, read, subjects

from geo.atlas.as_of import known_on
from geo.card.card import CardRequest, build_card, card_html

SPUR = "project:northern-spur"


def test_a_card_of_an_earlier_day_says_so_and_counts_to_it(atlas):
    day = date(2023, 12, 31)
    page = Reader(card_html(atlas, CardRequest(SPUR, TODAY, as_of=day), WORDS))
    assert "As known on 31 December 2023: nothing that was published later stands here." in page.text
    assert "4 May 2023, 7 months ago" in page.text
    assert "210 km" not in page.text and "212 km" in page.text
    ready = known_on(atlas, day)
    assert card_html(ready, CardRequest(SPUR, TODAY, as_of=day), WORDS) == card_html(
        atlas, CardRequest(SPUR, TODAY, as_of=day), WORDS
    )
    assert "As known on 31 December 2023" in read(ready, SPUR).text


def test_nothing_published_by_then_is_said_to_be_the_reason(atlas):
    page = Reader(card_html(atlas, CardRequest(SPUR, TODAY, as_of=date(2020, 1, 1)), WORDS))
    assert "Nothing published by 1 January 2020 says anything on Northern Spur itself." in page.text


def test_the_page_on_deciding_is_linked_where_its_address_is_known(atlas):
    plain = card_html(atlas, CardRequest(SPUR, TODAY), WORDS)
    linked = Reader(card_html(atlas, CardRequest(SPUR, TODAY), WORDS, decided="decide.html"))
    assert "How we decide" not in plain
    assert "decide.html" in linked.links and "How we decide" in linked.text


def test_a_project_that_is_not_there_is_refused(atlas):
    with pytest.raises(KeyError):
        card_html(atlas, CardRequest("project:atlantis", TODAY), WORDS)


def test_every_subject_has_a_card_of_its_own(shipped):
    titles = {build_card(shipped, CardRequest(subject, TODAY), WORDS).title for subject in subjects(shipped)}
    assert len(titles) == len(subjects(shipped))
