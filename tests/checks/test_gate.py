"""Each rule has a smallest change that breaks it; the gate goes red and says where."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
from breaking import QUOTES, SPUR, change, problems_in, read_json, run, validate
from counterexamples import facts, files, geometry, quotations, references, tables, texts, values

import geo
from geo.checks.gate import RULES
from geo.checks.quotation_rules import TEXT_HASH
from geo.errors import Rule
from geo.records.curated import FOLDER_THERE

TABLES = (quotations, values, facts, references, geometry, files)
BREAKS = [each for table in TABLES for each in table.BREAKS]
IN_THEIR_OWN_TESTS = {TEXT_HASH, FOLDER_THERE}


def test_the_tiny_atlas_is_sound(tiny):
    assert validate(tiny) == (
        0,
        "2 sources, 7 quotations, 18 facts, 3 projects, 4 features: no problems.\n",
    )


@pytest.mark.parametrize("each", BREAKS, ids=[f"{n}-{each}" for n, each in enumerate(BREAKS)])
def test_one_bad_change_breaks_its_rule(tiny, each):
    (problem, *_) = each.problems_of(tiny)
    assert "{" not in problem.message + problem.remedy
    assert problem.remedy


def rules_of_modules() -> set[Rule]:
    found = set()
    for module in pkgutil.walk_packages(geo.__path__, "geo."):
        if module.name.split(".")[1] in ("records", "checks", "atlas", "intake", "commands"):
            members = vars(importlib.import_module(module.name)).values()
            found |= {each for each in members if isinstance(each, Rule)}
    return found


def test_every_rule_is_listed_once():
    assert len(set(RULES)) == len(RULES) > 60
    assert set(RULES) == rules_of_modules()


def test_every_rule_is_broken_by_a_test():
    broken = {each.rule for each in BREAKS} | {rule for rule, *_ in (*texts.BREAKS, *tables.BREAKS)}
    assert broken | IN_THEIR_OWN_TESTS == set(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id}-{rule.says}")
def test_a_rule_is_told_in_plain_words(rule):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
    assert rule.says and rule.remedy.endswith(".")


def test_every_problem_is_listed_at_once(tiny):
    change(tiny / SPUR, "value: 212", "value: 213")
    change(tiny / QUOTES, "opened in", "begun in")
    (tiny / "projects" / "broken.yaml").write_text("id: [", encoding="utf-8")
    output = validate(tiny)[1]
    for said in ("spur-length-hg", "hg-depot", "projects/broken.yaml", "3 problems."):
        assert said in output


def test_a_machine_can_read_the_problems(tiny):
    assert read_json(run("validate", "--data", str(tiny), "--json")) == (0, [])
    change(tiny / SPUR, "value: 212", "value: 213")
    code, (problem,) = read_json(run("validate", "--data", str(tiny), "--json"))
    assert code == 1
    assert problem == {
        "file": SPUR,
        "record": "spur-length-hg",
        "rule": "reads-value",
        "message": 'says 213 km, its words "212-kilometre" say 212 km',
        "remedy": "Correct value, unit, qualifier or reads: they must say the same.",
    }


@pytest.mark.parametrize("path", ["nowhere", "a-file"])
def test_a_missing_folder_is_named(tmp_path, path):
    (tmp_path / "a-file").touch()
    assert FOLDER_THERE in {problem.rule for problem in problems_in(tmp_path / path)}
