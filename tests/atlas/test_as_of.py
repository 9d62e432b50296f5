"""The atlas as known on a day: by publication alone, with nothing that came later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from imported import open_imported

from geo.atlas.as_of import known_on, later_sources, status_changes, without_sources
from geo.atlas.dossier import gather_dossier, place_subject
from geo.atlas.opening import join_archive, open_atlas
from geo.atlas.selection import Selection
from geo.settings import read_settings

DAYS = st.dates(date(2022, 1, 1), date(2026, 12, 31))
SHIPPED = open_atlas(read_settings({}))


@given(DAYS, st.data())
def test_an_earlier_day_never_shows_a_later_publication(day, data):
    then = known_on(SHIPPED, day)
    late = {s.id: s for s in SHIPPED.records.sources if s.published.last_day > day}
    words = {q.exact for q in SHIPPED.records.quotes if q.source in late}
    project = data.draw(st.sampled_from(list(then.projects.index)))
    place = data.draw(st.sampled_from([*SHIPPED.country_codes, "central-asia"]))
    for subject in (f"project:{project}", place_subject(SHIPPED, place)):
        dossier = gather_dossier(then, subject, day)
        quoted = (*dossier.quotations, *dossier.elsewhere)
        assert {quotation.source.id for quotation in quoted}.isdisjoint(late)
        assert words.isdisjoint(quotation.quote.exact for quotation in quoted)
        shown = {fact.id for quotation in quoted for fact in quotation.facts}
        assert {lead.fact.id for lead in dossier.leads} <= shown
        assert all(entry.last <= day for entry in dossier.timeline if entry.fact is None)
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
    assert status_changes(SHIPPED, then)[position] == ("proposed", "2024-01-24")
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
    now = join_archive(replace(atlas.records, facts=facts))
    lengths = lambda a: [f.id for f in a.facts_on("project:northern-spur") if f.attribute == "length"]  # noqa: E731
    assert lengths(now) == ["spur-length-letter"]
    assert lengths(known_on(now, date(2023, 12, 31))) == ["spur-length-hg"]


def test_days_between_which_nothing_was_published_share_a_view():
    one, other = date(2024, 2, 1), date(2025, 6, 1)
    late = later_sources(SHIPPED, one)
    assert late == later_sources(SHIPPED, other) != later_sources(SHIPPED, date(2025, 6, 17))
    view, then = without_sources(SHIPPED, late), known_on(SHIPPED, other)
    assert (view.day, then.day) == (None, other)
    assert view.projects.drop(columns="geometry").equals(then.projects.drop(columns="geometry"))


def test_a_country_that_was_named_later_is_not_one_of_the_project_yet(atlas):
    country = next(fact for fact in atlas.records.facts if fact.id == "spur-country")
    china = country.model_copy(update={"id": "spur-china", "value": "CN", "quote": "letter-length"})
    now = join_archive(replace(atlas.records, facts=(*atlas.records.facts, china)))
    assert now.projects.at["northern-spur", "countries"] == ("CN", "KZ")
    then = known_on(now, date(2023, 12, 31))
    assert then.projects.at["northern-spur", "countries"] == ("KZ",)
    assert "CN" not in then.country_codes


def test_a_status_that_nobody_had_reported_yet_has_changed(atlas):
    changes = status_changes(atlas, known_on(atlas, date(2023, 1, 1)))
    assert changes == {list(atlas.projects.index).index("northern-spur"): (None, None)}


def test_a_status_that_was_reported_again_has_changed_by_its_date(atlas):
    """The letter says in 2024 what the Gazette said in 2023: the same status, as it was later."""
    status = next(fact for fact in atlas.records.facts if fact.id == "spur-status")
    again = status.model_copy(update={"id": "again", "as_of": None, "quote": "letter-length"})
    now = join_archive(replace(atlas.records, facts=(*atlas.records.facts, again)))
    (change,) = status_changes(now, known_on(now, date(2023, 12, 31))).values()
    assert change == ("construction", "2023-05-04")


def test_a_view_leaves_the_atlas_as_it_was():
    before = SHIPPED.projects.copy()
    known_on(SHIPPED, date(2022, 1, 1))
    assert SHIPPED.projects.drop(columns="geometry").equals(before.drop(columns="geometry"))
    assert SHIPPED.day is None


def test_a_data_set_that_was_not_published_yet_is_not_known(tmp_path):
    atlas = open_imported(tmp_path)
    early, late = known_on(atlas, date(2022, 12, 30)), known_on(atlas, date(2022, 12, 31))
    assert atlas.projects["status"].tolist() == late.projects["status"].tolist() == ["operating"]
    assert not early.projects["known"].any() and late.projects["known"].all()
    assert early.projects["status"].isna().all()
