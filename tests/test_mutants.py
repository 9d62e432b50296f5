"""`make mutants` changes what rules rest on, and its report counts every survivor."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from mutants.accepted import FILE, read_accepted
from mutants.edits import find_edits
from mutants.mutant import Mutant
from mutants.report import describe_run, share_of_survivors
from mutants.trial import Outcome


def edits_of(code: str) -> set[tuple[str, str]]:
    return {(edit.name, edit.becomes) for edit in find_edits(ast.parse(code))}


@pytest.mark.parametrize(
    ("code", "edit"),
    [
        ("if old:\n    yield problem", ("leave out a rule", "pass")),
        ("found.add(code)", ("leave out a statement", "pass")),
        ("first = max(facts, key=rank)", ("leave out key", "max(facts)")),
        ("first = max(facts, key=rank)", ("max becomes min", "min(facts, key=rank)")),
        ("sorted(facts, reverse=True)", ("leave out reverse", "sorted(facts)")),
        ("sorted(facts, reverse=True)", ("sorted becomes list", "list(facts)")),
        ("RANKS = ('wire', 'state')", ("leave out an element", "('state',)")),
        ("RANKS = {'wire': 1}", ("leave out an element", "{}")),
        ("NEAR = 0.05", ("another threshold", repr(0.05 * 6))),
        ("there = a and b", ("leave out a condition", "a")),
        ("[x for x in y if x]", ("leave out a condition", "[x for x in y]")),
        ("column = rows[:, :2]", ("leave out an element", "(:2,)")),
        ("rule = 'sealed'", ("misspell a code", "'sealed~'")),
    ],
)
def test_rules_rankings_and_thresholds_are_changed(code, edit):
    assert edit in edits_of(code)


@pytest.mark.parametrize(
    "code",
    [
        '"""A docstring."""',
        "from geo import errors",
        "value: Literal['over', 'under']",
        "Hedge = Literal['over', 'under']",
        "says = f'{number}km'",
    ],
)
def test_types_and_words_for_people_are_left_alone(code):
    assert edits_of(code) == set()


def outcome(verdict: str, was: str = "a > 1", tests: int = 3) -> Outcome:
    mutant = Mutant(Path("geo/atlas/x.py"), 7, "f", "an edit", was, "a >= 1", "")
    return Outcome(mutant, verdict, tests)


def test_accepted_survivors_count_and_time_outs_do_not():
    outcomes = [*[outcome("killed")] * 7, outcome("survived"), outcome("timed out"), outcome("timed out")]
    assert share_of_survivors(outcomes) == 1 / 8
    told = describe_run(outcomes, 99, {("a > 1", "a >= 1"): "both are right"}, [])
    assert "geo/atlas/x.py:7" in told and "accepted: both are right" in told
    assert "10 of 99 mutants tried: 7 killed, 1 survived (12.5%; 1 of them accepted), 2 timed out." in told


def test_a_line_that_no_test_runs_is_said_to_be_so():
    assert "no test runs it" in describe_run([outcome("survived", tests=0)], 1, {}, [])


def test_every_accepted_survivor_is_still_in_the_code():
    """An entry whose code has changed is stale: strike it."""
    root = FILE.parents[2]
    files = [file for name in ("checks", "atlas") for file in (root / "geo" / name).glob("*.py")]
    code = " ".join(" ".join(file.read_text(encoding="utf-8").split()) for file in files)
    assert [was for was, _ in read_accepted() if " ".join(was.split()) not in code] == []
