"""The catalogue and what asks of it agree, both ways: every id is there, every entry is used, with its parameters."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest
from jinja2 import Environment, nodes

from geo.wording.catalogue import LOCALES, id_of, languages, open_words

GEO = Path(__file__).parents[2] / "geo"
ID = re.compile(r"[a-z_]+(\.[a-z0-9-]+)+")

FAMILIES = (
    "accuracy.",
    "attribute.",
    "card.elsewhere.",
    "card.relation.",
    "card.subject.",
    "course.judgement.",
    "date.pattern.",
    "date.season.",
    "disagreement.",
    "document.",
    "lead.",
    "map.attribution.",
    "mark.",
    "nature.",
    "obstacle.",
    "precision.",
    "project_type.",
    "project_types.",
    "qualifier.",
    "question.",
    "readme.",
    "role.",
    "side.",
    "status.",
    "strip.share.",
    "unit.",
)
"""Messages whose ids end in a code: `say(f"mark.{code}")`, `name("status", code)`."""

TABLES: tuple[str, ...] = ("map.", "list.", "course-places.", "line-role.")
"""Messages that the browser gets as a table: `words.table("map.")`; tests/map looks them up."""


@dataclass(frozen=True)
class Use:
    """One call that asks for a message, or for one of a family. `parameters` is missing for `**them`."""

    where: str
    id: str
    is_family: bool
    counts: bool
    parameters: frozenset[str] | None


def python_uses() -> Iterator[Use]:
    for file in sorted(GEO.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for scope in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call)):
                if isinstance(call.func, ast.Attribute) and call.args:
                    where = f"{file.relative_to(GEO)}:{call.lineno}"
                    yield from uses_of_call(call, call.func.attr, scope, where)


def uses_of_call(call: ast.Call, method: str, scope: ast.FunctionDef, where: str) -> Iterator[Use]:
    first = call.args[0]
    if method == "name" and isinstance(first, ast.Constant) and len(call.args) == 2:
        yield Use(where, f"{first.value}.", True, False, frozenset())
    if method in ("say", "count"):
        names = [keyword.arg for keyword in call.keywords]
        parameters = None if None in names else frozenset(map(str, names))
        for text, is_family in texts_of(first, scope):
            yield Use(where, text, is_family, method == "count", parameters)


def texts_of(node: ast.expr, scope: ast.FunctionDef) -> Iterator[tuple[str, bool]]:
    """The ids that an expression can be: written out, one of two, held by a name, or a family's."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and ID.fullmatch(node.value):
        yield node.value, False
    elif isinstance(node, ast.IfExp):
        yield from (*texts_of(node.body, scope), *texts_of(node.orelse, scope))
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        yield str(node.values[0].value), True
    elif isinstance(node, ast.Name):
        for assigned in ast.walk(scope):
            if isinstance(assigned, ast.Assign) and node.id in {ast.unparse(t) for t in assigned.targets}:
                yield from texts_of(assigned.value, scope)


def template_uses() -> Iterator[Use]:
    for file in sorted(GEO.rglob("templates/*.html")):
        tree = Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            name = getattr(call.node, "name", "")
            if name in ("say", "count"):
                where = f"{file.relative_to(GEO)}:{call.lineno}"
                parameters = frozenset(keyword.key for keyword in call.kwargs)
                yield Use(where, call.args[0].value, False, name == "count", parameters)


def fields_of(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


CATALOGUE = {id_of(entry): entry.string for entry in open_words().catalogue if entry.id}
USES = [*python_uses(), *template_uses()]


ASKED_BY_ID = {use.id for use in USES if not use.is_family}


def members(use: Use) -> list[str]:
    """What a use can ask for; of a family, not what has a use of its own: `mark.old` says the age too."""
    if not use.is_family:
        return [use.id]
    return [each for each in CATALOGUE if each.startswith(use.id) and each not in ASKED_BY_ID]


def test_something_asks_for_messages():
    assert len(USES) > 100 and sum(use.where.startswith("card/templates") for use in USES) > 15


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.where} {use.id}")
def test_what_is_asked_for_is_there_with_these_parameters(use):
    if use.is_family:
        assert use.id in FAMILIES, "list it in FAMILIES"
    assert members(use)
    for each in members(use):
        text = CATALOGUE.get(each)
        assert text, f"the catalogue lacks {each}"
        if use.is_family and use.counts != isinstance(text, tuple):
            continue  # a family of both: unit.year is counted, unit.percent is said
        assert use.counts == isinstance(text, tuple), "count what has plural forms, say what has none"
        forms = text if isinstance(text, tuple) else (text,)
        given = {"number", *(use.parameters or ())} if use.counts else set(use.parameters or ())
        for form in forms:
            if use.parameters is not None and not use.is_family:
                assert fields_of(form) == given, each
            elif use.parameters is not None:
                assert fields_of(form) <= given, each


def test_every_entry_is_used():
    asked = ASKED_BY_ID | {
        node.value
        for file in GEO.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    families = {use.id for use in USES if use.is_family} | set(TABLES)
    unused = [each for each in CATALOGUE if each not in asked and not each.startswith(tuple(families))]
    assert unused == []
    assert set(FAMILIES) <= families, "a family that nobody asks for"


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_is_sorted_and_says_what_english_says(language):
    text = (LOCALES / language / "LC_MESSAGES" / "atlas.po").read_text(encoding="utf-8")
    ids = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert ids == sorted(ids) and len(ids) == len(set(ids))
    own = {id_of(entry): entry.string for entry in open_words(language).catalogue if entry.id}
    assert set(own) == set(CATALOGUE)
    for each, said in own.items():
        forms = (*(said if isinstance(said, tuple) else (said,)),)
        english = CATALOGUE[each][-1] if isinstance(CATALOGUE[each], tuple) else CATALOGUE[each]
        assert all(form and fields_of(form) <= fields_of(english) for form in forms), each


def test_what_reads_a_use_reads_all_its_forms():
    source = (
        "def f(words):\n"
        '    message = "a.b" if x else "a.c"\n'
        '    words.say(message, n=1)\n    words.count(f"a.{x}", 1, **more)\n    words.name("a", x)\n'
        '    text.count("X")\n'
    )
    scope = ast.parse(source).body[0]
    calls = [node for node in ast.walk(scope) if isinstance(node, ast.Call)]
    found = [u for call in calls for u in uses_of_call(call, call.func.attr, scope, "")]
    assert [(use.id, use.is_family, use.parameters) for use in found] == [
        ("a.b", False, {"n"}),
        ("a.c", False, {"n"}),
        ("a.", True, None),
        ("a.", True, frozenset()),
    ]
