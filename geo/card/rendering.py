"""A card's view → HTML, by templates that escape everything."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo.card.view_model import Card
from geo.wording.catalogue import Words

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def render_card(card: Card, words: Words, decided: str = "") -> str:
    """Return a card as HTML in which every word from the records is escaped.

    `decided` is the address of the page on how is decided between sources; without it there is no link.
    """
    template = _TEMPLATES.get_template("card.html")
    return template.render(card=card, say=words.say, count=words.count, decided=decided)
