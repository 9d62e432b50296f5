"""What is generated is not stale, and what is written names what is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geo.commands.commands import app
from geo.commands.dictionary import build_reference_docs
from geo.records.facts import Fact
from geo.records.project_types import PROJECT_TYPES
from geo.records.sources import Quote, Source
from geo.records.vocabulary import ATTRIBUTES, GROUP_ORDER

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
REFERENCE_DOCS = build_reference_docs()


@pytest.mark.parametrize("name", sorted(REFERENCE_DOCS))
def test_generated_documentation_is_fresh(name):
    assert (DOCS / name).read_text(encoding="utf-8") == REFERENCE_DOCS[name], "stale: run `make docs`"


def test_nothing_generated_is_left_over():
    assert {f"schema/{file.name}" for file in (DOCS / "schema").iterdir()} == {
        n for n in REFERENCE_DOCS if n.startswith("schema/")
    }


def test_the_command_writes_what_is_there(tmp_path):
    result = CliRunner().invoke(app, ["docs", "--into", str(tmp_path), "--shared", str(tmp_path)])
    assert result.exit_code == 0
    for name, text in REFERENCE_DOCS.items():
        assert (tmp_path / name).read_text(encoding="utf-8") == text
        assert (tmp_path / name).as_posix() in result.output


def test_the_dictionary_names_every_key_attribute_and_type():
    dictionary = REFERENCE_DOCS["dictionary.md"]
    for model in (Source, Quote, Fact):
        section = dictionary.partition(f"## {model.__name__}\n")[2].partition("\n## ")[0]
        for key, field in model.model_fields.items():
            assert f"| `{field.alias or key}` |" in section
    for name in (*ATTRIBUTES, *PROJECT_TYPES):
        assert f"| `{name}` |" in dictionary


@pytest.mark.parametrize("name", sorted(n for n in REFERENCE_DOCS if n.startswith("schema/")))
def test_a_schema_refuses_unknown_keys(name):
    assert json.loads(REFERENCE_DOCS[name])["additionalProperties"] is False


def test_every_attribute_has_its_place_on_a_card():
    assert {attribute.group for attribute in ATTRIBUTES.values()} == set(GROUP_ORDER)
    for attribute in ATTRIBUTES.values():
        assert (attribute.dimension is not None) == (attribute.value_type == "quantity"), attribute.id


def test_every_shipped_type_is_in_the_vocabulary(shipped):
    assert set(shipped.projects["project_type"]) <= set(PROJECT_TYPES)


def test_every_correction_is_listed(shipped):
    listed = (DOCS / "corrections.md").read_text(encoding="utf-8")
    facts = shipped.records.facts
    corrected = [f.id for f in facts if f.withdrawn] + [f.supersedes for f in facts if f.supersedes]
    assert [fact for fact in corrected if fact not in listed] == []


WRITTEN = ["README.md", "CONTRIBUTING.md", *(f"docs/{file.name}" for file in sorted(DOCS.glob("*.md")))]


@pytest.mark.parametrize("name", WRITTEN)
def test_no_path_of_a_workplace_is_named(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "/work/" not in text and "/tmp/" not in text


@pytest.mark.parametrize("name", WRITTEN)
def test_links_between_documents_lead_somewhere(name):
    file = ROOT / name
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8")):
        assert (file.parent / target).exists(), target


def test_the_readme_names_every_command_and_setting():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for said in (
        "make run",
        "make test",
        "make bench",
        "PORT",
        "CORRIDORS_DATA",
        "CORRIDORS_SOURCES",
        "corridors validate",
        "corridors verify",
        "corridors import",
        "streamlit run dashboard.py",
    ):
        assert said in readme
