"""Disagreements in words: every side is told, and the decision names the rule that made it."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from cards import WORDS

from geo.atlas.agreement import Obstacle
from geo.atlas.disagreements import find_disagreements
from geo.atlas.opening import join_archive
from geo.atlas.reliability import LeadReason
from geo.records.vocabulary import DifferenceNature
from geo.wording.disagreements import nature_code, say_decision, say_nature, say_question, say_side, say_who

SPUR = "project:northern-spur"


def sides(disagreement):
    return [say_side(WORDS, disagreement, number) for number in range(len(disagreement.sides))]


def test_two_lengths_are_told_with_both_sides_and_the_reason(atlas):
    _, lengths = find_disagreements(atlas, SPUR)
    assert say_question(WORDS, lengths) == "Length: 2 figures"
    assert say_nature(WORDS, lengths) == "sources differ"
    assert sides(lengths) == ["210 km", "212 km"]
    assert say_decision(WORDS, lengths) == (
        "The values differ. 210 km is shown first: the newest goes first. Nothing is averaged or added up."
    )


def test_what_is_not_comparable_says_why(atlas):
    _, lengths = find_disagreements(atlas, SPUR)
    both = replace(lengths, nature="not-comparable", obstacles=frozenset({"no-rate", "forecast"}))
    assert say_decision(WORDS, both).startswith(
        "Not all comparable: one is a forecast or a possibility, which is no figure; they are in different "
        "currencies, and no source states the rate. 210 km is shown first"
    )
    same = replace(both, leads_by=None)
    assert "is shown first" not in say_decision(WORDS, same)


def test_what_a_curator_wrote_down_stays_as_it_is(atlas):
    written, _ = find_disagreements(atlas, SPUR)
    assert say_question(WORDS, written) == "Which spur?"
    assert say_decision(WORDS, written) == "The first."
    assert sides(written) == ["212 km", "300 km: On a map."]


def test_a_status_that_changed_is_told_with_its_dates(atlas):
    status = next(fact for fact in atlas.facts_on(SPUR) if fact.attribute == "status")
    later = status.model_copy(
        update={"id": "zz", "value": "operating", "as_of": None, "quote": "letter-length"}
    )
    changed = join_archive(replace(atlas.records, facts=(*atlas.records.facts, later)))
    (change,) = [d for d in find_disagreements(changed, SPUR) if d.question == "statuses"]
    assert (say_question(WORDS, change), say_nature(WORDS, change)) == (
        "Status over time",
        "changed over time",
    )
    assert sides(change) == ["status: under construction, 4 May 2023", "status: operating"]
    assert say_decision(WORDS, change) == "“operating” is the last reported status: the newest goes first."


def test_one_sum_with_two_readings_is_one_entry(shipped):
    (entry,) = find_disagreements(shipped, "sum:yuan-1-5-billion-2025")
    assert say_question(WORDS, entry) == "A grant or a loan?"
    assert sides(entry) == [
        "a grant: 208.86 million USD or 1.5 billion CNY",
        "a loan: 1.5 billion CNY or over 200 million USD",
    ]
    assert say_decision(WORDS, entry).startswith("One sum with two readings, not two sums.")


def test_who_says_it_is_named_once(atlas):
    written, lengths = find_disagreements(atlas, SPUR)
    publishers = {fact.id: atlas.source_of(fact).publisher for fact in atlas.facts_on(SPUR)}
    references = atlas.records.reference_by_prefix
    twice = replace(lengths.sides[0], facts=lengths.sides[0].facts * 2)
    assert say_who(WORDS, twice, publishers, references) == "The Letter"
    outside = written.sides[1]
    assert say_who(WORDS, outside, {}, references) == "not from the sources: GeoNames"
    assert say_who(WORDS, outside, {}, {}) == "not from the sources: geonames:9"


@pytest.mark.parametrize(
    ("project", "question", "nature"),
    [
        ("project:bishkek-osh-road", "Which road", "differs from outside reports"),
        ("sum:yuan-1-5-billion-2025", "A grant", "sources differ"),
        ("event:astana-summit-2025", "Who concluded", "one source differs from itself"),
    ],
)
def test_sources_are_said_to_differ_only_where_they_are_two(shipped, project, question, nature):
    found = [d for d in find_disagreements(shipped, project) if say_question(WORDS, d).startswith(question)]
    assert [say_nature(WORDS, d) for d in found] == [nature]


def test_every_code_has_words(atlas):
    _, lengths = find_disagreements(atlas, SPUR)
    for nature in get_args(DifferenceNature):
        assert say_nature(WORDS, replace(lengths, nature=nature))
    for between in ("one-source", "outside"):
        assert nature_code(replace(lengths, between=between)) == f"contradiction-{between}"
        assert say_nature(WORDS, replace(lengths, between=between))
    for reason in get_args(LeadReason):
        assert WORDS.knows(f"lead.{reason}")
    for obstacle in get_args(Obstacle):
        assert WORDS.knows(f"obstacle.{obstacle}")
