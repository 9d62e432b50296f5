"""The atlas as known on a day: by publication alone, with nothing that came later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas.as_of import known_on, status_changes
from geo.atlas.opening import open_atlas
from geo.atlas.selection import Selection
from geo.atlas.timeline import build_timeline
from geo.card.place_card import build_place_card
from geo.card.project_card import build_project_card
from geo.settings import read_settings

DAYS = st.dates(date(2022, 1, 1), date(2026, 12, 31))
SHIPPED = open_atlas(read_settings({}))


@given(DAYS, st.data())
def test_an_earlier_day_never_shows_a_later_publication(day, data):
    then = known_on(SHIPPED, day)
    late = {s.id: s for s in SHIPPED.records.sources if s.published.last_day > day}
    words = {q.exact for q in SHIPPED.records.quotes if q.source in late}
    project = data.draw(st.sampled_from(list(then.projects.index)))
    place = data.draw(st.sampled_from([*SHIPPED.places, "central-asia"]))
    for card in (build_project_card(then, project), build_place_card(then, place)):
        blocks = (*card.evidence, *card.more)
        assert {b.publisher.removesuffix(" (inferred)") for b in blocks}.isdisjoint(
            s.publisher for s in late.values()
        )
        assert words.isdisjoint(str(b.words.striptags()) for b in blocks)
        numbers = {block.number for block in blocks}
        assert {headline.number for headline in card.headlines} <= numbers
        assert all(m.last <= day for m in card.timeline if m.is_publication)
    assert set(then.records.source_by_id).isdisjoint(late)


@given(DAYS, DAYS)
def test_what_was_known_earlier_is_known_later(one, other):
    early, late = sorted((one, other))
    before, after = known_on(SHIPPED, early), known_on(SHIPPED, late)
    assert {f.id for f in before.records.facts} <= {f.id for f in after.records.facts}
    assert not (before.projects["known"] & ~after.projects["known"]).any()


def test_after_the_last_publication_all_is_as_today():
    then = known_on(SHIPPED, date(2026, 1, 1))
    assert then.projects["known"].all()
    assert status_changes(SHIPPED, then) == {}
    assert (then.projects["status"].fillna("") == SHIPPED.projects["status"].fillna("")).all()


def test_a_source_of_uncertain_date_counts_from_its_latest_day():
    assert known_on(SHIPPED, date(2023, 7, 3)).records.sources == ()
    assert [s.id for s in known_on(SHIPPED, date(2023, 7, 4)).records.sources] == ["china-daily-copy-2023"]


def test_statuses_and_countries_are_those_of_the_day():
    then = known_on(SHIPPED, date(2024, 12, 31))
    position = list(then.projects.index).index("cku-railway")
    assert status_changes(SHIPPED, then)[position] == ("proposed", "24 January 2024")
    assert then.projects.at["cku-railway", "status"] == "proposed"
    assert SHIPPED.projects.at["cku-railway", "status"] == "construction"
    assert not then.projects.at["shymkent-refinery", "known"]
    assert Selection().mask(then).tolist() == then.projects["known"].tolist()
    assert (
        Selection(status=("construction",)).mask(then).sum()
        < Selection(status=("construction",)).mask(SHIPPED).sum()
    )


def test_a_withdrawn_successor_leaves_the_first_standing(atlas):
    """What superseded a fact later is not known yet on the earlier day."""
    facts = tuple(
        f.model_copy(update={"supersedes": "spur-length-hg"}) if f.id == "spur-length-letter" else f
        for f in atlas.records.facts
    )
    from dataclasses import replace

    from geo.atlas.opening import join_archive

    now = join_archive(replace(atlas.records, facts=facts))
    lengths = lambda a: [f.id for f in a.facts_on("project:northern-spur") if f.attribute == "length"]  # noqa: E731
    assert lengths(now) == ["spur-length-letter"]
    assert lengths(known_on(now, date(2023, 12, 31))) == ["spur-length-hg"]


def test_the_timeline_keeps_events_and_publications_apart(atlas):
    facts = atlas.facts_on("project:northern-spur")
    moments = build_timeline(atlas, facts, {"spur-status": 1})
    assert [m.first for m in moments] == sorted(m.first for m in moments)
    (begun,) = [m for m in moments if not m.is_publication]
    assert (begun.what, begun.when, begun.number, begun.is_span) == (
        "Reported under construction",
        "4 May 2023",
        1,
        False,
    )
    letter = next(m for m in moments if m.what.startswith("The Letter"))
    assert letter.is_span
    assert letter.last - letter.first == timedelta(days=3)
    assert letter.left + letter.width == pytest.approx(100, abs=0.2)
    assert build_timeline(atlas, [f for f in facts if f.attribute == "country"], {}) == ()
