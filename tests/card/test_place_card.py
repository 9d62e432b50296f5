"""A country's or a region's card tells its own from what is shared, and is judged by all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from cards import read, view

from geo.atlas.opening import join_archive


def test_every_place_has_a_card_with_what_is_said_of_it(shipped):
    for subject in (*(f"country:{code}" for code in shipped.country_codes), "region:central-asia"):
        card = view(shipped, subject)
        shown = {fact.id for block in card.quotations for fact in block.facts}
        assert shown == {fact.id for fact in shipped.facts_on(subject)}
        assert card.title in read(shipped, subject).text


def test_a_country_has_no_headline_of_the_region(shipped):
    (trade,) = view(shipped, "region:central-asia").headlines
    assert trade.value == "286.42 billion CNY"
    for place in shipped.country_codes:
        assert view(shipped, f"country:{place}").headlines == ()


def test_a_country_card_tells_its_own_from_what_is_shared(atlas):
    card = view(atlas, "country:KZ")
    assert [fact.id for block in card.quotations for fact in block.facts] == ["kz-statement"]
    assert [fact.about for block in card.quotations for fact in block.facts] == [""]
    assert [fact.about for block in card.elsewhere for fact in block.facts] == ["Meeting of ministers"]
    assert [block.number for block in (*card.quotations, *card.elsewhere)] == [1, 2]
    assert [(link.project, link.type_name) for link in card.projects] == [("northern-spur", "Railway")]
    page = read(atlas, "country:KZ")
    assert "September 2022 (inferred)" in page.text and "Date: seen from May 2023" in page.text
    assert "Events, sums and the region" in page.text


@pytest.mark.parametrize(("today", "marks"), [(date(2026, 6, 25), ()), (date(2026, 6, 26), ("old",))])
def test_the_marks_of_a_country_look_at_all_that_stands_on_its_card(shipped, today, marks):
    """China itself is spoken of by one paper of January 2024; its card prints four more, to June 2025."""
    assert {shipped.source_of(fact).id for fact in shipped.facts_on("country:CN")} == {"scmp-2024-01"}
    card = view(shipped, "country:CN", today=today)
    assert tuple(code for code, _ in card.marks) == marks
    assert card.voice == ""


def test_a_region_and_a_country_say_what_they_are(shipped, atlas):
    assert view(shipped, "region:central-asia").subject_type == "Region"
    assert view(shipped, "region:central-asia").title == "Central Asia"
    assert view(atlas, "country:KG").subject_type == "Country"


def test_nothing_said_of_a_country_is_said(atlas):
    page = read(join_archive(replace(atlas.records, facts=())), "country:KZ")
    assert "None of the sources says anything on Kazakhstan itself." in page.text


def test_no_amount_is_printed_where_the_source_lost_it(shipped):
    for subject in ("country:KZ", "region:central-asia"):
        card = view(shipped, subject)
        facts = [fact for block in (*card.quotations, *card.elsewhere) for fact in block.facts]
        lost = [fact.value for fact in facts if "value" in fact.id and "astana" in fact.id]
        assert lost and set(lost) == {"no number given"}
