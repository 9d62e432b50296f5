"""A project's card shows every fact beside its words, and what is the curator's says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cards import read, shown_facts, subjects, view

from geo.atlas.opening import join_archive
from geo.card.view_model import RelationView
from geo.records.projects import Name

SPUR, DEPOT, SAND = "project:northern-spur", "project:old-depot", "project:sand-pipeline"


def test_every_fact_of_every_project_is_on_its_card_beside_its_words(shipped):
    for project in shipped.projects.index:
        card = view(shipped, f"project:{project}")
        facts = shipped.facts_on(f"project:{project}")
        shown = [fact.id for block in card.quotations for fact in block.facts]
        assert sorted(shown) == sorted(fact.id for fact in facts)
        page = read(shipped, f"project:{project}")
        own = page.quotations[: len(card.quotations)]
        assert sorted(own) == sorted({shipped.quote_of(fact).exact for fact in facts})
        assert len(page.quotations) == len(card.quotations) + len(card.elsewhere)
        ids = [value.removeprefix("fact-") for _, name, value in page.attributes if name == "id"]
        assert {fact.id for fact in facts} <= set(ids)
        assert [block.number for block in card.quotations] == list(range(1, len(card.quotations) + 1))


def test_every_shipped_fact_is_on_some_card(shipped):
    shown = {fact for subject in subjects(shipped) for fact in shown_facts(view(shipped, subject))}
    assert shown == {fact.id for facts in shipped.facts.values() for fact in facts}


def test_the_card_of_the_railway_quotes_the_sentence_on_the_tunnels(shipped):
    page = read(shipped, "project:cku-railway")
    words = "construction officially commenced on three critical tunnels, Fergana Mountain, Naryn No.1"
    assert any(words in quotation for quotation in page.quotations)


def test_each_side_of_a_difference_is_quoted_also_from_another_card(shipped):
    card = view(shipped, "project:central-asia-china-gas-pipeline-line-d")
    (whole,) = [b for b in card.elsewhere if "85 billion" in "".join(run.text for run in b.words)]
    assert "gas pipeline" in whole.facts[0].about
    (question,) = [d for d in card.differences if "85 billion" in d.question]
    assert any(whole.number in side.numbers for side in question.sides)
    for subject in subjects(shipped):
        card = view(shipped, subject)
        numbers = {block.number for block in (*card.quotations, *card.elsewhere)}
        for side in (side for difference in card.differences for side in difference.sides):
            assert set(side.numbers) <= numbers
            assert side.numbers or side.who.startswith("not from the sources")


def test_what_is_inferred_identified_or_outside_says_so(atlas):
    page = read(atlas, SPUR)
    for said in (
        "identified by the curator",
        "curator's reading",
        "Identified: “The spur” is this one.",
        "25 January 2024 to 28 January 2024 (date inferred)",
        "no author named",
        "according to the harbour master through Xinhua",
        "Also: Северная ветка",
        "Not from the sources Another spur lies south. (GeoNames: 2)",
    ):
        assert said in page.text


def test_what_a_source_lost_is_said_and_not_made_up(atlas):
    page = read(atlas, SAND)
    assert "no number given" in page.text and "The letter lost the number." in page.text


def test_a_country_says_whether_it_is_named_or_drawn(atlas):
    (spur,) = view(atlas, SPUR).countries
    assert (spur.code, spur.name) == ("KZ", "Kazakhstan")
    assert spur.how_known == "named by a source, drawn, estimate"
    (depot,) = view(atlas, DEPOT).countries
    assert (depot.code, depot.how_known) == ("KG", "named by a source, drawn")


def test_relations_are_told_from_both_sides(atlas):
    assert view(atlas, DEPOT).relations == (RelationView("Part of", "northern-spur", "Northern Spur", ""),)
    assert set(view(atlas, SPUR).relations) == {
        RelationView("Contains", "old-depot", "Old Depot", ""),
        RelationView("Overlaps with", "sand-pipeline", "Sand Pipeline", "They share a bridge."),
    }
    assert "?project=northern-spur" in read(atlas, DEPOT).links


def test_a_chosen_fact_is_pointed_out(atlas):
    (chosen,) = [block for block in view(atlas, SPUR, "spur-cost").quotations if block.is_chosen]
    assert "spur-cost" in {fact.id for fact in chosen.facts}
    assert not any(block.is_chosen for block in view(atlas, SPUR).quotations)


def test_a_name_for_searching_is_not_shown_as_a_name(atlas):
    spur = atlas.records.project_by_id["northern-spur"]
    more = (*spur.names, Name(name="Spur Town", language="en", reference="curator", search_only=True))
    records = replace(atlas.records, projects=(spur.model_copy(update={"names": more}),))
    assert view(join_archive(records), SPUR).names == ("Северная ветка",)


@pytest.mark.parametrize(("others", "said"), [(5, "1 more name"), (7, "3 more names")])
def test_many_names_are_folded_away(atlas, others, said):
    spur = atlas.records.project_by_id["northern-spur"]
    names = tuple(Name(name=f"Name {n}", language="en", reference="curator") for n in range(others))
    records = replace(atlas.records, projects=(spur.model_copy(update={"names": names}),))
    page = read(join_archive(records), SPUR)
    assert "Also: Name 0 · Name 1 · Name 2 · Name 3 " in page.text
    assert f"{said}Name 4" in page.text


def test_a_project_that_nothing_is_said_of_says_so(atlas):
    page = read(join_archive(replace(atlas.records, facts=())), DEPOT)
    assert "None of the sources says anything on Old Depot itself." in page.text
    assert "No source states a status, a length or a capacity." in page.text


def test_how_it_is_drawn_is_said_for_each_stretch(atlas, shipped):
    assert (
        "How it is drawn Drawn 169 km, 0.80 of the 212 km that Harbour Gazette states"
        in read(atlas, SPUR).text
    )
    assert "km drawn, 8% of it traced." in read(atlas, SPUR).text
    assert "Depot place: town onlyThe town." in read(atlas, DEPOT).text
    road = view(shipped, "project:bishkek-osh-road").course
    assert len(road.alignments) == 2 and all("433 km" in claim for claim in road.claims)


def test_lengths_from_outside_stand_apart_with_their_references(atlas):
    page = read(atlas, SPUR)
    assert (
        "Stated only outside the documents: Drawn 169 km, 1.00 times the 168.5 km that GeoNames states for the "
        "way on a map; not comparable, because only 8% of the line is traced. (GeoNames: 2)"
    ) in page.text
    assert "not comparable, because it counts sidings, which are not drawn." in page.text
    assert "Stated only outside" not in read(atlas, SAND).text


def test_the_curator_is_named_where_a_note_is_his_own(atlas):
    spur = atlas.records.project_by_id["northern-spur"]
    note = spur.notes[0].model_copy(update={"references": ("curator", "atlas-of-1900", "geonames")})
    records = replace(atlas.records, projects=(spur.model_copy(update={"notes": (note,)}),))
    (said,) = view(join_archive(records), SPUR).notes
    assert said == ("Another spur lies south.", "the curator; atlas-of-1900; GeoNames")
