"""The page over a slow line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from delaying import delayed
from driving import Screen
from playwright.sync_api import expect
from screens import DESKTOP, Opener
from serving import Server

from geo.atlas.atlas import Atlas

pytestmark = pytest.mark.browser

DELAY_MS = 150


@pytest.fixture(scope="module")
def far_away(shipped: Server) -> Iterator[Server]:
    """The shipped page as a reader far away has it."""
    with delayed(shipped.address, DELAY_MS) as address:
        yield replace(shipped, address=address)


def choose(screen: Screen, project: str) -> None:
    screen.in_list(project).dispatch_event("click")


def test_second_choice_made_before_the_first_is_answered_is_answered(
    opener: Opener, far_away: Server, atlas: Atlas
) -> None:
    """The card that comes back was sent three runs ago: the age at which Streamlit would forget it."""
    screen = opener(far_away, **DESKTOP).open()
    for after_ms in (DELAY_MS + 60, 2 * DELAY_MS):
        for project in ("bishkek-osh-road", "dushanbe-2-chp"):
            choose(screen, project)
            expect(screen.title).to_have_text(atlas.project(project).name)
            screen.until_quiet()
        choose(screen, "cku-railway")
        screen.page.wait_for_timeout(after_ms)
        choose(screen, "bishkek-osh-road")
        screen.until_selected("bishkek-osh-road")
        expect(screen.page.locator("[role=dialog]")).to_have_count(0)
        screen.until_quiet()
        expect(screen.title).to_have_text(atlas.project("bishkek-osh-road").name)
