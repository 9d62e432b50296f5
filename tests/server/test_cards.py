"""Cards by request: the same for all who ask for the same, another when records or the day change."""

from __future__ import annotations

from datetime import date

import pytest

from geo.card.card import CardRequest
from geo.server import cards as module
from geo.server.cards import NoCard, card_at
from geo.server.publication import Publisher, publish

TODAY = date(2026, 11, 25)


@pytest.fixture
def publication(atlas, settings, request):
    return publish(atlas, settings, version=request.node.name)


def ask(subject, **more):
    return CardRequest(subject, TODAY, **more)


@pytest.mark.parametrize(
    ("subject", "words"),
    [("project:northern-spur", "Northern Spur"), ("country:KZ", "Kazakhstan")],
)
def test_a_subject_has_a_card(publication, subject, words):
    assert words in card_at(publication, ask(subject))


@pytest.mark.parametrize(
    "subject", ["project:no-such", "country:FR", "region:no-such", "project:", "", "event:ministers"]
)
def test_what_has_no_card_is_refused(publication, subject):
    with pytest.raises(NoCard):
        card_at(publication, ask(subject))


def test_a_card_is_built_once_for_all_who_ask_for_it(publication, monkeypatch):
    built, build = [], module.card_html
    monkeypatch.setattr(
        module, "card_html", lambda *given, **more: (built.append(given[1]), build(*given, **more))[1]
    )
    first = card_at(publication, ask("project:northern-spur"))
    assert card_at(publication, ask("project:northern-spur")) is first
    card_at(publication, ask("project:northern-spur", fact="spur-length-hg"))
    card_at(publication, CardRequest("project:northern-spur", date(2027, 11, 25)))
    assert len(built) == 3


def test_a_fact_is_pointed_out(publication):
    plain = card_at(publication, ask("project:northern-spur"))
    pointed = card_at(publication, ask("project:northern-spur", fact="spur-length-hg"))
    assert "chosen" not in plain and "chosen" in pointed


def test_a_card_of_an_earlier_day_has_nothing_later(publication):
    then = card_at(publication, ask("project:northern-spur", as_of=date(2023, 12, 31)))
    assert "212" in then and "the Northern Spur is 210 km long" not in then
    assert "210" in card_at(publication, ask("project:northern-spur"))


def test_a_card_changes_with_the_records(tiny, settings):
    publisher = Publisher(settings)
    before = card_at(publisher.newest(), ask("project:old-depot"))
    file = tiny / "projects" / "old-depot.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Old Depot", "Older Depot"), encoding="utf-8")
    after = card_at(publisher.newest(), ask("project:old-depot"))
    assert "Older Depot" in after and "Older Depot" not in before
