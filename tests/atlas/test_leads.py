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


def test_the_status_is_that_of_the_map(atlas):
    status = next(fact for fact in atlas.facts_on(SPUR) if fact.attribute == "status")
    newer = status.model_copy(
        update={"id": "newer", "value": "operating", "quote": "letter-length", "as_of": None}
    )
    (lead,) = find_leads(atlas, [status, newer], {"status"})
    assert lead.fact.id == atlas.projects.at["northern-spur", "status_fact"] == "spur-status"
    assert (lead.others, lead.source.id) == (1, "harbour-gazette")


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
