"""A fact is about something known and rests on a quotation; its date says what its words say."""

from __future__ import annotations

import pytest
from good_records import GOOD, TEXT

from geo.checks.fact_rules import BOUND_CUT, KNOWN_SUBJECT, SAME_BOUND, check_fact
from geo.checks.value_rules import READS_NEEDED
from geo.records.archive import Records
from geo.records.facts import Fact, Withdrawal
from geo.records.fields import When
from geo.records.projects import Project, Subject
from geo.records.sources import Quote, Source


def problems(exact, words, value="2022", bound=None, known="stated"):
    as_of = When(value=value, known=known, reads=words, bound=bound, reason="seen from 2023")
    fact = Fact(id="f", subject="country:KG", attribute="statement", quote="q", as_of=as_of)
    return [problem.rule for problem in check_fact(Records(quotes=(quote(exact),), facts=(fact,)), fact)]


def quote(exact):
    return Quote(id="q", source="s", exact=exact)


@pytest.mark.parametrize(
    ("exact", "words", "bound", "broken"),
    [
        ("By the end of 2022, 9 trains ran.", "By the end of 2022", "until", []),
        ("By the end of 2022, 9 trains ran.", "By the end of 2022", None, [SAME_BOUND]),
        ("By the end of 2022, 9 trains ran.", "By the end of 2022", "from", [SAME_BOUND]),
        ("By the end of 2022, 9 trains ran.", "2022", None, [BOUND_CUT]),
        ("By the end of 2022, 9 trains ran.", "2022", "until", [SAME_BOUND, BOUND_CUT]),
        ("Trains have run since 2022.", "since 2022", "from", []),
        ("Trains have run since 2022.", "since 2022", None, [SAME_BOUND]),
        ("Trains have run since 2022.", "2022", None, [BOUND_CUT]),
        ("In 2022, 9 trains ran.", "In 2022", None, []),
        ("In 2022, 9 trains ran.", "In 2022", "until", [SAME_BOUND]),
    ],
)
def test_a_total_up_to_a_date_says_so(exact, words, bound, broken):
    assert problems(exact, words, bound=bound) == broken


def test_a_total_of_a_time_before_the_article_is_from_its_beginning():
    assert problems("Since 2004, 13 have opened.", "Since 2004", "2004/2023", "from", "inferred") == []


@pytest.mark.parametrize(("nature", "text"), [("data-set", None), ("wire", TEXT)])
def test_only_the_words_of_a_document_must_carry_a_value(nature, text):
    """A data set gives its values in fields: its words are a name and a licence."""
    source = Source(**{**GOOD[Source], "nature": nature, "licence": "CC0", "text": text})
    fact = Fact(id="f", subject="country:KG", attribute="length", value=5, unit="km", quote="q")
    records = Records(sources=(source,), quotes=(quote("Five lines."),), facts=(fact,))
    assert [p.rule for p in check_fact(records, fact)] == ([] if text is None else [READS_NEEDED])


def test_a_fact_of_an_unknown_source_is_checked_no_further():
    fact = Fact(id="f", subject="country:KG", attribute="length", value=5, unit="km", quote="q")
    assert list(check_fact(Records(quotes=(quote("Five lines."),), facts=(fact,)), fact)) == []


@pytest.mark.parametrize(
    ("subject", "is_known"),
    [
        ("project:p", True),
        ("project:e", False),
        ("event:e", True),
        ("event:p", False),
        ("country:KG", True),
        ("country:KGZ", False),
        ("region:e", False),
    ],
)
def test_a_subject_is_known_as_what_it_is(subject, is_known):
    fact = Fact(id="f", subject=subject, attribute="statement", quote="q")
    records = Records(
        quotes=(quote("Words."),),
        facts=(fact,),
        projects=(Project(**GOOD[Project]),),
        subjects=(Subject(**GOOD[Subject]),),
    )
    assert [p.rule for p in check_fact(records, fact)] == ([] if is_known else [KNOWN_SUBJECT])


def test_a_fact_may_supersede_one_that_was_withdrawn():
    old = Fact(id="old", subject="country:KG", attribute="statement", quote="q", withdrawn=GOOD[Withdrawal])
    new = Fact(id="new", subject="country:KG", attribute="statement", quote="q", supersedes="old")
    assert list(check_fact(Records(quotes=(quote("Words."),), facts=(old, new)), new)) == []


def test_a_date_that_no_words_carry_is_inferred_from_elsewhere():
    as_of = When(value="2022", known="inferred", reason="seen from 2023")
    fact = Fact(id="f", subject="country:KG", attribute="statement", quote="q", as_of=as_of)
    assert list(check_fact(Records(quotes=(quote("By 2023 it ran."),), facts=(fact,)), fact)) == []
