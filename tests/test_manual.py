"""What is generated is not stale, and what is written names what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.manual import build_manual
from geo.records import Archive

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", sorted(build_manual()))
def test_generated_documentation_is_fresh(name):
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == build_manual()[name], "run `make docs`"


def test_every_correction_is_listed(shipped):
    archive: Archive = shipped.archive
    listed = (ROOT / "docs" / "corrections.md").read_text(encoding="utf-8")
    corrected = [f.id for f in archive.facts if f.withdrawn] + [
        f.supersedes for f in archive.facts if f.supersedes
    ]
    assert [fact for fact in corrected if fact not in listed] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/method.md", "docs/decisions.md"])
def test_no_path_of_a_workplace_is_named(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "/work/" not in text and "/tmp/" not in text


def test_the_readme_names_every_command():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("make run", "make test", "corridors validate", "corridors verify", "CORRIDORS_DATA"):
        assert command in readme
