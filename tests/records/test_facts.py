"""A fact names its subject and every hedge of its words; a side of a difference rests on one thing."""

from __future__ import annotations

from typing import get_args

import pytest
from good_records import GOOD
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from geo.records.facts import Fact, Side
from geo.records.files import dump_record
from geo.records.vocabulary import Qualifier

HEDGES = get_args(Qualifier)


@pytest.mark.parametrize(
    ("subject", "is_good"),
    [
        ("project:cku-railway", True),
        ("country:KG", True),
        ("region:central-asia", True),
        ("event:x", True),
        ("sum:x", True),
        ("cku-railway", False),
        ("project:", False),
        ("city:Osh", False),
        ("country:K G", False),
        ("Project:x", False),
    ],
)
def test_a_fact_names_the_kind_of_its_subject(subject, is_good):
    raw = {**GOOD[Fact], "subject": subject}
    if is_good:
        fact = Fact.model_validate(raw)
        assert f"{fact.subject_type}:{fact.subject_id}" == subject
    else:
        with pytest.raises(ValidationError, match="subject"):
            Fact.model_validate(raw)


@given(st.lists(st.sampled_from(HEDGES), unique=True))
def test_hedges_are_kept_in_one_order_and_written_back(hedges):
    fact = Fact.model_validate({**GOOD[Fact], "qualifier": hedges})
    assert list(fact.qualifiers) == sorted(hedges, key=HEDGES.index)
    written = dump_record(fact)
    assert Fact.model_validate(written) == fact
    assert Fact.model_validate({**GOOD[Fact], "qualifier": hedges[::-1]}) == fact
    assert ("qualifier" in written) is bool(hedges)
    assert isinstance(written.get("qualifier", ""), str) is (len(hedges) < 2)


@pytest.mark.parametrize(
    ("written", "read"), [("over", ("over",)), (None, ()), (["over", "expected"], ("expected", "over"))]
)
def test_one_hedge_is_a_word_and_several_are_a_list(written, read):
    fact = Fact.model_validate({**GOOD[Fact], "qualifier": written})
    assert fact.qualifiers == read
    assert fact.qualifier == (read[0] if read else None)


@pytest.mark.parametrize("bad", ["maybe", 5, ["over", "maybe"], ["over", "over"], [None], {"over": 1}, [[]]])
def test_what_is_no_hedge_is_refused(bad):
    with pytest.raises(ValidationError, match="qualifier"):
        Fact.model_validate({**GOOD[Fact], "qualifier": bad})


@pytest.mark.parametrize(
    "change",
    [{"facts": []}, {"outside": {"text": "t", "references": ["curator"]}}, {"facts": [], "outside": None}],
)
def test_a_side_rests_on_facts_or_on_what_is_outside(change):
    with pytest.raises(ValidationError, match="rests either on"):
        Side.model_validate({**GOOD[Side], **change})
