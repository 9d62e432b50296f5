"""What the map fetches: compressed, named by its content, and complete."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace

import brotli
import pytest

from geo.map.files import FIRST, Payload, build_map_files, images_by_address
from geo.map.layers import GROUND, PICTURES
from geo.records.basemap import BASE
from geo.wording.catalogue import open_words


@pytest.fixture(scope="module")
def files(shipped):
    return build_map_files(shipped, open_words())


def test_each_compression_gives_the_content_back(files):
    for file in files.values():
        assert gzip.decompress(file.encoded("gzip")) == file.plain
        assert brotli.decompress(file.encoded("br")) == file.plain
        assert file.encoded("identity") == file.plain
        if file.media_type == "application/json":
            json.loads(file.plain, parse_constant=pytest.fail)
            assert len(file.brotli) < len(file.plain)


def test_an_address_changes_with_the_content_and_only_with_it(files, shipped):
    again = build_map_files(shipped, open_words())
    assert again.keys() == files.keys()
    for name, file in again.items():
        assert file.address == files[name].address
        assert replace(file, plain=file.plain + b" ").address != file.address


def test_the_first_files_lead_to_all_others(files):
    assert set(FIRST) <= files.keys()
    later = json.loads(files["index"].plain)["later"]
    assert {name: f"atlas/{hashed}.json" for name, hashed in later.items()} == {
        name: files[name].address for name in ("lines-high", "base-high", "course-places")
    }


@pytest.mark.parametrize("band", ["low", "high"])
def test_the_ground_of_a_band_is_one_file(files, band):
    joined = json.loads(files[f"base-{band}"].plain)
    assert list(joined) == [layer.name for layer in GROUND if band in layer.files]
    assert all(layer["features"] for layer in joined.values())


def test_the_index_leads_to_the_pictures_of_the_ground(files):
    pictures = json.loads(files["index"].plain)["pictures"]
    assert [picture["name"] for picture in pictures] == [layer.name for layer in PICTURES]
    for picture, layer in zip(pictures, PICTURES, strict=True):
        assert f"atlas/{picture['file']}" == files[layer.file].address
        assert files[layer.file].plain == (BASE / layer.file).read_bytes()
        assert picture["attribution"]


def test_images_lie_where_the_style_sheet_asks_for_them(files):
    images = images_by_address(files)
    folder = files["map.css"].address.rpartition("/")[0]
    assert f"{folder}/images/layers.png" in images
    assert b"url(images/layers.png)" in files["map.css"].plain


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.js", "text/javascript"),
        ("a.css", "text/css"),
        ("a.json", "application/json"),
        ("a.png", "image/png"),
        ("a.webp", "image/webp"),
        ("a.zip", "application/zip"),
        ("a.html", "text/html"),
    ],
)
def test_a_file_has_the_type_of_its_name(name, media_type):
    assert Payload(name, b"").media_type == media_type
