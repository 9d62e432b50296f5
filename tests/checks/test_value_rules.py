"""A value is what its words say, and no other value of the same sentence."""

from __future__ import annotations

import pytest
from breaking import SPUR, problems_in
from hypothesis import given
from hypothesis import strategies as st

from geo.checks.value_rules import (
    DATE_SAYS_NO_MORE,
    NOUN_IN_WORDS,
    READABLE,
    SAME_NUMBER,
    SAME_QUALIFIERS,
    SAME_UNIT,
    SAME_WORDS,
    SCALE_CUT,
    STATEMENT_ALONE,
    UNIT_OF_DIMENSION,
    VALUE_NEEDED,
    VALUE_THERE,
    check_value,
)
from geo.records.facts import Fact
from geo.records.fields import When
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


@pytest.mark.parametrize(
    ("attribute", "fact", "broken"),
    [
        ("statement", {"value": "5"}, [STATEMENT_ALONE]),
        ("statement", {"reads": "5"}, [STATEMENT_ALONE]),
        ("statement", {}, []),
        ("trains", {"reads": "trains numbered 5", "value": 5, "unit": "trains"}, []),
        ("trains", {"reads": "5 trains", "value": 5}, [NOUN_IN_WORDS]),
        ("trains", {"reads": "5 trains", "value": 5, "unit": "train"}, [NOUN_IN_WORDS]),
        ("cost", {"reads": "5 yuan", "value": 5}, [SAME_UNIT]),
        ("length", {"reads": "5 km", "value": 5}, [UNIT_OF_DIMENSION]),
        ("length", {"reads": "5 km", "value": 5000, "unit": "m"}, []),
        ("growth", {"reads": "5 percent", "value": 5, "unit": "%"}, []),
        ("growth", {"reads": "5 percent", "value": 5, "unit": "times"}, [SAME_UNIT]),
        ("multiple", {"reads": "5 times", "value": 5, "unit": "times"}, []),
        ("progress", {"reads": "half", "value": "half"}, []),
        ("progress", {"reads": "half", "value": "Half"}, [SAME_WORDS]),
        ("country", {"reads": "the region", "value": "KG"}, [READABLE]),
        ("country", {"reads": "Kyrgyz", "value": "KG"}, []),
        ("status", {"reads": "whatever it is", "value": "operating"}, []),
        # A value that the source lost, of whatever type: of numbers the words are read for it.
        ("trains", {"reads": "many trains", "missing": "lost"}, []),
        ("trains", {"reads": "9 trains", "missing": "lost"}, [VALUE_THERE]),
        ("status", {"reads": "work began", "missing": "lost"}, []),
        ("country", {"reads": "Kyrgyz", "missing": "lost"}, []),
        ("happened", {"reads": "in 2022", "missing": "lost"}, []),
        ("happened", {"reads": "in 2022"}, [VALUE_NEEDED]),
    ],
)
def test_a_value_of_each_type_is_held_against_its_words(attribute, fact, broken):
    made = Fact(id="f", subject="country:KG", attribute=attribute, quote="q", **fact)
    exact = Quote(id="q", source="s", exact=made.reads or "Words.")
    assert [p.rule for p in check_value(made, ATTRIBUTES[attribute], exact, "f.yaml")] == broken


@pytest.mark.parametrize(
    ("known", "value", "broken"),
    [("inferred", "2022-09", []), ("inferred", "2022-10", [DATE_SAYS_NO_MORE])],
)
def test_a_date_may_be_inferred_where_its_own_date_says_so(known, value, broken):
    """The year of "last September" is inferred for this very value, not for another."""
    as_of = When(value=value, known=known, reason="seen from May 2023")
    found = problems("last September", attribute="happened", value="2022-09", as_of=as_of)
    assert found == broken


def test_a_date_that_is_called_stated_must_be_said():
    as_of = When(value="2022-09", known="stated", reads="last September")
    found = problems("last September", attribute="happened", value="2022-09", as_of=as_of)
    assert found == [DATE_SAYS_NO_MORE]


def test_hedges_are_told_in_their_order_or_as_none():
    made = Fact(
        id="f",
        subject="country:KG",
        attribute="trains",
        quote="q",
        reads="expected to exceed 5 trains",
        value=5,
        unit="trains",
        qualifier=None,
    )
    quote = Quote(id="q", source="s", exact=made.reads)
    (problem,) = check_value(made, ATTRIBUTES["trains"], quote, "f.yaml")
    assert (
        'has the qualifier none, its words "expected to exceed 5 trains" say expected, over'
        in problem.message
    )


def test_what_stands_around_the_words_is_looked_at_from_the_first_letter_on():
    assert problems("US$3.1", "US$3.1 billion went.", attribute="cost", value=3.1, unit="USD") == [SCALE_CUT]


def test_words_that_are_not_in_the_quotation_have_nothing_around_them():
    """That they are not there is another rule's."""
    assert problems("5 trains", "4 trains, about 6", value=5, unit="trains") == []
