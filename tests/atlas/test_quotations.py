"""Quotations in the order of a card, and where in them the values stand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imported import open_imported

from geo.atlas.opening import join_archive
from geo.atlas.quotations import Slip, find_slips, find_values, order_quotations
from geo.records.facts import Fact
from geo.records.fields import When
from geo.records.sources import Quote, Sic

SPUR = "project:northern-spur"


def ids(quotations):
    return [quotation.quote.id for quotation in quotations]


def test_the_newest_source_comes_first(atlas):
    assert ids(order_quotations(atlas, atlas.facts_on(SPUR))) == ["letter-length", "hg-begun", "hg-tunnels"]


def test_within_a_source_headline_values_come_first_then_the_order_of_the_text(atlas):
    facts = {fact.id: fact for fact in atlas.facts_on(SPUR)}
    tunnels, containers, cost = facts["spur-tunnels"], facts["spur-containers"], facts["spur-cost"]
    assert ids(order_quotations(atlas, [tunnels, containers])) == ["hg-begun", "hg-tunnels"]
    assert ids(order_quotations(atlas, [containers, tunnels, cost])) == ["hg-tunnels", "hg-begun"]


def test_of_one_rank_the_order_of_the_facts_stays(atlas):
    """Quotations that are placed nowhere tie: they stand as their facts do, oldest first."""
    quotes = tuple(quote.model_copy(update={"start": None}) for quote in atlas.records.quotes)
    unplaced = join_archive(replace(atlas.records, quotes=quotes))
    tunnels, containers = (
        next(fact for fact in atlas.records.facts if fact.id == name)
        for name in ("spur-tunnels", "spur-containers")
    )
    assert ids(order_quotations(unplaced, [tunnels, containers])) == ["hg-tunnels", "hg-begun"]
    assert ids(order_quotations(unplaced, [containers, tunnels])) == ["hg-begun", "hg-tunnels"]


def test_the_first_letter_of_a_text_comes_before_the_second(atlas):
    starts = {"hg-begun": 0, "hg-tunnels": 1}
    quotes = tuple(q.model_copy(update={"start": starts.get(q.id, q.start)}) for q in atlas.records.quotes)
    placed = join_archive(replace(atlas.records, quotes=quotes))
    facts = [f for name in ("spur-tunnels", "spur-containers") for f in placed.records.facts if f.id == name]
    assert ids(order_quotations(placed, facts)) == ["hg-begun", "hg-tunnels"]
    assert [quotation.number for quotation in order_quotations(placed, facts)] == [1, 2]


def test_quotations_are_numbered_in_one_go_and_facts_stand_by_group(atlas):
    first, second, third = order_quotations(atlas, atlas.facts_on(SPUR), start=4)
    assert [first.number, second.number, third.number] == [5, 6, 7]
    assert [fact.attribute for fact in second.facts] == ["status", "length", "country", "containers"]
    assert (second.role, second.record, second.source.id) == ("body", None, "harbour-gazette")


def test_a_record_of_a_data_set_is_known_by_its_row(tmp_path):
    atlas = open_imported(tmp_path)
    (project,) = atlas.projects.index
    quotations = order_quotations(atlas, atlas.facts_on(f"project:{project}"))
    assert {quotation.record for quotation in quotations} == {1}


def test_words_that_carry_values_are_found_in_every_shipped_quotation(shipped):
    found = 0
    for quote in shipped.records.quotes:
        facts = [fact for fact in shipped.records.facts if fact.quote == quote.id and fact.reads]
        marked = [quote.exact[start:end] for start, end in find_values(quote, facts)]
        for fact in facts:
            assert any(fact.reads in words for words in marked)
            found += 1
    assert found > 50


@pytest.mark.parametrize(
    ("exact", "reads", "marked"),
    [
        ("a 1,400 MW and a 400 MW plant", ["400 MW"], ["400 MW"]),
        ("433-kilometer, of which 33-kilometer", ["33-kilometer"], ["33-kilometer"]),
        ("from China to Chinatown", ["China"], ["China"]),
        ("from Chinatown", ["China"], ["China"]),
        ("over 33 km long", ["over 33", "33 km"], ["over 33 km"]),
        ("one two", ["one ", "two"], ["one two"]),
        ("one two", ["three"], []),
        ("one two three", ["one two three", "two"], ["one two three"]),
        ("one, two three", ["one", "two", "two three"], ["one", "two three"]),
        ("one, two three four", ["one", "two three four", "three"], ["one", "two three four"]),
    ],
)
def test_whole_words_are_marked_and_not_a_part_of_another_number(exact, reads, marked):
    facts = [
        Fact(id="f", subject="country:KG", attribute="number", quote="q", reads=words) for words in reads
    ]
    spans = find_values(Quote(id="q", source="s", exact=exact), facts)
    assert [exact[start:end] for start, end in spans] == marked
    if exact.startswith("a 1,400"):
        assert spans == ((17, 23),)


def test_the_words_of_a_date_are_marked_too():
    when = When(value="2023", known="stated", reads="in 2023")
    fact = Fact(id="f", subject="country:KG", attribute="statement", quote="q", as_of=when)
    assert find_values(Quote(id="q", source="s", exact="It was in 2023."), [fact]) == ((7, 14),)
    inferred = fact.model_copy(update={"as_of": When(value="2023", known="inferred", reason="x")})
    assert find_values(Quote(id="q", source="s", exact="It was in 2023."), [inferred]) == ()


@given(st.text("ab ", min_size=1, max_size=20), st.lists(st.text("ab ", min_size=1, max_size=5)))
def test_stretches_are_sorted_and_do_not_touch(exact, reads):
    facts = [
        Fact(id="f", subject="country:KG", attribute="number", quote="q", reads=words) for words in reads
    ]
    spans = find_values(Quote(id="q", source="s", exact=exact), facts)
    assert all(0 <= start < end <= len(exact) for start, end in spans)
    assert all(end < start for (_, end), (start, _) in pairwise(spans))
    assert all(any(words in exact[a:b] for a, b in spans) for words in reads if words in exact)


def test_slips_are_in_the_order_of_the_words():
    sic = (Sic(words="two", note="2"), Sic(words="one"), Sic(words="three"))
    assert find_slips(Quote(id="q", source="s", exact="one two", sic=sic)) == (Slip(3, ""), Slip(7, "2"))
