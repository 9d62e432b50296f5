"""The list of layers: every file is there, every online layer names its makers."""

from __future__ import annotations

import json

import pytest

from geo.map.layers import GROUND, HOME, WHOLE, describe_setup
from geo.records.basemap import BASE
from geo.wording.catalogue import open_words


@pytest.mark.parametrize("layer", GROUND, ids=lambda layer: layer.name)
def test_a_layer_of_the_ground_has_its_files(layer):
    assert "low" in layer.files and set(layer.files) <= {"low", "high"}
    for file in layer.files.values():
        assert json.loads((BASE / file).read_text(encoding="utf-8"))["features"]


def test_every_file_of_the_ground_is_used_and_listed_once():
    listed = [file for layer in GROUND for file in layer.files.values()]
    assert len(listed) == len(set(listed))
    assert {f"{name}-{band}.json" for name in ("land", "water", "borders") for band in ("low", "high")} <= {
        *listed
    }


def test_online_layers_name_their_makers_and_are_filled_in_by_the_browser_alone():
    tiles = describe_setup(open_words())["tiles"]
    assert len({tile["name"] for tile in tiles}) == len(tiles) >= 3
    for tile in tiles:
        assert tile["name"].endswith(" (online)")
        assert tile["url"].startswith("https://")
        assert {"{z}", "{x}", "{y}"} <= {f"{{{part}}}" for part in "zxy" if f"{{{part}}}" in tile["url"]}
        assert "{r}" not in tile["url"] and "{variant}" not in tile["url"]
        assert tile["options"]["attribution"]
        assert tile["options"]["maxZoom"] >= 17


def test_the_first_view_lies_within_the_whole():
    (south, west), (north, east) = WHOLE
    for latitude, longitude in HOME:
        assert south <= latitude <= north
        assert west - 2 <= longitude <= east
    assert HOME[0][0] < HOME[1][0] and HOME[0][1] < HOME[1][1]


def test_both_palettes_have_the_same_colours():
    palettes = describe_setup(open_words())["palettes"]
    assert set(palettes) == {"light", "dark"}
    assert palettes["light"].keys() == palettes["dark"].keys()
    assert [palettes[name]["name"] for name in palettes] == list(palettes)
