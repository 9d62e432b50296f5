"""The values at the head of a card: each of one fact, and by what it leads."""

from __future__ import annotations

from dataclasses import replace

from geo.atlas.leads import find_leads
from geo.atlas.opening import join_archive

SPUR = "project:northern-spur"


def test_headline_attributes_lead_in_the_order_of_the_card(atlas):
    leads = find_leads(atlas, atlas.facts_on(SPUR))
    assert [lead.fact.attribute for lead in leads] == ["status", "length", "cost"]
    length = leads[1]
    assert (length.fact.id, length.reason, length.others, length.voices) == (
        "spur-length-letter",
        "newest",
        1,
        1,
    )
    assert (leads[2].reason, leads[2].others) == (None, 0)


def test_only_what_is_wanted_leads(atlas):
    leads = find_leads(atlas, atlas.facts_on(SPUR), {"cost"})
    assert [lead.fact.id for lead in leads] == ["spur-cost"]


def test_the_status_is_that_of_the_map_and_leads_by_the_same_rule(atlas):
    """A newer forecast does not go before a report, neither on the card nor on the map."""
    status = next(fact for fact in atlas.facts_on(SPUR) if fact.attribute == "status")
    newer = status.model_copy(
        update={"id": "newer", "value": "operating", "quote": "letter-length", "as_of": None}
    )
    forecast = newer.model_copy(update={"qualifiers": ("expected",)})
    for other, leads, reason in (
        (newer, "newer", "newest"),
        (forecast, "spur-status", "figure-before-forecast"),
    ):
        both = join_archive(replace(atlas.records, facts=(*atlas.records.facts, other)))
        (lead,) = find_leads(both, both.facts_on(SPUR), {"status"})
        assert lead.fact.id == both.projects.at["northern-spur", "status_fact"] == leads
        assert (lead.reason, lead.others) == (reason, 1)


def test_a_lost_number_does_not_lead(atlas):
    assert "cost" not in {
        lead.fact.attribute for lead in find_leads(atlas, atlas.facts_on("project:sand-pipeline"))
    }


def test_voices_of_the_same_answer_are_counted_once_each(atlas):
    length = next(fact for fact in atlas.records.facts if fact.id == "spur-length-letter")
    copies = tuple(
        length.model_copy(update={"id": f"copy-{n}", "via": via})
        for n, via in enumerate(("Xinhua", "Reuters", None))
    )
    more = join_archive(replace(atlas.records, facts=(*atlas.records.facts, *copies)))
    (lead,) = find_leads(more, more.facts_on(SPUR), {"length"})
    assert (lead.fact.value, lead.voices, lead.others) == (210, 3, 1)


def test_the_status_of_a_row_that_is_not_among_the_facts_leads_nothing(atlas):
    """The row of a data set, or of another day, may rest on a fact that is not asked for."""
    status = next(fact for fact in atlas.facts_on(SPUR) if fact.attribute == "status")
    other = status.model_copy(update={"id": "other", "value": "operating"})
    (lead,) = find_leads(atlas, [other], {"status"})
    assert (lead.fact.id, lead.others, lead.voices) == ("other", 0, 1)


def test_a_hedge_and_a_unit_make_another_answer(atlas):
    length = next(fact for fact in atlas.records.facts if fact.id == "spur-length-letter")
    others = (
        length.model_copy(update={"id": "a", "qualifiers": ("about",)}),
        length.model_copy(update={"id": "b", "unit": "mile"}),
        length.model_copy(update={"id": "c", "value": 211}),
    )
    more = join_archive(replace(atlas.records, facts=(*atlas.records.facts, *others)))
    (lead,) = find_leads(more, [length, *others], {"length"})
    assert lead.others == 3
