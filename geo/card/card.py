"""One subject → its card as HTML: the one door of this package."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.atlas.atlas import Atlas
from geo.card.place_card import build_place_card
from geo.card.project_card import build_project_card
from geo.card.rendering import render_card
from geo.wording.catalogue import Words

DECIDED = "atlas/how-we-decide.html"
"""Where the server shows how is decided between sources; it stays the same when the page changes."""


@dataclass(frozen=True)
class CardRequest:
    """Which card is asked for.

    `subject` is `project:ID`, `country:KG` or `region:central-asia`; `fact` is the id of the fact that is
    pointed out, empty for none. Ages count to `today`, where the atlas is not as known on a day.
    """

    subject: str
    today: date
    fact: str = ""
    as_of: date | None = None
    language: str = "en"


def card_html(atlas: Atlas, request: CardRequest, words: Words) -> str:
    """Return a card as HTML. Raises `KeyError` for a project that the atlas does not have."""
    del words
    subject_type, _, subject_id = request.subject.partition(":")
    build = build_project_card if subject_type == "project" else build_place_card
    return render_card(build(atlas, subject_id, request.fact, request.today, DECIDED))
