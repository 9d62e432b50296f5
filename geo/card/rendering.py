"""A card's view → HTML, by templates that escape everything."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo.card.view_model import Card

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render_card(card: Card) -> str:
    """Return a card as HTML in which every word from the records is escaped."""
    return _TEMPLATES.get_template("card.html").render(card=card)
