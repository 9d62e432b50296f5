"""The page without a browser: filters, the address, and data that are broken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import Open, card_of, checked, count_of, listed, says

from geo.atlas.atlas import Atlas
from geo.atlas.opening import open_atlas
from geo.atlas.selection import Selection
from geo.settings import read_settings
from geo.wording.catalogue import id_of, open_words
from geo.wording.selection import describe_selection

SETTINGS = read_settings({})


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return open_atlas(SETTINGS)


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
    assert count_of(page) == describe_selection(open_words(), atlas, wanted)
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


def test_every_sentence_of_the_page_is_in_the_catalogue(open_page: Open) -> None:
    """The page's own texts are those of the catalogue: no label is written in the code."""
    page = open_page()
    known = {id_of(message): message.string for message in open_words().catalogue if message.id}
    said = {text for name, text in known.items() if name.startswith(("page.", "filter."))}
    for box in (*page.text_input, *page.selectbox, *page.multiselect, *page.date_input, *page.toggle):
        assert box.label in said
    assert {button.label for button in page.button} <= said
    assert [heading.value for heading in page.subheader] == [known["page.list.title"]]
    assert [caption.value for caption in page.caption] == [known["page.rights"]]


def test_the_list_is_mounted_with_the_files_of_this_atlas(open_page: Open) -> None:
    page = open_page()
    (mount,) = [
        each.proto.body for each in page.get("html") if '<div class="corridor-list"' in each.proto.body
    ]
    assert re.search(r'import\(at\("atlas/[0-9a-f]{16}/atlas-page\.js"\)\)', mount)
    assert re.search(r'at\("atlas/[0-9a-f]{16}/index\.json"\)', mount)


def test_the_method_can_be_read_on_the_page(open_page: Open) -> None:
    page = open_page()
    before = len(page.markdown)
    checked(page.toggle(key="method").set_value(True).run())
    assert len(page.markdown) == before + 1


def test_names_of_the_records_are_text(open_page: Open, tiny: Path) -> None:
    about = tiny / "about.yaml"
    text = about.read_text(encoding="utf-8").replace("Tiny atlas", '"<img src=x onerror=alert(1)>"')
    about.write_text(text, encoding="utf-8")
    page = open_page(tiny)
    head = next(each.proto.body for each in page.get("html") if "<h1>" in each.proto.body)
    assert "<img" not in head and "&lt;img" in head
