"""A value is what its words say, and no other value of the same sentence."""

from __future__ import annotations

import pytest
from breaking import SPUR, problems_in
from hypothesis import given
from hypothesis import strategies as st

from geo.checks.value_rules import SAME_NUMBER, SAME_QUALIFIERS, SCALE_CUT, check_value
from geo.records.facts import Fact
from geo.records.sources import Quote
from geo.records.vocabulary import ATTRIBUTES

HEDGES = {
    "expected": "expected to be",
    "potential": "potential",
    "about": "about",
    "over": "more than",
    "under": "less than",
    "up-to": "up to",
}


def test_two_numbers_of_one_sentence_cannot_be_swapped(tiny):
    text = (tiny / SPUR).read_text(encoding="utf-8")
    text = text.replace("value: 3\n", "value: @\n").replace("value: 1500000000\n", "value: 3\n")
    (tiny / SPUR).write_text(text.replace("value: @\n", "value: 1500000000\n"), encoding="utf-8")
    broken = {(problem.record, problem.rule) for problem in problems_in(tiny)}
    assert broken == {("spur-tunnels", SAME_NUMBER), ("spur-cost", SAME_NUMBER)}


def problems(words, exact=None, attribute="trains", **fact):
    made = Fact(id="f", subject="country:KG", attribute=attribute, quote="q", reads=words, **fact)
    quote = Quote(id="q", source="s", exact=exact or words)
    return [problem.rule for problem in check_value(made, ATTRIBUTES[attribute], quote, "facts/f.yaml")]


@given(st.lists(st.sampled_from(sorted(HEDGES)), max_size=3, unique=True), st.integers(1, 10**6))
def test_all_hedges_are_named_or_the_fact_is_refused(hedges, number):
    words = " ".join([*(HEDGES[hedge] for hedge in hedges), f"{number:,} trains"])
    assert problems(words, value=number, unit="trains", qualifier=hedges) == []
    for missing in hedges:
        rest = [hedge for hedge in hedges if hedge != missing]
        assert problems(words, value=number, unit="trains", qualifier=rest) == [SAME_QUALIFIERS]
    for other in sorted(HEDGES.keys() - set(hedges)):
        assert problems(words, value=number, unit="trains", qualifier=[*hedges, other]) == [SAME_QUALIFIERS]


@pytest.mark.parametrize("words", ["expected to exceed $100 billion", "will exceed $100 billion"])
def test_what_is_expected_to_exceed_is_expected_and_over(words):
    assert problems(words, attribute="trade", value=100e9, unit="USD", qualifier=["expected", "over"]) == []
    for one in ("expected", "over"):
        found = problems(words, attribute="trade", value=100e9, unit="USD", qualifier=one)
        assert found == [SAME_QUALIFIERS]


@pytest.mark.parametrize(
    ("words", "value", "broken"),
    [("US$3.1 billion", 3.1e9, []), ("US$3.1", 3.1, [SCALE_CUT]), ("more than US$3.1", 3.1, [SCALE_CUT])],
)
def test_a_number_is_not_cut_before_its_scale(words, value, broken):
    hedge = ["over"] if "more" in words else None
    exact = "It cost more than US$3.1 billion." if hedge else "It cost US$3.1 billion."
    assert problems(words, exact, attribute="cost", value=value, unit="USD", qualifier=hedge) == broken
