"""The search: folding, spellings of names and of project types."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas.search import fold, join_searched
from geo.atlas.selection import Selection
from geo.records.project_types import PROJECT_TYPES
from geo.wording.catalogue import open_words
from geo.wording.values import say_project_type


def shown(atlas, words):
    return set(atlas.projects.index[Selection(q=words).mask(atlas)])


@pytest.mark.parametrize("words", ["Horgos", "khorgos", "KHORGOS", "霍尔果斯", "Хоргос"])
def test_khorgos_is_found_in_every_spelling(shipped, words):
    found = shown(shipped, words)
    assert "khorgos-border-cooperation-centre" in found
    if words.isascii():
        assert found == shown(shipped, "Khorgos")


@pytest.mark.parametrize(
    ("words", "project"),
    [
        ("ЦАК", "central-asia-china-gas-pipeline"),
        ("цак", "central-asia-china-gas-pipeline"),
        ("中吉乌", "cku-railway"),
        ("china-kyrgyz railway", "cku-railway"),
        ("Gedaim", "central-asia-china-gas-pipeline"),
        ("branch d", "central-asia-china-gas-pipeline-line-d"),
        ("鲁班工坊", "luban-workshop-tajikistan"),
        ("душанбинская ТЭЦ", "dushanbe-2-chp"),
        ("Bishkek  OSH", "bishkek-osh-road"),
        ("osh bishkek", "bishkek-osh-road"),
    ],
)
def test_names_of_every_script_lead_to_the_project(shipped, words, project):
    assert project in shown(shipped, words)


def test_every_name_of_every_project_leads_to_it(shipped):
    names = [(p.id, name) for p in shipped.records.projects for name in (p.name, *(n.name for n in p.names))]
    assert len(names) > len(shipped.projects)
    for project, name in names:
        for written in (name, name.upper(), name.lower(), f"  {name}?"):
            assert project in shown(shipped, written), written


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_folding_any_text_twice_is_folding_it_once(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.lower()) or not text.isascii()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Žaparov", "zaparov"),
        ("Naryn No.1", "naryn no 1"),
        ("Xi'an", "xi an"),
        ("ТЭЦ-2", "тэц 2"),
        ("ё", "е"),
        ("中吉乌", "中吉乌"),
        ("…", ""),
        ("🄐", "a"),
        ("ᴬ", "a"),
        ("Straße", "strasse"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
    ],
)
def test_folding_drops_case_accents_and_punctuation(text, folded):
    assert fold(text) == folded


def test_folding_any_character_twice_is_folding_it_once():
    assert [c for c in map(chr, range(sys.maxunicode + 1)) if fold(fold(c)) != fold(c)] == []


@pytest.mark.parametrize("project_type", PROJECT_TYPES)
def test_a_type_is_found_by_its_id_and_by_its_label(project_type):
    label = say_project_type(open_words(), project_type)
    searched = join_searched(("A name",), project_type)
    for spelling in (project_type, label, label.upper()):
        assert set(fold(spelling).split()) <= set(searched.split())


@pytest.mark.parametrize(
    ("words", "project_type"),
    [("irrigation", "water-supply"), ("training centre", "education"), ("gas pipeline", "gas-pipeline")],
)
def test_searching_a_type_shows_all_of_it(shipped, words, project_type):
    of_type = set(shipped.projects.index[shipped.projects["project_type"] == project_type])
    assert of_type and of_type <= shown(shipped, words)
