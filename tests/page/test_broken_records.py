"""A page whose records are broken: what a problem touches is left out and named, the rest is shown."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from running import Open, card_of, count_of, listed, says
from streamlit.testing.v1 import AppTest

from geo.atlas.atlas import Atlas
from geo.atlas.opening import open_atlas
from geo.settings import Settings, read_settings

SETTINGS = read_settings({})


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return open_atlas(SETTINGS)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A data folder with the shipped records, to be broken."""
    folder = tmp_path / "data"
    shutil.copytree(SETTINGS.data, folder)
    shutil.copytree(SETTINGS.sources, folder / "sources")
    return folder


def replace_in(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def assert_rest_is_shown(page: AppTest, atlas: Atlas, without: set[str] | None = None) -> None:
    assert listed(page) == sorted(set(atlas.projects.index) - (without or set()))
    (said,) = [box.label for box in page.expander if "problem" in box.label]
    assert int(said.split()[0]) >= 1


def test_quotation_with_a_changed_word_is_left_out(open_page: Open, atlas: Atlas, copied: Path) -> None:
    quotes = copied / "quotes" / "peoples-daily-2025-06-17.yaml"
    replace_in(quotes, "three critical tunnels", "four critical tunnels")
    page = open_page(copied, project="cku-railway")
    assert says(page, "pd2025-cku-tunnels", "[sealed]", "peoples-daily-2025-06-17.yaml")
    assert "critical tunnels" not in card_of(page)
    assert "since the 1990s" in card_of(page)
    assert_rest_is_shown(page, atlas)


def test_fact_with_a_changed_word_is_left_out(open_page: Open, atlas: Atlas, copied: Path) -> None:
    replace_in(copied / "facts" / "cku-railway.yaml", "reads: three critical tunnels", "reads: 9 tunnels")
    page = open_page(copied, project="cku-railway")
    assert says(page, "cku-railway-tunnels-pd2025", "[reads-in-quote]", "facts/cku-railway.yaml")
    assert 'id="fact-cku-railway-tunnels-pd2025"' not in card_of(page)
    assert 'id="fact-cku-railway-status-pd2025"' in card_of(page)
    assert_rest_is_shown(page, atlas)


def test_project_without_geometry_is_named(open_page: Open, atlas: Atlas, copied: Path) -> None:
    (copied / "geometry" / "syr-darya-power-plant.geojson").unlink()
    page = open_page(copied)
    assert says(page, "syr-darya-power-plant", "[on-the-map]", "no geometry")
    assert_rest_is_shown(page, atlas, without={"syr-darya-power-plant"})


@pytest.mark.parametrize("written", ["- id: [unclosed\n", "id: a\nid: b\n", "\x00", "just words\n"])
def test_broken_yaml_is_named(open_page: Open, atlas: Atlas, copied: Path, written: str) -> None:
    (copied / "facts" / "shymkent-refinery.yaml").write_text(written, encoding="utf-8")
    page = open_page(copied)
    assert says(page, "facts/shymkent-refinery.yaml", "[files]")
    assert_rest_is_shown(page, atlas)


def test_broken_geojson_is_named(open_page: Open, atlas: Atlas, copied: Path) -> None:
    (copied / "geometry" / "dushanbe-2-chp.geojson").write_text('{"features": [', encoding="utf-8")
    page = open_page(copied)
    assert says(page, "geometry/dushanbe-2-chp.geojson", "[files]")
    assert_rest_is_shown(page, atlas, without={"dushanbe-2-chp"})


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Point", '"somewhere"'),
        ("Point", "[]"),
        ("Point", "[null, 42.3]"),
        ("Point", "[69.6]"),
        ("Point", "[200.0, 95.0]"),
        ("Point", '{"x": 1}'),
        ("Point", "NaN"),
        ("Point", '["69.6", "42.3"]'),
        ("Point", "[1e999, 42.3]"),
        ("Point", "[true, false]"),
        ("LineString", "[69.6, 42.3]"),
        ("LineString", "[[69.6, 42.3]]"),
        ("MultiPoint", "[69.6, 42.3]"),
        ("Polygon", "[[69.6, 42.3], [69.7, 42.3], [69.7, 42.4]]"),
        ("Polygon", "[[[69.6, 42.3], [69.7, 42.3]]]"),
    ],
)
def test_geometry_that_is_none_is_named(
    open_page: Open, atlas: Atlas, copied: Path, kind: str, coordinates: str
) -> None:
    file = copied / "geometry" / "dushanbe-2-chp.geojson"
    geometry = f'"type": "{kind}", "coordinates": {coordinates}'
    text = file.read_text(encoding="utf-8")
    broken, times = re.subn(r'"type": "Point",\s*"coordinates": \[[^\]]*\]', geometry, text)
    assert times == 1
    file.write_text(broken, encoding="utf-8")
    page = open_page(copied)
    assert says(page, "geometry/dushanbe-2-chp.geojson")
    assert_rest_is_shown(page, atlas, without={"dushanbe-2-chp"})


@pytest.mark.parametrize("name", ["no-such-folder", "empty"])
def test_folder_without_an_atlas_opens_a_page_that_says_so(
    open_page: Open, tmp_path: Path, name: str
) -> None:
    (tmp_path / "empty").mkdir()
    page = open_page(tmp_path / name)
    assert count_of(page).startswith("0 of 0 projects")
    assert listed(page) == []
    assert len(page.get("component_instance")) == 1
    if name == "no-such-folder":
        assert says(page, "no-such-folder", "CORRIDORS_DATA")


def test_settings_of_the_copy_are_not_those_of_the_checkout(copied: Path) -> None:
    settings = read_settings({"CORRIDORS_DATA": str(copied)})
    assert settings == Settings(copied, copied / "sources") != SETTINGS
