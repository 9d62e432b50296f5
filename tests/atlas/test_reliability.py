"""Voices, badges and ages, with the clock handed in; the status that is never bare."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo.atlas.opening import join_archive
from geo.atlas.reliability import describe_standing, months_between, newest_status, voice_of
from geo.card.project_card import build_project_card
from geo.records.fields import When
from geo.settings import read_today
from geo.wording.sentences import explain_status, say_age

SPUR = "project:northern-spur"
TODAY = date(2026, 11, 23)


def test_ages_count_to_the_day_that_is_handed_in(atlas):
    facts = atlas.facts_on(SPUR)
    assert describe_standing(atlas, facts, date(2024, 6, 1)).badges == ()
    assert describe_standing(atlas, facts, date(2025, 6, 28)).badges == ("newest evidence is 17 months old",)
    assert describe_standing(atlas, facts, date(2027, 2, 1)).badges == ("newest evidence is 3 years old",)


def test_sources_that_repeat_one_voice_are_one(atlas):
    facts = [f.model_copy(update={"via": "Xinhua"}) for f in atlas.facts_on(SPUR)]
    assert len({atlas.source_of(f).id for f in facts}) == 2
    standing = describe_standing(atlas, facts, date(2024, 2, 1))
    assert [voice.name for voice in standing.voices] == ["Xinhua"]
    assert standing.badges == ("one voice only", "state media only")


def test_a_copy_is_called_one(atlas):
    sources = tuple(s.model_copy(update={"nature": "aggregator-copy"}) for s in atlas.records.sources)
    copies = join_archive(replace(atlas.records, sources=sources))
    standing = describe_standing(copies, copies.facts_on(SPUR), date(2024, 2, 1))
    assert standing.badges == ("degraded copy only",)
    assert describe_standing(atlas, [], TODAY).badges == ()


def test_the_voice_is_the_one_that_the_source_has_it_from(atlas):
    by_id = {fact.id: fact for fact in atlas.facts_on(SPUR)}
    assert voice_of(atlas, by_id["spur-length-letter"]).state == "CN"
    assert voice_of(atlas, by_id["spur-length-hg"]).name == "Harbour Gazette"


def test_a_status_says_from_when_how_old_and_on_what_it_rests(atlas):
    facts = atlas.facts_on(SPUR)
    status = next(f for f in facts if f.attribute == "status")
    said = explain_status(atlas, status, facts, date(2023, 11, 3))
    assert said == "4 May 2023, 5 months ago; one independent document (Harbour Gazette)"
    (headline,) = [h for h in build_project_card(atlas, "northern-spur").headlines if h.label == "Status"]
    assert headline.value == "last reported under construction"


def test_no_shipped_card_has_a_bare_status(shipped):
    for project in shipped.projects.index:
        for headline in build_project_card(shipped, project, today=TODAY).headlines:
            if headline.label == "Status":
                assert headline.value.startswith("last reported ")
                assert " ago; " in headline.detail


def test_of_one_day_a_document_goes_before_a_copy(atlas):
    copy, paper = (
        s.model_copy(update={"nature": nature})
        for s, nature in zip(atlas.records.sources, ("aggregator-copy", "state-media"), strict=True)
    )
    day = When(value="2023-05-04", known="inferred", reason="x")
    status = next(f for f in atlas.records.facts if f.attribute == "status")
    quote = {s.id: next(q.id for q in atlas.records.quotes if q.source == s.id) for s in (copy, paper)}
    facts = [
        status.model_copy(update={"id": "zz", "value": "operating", "quote": quote[copy.id], "as_of": day}),
        status.model_copy(update={"id": "aa", "quote": quote[paper.id], "as_of": day}),
    ]
    records = replace(atlas.records, sources=(copy, paper))
    assert newest_status(facts, records).id == "aa"


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        ("2025-06-17", "2026-11-16", 16),
        ("2025-06-17", "2026-11-17", 17),
        ("2025-01-31", "2025-02-28", 0),
        ("2026-01-01", "2025-01-01", 0),
        ("2023-07-04", "2026-11-22", 40),
    ],
)
def test_months_are_whole(earlier, later, months):
    assert months_between(date.fromisoformat(earlier), date.fromisoformat(later)) == months


def test_an_age_is_said_plainly():
    assert say_age(date(2026, 11, 1), TODAY) == "less than a month ago"
    assert say_age(date(2026, 10, 1), TODAY) == "1 month ago"
    assert say_age(date(2020, 10, 1), TODAY) == "6 years ago"


def test_the_clock_can_be_set():
    assert read_today({"CORRIDORS_TODAY": "2025-01-02"}) == date(2025, 1, 2)
    assert abs((read_today({}) - date.today()).days) <= 1
    with pytest.raises(ValueError, match="soon"):
        read_today({"CORRIDORS_TODAY": "soon"})
