"""The index: what the map knows of each project."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from geo.atlas.opening import join_archive
from geo.map.index import build_index
from geo.wording.catalogue import open_words


@pytest.fixture(scope="module")
def index(shipped):
    return build_index(shipped, open_words())


def test_the_index_knows_every_project(index, shipped):
    rows = shipped.projects
    assert index["ids"] == list(rows.index)
    assert index["names"] == list(rows["name"])
    assert [index["types"][n]["id"] for n in index["type"]] == list(rows["project_type"])
    assert [status or "" for status in index["status"]] == [
        status if isinstance(status, str) else "" for status in rows["status"]
    ]
    for (west, south, east, north), geometry in zip(index["bounds"], rows.geometry, strict=True):
        assert (west, south, east, north) == pytest.approx(geometry.bounds, abs=0.00006)


def test_the_index_is_json_without_gaps(index):
    assert json.loads(json.dumps(index, allow_nan=False)) == index


def test_types_are_listed_by_their_labels(index):
    labels = [each["label"] for each in index["types"]]
    assert labels == sorted(labels) and len(labels) == len(set(labels))


def test_every_code_that_is_used_has_a_word(index):
    assert {code for codes in index["countries"] for code in codes} <= index["country_names"].keys()
    assert {status for status in index["status"] if status} <= index["status_words"].keys()
    assert index["status_words"]["construction"] == "under construction"
    assert set(index["cards"]) == index["country_names"].keys()


def test_a_status_has_the_date_of_its_report(index):
    for status, when in zip(index["status"], index["status_when"], strict=True):
        assert (status is None) == (when is None)


def test_a_site_has_no_length_and_a_line_has_one(atlas):
    index = build_index(atlas, open_words())
    spur, depot, _ = index["length"]
    assert depot == 0
    assert spur == pytest.approx(atlas.projects.at["northern-spur", "length_km"], abs=0.5) and spur > 100


def test_a_site_whose_place_nobody_states_is_hollow(atlas):
    assert build_index(atlas, open_words())["sites"] == [[1, "town", 74.6, 42.87]]
    site = atlas.records.features[2]
    assert site.id == "old-depot-site"
    for change in ({"place_known_from": "nowhere"}, {"precision": "country"}):
        vague = replace(site, properties=site.properties.model_copy(update=change))
        joined = join_archive(replace(atlas.records, features=(*atlas.records.features[:2], vague)))
        assert build_index(joined, open_words())["sites"] == [[1, "country", 74.6, 42.87]]
