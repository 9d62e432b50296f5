"""One dossier holds all that a card needs: nothing of it is asked for again, nothing is told twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from cards import TODAY, subjects

from geo.atlas.dossier import MOST_PROJECTS, Relation, gather_dossier, place_subject
from geo.atlas.opening import join_archive

SPUR = "project:northern-spur"


def test_a_place_is_a_region_or_a_country_or_unknown(atlas, shipped):
    assert place_subject(shipped, "KG") == "country:KG"
    assert place_subject(shipped, "central-asia") == "region:central-asia"
    assert place_subject(shipped, "DE") is None
    assert place_subject(atlas, "central-asia") is None


def test_a_project_that_is_not_there_is_refused(atlas):
    with pytest.raises(KeyError):
        gather_dossier(atlas, "project:atlantis", TODAY)


def test_every_fact_of_a_difference_is_quoted_and_its_subject_named(shipped):
    for subject in subjects(shipped):
        dossier = gather_dossier(shipped, subject, TODAY)
        quoted = (*dossier.quotations, *dossier.elsewhere)
        shown = {fact.id for quotation in quoted for fact in quotation.facts}
        assert {f.id for d in dossier.disagreements for s in d.sides for f in s.facts} <= shown
        assert {lead.fact.id for lead in dossier.leads} <= shown
        assert [quotation.number for quotation in quoted] == list(range(1, len(quoted) + 1))
        others = {fact.subject for q in dossier.elsewhere for fact in q.facts}
        assert {other for other in others if not other.startswith("country:")} == set(dossier.names)
        written = [d.written.id for d in dossier.disagreements if d.written]
        assert len(written) == len(set(written))


def test_relations_are_found_from_both_sides(atlas):
    assert set(gather_dossier(atlas, SPUR, TODAY).relations) == {
        Relation("contains", "old-depot", "Old Depot"),
        Relation("overlaps", "sand-pipeline", "Sand Pipeline", "They share a bridge."),
    }
    sand = gather_dossier(atlas, "project:sand-pipeline", TODAY)
    assert sand.relations == (Relation("overlaps", "northern-spur", "Northern Spur", "They share a bridge."),)
    depot = gather_dossier(atlas, "project:old-depot", TODAY)
    assert depot.relations == (Relation("part-of", "northern-spur", "Northern Spur"),)


def test_a_relation_to_what_is_not_there_is_told_by_its_id(atlas):
    depot = atlas.records.project_by_id["old-depot"].model_copy(update={"part_of": ("gone",)})
    atlas = join_archive(replace(atlas.records, projects=(depot,)))
    assert gather_dossier(atlas, "project:old-depot", TODAY).relations == (
        Relation("part-of", "gone", "gone"),
    )


def test_a_country_is_weighed_by_all_that_stands_on_its_card(atlas):
    """Kazakhstan's own facts are of the Gazette; the meeting's, told by the letter, are newer."""
    facts = tuple(
        f.model_copy(update={"quote": "letter-length", "via": "Xinhua"}) if f.id == "met" else f
        for f in atlas.records.facts
    )
    atlas = join_archive(replace(atlas.records, facts=facts))
    reliability = gather_dossier(atlas, "country:KZ", date(2024, 6, 1)).reliability
    assert reliability.newest.id == "letter"
    assert {voice.name for voice in reliability.voices} == {"Harbour Gazette", "Xinhua"}
    assert reliability.marks == ()


def test_what_is_set_against_a_project_does_not_carry_it(shipped):
    line = gather_dossier(shipped, "project:central-asia-china-gas-pipeline-line-d", TODAY)
    assert line.elsewhere
    own = {shipped.source_of(fact).id for fact in line.facts}
    assert line.reliability.newest.id in own


def test_a_region_takes_all_that_is_said_of_the_others(shipped):
    region = gather_dossier(shipped, "region:central-asia", TODAY)
    others = {s.key for s in shipped.records.subjects} - {"region:central-asia"}
    assert set(region.names) >= {key for key in others if shipped.facts_on(key)}
    assert region.projects == () and region.course is None
    assert "region:central-asia" not in {fact.subject for q in region.elsewhere for fact in q.facts}


def test_projects_of_a_country_are_those_known_and_not_too_many(shipped):
    listed = gather_dossier(shipped, "country:UZ", TODAY).projects
    rows = shipped.projects
    assert [each.id for each in listed] == [i for i in rows.index if "UZ" in rows.at[i, "countries"]]
    assert 0 < len(listed) <= MOST_PROJECTS
    unknown = rows.assign(known=[i != listed[0].id for i in rows.index])
    early = gather_dossier(replace(shipped, projects=unknown), "country:UZ", TODAY).projects
    assert early == listed[1:]


def test_a_dossier_says_what_it_is_of_and_on_which_day(atlas):
    day = date(2024, 3, 1)
    spur = gather_dossier(atlas, SPUR, TODAY, as_of=day)
    assert (spur.subject, spur.subject_type, spur.subject_id) == (SPUR, "project", "northern-spur")
    assert (spur.name, spur.today, spur.as_of) == ("Northern Spur", TODAY, day)
    assert (spur.project.id, len(spur.course.alignments)) == ("northern-spur", 1)
    kz = gather_dossier(atlas, "country:KZ", TODAY, as_of=day)
    assert (kz.subject, kz.subject_type, kz.subject_id) == ("country:KZ", "country", "KZ")
    assert (kz.name, kz.today, kz.as_of) == (None, TODAY, day)
    assert (kz.project, kz.course, kz.relations) == (None, None, ())


def test_where_errors_are_reported_is_where_the_records_say(atlas):
    for subject in (SPUR, "country:KZ"):
        assert gather_dossier(atlas, subject, TODAY).report == "https://tracker.example.org/new"
        nowhere = join_archive(replace(atlas.records, about=None))
        assert gather_dossier(nowhere, subject, TODAY).report is None
        assert set(gather_dossier(atlas, subject, TODAY).references) == {"geonames", "osm"}


def test_a_country_has_its_own_facts_and_what_is_said_of_its_events(atlas):
    kz, kg = (gather_dossier(atlas, f"country:{code}", TODAY) for code in ("KZ", "KG"))
    quoted = [[fact.id for q in some for fact in q.facts] for some in (kz.quotations, kz.elsewhere)]
    assert quoted == [["kz-statement"], ["met"]]
    assert [quotation.number for quotation in (*kz.quotations, *kz.elsewhere)] == [1, 2]
    assert kz.names == kg.names == {"event:ministers": "Meeting of ministers"}
    assert (kz.timeline, kg.quotations, [q.number for q in kg.elsewhere]) == ((), (), [1])
    uz = gather_dossier(atlas, "country:UZ", TODAY)
    assert (uz.quotations, uz.elsewhere, uz.names) == ((), (), {})
    assert [each.project_type for each in uz.projects] == ["gas-pipeline"]


def test_a_difference_between_two_subjects_is_told_once_and_quotes_both(atlas):
    """A curator sets a length of the spur against the meeting: Kazakhstan's card shows both facts."""
    difference = atlas.records.differences[0]
    side = difference.sides[0].model_copy(update={"facts": ("met", "spur-length-hg", "kz-statement")})
    written = difference.model_copy(update={"sides": (side, difference.sides[1])})
    kz = gather_dossier(join_archive(replace(atlas.records, differences=(written,))), "country:KZ", TODAY)
    assert [d.written.id for d in kz.disagreements] == ["spur-where"]
    assert [fact.id for q in kz.elsewhere for fact in q.facts] == ["spur-length-hg", "met"]
    assert kz.names == {"event:ministers": "Meeting of ministers", SPUR: "Northern Spur"}


