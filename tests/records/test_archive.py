"""What a problem touches goes with all that rests on it, and nothing else goes."""

from __future__ import annotations

import pytest
from breaking import KZ, SPUR, change
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import Rule
from geo.records.archive import Records
from geo.records.curated import read_curated

HIDES = Rule("hides", "is bad", "Mend it.")
TELLS = Rule("tells", "is not nice", "Better it.", keeps_record=True)
KINDS = {
    "source": "sources",
    "quote": "quotes",
    "fact": "facts",
    "project": "projects",
    "subject": "subjects",
    "feature": "features",
    "difference": "differences",
}


def ids(records: Records) -> set[tuple[str, str]]:
    return {(kind, record.id) for kind, listed in KINDS.items() for record in getattr(records, listed)}


def rests_on(records: Records) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """What each record cannot do without."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    keys = {subject.key: ("subject", subject.id) for subject in records.subjects}
    for quote in records.quotes:
        found["quote", quote.id] = {("source", quote.source)}
    for fact in records.facts:
        about = ("project", fact.subject_id) if fact.subject_type == "project" else keys.get(fact.subject)
        found["fact", fact.id] = {("quote", fact.quote), *([about] if about else [])}
    for feature in records.features:
        found["feature", feature.id] = {("project", feature.properties.project)}
    for difference in records.differences:
        found["difference", difference.id] = {
            ("fact", fact) for side in difference.sides for fact in side.facts
        }
    return found


def closure(records: Records, gone: set[tuple[str, str]]) -> set[tuple[str, str]]:
    needs = rests_on(records)
    while more := {record for record, needed in needs.items() if needed & gone} - gone:
        gone = gone | more
    return gone


@given(st.data())
@settings(max_examples=60)
def test_what_is_bad_goes_with_all_that_rests_on_it_and_nothing_else(shipped, data):
    records = shipped.records
    everything = sorted(ids(records))
    bad = set(data.draw(st.lists(st.sampled_from(everything), max_size=4)))
    told = data.draw(st.lists(st.sampled_from(everything), max_size=4))
    problems = [
        *(HIDES.broken(records.file_of(*record), record[1]) for record in bad),
        *(TELLS.broken(records.file_of(*record), record[1]) for record in told),
    ]
    # Of two types a file holds only one, so a file and an id name one record.
    left = records.without(problems)
    assert ids(left) == set(everything) - closure(records, bad)
    known = {project.id for project in left.projects}
    for project in left.projects:
        assert {*project.part_of, *(o.project for o in project.overlaps)} <= known
    assert left.without(problems) == left


def test_a_pointer_to_what_is_gone_is_taken_out(tiny):
    records, _ = read_curated(tiny, tiny / "sources")
    left = records.without([HIDES.broken("projects/northern-spur.yaml", "northern-spur")])
    assert left.project_by_id["old-depot"].part_of == ()
    assert left.project_by_id["sand-pipeline"].overlaps == ()
    assert all(fact.subject_id != "northern-spur" for fact in left.facts)
    assert [feature.properties.project for feature in left.features] == ["old-depot", "sand-pipeline"]


def test_a_problem_that_only_tells_hides_nothing(tiny):
    records, _ = read_curated(tiny, tiny / "sources")
    assert records.without([TELLS.broken("sources/letter.yaml", "letter")]) == records


def test_a_wrong_value_does_not_come_back_when_its_correction_is_bad(tiny):
    change(
        tiny / SPUR, "- id: spur-cost\n", "- id: spur-cost\n  supersedes: spur-tunnels\n"
    )  # whatever it says
    records, _ = read_curated(tiny, tiny / "sources")
    shown = {fact.id for fact in records.facts_by_subject["project:northern-spur"]}
    assert "spur-tunnels" not in shown and "spur-cost" in shown
    left = records.without([HIDES.broken(SPUR, "spur-cost")])
    assert {"spur-cost", "spur-tunnels"} & left.fact_ids == set()


def test_a_withdrawn_correction_corrects_nothing(tiny):
    change(
        tiny / KZ,
        "attribute: statement",
        "attribute: statement\n  supersedes: met\n  withdrawn: {date: 2024-03-01, reason: x}",
    )
    records, _ = read_curated(tiny, tiny / "sources")
    assert "country:KZ" not in records.facts_by_subject
    assert [fact.id for fact in records.facts_by_subject["event:ministers"]] == ["met"]


def test_the_oldest_publication_comes_first(shipped):
    for facts in shipped.records.facts_by_subject.values():
        published = [(shipped.source_of(fact).published.last_day, fact.id) for fact in facts]
        assert published == sorted(published)


@pytest.mark.parametrize("source", ["letter", "harbour-gazette"])
def test_without_a_source_nothing_of_it_is_left(tiny, source):
    records, _ = read_curated(tiny, tiny / "sources")
    left = records.without_sources({source})
    assert source not in left.source_by_id and len(left.sources) == 1
    assert ids(records) - ids(left) == closure(records, {("source", source)})
