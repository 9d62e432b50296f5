"""Filters leave what they should; the address restores the page."""

from __future__ import annotations

import pytest
from driving import Screen
from playwright.sync_api import expect
from screens import PROJECTS, TUNNELS, Opener
from serving import Server

from geo.atlas.atlas import Atlas
from geo.atlas.selection import Selection
from geo.wording.catalogue import open_words
from geo.wording.selection import describe_selection

pytestmark = pytest.mark.browser


def test_filters_leave_what_they_should(screen: Screen, atlas: Atlas) -> None:
    wanted = Selection(country=("KG",), project_type=("gas-pipeline",))
    left = sorted(atlas.projects.index[wanted.mask(atlas)])
    assert 0 < len(left) < len(PROJECTS)
    screen.choose("country", "Kyrgyzstan (KG)")
    expect(screen.count).to_contain_text("projects in Kyrgyzstan")
    screen.choose("kind", "Gas pipeline")
    expect(screen.count).to_have_text(describe_selection(open_words(), atlas, wanted))
    screen.until_drawn(left)
    expect(screen.projects.locator("button[data-project]")).to_have_count(len(left))
    assert screen.params == "country=KG&kind=gas-pipeline"
    screen.page.get_by_role("button", name="Reset filters").click()
    expect(screen.count).to_have_text(describe_selection(open_words(), atlas, Selection()))
    screen.until_drawn(PROJECTS)
    screen.until_quiet()
    assert screen.params == ""


def test_several_countries_widen_the_choice(screen: Screen, atlas: Atlas) -> None:
    screen.choose("country", "Several countries …")
    expect(screen.filters.get_by_label("Countries")).to_be_visible()
    screen.until_quiet()
    screen.until_drawn(PROJECTS)
    for codes, name in ((("TM",), "Turkmenistan"), (("TM", "CN"), "China")):
        screen.choose("countries", name)
        wanted = Selection(country=codes)
        expect(screen.count).to_have_text(describe_selection(open_words(), atlas, wanted))
        screen.until_drawn(sorted(atlas.projects.index[wanted.mask(atlas)]))
    screen.until_quiet()
    assert screen.params == "country=TM,CN"


def test_nothing_found_says_so_and_offers_the_way_back(screen: Screen, atlas: Atlas) -> None:
    screen.search("no such name")
    expect(screen.count).to_contain_text(f"0 of {len(PROJECTS)} projects")
    screen.until_drawn([])
    expect(screen.page.get_by_text("No project fits all of this")).to_be_visible()
    screen.page.get_by_role("button", name="Show all projects").click()
    screen.until_drawn(PROJECTS)
    expect(screen.page.get_by_text("No project fits all of this")).to_have_count(0)


def test_search_finds_other_scripts(screen: Screen) -> None:
    screen.search("中吉乌")
    screen.until_drawn(["cku-railway"])


def test_choosing_a_filter_keeps_the_selection(screen: Screen) -> None:
    screen.click("cku-railway")
    expect(screen.title).to_be_visible()
    screen.choose("kind", "Gas pipeline")
    expect(screen.count).to_contain_text("gas pipelines")
    expect(screen.title).to_have_text("China-Kyrgyzstan-Uzbekistan (CKU) Railway")
    screen.until_quiet()
    assert screen.params == "kind=gas-pipeline&project=cku-railway"


def test_address_restores_the_page(opener: Opener, shipped: Server, atlas: Atlas) -> None:
    params = {
        "country": "KG,UZ",
        "kind": "railway,railway-tunnel",
        "status": "construction",
        "source": "peoples-daily-2025-06-17",
        "q": "tunnel",
        "project": "koshtet-tunnel",
    }
    wanted = Selection(
        ("KG", "UZ"),
        ("railway", "railway-tunnel"),
        ("construction",),
        ("peoples-daily-2025-06-17",),
        "tunnel",
    )
    left = sorted(atlas.projects.index[wanted.mask(atlas)])
    assert 0 < len(left) < len(PROJECTS)
    screen = opener(shipped).open(**params)
    for _ in range(2):
        expect(screen.count).to_have_text(describe_selection(open_words(), atlas, wanted))
        screen.until_drawn(left)
        screen.until_selected("koshtet-tunnel")
        expect(screen.title).to_have_text(atlas.project("koshtet-tunnel").name)
        for chip in ("Kyrgyzstan", "Uzbekistan", "Railway tunnel", "under construction", "People's Daily"):
            expect(screen.filters.get_by_text(chip, exact=True)).to_be_visible()
        expect(screen.filters.get_by_label("Search names")).to_have_value("tunnel")
        assert screen.point_of("koshtet-tunnel") is not None
        screen.reload()


def test_place_of_the_address_opens_its_card(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped).open(place="KG")
    expect(screen.title).to_have_text("Kyrgyzstan")
    expect(screen.card.locator("blockquote").first).to_be_visible()
    expect(screen.frame.locator(".atlas-chosen")).to_have_text("Kyrgyzstan")


def test_fact_of_the_address_is_pointed_out(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped).open(fact="cku-railway-tunnels-pd2025")
    expect(screen.title).to_have_text("China-Kyrgyzstan-Uzbekistan (CKU) Railway")
    expect(screen.card.locator(".evidence.chosen")).to_have_count(1)
    expect(screen.card.locator(".evidence.chosen blockquote")).to_contain_text(TUNNELS)
    screen.until_selected("cku-railway")


def test_wrong_address_says_so_and_shows_the_rest(opener: Opener, shipped: Server, atlas: Atlas) -> None:
    screen = opener(shipped).open(project="no-such", country="KG,XX", status="no-such")
    expect(screen.page.get_by_text("The address asks for something")).to_be_visible()
    for asked in ("project=no-such", "country=XX", "status=no-such"):
        expect(screen.page.get_by_text(asked)).to_be_visible()
    wanted = Selection(country=("KG",))
    screen.until_drawn(sorted(atlas.projects.index[wanted.mask(atlas)]))
    expect(screen.count).to_have_text(describe_selection(open_words(), atlas, wanted))


def test_link_of_a_card_opens_the_other_project(opener: Opener, shipped: Server, atlas: Atlas) -> None:
    screen = opener(shipped).open(project="koshtet-tunnel")
    screen.card.get_by_role("link", name="China-Kyrgyzstan-Uzbekistan (CKU) Railway").first.click()
    expect(screen.title).to_have_text(atlas.project("cku-railway").name)
    screen.until_ready().until_selected("cku-railway")
