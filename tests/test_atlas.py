"""Facts stand beside geometry, and nothing is lost on the way."""

from __future__ import annotations

from datetime import date

import pytest

from geo.atlas import open_atlas
from geo.records import Published, When, span_of
from geo.settings import read_settings


def test_every_project_keeps_its_row(atlas):
    assert list(atlas.projects.index) == sorted(atlas.archive.project_by_id)
    row = atlas.projects.loc["northern-spur"]
    assert row["status"] == "construction" and row["status_fact"] == "spur-status"
    assert row["countries"] == ("KZ",) and row["sources"] == ("harbour-gazette", "letter")
    assert row["traced_share"] == pytest.approx(0.084, abs=0.01)


def test_facts_come_oldest_first(atlas):
    facts = [fact.id for fact in atlas.facts_on("project:northern-spur")]
    assert facts[-1] == "spur-length-letter"
    assert len(facts) == 7


def test_what_a_problem_touches_is_set_aside_and_the_rest_is_shown(tiny):
    quotes = tiny / "quotes" / "harbour-gazette.yaml"
    quotes.write_text(quotes.read_text(encoding="utf-8").replace("opened in 2011", "opened in 2012"), "utf-8")
    atlas = open_atlas(read_settings({"CORRIDORS_DATA": str(tiny)}))
    assert atlas.facts_on("project:old-depot") == ()
    assert "old-depot" in atlas.projects.index
    assert len(atlas.facts_on("project:northern-spur")) == 7
    assert any("hg-depot" in problem.record for problem in atlas.problems)


def test_a_missing_folder_is_a_problem_and_no_crash(tmp_path):
    atlas = open_atlas(read_settings({"CORRIDORS_DATA": str(tmp_path / "nowhere")}))
    assert len(atlas.projects) == 0
    assert "no such data folder" in str(atlas.problems[0])


def test_superseded_and_withdrawn_facts_leave_the_card(tiny):
    facts = tiny / "facts" / "northern-spur.yaml"
    text = facts.read_text(encoding="utf-8")
    text = text.replace(
        "- id: spur-length-letter\n", "- id: spur-length-letter\n  supersedes: spur-length-hg\n"
    )
    text = text.replace(
        "- id: spur-cost\n", "- id: spur-cost\n  withdrawn: {date: 2024-03-01, reason: wrong}\n"
    )
    facts.write_text(text, encoding="utf-8")
    atlas = open_atlas(read_settings({"CORRIDORS_DATA": str(tiny)}))
    shown = {fact.id for fact in atlas.facts_on("project:northern-spur")}
    assert "spur-length-letter" in shown
    assert not shown & {"spur-length-hg", "spur-cost"}
    assert "spur-cost" in atlas.archive.fact_ids


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [("2025-04-29", date(2025, 4, 29), date(2025, 4, 29)), ("2022-11", date(2022, 11, 1), date(2022, 11, 30)),
     ("2011", date(2011, 1, 1), date(2011, 12, 31)), ("199X", date(1990, 1, 1), date(1999, 12, 31)),
     ("2024-01-25/2024-01-28", date(2024, 1, 25), date(2024, 1, 28))],
)  # fmt: skip
def test_a_date_spans_what_it_can_mean(edtf, first, last):
    assert span_of(edtf) == (first, last)


def test_an_uncertain_publication_counts_from_its_latest_day():
    published = Published(value="2023-04-01/2023-07-04", known="inferred", reason="two readings")
    assert published.last_day == date(2023, 7, 4)


@pytest.mark.parametrize(
    "when",
    [
        {"value": "soon", "known": "inferred", "reason": "x"},
        {"value": "2022", "known": "inferred"},
        {"value": "2022", "known": "stated"},
    ],
)
def test_a_date_must_be_one_and_be_explained(when):
    with pytest.raises(ValueError, match=r"EDTF|reason|reads"):
        When(**when)


def test_a_headline_status_names_its_fact(shipped):
    for project, status, fact in zip(
        shipped.projects.index, shipped.projects["status"], shipped.projects["status_fact"], strict=True
    ):
        facts = {f.id: f for f in shipped.facts_on(f"project:{project}")}
        if isinstance(status, str):
            assert facts[fact].value == status
        else:
            assert not [f for f in facts.values() if f.attribute == "status"]
