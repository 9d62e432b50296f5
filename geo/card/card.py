"""The one door: a subject of the atlas → its card as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.atlas.as_of import known_on
from geo.atlas.atlas import Atlas
from geo.atlas.dossier import gather_dossier
from geo.card.place_card import build_place_card
from geo.card.project_card import build_project_card
from geo.card.rendering import render_card
from geo.card.view_model import Card
from geo.wording.catalogue import Words


@dataclass(frozen=True)
class CardRequest:
    """What a reader asks for.

    `subject` is `project:ID`, `country:KG` or `region:central-asia`; `today` the reader's day; `fact`
    the id of a fact to be pointed out; `as_of` the day that the card is to be of, missing for today.
    """

    subject: str
    today: date
    fact: str = ""
    as_of: date | None = None
    language: str = "en"


def card_html(atlas: Atlas, request: CardRequest, words: Words, *, decided: str = "") -> str:
    """Return the card of a subject as HTML. Raises `KeyError` for a project that is not drawn.

    `atlas` is today's or already that of the day asked for. `decided` is the address of the page on how
    is decided between sources, which the server knows; without it there is no link.
    """
    return render_card(build_card(atlas, request, words), words, decided)


def build_card(atlas: Atlas, request: CardRequest, words: Words) -> Card:
    """Gather what is known of a subject and word it. Ages count to the day that is asked for."""
    day = request.as_of or atlas.day
    known = atlas if day is None or atlas.day is not None else known_on(atlas, day)
    dossier = gather_dossier(known, request.subject, day or request.today, as_of=day)
    build = build_project_card if dossier.project else build_place_card
    return build(dossier, words, request.fact)
