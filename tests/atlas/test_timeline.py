"""What happened and who published when: two dates, kept apart, oldest first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from geo.atlas.timeline import gather_timeline

SPUR = "project:northern-spur"


def test_events_and_publications_are_kept_apart(atlas):
    entries = gather_timeline(atlas, atlas.facts_on(SPUR))
    assert [entry.first for entry in entries] == sorted(entry.first for entry in entries)
    (begun,) = [entry for entry in entries if entry.fact]
    assert (begun.fact.id, begun.first, begun.is_span) == ("spur-status", date(2023, 5, 4), False)
    published = [entry for entry in entries if entry.fact is None]
    assert [entry.source.id for entry in published] == ["harbour-gazette", "letter"]
    assert published[1].is_span
    assert published[1].last - published[1].first == timedelta(days=3)


def test_of_one_day_what_happened_comes_before_who_told_it(atlas):
    status = next(fact for fact in atlas.facts_on(SPUR) if fact.attribute == "status")
    when = status.as_of.model_copy(update={"value": "2023-05-05"})
    entries = gather_timeline(atlas, [status.model_copy(update={"as_of": when})])
    assert [entry.fact is None for entry in entries] == [False, True]


def test_a_date_that_is_a_value_is_an_event_of_its_own(atlas):
    event, _ = gather_timeline(atlas, atlas.facts_on("project:old-depot"))
    assert (event.fact.id, event.first, event.last) == ("depot-open", date(2011, 1, 1), date(2011, 12, 31))


@pytest.mark.parametrize("update", [{"as_of": None}, {"value": None}])
def test_without_a_date_or_a_value_nothing_happened(atlas, update):
    status = next(fact for fact in atlas.facts_on(SPUR) if fact.attribute == "status")
    assert gather_timeline(atlas, [status.model_copy(update=update)]) == ()


def test_facts_without_events_have_no_timeline(atlas):
    assert gather_timeline(atlas, [f for f in atlas.facts_on(SPUR) if f.attribute == "country"]) == ()
    assert gather_timeline(atlas, []) == ()
