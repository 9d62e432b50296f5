"""The timeline on the card: events filled, publications hollow, each where its day lies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cards import read, view

from geo.atlas.opening import join_archive

SPUR = "project:northern-spur"


def test_events_and_publications_stand_on_one_axis(atlas):
    begun, gazette, letter = view(atlas, SPUR).timeline
    assert begun.text == "4 May 2023: Reported under construction"
    assert (begun.is_publication, begun.is_span, begun.left) == (False, False, 0)
    assert begun.number and gazette.number == 0
    assert gazette.text == "5 May 2023: Harbour Gazette published" and gazette.is_publication
    assert letter.text == "25 January 2024 to 28 January 2024 (inferred): The Letter published"
    assert letter.is_span and letter.left + letter.width == pytest.approx(100, abs=0.2)
    classes = [value for tag, name, value in read(atlas, SPUR).attributes if (tag, name) == ("li", "class")]
    assert classes[-3:] == ["event", "publication", "publication span"]


def test_a_date_that_is_a_fact_is_named_by_its_attribute(atlas):
    assert view(atlas, "project:old-depot").timeline[0].text == "2011: In operation since"


def test_what_reads_the_same_is_told_once(atlas):
    status = next(fact for fact in atlas.records.facts if fact.id == "spur-status")
    twin = status.model_copy(update={"id": "spur-status-again"})
    doubled = join_archive(replace(atlas.records, facts=(*atlas.records.facts, twin)))
    assert view(doubled, SPUR).timeline == view(atlas, SPUR).timeline


def test_where_nothing_happened_there_is_no_timeline(atlas):
    assert view(atlas, "country:KZ").timeline == ()
    assert "Filled: something happened" not in read(atlas, "country:KZ").text
