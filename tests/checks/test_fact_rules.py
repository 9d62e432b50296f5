"""A fact is about something known and rests on a quotation; its date says what its words say."""

from __future__ import annotations

import pytest

from geo.checks.fact_rules import BOUND_CUT, SAME_BOUND, check_fact
from geo.records.archive import Records
from geo.records.facts import Fact
from geo.records.fields import When
from geo.records.sources import Quote


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
