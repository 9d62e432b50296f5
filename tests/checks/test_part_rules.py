"""A unit has facts only whose quotations name it; a length from outside is of a course that is drawn."""

from __future__ import annotations

import pytest
from good_records import GOOD
from pydantic import ValidationError

from geo.checks.part_rules import FACT_OF_UNIT, KNOWN_COURSE, UNIT_IN_QUOTE, check_parts, names_unit
from geo.records.archive import Records
from geo.records.facts import Fact
from geo.records.projects import Feature, OutsideLength, Project, Segment, Unit
from geo.records.sources import Quote

QUOTES = (
    Quote(id="d", source="s", exact="branch d of the pipeline"),
    Quote(id="dd", source="s", exact="branch DD of the pipeline"),
)
UNIT = {"name": "branch D", "facts": ["f"]}
GONE = {"date": "2024-03-01", "reason": "wrong"}


def fact(name="f", **more):
    return Fact(**({"id": name, "subject": "project:p", "attribute": "statement", "quote": "d"} | more))


def broken(*facts, features=(), **more):
    projects = (Project(**GOOD[Project], **more), Project(**{**GOOD[Project], "id": "q"}))
    records = Records(projects=projects, facts=facts, quotes=QUOTES, features=features)
    return [(problem.rule, problem.message) for problem in check_parts(records)]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ((), "unknown"),
        ((fact(subject="project:q"),), "about project:q"),
        ((fact(withdrawn=GONE),), "withdrawn"),
        ((fact(), fact("g", supersedes="f")), "superseded"),
    ],
)
def test_a_unit_has_valid_facts_of_its_own_project(facts, why):
    said = f"counts f to branch D; that fact is {why}"
    assert broken(*facts, units=[UNIT]) == [(FACT_OF_UNIT, said)]


def test_a_fact_goes_on_being_good_where_its_correction_was_withdrawn():
    assert broken(fact(), fact("g", supersedes="f", withdrawn=GONE), units=[UNIT]) == []


def test_the_quoted_words_name_the_unit_whole_and_in_any_case():
    records = Records(quotes=QUOTES)
    unit = Unit(**UNIT)
    assert names_unit(records, fact(), unit)
    assert not names_unit(records, fact(quote="dd"), unit)
    assert not names_unit(records, fact(quote="lost"), unit)
    assert [rule for rule, _ in broken(fact(quote="dd"), units=[UNIT])] == [UNIT_IN_QUOTE]


def test_a_unit_that_rests_on_nothing_is_refused():
    with pytest.raises(ValidationError, match="rests on"):
        Unit(name="Line A")


def test_a_unit_has_no_status():
    with pytest.raises(ValidationError, match="status"):
        Unit.model_validate({**GOOD[Unit], "status": "operating"})


def test_a_length_is_of_a_course_that_is_drawn():
    segment = Segment(**GOOD[Segment] | {"alignment": "North"})
    drawn = Feature("a", segment, {"type": "LineString", "coordinates": [[0, 0], [1, 0]]})
    length = GOOD[OutsideLength]
    assert broken(lengths=[length]) == []
    assert broken(features=[drawn], lengths=[length | {"alignment": "North"}]) == []
    ((rule, message),) = broken(features=[drawn], lengths=[length | {"alignment": "South"}])
    assert (rule, message) == (
        KNOWN_COURSE,
        "states 212.5 km for 'South', a course that nothing is drawn of",
    )
    other = Feature("a", segment.model_copy(update={"project": "q"}), drawn.geometry)
    assert [rule for rule, _ in broken(features=[other], lengths=[length | {"alignment": "North"}])] == [
        KNOWN_COURSE
    ]
