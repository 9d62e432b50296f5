"""Which facts are set against each other: each type of value, statuses in time, grants and loans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.atlas.disagreements import find_disagreements
from geo.atlas.opening import join_archive
from geo.records.facts import Fact
from geo.records.fields import When

DEPOT, SUM = "project:old-depot", "sum:five-million"


def made(name, subject, attribute, value, unit=None, **more):
    return Fact(
        id=name,
        subject=subject,
        attribute=attribute,
        value=value,
        unit=unit,
        quote=more.pop("quote", "hg-depot"),
        **more,
    )


def found_on(atlas, subject, *facts):
    return find_disagreements(
        join_archive(replace(atlas.records, facts=(*atlas.records.facts, *facts))), subject
    )


@pytest.mark.parametrize(
    ("attribute", "unit"),
    [("length", "km"), ("cost", "USD"), ("trains", "trains"), ("growth", "%"), ("multiple", "times")],
)
def test_numbers_of_every_type_are_set_against_each_other(atlas, attribute, unit):
    one, other = (made(f"f{n}", DEPOT, attribute, n, unit) for n in (5, 9))
    (difference,) = found_on(atlas, DEPOT, one, other)
    assert (difference.question, difference.attribute, len(difference.sides)) == ("values", attribute, 2)
    assert found_on(atlas, DEPOT, one, one.model_copy(update={"id": "same"})) == ()


@pytest.mark.parametrize("attribute", ["purpose", "country", "operation-start"])
def test_what_is_no_number_is_not(atlas, attribute):
    values = {"purpose": ("gas", "oil"), "country": ("KG", "KZ"), "operation-start": ("2010", "2011")}
    facts = [made(value.lower(), DEPOT, attribute, value) for value in values[attribute]]
    assert found_on(atlas, DEPOT, *facts) == ()


def test_statuses_stand_in_the_order_of_what_they_speak_of(atlas):
    """The letter came later and tells of an earlier time."""
    early = When(value="2009", known="inferred", reason="for the test")
    first = made("zz", DEPOT, "status", "construction", quote="letter-length", as_of=early)
    second = made("aa", DEPOT, "status", "operating")
    (change,) = found_on(atlas, DEPOT, first, second)
    assert [side.facts[0].id for side in change.sides] == ["zz", "aa"]
    assert (change.leader.id, change.leads_by) == ("aa", "newest")


def test_one_pair_is_enough_for_a_grant_that_is_a_loan_elsewhere(atlas):
    facts = [
        made("grant", SUM, "grant", 5e6, "USD"),
        made("loan", SUM, "loan", 5e6, "USD", quote="letter-length"),
        made("loan-more", SUM, "loan", 9e6, "USD", quote="letter-length"),
        made("lost", SUM, "grant", None, "USD", missing="lost"),
    ]
    (difference,) = (d for d in found_on(atlas, SUM, *facts) if d.question == "instruments")
    assert [[fact.id for fact in side.facts] for side in difference.sides] == [
        ["grant"],
        ["loan", "loan-more"],
    ]
    assert (difference.subject, difference.nature, difference.leads_by) == (SUM, "contradiction", None)
    assert (difference.obstacles, difference.between) == (frozenset(), "sources")


def test_sums_that_cannot_be_compared_are_two_sums(atlas):
    facts = [made("grant", SUM, "grant", 5e6, "USD"), made("loan", SUM, "loan", 5e6, "CNY")]
    assert found_on(atlas, SUM, *facts) == ()
    rate = made("rate", SUM, "exchange-rate", 7, "CNY")
    in_yuan = made("loan", SUM, "loan", 35e6, "CNY")
    (difference,) = found_on(atlas, SUM, facts[0], in_yuan, rate)
    assert difference.question == "instruments"
