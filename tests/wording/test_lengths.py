"""A length that somebody states stands beside the drawn one in a sentence that says who, and why not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from good_records import GOOD

from geo.atlas.course import describe_course, judge_length, judge_outside_length
from geo.records.projects import OutsideLength
from geo.records.sources import Reference
from geo.wording.catalogue import open_words
from geo.wording.lengths import explain_incomparable, say_claimed_length, say_km, say_stated_by

WORDS = open_words()
SPUR = "project:northern-spur"
REFERENCES = {"geonames": Reference(**GOOD[Reference] | {"publisher": "The Gazetteer"})}
OUTSIDE = OutsideLength(length_km=125.75, what="one line", references=("geonames:1", "curator"))


@pytest.fixture
def alignment(atlas):
    (only,) = describe_course(atlas, "northern-spur", ()).alignments
    return replace(only, length_km=100.0, traced_share=1.0)


@pytest.mark.parametrize(
    ("claimed", "traced", "label", "said"),
    [
        (
            100,
            1,
            "",
            "drawn 100 km, 1.00 of the 100 km that Harbour Gazette states; they agree within 5%.",
        ),
        (
            150,
            1,
            "",
            "drawn 100 km, 0.67 of the 150 km that Harbour Gazette states; the claim is 50% longer.",
        ),
        (
            80,
            1,
            "",
            "drawn 100 km, 1.25 times the 80 km that Harbour Gazette states; the claim is 20% shorter.",
        ),
        (
            100,
            0.45,
            "West",
            "West: drawn 100 km, 1.00 of the 100 km that Harbour Gazette states; not comparable, because "
            "only 45% of the line is traced.",
        ),
        (
            100,
            0,
            "",
            "drawn 100 km, 1.00 of the 100 km that Harbour Gazette states; not comparable, because nothing "
            "of the line is traced.",
        ),
        (
            60,
            1,
            "",
            "drawn 100 km, 1.67 times the 60 km that Harbour Gazette states; the ends alone are 70 km apart, "
            "so the figure cannot be for this line.",
        ),
    ],
)
def test_a_claimed_length_is_judged_in_a_sentence(atlas, alignment, claimed, traced, label, said):
    length = next(f for f in atlas.facts_on(SPUR) if f.id == "spur-length-hg")
    drawn = replace(alignment, traced_share=traced, label=label)
    document = atlas.source_of(length)
    claim = judge_length(length.model_copy(update={"value": claimed}), drawn, 70, document)
    assert say_claimed_length(WORDS, claim, {}) == said


def test_a_length_from_outside_says_whose_it_is_and_what_it_is_of(alignment):
    claim = judge_outside_length(OUTSIDE, alignment, 70)
    assert say_claimed_length(WORDS, claim, REFERENCES) == (
        "drawn 100 km, 0.80 of the 125.75 km that The Gazetteer states for one line; the claim is 26% longer."
    )
    assert explain_incomparable(WORDS, claim) == ""


def test_the_record_s_own_reason_goes_before_the_share_that_is_traced(alignment):
    other = OUTSIDE.model_copy(update={"not_comparable": "it counts two lines"})
    claim = judge_outside_length(other, replace(alignment, traced_share=0.1), 70)
    said = say_claimed_length(WORDS, claim, REFERENCES)
    assert said.endswith("; not comparable, because it counts two lines.")


@pytest.mark.parametrize(
    ("reference", "said"),
    [("geonames:1", "The Gazetteer"), ("curator", "the curator"), ("nobody:1", "nobody")],
)
def test_who_states_it_is_the_publisher_of_the_first_reference(alignment, reference, said):
    stated = OUTSIDE.model_copy(update={"references": (reference, "geonames:2")})
    assert say_stated_by(WORDS, judge_outside_length(stated, alignment, 70), REFERENCES) == said


def test_kilometres_are_whole():
    assert say_km(WORDS, 1234.5) == "1,234"
