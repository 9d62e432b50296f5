"""Where sources differ, as codes: nothing is lost or made up on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cards import TODAY
from hypothesis import given
from hypothesis import strategies as st
from tiny import write_tiny

from geo.atlas.disagreements import find_disagreements
from geo.atlas.dossier import gather_dossier
from geo.atlas.opening import join_archive, open_atlas
from geo.records.facts import Fact
from geo.records.fields import When
from geo.settings import read_settings

SPUR = "project:northern-spur"


def with_facts(atlas, *more):
    return join_archive(replace(atlas.records, facts=(*atlas.records.facts, *more)))


def fact_of(atlas, name):
    return next(fact for fact in atlas.records.facts if fact.id == name)


def test_two_lengths_disagree_and_the_newest_leads(atlas):
    _, lengths = find_disagreements(atlas, SPUR)
    assert (lengths.question, lengths.nature, lengths.attribute) == ("values", "contradiction", "length")
    assert [fact.id for side in lengths.sides for fact in side.facts] == [
        "spur-length-letter",
        "spur-length-hg",
    ]
    assert (lengths.leader.id, lengths.leads_by, lengths.obstacles) == (
        "spur-length-letter",
        "newest",
        frozenset(),
    )
    assert (lengths.subject, lengths.between, lengths.written) == (SPUR, "sources", None)


def test_what_cannot_be_compared_says_by_which_obstacles(atlas):
    cost = fact_of(atlas, "spur-cost")
    dollars = cost.model_copy(update={"id": "z", "value": 3e8, "unit": "USD", "quote": "letter-length"})
    forecast = cost.model_copy(update={"id": "y", "value": 9e9, "qualifiers": ("expected",)})
    found = find_disagreements(with_facts(atlas, dollars, forecast), SPUR)
    (costs,) = [d for d in found if d.attribute == "cost"]
    assert costs.nature == "not-comparable"
    assert costs.obstacles == {"no-rate", "forecast"}
    assert len(costs.sides) == 3


def test_what_agrees_is_no_disagreement(atlas):
    same = fact_of(atlas, "spur-cost").model_copy(update={"id": "z", "quote": "letter-length"})
    assert not [d for d in find_disagreements(with_facts(atlas, same), SPUR) if d.attribute == "cost"]


def test_counts_of_different_things_are_not_set_against_each_other(atlas):
    bridges = fact_of(atlas, "spur-tunnels").model_copy(update={"id": "z", "value": 9, "unit": "bridges"})
    more = fact_of(atlas, "spur-tunnels").model_copy(update={"id": "y", "value": 5})
    found = find_disagreements(with_facts(atlas, bridges, more), SPUR)
    (tunnels,) = [d for d in found if d.attribute == "tunnels"]
    assert {fact.id for side in tunnels.sides for fact in side.facts} == {"spur-tunnels", "y"}
    assert tunnels.between == "one-source"


def test_rates_are_no_answers_to_one_question(atlas):
    rates = [
        Fact(id=f"r{n}", subject=SPUR, attribute="exchange-rate", value=n, unit="CNY", quote="hg-begun")
        for n in (6, 7)
    ]
    assert not [d for d in find_disagreements(with_facts(atlas, *rates), SPUR) if "rate" in str(d.attribute)]


def test_a_status_that_changed_keeps_the_order_of_time(atlas):
    status = fact_of(atlas, "spur-status")
    later = status.model_copy(
        update={"id": "aa", "value": "operating", "as_of": None, "quote": "letter-length"}
    )
    (change,) = [d for d in find_disagreements(with_facts(atlas, later), SPUR) if d.question == "statuses"]
    assert (change.nature, change.attribute, change.leads_by) == ("change", "status", "newest")
    assert [side.facts[0].id for side in change.sides] == ["spur-status", "aa"]
    assert change.leader.id == "aa"


def test_what_a_curator_wrote_down_comes_first_and_is_not_told_again(atlas):
    written, _ = find_disagreements(atlas, SPUR)
    assert (written.question, written.written.question) == ("written", "Which spur?")
    assert (written.leader.id, written.leads_by, written.between) == ("spur-length-hg", None, "outside")
    assert [side.says for side in written.sides] == ["212 km", "300 km"]
    assert written.sides[1].outside.text == "On a map."
    assert find_disagreements(atlas, "project:old-depot") == ()
    both = written.written.sides[0].model_copy(update={"facts": ("spur-length-hg", "spur-length-letter")})
    told = written.written.model_copy(update={"sides": (both, written.written.sides[1]), "leads": None})
    (only,) = find_disagreements(join_archive(replace(atlas.records, differences=(told,))), SPUR)
    assert only.leader is None and only.between == "sources"


def test_a_difference_goes_when_a_fact_of_it_does_not_stand(atlas):
    gone = replace(atlas.records, facts=tuple(f for f in atlas.records.facts if f.id != "spur-length-hg"))
    assert find_disagreements(join_archive(gone), SPUR) == ()


# -- promises for any input --------------------------------------------------------------------------

VALUES = st.tuples(
    st.sampled_from(
        [("length", "km"), ("cost", "CNY"), ("cost", "USD"), ("phases", "phases"), ("power", "MW")]
    ),
    st.integers(1, 10**9),
    st.sampled_from([None, "over", "about", "expected", "up-to"]),
    st.sampled_from(["hg-begun", "letter-length", "hg-tunnels"]),
    st.sampled_from([None, "2011", "2022-09", "2010/2018"]),
)


def made(drawn):
    facts = []
    for n, ((attribute, unit), value, qualifier, quote, period) in enumerate(drawn):
        when = When(value=period, known="inferred", reason="drawn") if period else None
        facts.append(
            Fact(
                id=f"drawn-{n}",
                subject=SPUR,
                attribute=attribute,
                value=value,
                unit=unit,
                qualifier=qualifier,
                quote=quote,
                as_of=when,
            )
        )
    return tuple(facts)


@pytest.fixture(scope="module")
def tiny_archive(tmp_path_factory):
    folder = write_tiny(tmp_path_factory.mktemp("disagreements"))
    return open_atlas(read_settings({"CORRIDORS_DATA": str(folder)})).records


def shown(atlas):
    dossier = gather_dossier(atlas, SPUR, TODAY)
    return {fact.id for each in (*dossier.quotations, *dossier.elsewhere) for fact in each.facts}


def facts_on_sides(atlas):
    return {fact.id for d in find_disagreements(atlas, SPUR) for side in d.sides for fact in side.facts}


@given(st.lists(VALUES, max_size=6), VALUES)
def test_adding_a_fact_never_removes_another_from_the_card(tiny_archive, drawn, one_more):
    facts = made([*drawn, one_more])
    before = join_archive(replace(tiny_archive, facts=tiny_archive.facts + facts[:-1]))
    after = join_archive(replace(tiny_archive, facts=tiny_archive.facts + facts))
    assert shown(before) | {facts[-1].id} == shown(after)
    assert facts_on_sides(before) <= facts_on_sides(after)


@given(st.lists(VALUES, max_size=8))
def test_every_headline_is_one_of_the_facts_and_is_quoted(tiny_archive, drawn):
    atlas = join_archive(replace(tiny_archive, facts=tiny_archive.facts + made(drawn)))
    dossier = gather_dossier(atlas, SPUR, TODAY)
    assert dossier.leads
    quoted = {fact.id for quotation in dossier.quotations for fact in quotation.facts}
    assert {lead.fact.id for lead in dossier.leads} <= quoted
    attributes = [lead.fact.attribute for lead in dossier.leads]
    assert len(set(attributes)) == len(attributes)


@given(st.lists(VALUES, max_size=8))
def test_a_disagreement_puts_each_fact_on_one_side_and_the_leader_first(tiny_archive, drawn):
    atlas = join_archive(replace(tiny_archive, facts=tiny_archive.facts + made(drawn)))
    for disagreement in find_disagreements(atlas, SPUR)[1:]:
        ids = [fact.id for side in disagreement.sides for fact in side.facts]
        assert len(ids) == len(set(ids)) >= 2
        assert ids[0] == disagreement.leader.id
        assert (disagreement.nature == "not-comparable") <= bool(disagreement.obstacles)


# -- the shipped record -----------------------------------------------------------------------------


def test_one_sum_with_two_readings_is_one_entry(shipped):
    (entry,) = find_disagreements(shipped, "sum:yuan-1-5-billion-2025")
    assert (entry.question, entry.nature, entry.attribute) == ("instruments", "contradiction", None)
    assert [{fact.attribute for fact in side.facts} for side in entry.sides] == [{"grant"}, {"loan"}]
    assert [len(side.facts) for side in entry.sides] == [2, 2]
    assert entry.leader is None and entry.between == "sources"


def test_a_loan_of_another_amount_is_another_sum(shipped):
    facts = tuple(
        f.model_copy(update={"value": f.value * 3}) if f.attribute == "loan" and f.value else f
        for f in shipped.records.facts
    )
    other = join_archive(replace(shipped.records, facts=facts))
    found = find_disagreements(other, "sum:yuan-1-5-billion-2025")
    assert "instruments" not in {disagreement.question for disagreement in found}
