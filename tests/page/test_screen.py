"""The page without a browser: filters, the address, and data that are broken.

`AppTest` is given the page's script: on the entry file it would find nothing and pass on anything.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from geo.atlas.atlas import Atlas
from geo.atlas.opening import open_atlas
from geo.atlas.selection import Selection
from geo.settings import Settings, read_settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "geo" / "page" / "screen.py"
SETTINGS = read_settings({})
Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return open_atlas(SETTINGS)


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Run the page, of a data folder or of the shipped one, with address parameters."""

    monkeypatch.setattr("geo.page.session.HEAD_START_S", 0)

    def run(data: Path | None = None, **params: str) -> AppTest:
        monkeypatch.delenv("CORRIDORS_SOURCES", raising=False)
        if data is None:
            monkeypatch.delenv("CORRIDORS_DATA", raising=False)
        else:
            monkeypatch.setenv("CORRIDORS_DATA", str(data))
        page = AppTest.from_file(str(PAGE), default_timeout=60)
        for name, value in params.items():
            page.query_params[name] = value
        return checked(page.run())

    return run


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A data folder with the shipped records, to be broken."""
    folder = tmp_path / "data"
    shutil.copytree(SETTINGS.data, folder)
    shutil.copytree(SETTINGS.sources, folder / "sources")
    return folder


def checked(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


def count_of(page: AppTest) -> str:
    """The sentence on what is shown: the only text that counts projects."""
    (sentence,) = [t.value for t in page.text if " projects" in t.value[:30] and " of " in t.value[:15]]
    return str(sentence)


def listed(page: AppTest) -> list[str]:
    """What the state that the page sends to the map leaves visible. List and map both show that."""
    (component,) = page.get("component_instance")
    sent = json.loads(component.proto.json_args)["feature_group"]
    state = json.loads(re.search(r"atlasController\.apply\((.*)\);", sent)[1])  # type: ignore[index]
    bits = zlib.decompress(base64.b64decode(state["visible"]), -15)
    ids = open_atlas(read_settings()).projects.index
    shown = np.unpackbits(np.frombuffer(bits, dtype=np.uint8))[: len(ids)].astype(bool)
    return sorted(ids[shown])


def card_of(page: AppTest) -> str:
    (card,) = [e.proto.body for e in page.get("html") if "atlas-card" in e.proto.body[:60]]
    return str(card)


def says(page: AppTest, *words: str) -> bool:
    """Whether one text of the page holds all of these words."""
    return any(all(word in text.value for word in words) for text in page.text)


def replace_in(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


# -- the shipped atlas ----------------------------------------------------------------------------


def test_page_has_all_its_parts(open_page: Open, atlas: Atlas) -> None:
    page = open_page()
    assert sum("<h1>" in html.proto.body for html in page.get("html")) == 1
    assert [box.key for box in page.text_input] == ["filter-q"]
    assert [box.key for box in page.selectbox] == ["filter-country"]
    assert [box.key for box in page.multiselect] == ["filter-kind", "filter-status", "filter-source"]
    assert len(page.get("component_instance")) == 1
    assert listed(page) == sorted(atlas.projects.index)
    assert count_of(page) == f"{len(atlas.projects)} of {len(atlas.projects)} projects"
    assert not page.warning
    assert not any("problem" in box.label for box in page.expander)


def test_filters_combine_and_the_sentence_says_so(open_page: Open, atlas: Atlas) -> None:
    page = open_page()
    page.selectbox(key="filter-country").set_value("KG")
    page.multiselect(key="filter-kind").set_value(["railway", "railway-tunnel"])
    page.multiselect(key="filter-status").set_value(["construction"])
    page.multiselect(key="filter-source").set_value(["peoples-daily-2025-06-17"])
    page.text_input(key="filter-q").set_value("tunnel")
    checked(page.run())
    wanted = Selection(
        ("KG",), ("railway", "railway-tunnel"), ("construction",), ("peoples-daily-2025-06-17",), "tunnel"
    )
    left = sorted(atlas.projects.index[wanted.mask(atlas)])
    assert 0 < len(left) < len(atlas.projects)
    assert listed(page) == left
    assert count_of(page) == wanted.describe(atlas)
    for words in ("railways and railway tunnels", "in Kyrgyzstan", "under construction", "“tunnel”"):
        assert words in count_of(page)
    assert page.query_params["country"] == "KG"
    assert page.query_params["kind"] == "railway,railway-tunnel"


def test_reset_brings_everything_back(open_page: Open, atlas: Atlas) -> None:
    page = open_page(country="KG,UZ", kind="railway", q="cku")
    assert page.multiselect(key="filter-countries").value == ["KG", "UZ"]
    assert len(listed(page)) < len(atlas.projects)
    checked(page.button(key="reset").click().run())
    assert listed(page) == sorted(atlas.projects.index)
    assert page.selectbox(key="filter-country").value is None
    assert page.text_input(key="filter-q").value == ""
    assert not page.query_params


def test_nothing_found_offers_the_way_back(open_page: Open, atlas: Atlas) -> None:
    page = open_page(q="no such name")
    assert count_of(page).startswith(f"0 of {len(atlas.projects)} projects")
    assert listed(page) == []
    assert len(page.info) == 1
    checked(page.button(key="show-all").click().run())
    assert listed(page) == sorted(atlas.projects.index)
    assert not page.info


def test_no_stray_text_stands_on_the_page(open_page: Open) -> None:
    page = open_page()
    assert [m.value[:7] for m in page.markdown] == ["**Click"]


def test_address_opens_the_card(open_page: Open) -> None:
    page = open_page(project="cku-railway")
    assert "three critical tunnels" in card_of(page)
    assert page.query_params["project"] == "cku-railway"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("project", "no-such"),
        ("place", "XX"),
        ("fact", "no-such"),
        ("country", "XX"),
        ("kind", "no-such"),
        ("status", "no-such"),
        ("source", "no-such"),
        ("colour", "red"),
    ],
)
def test_wrong_address_is_said_and_the_rest_shown(
    open_page: Open, atlas: Atlas, name: str, value: str
) -> None:
    page = open_page(**{"status": "construction", name: value})
    assert len(page.warning) == 1
    assert says(page, "Not known here", name)
    wanted = Selection(status=() if name == "status" else ("construction",))
    assert listed(page) == sorted(atlas.projects.index[wanted.mask(atlas)])


# -- broken data folders --------------------------------------------------------------------------


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
