"""A source says who wrote it or why nobody is named; a quotation knows where it ends."""

from __future__ import annotations

import pytest
from good_records import GOOD, SOURCE
from pydantic import ValidationError

from geo.records.sources import REFERENCE_PATTERN, Author, Quote, Source


def test_no_author_needs_a_reason():
    with pytest.raises(ValidationError, match="why no author is given"):
        Author()
    assert Author(reason="nobody is named").name is None


def test_a_data_set_has_no_text_and_a_document_has_one():
    data_set = Source.model_validate({**SOURCE, "nature": "data-set", "text": None})
    assert data_set.text is None
    with pytest.raises(ValidationError, match="data set has none"):
        Source.model_validate({**SOURCE, "nature": "data-set"})


@pytest.mark.parametrize(("start", "end"), [(None, None), (0, 5), (38, 43)])
def test_a_quotation_ends_after_its_last_character(start, end):
    assert Quote.model_validate({**GOOD[Quote], "exact": "three", "start": start}).end == end


@pytest.mark.parametrize(
    ("reference", "prefix"),
    [("geonames:1528675", "geonames"), ("source", "source"), ("wiki-data:Q1: a", "wiki-data")],
)
def test_a_reference_has_a_prefix(reference, prefix):
    assert REFERENCE_PATTERN.match(reference)["prefix"] == prefix


@pytest.mark.parametrize("reference", ["", "Geo:1", "geonames:", ":1", "geo names:1"])
def test_anything_else_is_no_reference(reference):
    assert REFERENCE_PATTERN.match(reference) is None
