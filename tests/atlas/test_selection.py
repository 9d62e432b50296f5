"""Filters combine: parts with "and", alternatives within a part with "or"."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas.selection import Chosen, Selection, subject_of_place
from geo.records.vocabulary import NOT_STATED, STATUSES

FILTERS = ("country", "project_type", "status", "source")
ASKED_STATUSES = (*STATUSES, NOT_STATED)


def selections(atlas, q):
    few = {"max_size": 3, "unique": True}
    values = {
        "country": ["KG", "KZ", "UZ", "TJ", "TM", "CN", "DE"],
        "project_type": sorted(set(atlas.projects["project_type"])),
        "status": sorted(ASKED_STATUSES),
        "source": sorted(atlas.records.source_by_id),
    }
    lists = {part: st.lists(st.sampled_from(values[part]), **few).map(tuple) for part in FILTERS}
    return st.builds(Selection, **lists, q=q)


def shown(atlas, **parts):
    return set(atlas.projects.index[Selection(**parts).mask(atlas)])


@given(st.data())
def test_loosening_a_filter_loses_no_row(shipped, data):
    selection = data.draw(selections(shipped, q=st.sampled_from(["", "a", "railway", "khorgos"])))
    rows = selection.mask(shipped)
    for part in FILTERS:
        chosen = getattr(selection, part)
        for fewer in (n for n in range(len(chosen)) if len(chosen) > 1):
            narrower = Selection(**{**parts_of(selection), part: chosen[:fewer] + chosen[fewer + 1 :]})
            assert (narrower.mask(shipped) <= rows).all()  # one more alternative adds rows
        looser = Selection(**{**parts_of(selection), part: ()})
        assert (looser.mask(shipped) >= rows).all()
    assert (Selection(**{**parts_of(selection), "q": ""}).mask(shipped) >= rows).all()


@given(st.data())
def test_parts_combine_with_and(shipped, data):
    selection = data.draw(selections(shipped, q=st.sampled_from(["", "a", "railway"])))
    together = set(shipped.projects.index)
    for part, value in parts_of(selection).items():
        together &= shown(shipped, **{part: value})
    assert set(shipped.projects.index[selection.mask(shipped)]) == together


def parts_of(selection):
    return {part: getattr(selection, part) for part in (*FILTERS, "q")}


def test_nothing_asked_for_shows_everything(shipped):
    assert Selection().is_empty and Selection(q="  ").is_empty
    assert Selection().mask(shipped).all()
    assert Selection(as_of=date(2024, 1, 1)).is_empty


@pytest.mark.parametrize("part", [*FILTERS, "q"])
def test_a_filter_by_any_part_is_one(part):
    assert not Selection(**{part: "x" if part == "q" else ("x",)}).is_empty


def test_a_filter_shows_what_has_the_value(shipped):
    rows = shipped.projects
    for code in shipped.country_codes:
        assert shown(shipped, country=(code,)) == {i for i in rows.index if code in rows.at[i, "countries"]}
    for each in set(rows["project_type"]):
        assert shown(shipped, project_type=(each,)) == set(rows.index[rows["project_type"] == each])
    for source in shipped.records.sources:
        assert shown(shipped, source=(source.id,)) == {
            fact.subject_id
            for fact in shipped.records.facts
            if fact.subject_type == "project" and shipped.source_of(fact).id == source.id
        }
    by_status = [shown(shipped, status=(status,)) for status in ASKED_STATUSES]
    assert sum(map(len, by_status)) == len(rows)  # each project has one status, or none is stated
    assert shown(shipped, status=("not-stated",)) == {
        i for i in rows.index if not isinstance(rows.at[i, "status"], str)
    }


def test_a_proposal_is_not_shown_among_what_is_built(shipped):
    built = shown(shipped, status=("operating", "construction"))
    assert {"standards-centre-tashkent", "glacier-centre-dushanbe"} <= shown(
        shipped, status=("proposed",)
    ) - built


def test_filters_work_on_an_atlas_of_its_own(atlas):
    assert shown(atlas, country=("KG",)) == {"old-depot"}
    assert shown(atlas, country=("KG", "UZ")) == {"old-depot", "sand-pipeline"}
    assert shown(atlas, q="ветка") == {"northern-spur"}
    assert shown(atlas, source=("letter",), status=("construction",)) == {"northern-spur"}
    assert shown(atlas, q="ветка", country=("UZ",)) == set()


@pytest.mark.parametrize(
    ("chosen", "subject"),
    [
        (Chosen(), None),
        (Chosen(project="cku-railway"), "project:cku-railway"),
        (Chosen(place="KG"), "country:KG"),
        (Chosen(place="central-asia"), "region:central-asia"),
        (Chosen(place="eu"), "region:eu"),
        (Chosen(place="CIS"), "region:CIS"),
        (Chosen(project="cku-railway", place="KG"), "project:cku-railway"),
    ],
)
def test_what_is_chosen_is_a_subject_of_facts(chosen, subject):
    assert chosen.subject == subject


def test_every_place_is_a_subject(shipped):
    assert {subject_of_place(place) for place in shipped.country_codes} == {
        f"country:{p}" for p in shipped.country_codes
    }
