"""Voices, marks and ages, with the clock handed in; which of several values leads, and by what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo.atlas.opening import join_archive
from geo.atlas.reliability import choose_leader, day_of, months_between, newest_status, voice_of, weigh
from geo.records.fields import When
from geo.settings import read_today

SPUR = "project:northern-spur"
TODAY = date(2026, 11, 23)


def test_ages_count_to_the_day_that_is_handed_in(atlas):
    """The letter may be of 28 January 2024: a year later to the day it is old, a day before it is not."""
    facts = atlas.facts_on(SPUR)
    for today, months, marks in (
        (date(2024, 1, 28), 0, ()),
        (date(2025, 1, 27), 11, ()),
        (date(2025, 1, 28), 12, ("old",)),
        (date(2025, 6, 28), 17, ("old",)),
    ):
        reliability = weigh(atlas, facts, today)
        assert (reliability.age_months, reliability.marks) == (months, marks)
        assert reliability.newest.id == "letter"


def test_sources_that_repeat_one_voice_are_one(atlas):
    facts = [f.model_copy(update={"via": "Xinhua"}) for f in atlas.facts_on(SPUR)]
    assert len({atlas.source_of(f).id for f in facts}) == 2
    reliability = weigh(atlas, facts, date(2024, 2, 1))
    assert [voice.name for voice in reliability.voices] == ["Xinhua"]
    assert reliability.only_voice == "Xinhua"
    assert reliability.marks == ("one-voice", "state-media-only")
    assert weigh(atlas, atlas.facts_on(SPUR), TODAY).only_voice == ""


def test_a_copy_is_called_one(atlas):
    sources = tuple(s.model_copy(update={"nature": "aggregator-copy"}) for s in atlas.records.sources)
    copies = join_archive(replace(atlas.records, sources=sources))
    reliability = weigh(copies, copies.facts_on(SPUR), date(2024, 2, 1))
    assert reliability.marks == ("degraded-copy-only",)


def test_one_better_document_among_copies_is_enough(atlas):
    copy, paper = atlas.records.sources
    copy = copy.model_copy(update={"nature": "aggregator-copy"})
    mixed = join_archive(replace(atlas.records, sources=(copy, paper)))
    assert "degraded-copy-only" not in weigh(mixed, mixed.facts_on(SPUR), date(2024, 2, 1)).marks


def test_one_voice_of_no_state_is_enough(atlas):
    marks = weigh(atlas, atlas.facts_on(SPUR), date(2024, 2, 1)).marks
    assert "state-media-only" not in marks and "one-voice" not in marks


def test_nothing_carries_what_nobody_says(atlas):
    nothing = weigh(atlas, [], TODAY)
    assert (nothing.voices, nothing.newest, nothing.age_months, nothing.marks) == ((), None, None, ())
    assert nothing.only_voice == ""


def test_the_voice_is_the_one_that_the_source_has_it_from(atlas):
    by_id = {fact.id: fact for fact in atlas.facts_on(SPUR)}
    assert voice_of(atlas, by_id["spur-length-letter"]).state == "CN"
    assert voice_of(atlas, by_id["spur-length-hg"]).name == "Harbour Gazette"


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


def test_the_clock_can_be_set():
    assert read_today({"CORRIDORS_TODAY": "2025-01-02"}) == date(2025, 1, 2)
    assert abs((read_today({}) - date.today()).days) <= 1
    with pytest.raises(ValueError, match="soon"):
        read_today({"CORRIDORS_TODAY": "soon"})


# -- which value leads ------------------------------------------------------------------------------


def length(atlas, name, **update):
    fact = next(fact for fact in atlas.records.facts if fact.id == "spur-length-hg")
    return fact.model_copy(update={"id": name, **update})


@pytest.mark.parametrize(
    ("winner", "loser", "reason"),
    [
        ({}, {"qualifiers": ("expected",), "value": 500, "quote": "letter-length"}, "figure-before-forecast"),
        ({}, {"qualifiers": ("over", "potential"), "value": 500}, "figure-before-forecast"),
        ({"quote": "letter-length", "value": 500}, {}, "newest"),
        ({}, {"qualifiers": ("over",), "value": 211}, "more-exact"),
        ({}, {"qualifiers": ("about",)}, "more-exact"),
        ({"qualifiers": ("expected",)}, {"qualifiers": ("expected", "over")}, "more-exact"),
        ({"qualifiers": ("over",)}, {"qualifiers": ("over",), "value": 211}, "undecided"),
    ],
)
def test_rules_decide_in_their_order(atlas, winner, loser, reason):
    """The winner's id is the lower one: an id decides only where no rule does."""
    ids = ("a", "b") if reason != "undecided" else ("b", "a")
    first, second = length(atlas, ids[0], **winner), length(atlas, ids[1], **loser)
    for facts in ([first, second], [second, first]):
        assert choose_leader(atlas, facts) == (first, reason)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("independent", "state-media"),
        ("wire", "state-media"),
        ("wire", "data-set"),
        ("independent", "aggregator-copy"),
        ("state-media", "aggregator-copy"),
        ("data-set", "aggregator-copy"),
    ],
)
def test_of_one_day_the_nature_of_the_document_decides(atlas, better, worse):
    """Ranks are compared by documents of one day: the one with the higher id is the worse."""
    published = atlas.records.source_by_id["letter"].published
    natures = {"harbour-gazette": better, "letter": worse}
    sources = tuple(
        s.model_copy(update={"nature": natures[s.id], "published": published}) for s in atlas.records.sources
    )
    ranked = join_archive(replace(atlas.records, sources=sources))
    first = length(atlas, "a", quote="hg-begun")
    second = length(atlas, "b", quote="letter-length", value=999)
    assert choose_leader(ranked, [second, first]) == (first, "better-document")


def test_the_same_answer_has_no_rival(atlas):
    one, other = length(atlas, "a"), length(atlas, "b", quote="letter-length")
    assert choose_leader(atlas, [one, other]) == (other, None)
    with pytest.raises(ValueError, match="nothing to choose"):
        choose_leader(atlas, [])


def test_a_date_that_is_not_known_closely_counts_from_its_latest_day(atlas):
    letter = atlas.records.source_by_id["letter"]
    when = When(value="2022", known="inferred", reason="x")
    assert day_of(length(atlas, "a", as_of=when), letter) == date(2022, 12, 31)
    assert day_of(length(atlas, "a"), letter) == date(2024, 1, 28)
    early = length(atlas, "b", as_of=When(value="2022-06", known="inferred", reason="x"), value=1)
    assert choose_leader(atlas, [early, length(atlas, "a", as_of=when)])[0].id == "a"
