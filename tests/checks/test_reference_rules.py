"""Projects are drawn and supported, and whatever they point to is there."""

from __future__ import annotations

import pytest
from breaking import problems_in
from good_records import GOOD

from geo.checks.reference_rules import (
    KNOWN_PROJECT,
    KNOWN_REFERENCE,
    LEADS,
    ON_THE_MAP,
    SUPPORTED,
    VALID_FACTS,
    VOICE_OF_FACT,
    VOICE_OF_SOURCE,
    check_differences,
    check_projects,
    check_reference,
    check_voices,
)
from geo.records.archive import Records
from geo.records.facts import Difference, Fact, Withdrawal
from geo.records.projects import Project
from geo.records.sources import Reference, Source, Voice

REFERENCES = (Reference(**GOOD[Reference]),)
NOTE = {"text": "On a map.", "references": ["geonames:1"]}


@pytest.mark.parametrize(("folder", "rule"), [("facts", SUPPORTED), ("geometry", ON_THE_MAP)])
def test_a_project_needs_a_fact_and_a_place(tiny, folder, rule):
    (file,) = (tiny / folder).glob("old-depot.*")
    file.unlink()
    (problem,) = problems_in(tiny)
    assert (problem.file, problem.record, problem.rule) == ("projects/old-depot.yaml", "old-depot", rule)


def fact(name, **more):
    return Fact(id=name, subject="country:KG", attribute="statement", quote="q", **more)


def difference(*sides, **more):
    return Difference(**{**GOOD[Difference], "sides": sides, **more})


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (difference({"says": "x", "facts": ["good"]}), []),
        (difference({"says": "x", "facts": ["good"]}, leads="good"), []),
        (
            difference({"says": "x", "facts": ["good"]}, leads="other"),
            [(LEADS, "other, which is on no side")],
        ),
        (difference({"says": "x", "facts": ["gone"]}), [(VALID_FACTS, "gone, which is unknown")]),
        (difference({"says": "x", "facts": ["old"]}), [(VALID_FACTS, "old, which is withdrawn")]),
        (difference({"says": "x", "facts": ["wrong"]}), [(VALID_FACTS, "wrong, which is superseded")]),
        (difference({"says": "x", "facts": ["right"]}), []),
        (difference({"says": "x", "outside": NOTE}, {"says": "y", "facts": ["good"]}), []),
        (
            difference({"says": "x", "outside": {**NOTE, "references": ["curator", "rumour:1"]}}),
            [(KNOWN_REFERENCE, "reference 'rumour:1'")],
        ),
    ],
)
def test_a_difference_rests_on_facts_that_stand_and_on_known_references(made, told):
    gone = {"withdrawn": GOOD[Withdrawal]}
    facts = (
        fact("good"),
        fact("other"),
        fact("old", **gone),
        fact("wrong"),
        fact("right", supersedes="wrong"),
        fact("hasty", supersedes="right", **gone),
    )
    found = list(check_differences(Records(facts=facts, differences=(made,), references=REFERENCES)))
    assert [problem.rule for problem in found] == [rule for rule, _ in told]
    assert all(problem.message.endswith(says) for problem, (_, says) in zip(found, told, strict=True))


@pytest.mark.parametrize(
    ("reference", "is_known"),
    [
        ("geonames:1", True),
        ("source", True),
        ("curator", True),
        ("geonames", True),
        ("rumour:1", False),
        ("sources", False),
    ],
)
def test_a_reference_has_a_known_prefix_or_is_a_person(reference, is_known):
    found = [p.rule for p in check_reference(Records(references=REFERENCES), reference, "x.yaml", "x")]
    assert found == ([] if is_known else [KNOWN_REFERENCE])


def test_voices_are_listed_but_that_of_a_data_set_is_its_own():
    listed = Voice(name="Gazette")
    sources = (
        Source(**{**GOOD[Source], "voice": "Gazette"}),
        Source(**{**GOOD[Source], "id": "t", "voice": "Gazete"}),
        Source(
            **{**GOOD[Source], "id": "u", "voice": "D", "nature": "data-set", "licence": "x", "text": None}
        ),
    )
    facts = (fact("a"), fact("b", via="Gazette"), fact("c", via="Gazete"))
    found = check_voices(Records(sources=sources, facts=facts, voices=(listed,)))
    assert [(p.rule, p.record) for p in found] == [(VOICE_OF_SOURCE, "t"), (VOICE_OF_FACT, "c")]


@pytest.mark.parametrize(
    ("more", "broken"),
    [
        ({}, [ON_THE_MAP, SUPPORTED]),
        ({"part_of": ["q"]}, [ON_THE_MAP, SUPPORTED]),
        ({"part_of": ["p"]}, [KNOWN_PROJECT, ON_THE_MAP, SUPPORTED]),
        ({"part_of": ["x"]}, [KNOWN_PROJECT, ON_THE_MAP, SUPPORTED]),
        ({"overlaps": [{"project": "q", "reason": "r"}]}, [ON_THE_MAP, SUPPORTED]),
        ({"overlaps": [{"project": "x", "reason": "r"}]}, [KNOWN_PROJECT, ON_THE_MAP, SUPPORTED]),
        ({"overlaps": [{"project": "p", "reason": "r"}]}, [KNOWN_PROJECT, ON_THE_MAP, SUPPORTED]),
        (
            {"names": [{"name": "N", "language": "ru", "reference": "x:1"}]},
            [ON_THE_MAP, SUPPORTED, KNOWN_REFERENCE],
        ),
        ({"notes": [{**NOTE, "references": ["x:1"]}]}, [ON_THE_MAP, SUPPORTED, KNOWN_REFERENCE]),
        ({"notes": [NOTE]}, [ON_THE_MAP, SUPPORTED]),
    ],
)
def test_a_project_points_to_others_and_to_known_references(more, broken):
    """A fact on a country of the same id is none on the project."""
    projects = (Project(**GOOD[Project], **more), Project(**{**GOOD[Project], "id": "q"}))
    about = Fact(id="f", subject="event:p", attribute="statement", quote="q")
    found = check_projects(Records(projects=projects, facts=(about,), references=REFERENCES))
    assert [problem.rule for problem in found if problem.record == "p"] == broken
