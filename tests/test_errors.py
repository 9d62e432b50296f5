"""A problem says where, what and what to do; machines get the same."""

from __future__ import annotations

from geo.errors import Problem, Rule

RULE = Rule("sealed", 'the seal does not fit "{words}" ({share:.1%})', "Mend {words!r}.")


def test_a_problem_says_where_what_and_what_to_do():
    problem = RULE.broken("facts/x.yaml", "x-length", words="{a} b", share=0.25)
    assert str(problem) == (
        "facts/x.yaml: x-length\n  [sealed] the seal does not fit \"{a} b\" (25.0%)\n  Mend '{a} b'."
    )
    assert str(Rule("files", "is wrong", "Mend it.").broken("facts/x.yaml", "")).startswith("facts/x.yaml\n")


def test_machines_get_the_keys_that_they_know():
    assert RULE.broken("f.yaml", "r", words="w", share=1).to_json() == {
        "file": "f.yaml",
        "record": "r",
        "rule": "sealed",
        "message": 'the seal does not fit "w" (100.0%)',
        "remedy": "Mend 'w'.",
    }


def test_the_same_problem_is_the_same():
    one, other = (RULE.broken("f.yaml", "r", words="w", share=1) for _ in range(2))
    assert {one: 1} == {other: 1}
    assert one != RULE.broken("f.yaml", "r", words="v", share=1)
    assert one == Problem("f.yaml", "r", RULE, {"words": "w", "share": 1})
