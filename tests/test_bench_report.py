"""The report of `make bench` hides no failure, and calls no noise a change."""

from __future__ import annotations

import pytest
from bench.report import build_table, count_unanswered

QUICK = [10.0, 11.0, 12.0, 13.0]
SLOW = [20.0, 21.0, 22.0, 23.0]


def result(**atlas: list[float]) -> dict[str, object]:
    samples = {"atlas": atlas, "before": {"click_ms": QUICK, "pan_fps": SLOW}}
    return {"sizes": {"27": {"samples": samples, "missing": {}}}}


def row(table: str, name: str) -> list[str]:
    (line,) = [line for line in table.splitlines() if line.startswith(f"| {name} |")]
    return [cell.strip() for cell in line.strip("|").split("|")][2:]


def test_before_and_after_stand_side_by_side_with_their_spread():
    table = build_table(result(click_ms=SLOW))
    assert row(table, "median") == ["atlas", "before", "change"]
    assert row(table, "click → words of the source") == [
        "22 (21–22)",
        "11.5 (10.8–12.2)",
        "**+87%, slower or more**",
    ]


@pytest.mark.parametrize(
    ("figure", "now", "judged"),
    [
        ("click_ms", [9.0, 11.0, 13.0, 15.0], "+4%, within the noise"),
        ("click_ms", [1.0, 1.0, 1.0, 1.0], "-91%"),
        ("pan_fps", [40.0, 41.0, 42.0, 43.0], "+93%"),
        ("pan_fps", QUICK, "**-47%, slower or more**"),
        ("click_ms", [50.0], "+335%"),
    ],
)
def test_a_change_is_judged_by_the_middle_half(figure, now, judged):
    name = {"click_ms": "click → words of the source", "pan_fps": "panning"}[figure]
    assert row(build_table(result(**{figure: now})), name)[-1] == judged


def test_what_got_no_answer_is_counted():
    given = result(click_ms=QUICK, click_failed=[0.0, 1.0, 1.0], filter_failed=[0.0], load_failed=[1.0])
    table = build_table(given)
    assert row(table, "presses without an answer")[0] == "**2** of 3"
    assert row(table, "filters without an answer")[0] == "0 of 1"
    assert count_unanswered(given, "atlas") == 3
    assert "| loads, presses and filters without an answer | all | 3.00 | none | **no** |" in table
