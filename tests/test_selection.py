"""Filters combine, explain themselves and survive the address."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.selection import Selection, parse_params
from geo.wording import STATUS_WORDS


def selections(atlas):
    kinds, sources = sorted(set(atlas.projects["kind"])), sorted(atlas.archive.source_by_id)
    few = {"max_size": 3, "unique": True}
    return st.builds(
        Selection,
        country=st.lists(st.sampled_from(["KG", "KZ", "UZ", "TJ", "TM", "CN"]), **few).map(tuple),
        kind=st.lists(st.sampled_from(kinds), **few).map(tuple),
        status=st.lists(st.sampled_from(sorted(STATUS_WORDS)), **few).map(tuple),
        source=st.lists(st.sampled_from(sources), **few).map(tuple),
        q=st.text(max_size=20).map(str.strip),
    )


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_the_address_restores_a_selection(shipped, data):
    selection = data.draw(selections(shipped))
    assert parse_params(selection.to_params(), shipped) == selection


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_loosening_a_filter_loses_no_row(shipped, data):
    selection = data.draw(selections(shipped))
    shown = selection.mask(shipped)
    for part in ("country", "kind", "status", "source"):
        looser = Selection(**{**{p: getattr(selection, p) for p in ("country", "kind", "status", "source", "q")},
                              part: ()})  # fmt: skip
        assert (looser.mask(shipped) >= shown).all()


@pytest.mark.parametrize("words", ["Horgos", "khorgos", "霍尔果斯", "Хоргос"])
def test_khorgos_is_found_in_every_spelling(shipped, words):
    shown = shipped.projects.index[Selection(q=words).mask(shipped)]
    assert "khorgos-border-cooperation-centre" in shown


@pytest.mark.parametrize(
    ("words", "project"),
    [("ЦАК", "central-asia-china-gas-pipeline"), ("中吉乌", "cku-railway"), ("china-kyrgyz railway", "cku-railway"),
     ("Gedaim", "central-asia-china-gas-pipeline"), ("branch d", "central-asia-china-gas-pipeline-line-d"),
     ("鲁班工坊", "luban-workshop-tajikistan"), ("душанбинская ТЭЦ", "dushanbe-2-chp")],
)  # fmt: skip
def test_names_of_every_script_lead_to_the_project(shipped, words, project):
    assert project in shipped.projects.index[Selection(q=words).mask(shipped)]


def test_the_sentence_says_what_is_shown(shipped):
    selection = Selection(country=("KG",), kind=("railway", "road"))
    shown = int(selection.mask(shipped).sum())
    assert selection.describe(shipped) == f"{shown} of 27 projects: railways and roads in Kyrgyzstan"
    assert Selection().describe(shipped) == "27 of 27 projects"
    everything = Selection(("KG", "UZ"), ("road",), ("construction",), ("asianews-2025-06-26",), "osh")
    assert everything.describe(shipped) == (
        "0 of 27 projects: roads in Kyrgyzstan and Uzbekistan under construction named by AsiaNews, matching “osh”"
    )


def test_kyrgyz_gas_pipelines(shipped):
    shown = shipped.projects.index[Selection(country=("KG",), kind=("gas-pipeline",)).mask(shipped)]
    assert list(shown) == ["central-asia-china-gas-pipeline-line-d"]


def test_what_the_atlas_does_not_know_is_named(shipped):
    selection = parse_params({"country": "KG,XX", "kind": "airport", "status": "operating,dreamt"}, shipped)
    assert selection.country == ("KG",) and selection.kind == () and selection.status == ("operating",)
    assert set(selection.ignored) == {"country=XX", "kind=airport", "status=dreamt"}
