"""Data that mean harm are shown as text."""

from __future__ import annotations

import pytest
from driving import Screen
from hostile_records import HOSTILE, HOSTILE_WORDS
from playwright.sync_api import expect
from screens import Opener, find_crowd
from serving import Server

pytestmark = pytest.mark.browser


def assert_nothing_ran(screen: Screen) -> None:
    for frame in screen.page.frames:
        assert frame.evaluate("typeof window.pwned") == "undefined"
        assert frame.locator("img[src=x], [onerror], [onmouseover], a[href^=javascript]").count() == 0
    screen.watch.check()


def test_hostile_text_is_shown_as_text(opener: Opener, hostile: Server) -> None:
    screen = opener(hostile).open()
    assert screen.drawn() == ["first", "second", "third"]
    assert_nothing_ran(screen)
    for project in screen.drawn():
        expect(screen.in_list(project)).to_contain_text(f"{project} {HOSTILE}")
    screen.page.get_by_text("1 problem in the records").click()
    expect(screen.page.get_by_text(f'"gone {HOSTILE}"')).to_be_visible()
    screen.zoom_to("third")
    screen.click("third")
    expect(screen.title).to_have_text(f"third {HOSTILE}")
    expect(screen.card.locator("blockquote")).to_contain_text(HOSTILE_WORDS)
    for part in (".names", ".relation", ".cite", ".note", ".who", ".outside", ".legs", ".caveats"):
        expect(screen.card.locator(part).first).to_contain_text(HOSTILE)
    screen.until_quiet()
    assert_nothing_ran(screen)


def test_hostile_title_and_sentence_are_text(opener: Opener, hostile: Server) -> None:
    screen = opener(hostile).open()
    expect(screen.page.locator("h1")).to_have_text(HOSTILE)
    expect(screen.page.locator("h1 + p")).to_have_text(HOSTILE)
    assert_nothing_ran(screen)


def test_hostile_names_are_text_on_the_map(opener: Opener, hostile: Server) -> None:
    screen = opener(hostile).open()
    point, names = find_crowd(screen, [(70.0, 41.0), (72.0, 42.0), (74.0, 43.0)])
    assert names == [f"first {HOSTILE}", f"second {HOSTILE}"]
    expect(screen.frame.locator(".atlas-tip")).to_contain_text(f"first {HOSTILE}")
    screen.page.mouse.click(*point)
    buttons = screen.frame.get_by_role("dialog").get_by_role("button")
    expect(buttons).to_have_text([f"first {HOSTILE}", f"second {HOSTILE}"])
    buttons.first.click()
    expect(screen.title).to_have_text(f"first {HOSTILE}")
    screen.until_selected("first")
    screen.zoom_to("third")
    third = screen.point_of("third")
    assert third
    screen.page.mouse.move(*third)
    expect(screen.frame.locator(".atlas-tip strong")).to_have_text(f"third {HOSTILE}")
    screen.frame.locator(".atlas-legend summary").click()
    expect(screen.frame.locator(".atlas-legend")).to_contain_text("Power plant")
    assert_nothing_ran(screen)


def test_hostile_place_and_source_are_text(opener: Opener, hostile: Server) -> None:
    screen = opener(hostile).open(place="KG")
    expect(screen.title).to_have_text("Kyrgyzstan")
    expect(screen.card).to_contain_text(f"At the summit: {HOSTILE}")
    screen.page.locator(".st-key-filter-source input").click()
    expect(screen.page.get_by_role("option").last).to_have_text(HOSTILE)
    screen.page.get_by_role("option").last.click()
    expect(screen.count).to_contain_text(f"named by {HOSTILE}")
    expect(screen.filters).to_contain_text(HOSTILE)
    assert_nothing_ran(screen)


def test_hostile_address_is_text(opener: Opener, hostile: Server) -> None:
    screen = opener(hostile).open(q=HOSTILE, project=HOSTILE, kind=HOSTILE, **{HOSTILE: HOSTILE})
    expect(screen.page.get_by_text("The address asks for something")).to_be_visible()
    expect(screen.page.get_by_text(f"project={HOSTILE}")).to_be_visible()
    expect(screen.count).to_contain_text("matching “<img src=x")
    assert_nothing_ran(screen)


def test_hostile_import_is_text(opener: Opener, imported: Server) -> None:
    screen = opener(imported).open()
    assert len(screen.drawn()) == 1
    (project,) = screen.drawn()
    expect(screen.in_list(project)).to_contain_text(f"name {HOSTILE}")
    screen.in_list(project).click()
    expect(screen.title).to_have_text(f"name {HOSTILE}")
    expect(screen.card.locator("blockquote", has_text=f"quote {HOSTILE}")).to_have_count(1)
    expect(screen.card.locator("blockquote", has_text=f"Name: name {HOSTILE}")).to_have_count(1)
    screen.until_selected(project)
    assert_nothing_ran(screen)