def test_what_a_rule_finds_on_several_subjects_is_told_for_each(atlas):
    length = next(fact for fact in atlas.records.facts if fact.id == "spur-length-hg")
    more = [
        length.model_copy(update={"id": f"{subject}-{km}", "subject": subject, "value": km})
        for subject in ("country:KZ", "event:ministers")
        for km in (100, 200)
    ]
    atlas = join_archive(replace(atlas.records, facts=(*atlas.records.facts, *more)))
    found = gather_dossier(atlas, "country:KZ", TODAY).disagreements
    assert [d.subject for d in found] == ["country:KZ", "event:ministers"]


def test_a_country_is_headed_by_its_trade_alone(atlas):
    cost = next(fact for fact in atlas.records.facts if fact.id == "spur-cost")
    more = [
        cost.model_copy(update={"id": attribute, "subject": "country:KZ", "attribute": attribute})
        for attribute in ("trade", "cost")
    ]
    atlas = join_archive(replace(atlas.records, facts=(*atlas.records.facts, *more)))
    assert [lead.fact.id for lead in gather_dossier(atlas, "country:KZ", TODAY).leads] == ["trade"]


def test_sixty_projects_of_a_country_are_listed(atlas):
    many = pd.concat([atlas.projects.loc[["sand-pipeline"]]] * 61)
    many.index = [f"sand-{n}" for n in range(61)]
    listed = gather_dossier(replace(atlas, projects=many), "country:UZ", TODAY).projects
    assert [each.id for each in listed] == [f"sand-{n}" for n in range(60)]
    assert {each.name for each in listed} == {"Sand Pipeline"}
