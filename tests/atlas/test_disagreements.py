"""What is compared with what, which value leads, and that nothing is lost or made up on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas.agreement import agrees, why_not_comparable
from geo.atlas.disagreements import compare
from geo.atlas.opening import join_archive
from geo.atlas.reliability import choose_leader
from geo.card.place_card import build_place_card
from geo.card.project_card import build_project_card
from geo.records.facts import Fact
from geo.records.fields import When
from geo.records.vocabulary import ATTRIBUTES
from geo.wording.values import say_value

SPUR = "project:northern-spur"


def money(amount, unit, attribute="trade", qualifier=None, period=None):
    when = When(value=period, known="inferred", reason="for the test") if period else None
    return Fact(
        id="x",
        subject="region:central-asia",
        attribute=attribute,
        value=amount,
        unit=unit,
        qualifier=qualifier,
        as_of=when,
        quote="q",
    )


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            money(286.42e9, "CNY", period="2025-01/2025-05"),
            money(94.8e9, "USD", period="2024"),
            "different periods",
        ),
        (
            money(94.8e9, "USD", period="2024"),
            money(100e9, "USD", qualifier="expected", period="2025"),
            "forecast",
        ),
        (money(1.5e9, "CNY"), money(2e8, "USD"), "no source states the rate"),
        (money(94.8e9, "USD", period="2024"), money(95e9, "USD", period="2024"), ""),
        (money(1, "USD", period="2025"), money(2, "USD", period="2025-01/2025-05"), "different periods"),
    ],
)
def test_what_answers_no_common_question_is_not_compared(one, other, why):
    for reason in (why_not_comparable(one, other, {}), why_not_comparable(other, one, {})):
        assert (why in reason) if why else reason == ""


def test_currencies_are_compared_at_the_rate_that_a_source_states_and_no_other():
    yuan, dollars = money(1.5e9, "CNY", "grant"), money(208.86e6, "USD", "grant")
    assert why_not_comparable(yuan, dollars, {"CNY": 7.1818}) == ""
    assert agrees(yuan, dollars, {"CNY": 7.1818})
    assert not agrees(yuan, dollars, {"CNY": 6.5})
    assert agrees(yuan, money(2e8, "USD", "loan", "over"), {"CNY": 7.1818})
    assert not agrees(yuan, money(3e8, "USD", "loan", "over"), {"CNY": 7.1818})


def test_lengths_are_compared_in_one_unit():
    def length(value, unit, qualifier=None):
        return Fact(
            id="x", subject=SPUR, attribute="length", value=value, unit=unit, qualifier=qualifier, quote="q"
        )

    assert agrees(length(100, "km"), length(62.14, "mile"), {})
    assert not agrees(length(100, "km"), length(60, "mile"), {})
    assert agrees(length(100, "km", "about"), length(92, "km"), {})
    assert not agrees(length(100, "km"), length(92, "km"), {})


def test_two_lengths_are_told_with_both_sides_and_the_reason(atlas):
    found = [c for c in compare(atlas, SPUR) if "Length" in c.question]
    assert [side.says for side in found[0].sides] == ["210 km", "212 km"]
    assert [side.leads for side in found[0].sides] == [True, False]
    assert "the newest goes first" in found[0].decision


def test_what_a_curator_wrote_down_comes_with_its_sides(atlas):
    written = compare(atlas, SPUR)[0]
    assert (written.question, written.decision) == ("Which spur?", "The first.")
    assert [side.leads for side in written.sides] == [True, False]
    assert written.sides[1].outside.text == "On a map."
    assert [c.question for c in compare(atlas, "project:old-depot")] == []


def test_a_difference_goes_when_a_fact_of_it_does_not_stand(atlas):
    gone = replace(atlas.records, facts=tuple(f for f in atlas.records.facts if f.id != "spur-length-hg"))
    assert compare(join_archive(gone), SPUR) == ()


def test_a_figure_goes_before_a_forecast_and_exact_before_vague(atlas):
    (plain,) = [f for f in atlas.facts_on(SPUR) if f.id == "spur-length-hg"]
    forecast = plain.model_copy(
        update={"id": "z", "qualifier": "expected", "value": 500, "quote": "letter-length"}
    )
    assert choose_leader(atlas, [forecast, plain]) == (plain, "a figure goes before a forecast")
    vague = plain.model_copy(update={"id": "z", "qualifier": "over", "value": 211})
    assert choose_leader(atlas, [vague, plain]) == (plain, "the more exact figure goes first")
    with pytest.raises(ValueError, match="nothing to choose"):
        choose_leader(atlas, [])


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
    from geo.atlas.opening import open_atlas
    from geo.settings import read_settings
    from tests.conftest import write_tiny

    folder = write_tiny(tmp_path_factory.mktemp("comparison"))
    return open_atlas(read_settings({"CORRIDORS_DATA": str(folder)})).records


def shown(card):
    return {claim.id for block in (*card.evidence, *card.more) for claim in block.claims}


@given(st.lists(VALUES, max_size=6), VALUES)
def test_adding_a_fact_never_removes_another_from_the_card(tiny_archive, drawn, one_more):
    facts = made([*drawn, one_more])
    before = join_archive(replace(tiny_archive, facts=tiny_archive.facts + facts[:-1]))
    after = join_archive(replace(tiny_archive, facts=tiny_archive.facts + facts))
    card, more = build_project_card(before, "northern-spur"), build_project_card(after, "northern-spur")
    assert shown(card) | {facts[-1].id} == shown(more)
    sides = {f.id for c in compare(before, SPUR) for side in c.sides for f in side.facts}
    assert sides <= {f.id for c in compare(after, SPUR) for side in c.sides for f in side.facts}


@given(st.lists(VALUES, max_size=8))
def test_every_headline_is_one_of_the_facts_and_is_quoted(tiny_archive, drawn):
    atlas = join_archive(replace(tiny_archive, facts=tiny_archive.facts + made(drawn)))
    card = build_project_card(atlas, "northern-spur")
    by_id = {fact.id: fact for fact in atlas.facts_on(SPUR)}
    assert card.headlines
    for headline in card.headlines:
        fact = by_id[headline.fact]
        assert headline.value.removeprefix("last reported ") == say_value(fact)
        (block,) = [b for b in card.evidence if b.number == headline.number]
        assert fact.id in {claim.id for claim in block.claims}
    assert len({h.label for h in card.headlines}) == len(card.headlines)


@given(st.lists(VALUES, max_size=8))
def test_a_comparison_puts_each_fact_on_one_side_and_one_leads(tiny_archive, drawn):
    atlas = join_archive(replace(tiny_archive, facts=tiny_archive.facts + made(drawn)))
    for comparison in compare(atlas, SPUR)[1:]:
        ids = [fact.id for side in comparison.sides for fact in side.facts]
        assert len(ids) == len(set(ids)) >= 2
        assert sum(side.leads for side in comparison.sides) <= 1
        assert comparison.decision


# -- the shipped record -----------------------------------------------------------------------------


def test_every_attribute_that_is_compared_has_a_unit_that_can_be(shipped):
    for facts in shipped.facts.values():
        for fact in facts:
            if fact.value is not None and ATTRIBUTES[fact.attribute].value_type == "quantity":
                assert agrees(fact, fact, {})


def test_no_amount_is_printed_where_the_source_lost_it(shipped):
    for place in ("KZ", "central-asia"):
        card = build_place_card(shipped, place)
        lost = [
            c
            for block in (*card.evidence, *card.more)
            for c in block.claims
            if "value" in c.id and "astana" in c.id
        ]
        assert lost
        assert {claim.value for claim in lost} == {"no number given"}


@pytest.mark.parametrize(
    ("project", "question", "kind"),
    [
        ("bishkek-osh-road", "Which road", "differs from outside reports"),
        ("KZ", "A grant", "sources differ"),
        ("KZ", "Who concluded", "one source differs from itself"),
    ],
)
def test_sources_are_said_to_differ_only_where_they_are_two(shipped, project, question, kind):
    build = build_place_card if project == "KZ" else build_project_card
    (found,) = [c for c in build(shipped, project).comparisons if c.question.startswith(question)]
    assert found.kind == kind


def test_one_sum_with_two_readings_is_one_entry(shipped):
    (entry,) = compare(shipped, "sum:yuan-1-5-billion-2025")
    assert entry.question == "A grant or a loan?"
    assert [side.says for side in entry.sides] == [
        "a grant: 208.86 million USD or 1.5 billion CNY",
        "a loan: 1.5 billion CNY or over 200 million USD",
    ]
    assert not any(side.leads for side in entry.sides)
