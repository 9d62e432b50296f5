"""Figures on the record, and paths, in the pages that people write are right: nobody has to remember them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from geo.atlas.opening import open_atlas
from geo.commands.commands import app
from geo.settings import read_settings

ROOT = Path(__file__).parents[1]
GENERATED = ("docs/health.md", "docs/dictionary.md")
PAGES = [
    *("README.md", "CONTRIBUTING.md", "scripts/bench/performance.md", "geo/records/base/README.md"),
    *(
        name
        for file in sorted((ROOT / "docs").glob("*.md"))
        if (name := f"docs/{file.name}") not in GENERATED
    ),
]
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@cache
def health() -> dict[str, Any]:
    """The report of `corridors health`."""
    done = CliRunner().invoke(
        app,
        ["health", "--json", "--today", "2026-01-01"],
        env={"CORRIDORS_DATA": "", "CORRIDORS_SOURCES": ""},
    )
    return dict(json.loads(done.output))


@cache
def shipped():
    return open_atlas(read_settings({}))


def with_badge(badge: str) -> int:
    return sum(badge in project["badges"] for project in health()["project_health"])


def sources_with(part: str) -> int:
    """How many sources have only inferred what a part of their record says."""
    sources = shipped().records.sources
    return sum(
        getattr(s, part) == "inferred" or getattr(getattr(s, part), "known", "") == "inferred"
        for s in sources
    )


def kyrgyz_railways_and_roads() -> int:
    projects = shipped().projects
    wanted = projects["project_type"].isin(["railway", "road"])
    return int((wanted & projects["countries"].map(lambda codes: "KG" in codes)).sum())


def years_of_publication() -> str:
    years = sorted(str(source.published.value)[:4] for source in shipped().records.sources)
    return f"{years[0]} to {years[-1]}"


FIGURES: list[tuple[str, str, Callable[[], object]]] = [
    ("README.md", r"\"(\d+) of \d+ projects: railways and roads in Kyrgyzstan", kyrgyz_railways_and_roads),
    ("README.md", r"\"\d+ of (\d+) projects: railways", lambda: health()["projects"]),
    ("README.md", r"\*\*(\w+) documents\*\*, of", lambda: len(shipped().records.sources)),
    ("README.md", r"documents\*\*, of (\d{4} to \d{4})", years_of_publication),
    ("README.md", r"(\w+) have an inferred publisher", lambda: sources_with("publisher_known")),
    ("README.md", r"publisher and (\w+) an inferred date", lambda: sources_with("published")),
    ("README.md", r"Of (\d+) projects, \d+ rest", lambda: health()["projects"]),
    ("README.md", r"projects, (\d+) rest on one\s+voice", lambda: with_badge("one voice only")),
    ("README.md", r"voice and (\d+) on state media alone", lambda: with_badge("state media only")),
    ("README.md", r"10,000 routes as with (\d+)", lambda: health()["projects"]),
    ("docs/decisions.md", r"record \((\d+) facts", lambda: health()["facts"]),
    ("docs/decisions.md", r"facts, (\d+) projects\)", lambda: health()["projects"]),
    (
        "docs/how-we-read-the-five-documents.md",
        r"the (\w+) documents",
        lambda: len(shipped().records.sources),
    ),
    ("scripts/bench/performance.md", r"At (\d+)\s+the apps", lambda: health()["projects"]),
    ("scripts/bench/performance.md", r"\((\d+) lines and points\)", lambda: len(shipped().features)),
    ("docs/performance.md", r"\((\d+) lines and points\)", lambda: len(shipped().features)),
]
COUNTED = re.compile(
    r"(?<![\d,.])(\d[\d,]*) (?:facts|projects|quotations|documents|sources|features|lines and points|differences)"
)
"""What counts records. In CONTRIBUTING it counts those of the worked example, which has a test of its own."""


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize(("page", "pattern", "computed"), FIGURES, ids=[f"{p}: {r}" for p, r, _ in FIGURES])
def test_a_figure_is_what_the_record_gives(page, pattern, computed):
    said = [match[1] for match in re.finditer(pattern, text_of(page))]
    assert said, f"{page} says nothing like {pattern}: correct the table in this test"
    right = computed()
    in_words = {WORDS[right]} if isinstance(right, int) and right < len(WORDS) else set()
    assert {word.lower() for word in said} <= {str(right), *in_words}


@pytest.mark.parametrize("page", [page for page in PAGES if page != "CONTRIBUTING.md"])
def test_every_figure_is_computed_here(page):
    text = text_of(page)
    known = {
        match.start(1) for name, pattern, _ in FIGURES if name == page for match in re.finditer(pattern, text)
    }
    assert [match[0] for match in COUNTED.finditer(text) if match.start(1) not in known] == []


@pytest.mark.parametrize("page", [*PAGES, *GENERATED, "CHANGELOG.md", "SECURITY.md"])
def test_every_path_that_is_named_is_there(page):
    paths = re.findall(r"`((?:data|docs|geo|scripts|seeds|tests)/[\w./-]*)`", text_of(page))
    invented = ("northern-spur", "harbour-gazette", "PROJECT")
    missing = [path for path in paths if not (ROOT / path).exists() and not any(i in path for i in invented)]
    assert missing == []
