"""Each rule has a smallest change that breaks it; the gate goes red and says where."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
from breaking import QUOTES, SPUR, change, problems_in, read_json, reopen, run, validate
from counterexamples import facts, files, geometry, parts, quotations, references, tables, texts, values

import geo
from geo.checks.course_rules import ENDS_IN_COUNTRIES, IN_COUNTRIES
from geo.checks.fact_rules import SUPERSEDES
from geo.checks.gate import RULES
from geo.checks.geometry_rules import ODBL_APART
from geo.checks.part_rules import FACT_OF_UNIT, KNOWN_COURSE, UNIT_IN_QUOTE
from geo.checks.quotation_rules import QUOTED_SHARE, TEXT_AT_HAND, TEXT_HASH
from geo.checks.reference_rules import (
    KNOWN_PROJECT,
    KNOWN_REFERENCE,
    ON_THE_MAP,
    SUPPORTED,
    VOICE_OF_FACT,
    VOICE_OF_SOURCE,
)
from geo.errors import Rule
from geo.records.curated import FOLDER_THERE

TABLES = (quotations, values, facts, references, parts, geometry, files)
BREAKS = [each for table in TABLES for each in table.BREAKS]
IN_THEIR_OWN_TESTS = {TEXT_HASH, FOLDER_THERE}
SHOWN_WHILE_MENDED = {
    ENDS_IN_COUNTRIES,
    FACT_OF_UNIT,
    IN_COUNTRIES,
    KNOWN_COURSE,
    ODBL_APART,
    KNOWN_PROJECT,
    KNOWN_REFERENCE,
    ON_THE_MAP,
    QUOTED_SHARE,
    SUPERSEDES,
    SUPPORTED,
    UNIT_IN_QUOTE,
    VOICE_OF_FACT,
    VOICE_OF_SOURCE,
}


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


@pytest.mark.parametrize(
    "each", [each for table in (quotations, facts, references, geometry) for each in table.BREAKS], ids=str
)
def test_what_points_to_nothing_is_shown_while_it_is_mended(tiny, each):
    """A record whose own words are sound stays; one that says what is not so is left out."""
    change(tiny / each.file, each.pattern, each.new)
    records = reopen(tiny).records
    kept = (*records.sources, *records.quotes, *records.facts, *records.projects, *records.differences)
    shown = {record.id for record in (*kept, *records.features)}
    assert (each.where[1] in shown) is (each.rule in SHOWN_WHILE_MENDED)


def test_the_rules_that_keep_a_record_are_these():
    """Of `verify` only one is: a text that is not at hand says nothing against a record."""
    assert {rule for rule in RULES if rule.keeps_record} == {*SHOWN_WHILE_MENDED, TEXT_AT_HAND}


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


def test_rules_are_told_in_plain_words():
    assert [rule for rule in RULES if not re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)] == []
    assert [rule for rule in RULES if not rule.says or not rule.remedy.endswith(".")] == []


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
