"""Cards as a test reads them: the view of plain values, and what a browser makes of the HTML."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

from geo.atlas.atlas import Atlas
from geo.card.card import CardRequest, build_card, card_html
from geo.card.view_model import Card
from geo.wording.catalogue import open_words

TODAY = date(2026, 11, 23)
WORDS = open_words()
TAGS = """
section header p h2 h3 h4 dl div dt dd a small span article blockquote mark ul li strong b br details summary ol i
"""


class Reader(HTMLParser):
    """What a browser makes of a card: its tags, its links, its text, and the text of its quotations."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.attributes = [], [], []
        self.parts, self.quotations, self.marked = [], [], []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag == "blockquote":
            self.quotations.append("")
        if tag == "mark" and "blockquote" in self.open:
            self.marked.append("")
        self.open += [] if tag == "br" else [tag]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.parts.append(data)
        if "blockquote" in self.open and "span" not in self.open:
            self.quotations[-1] += data
        if self.open[-1:] == ["mark"]:
            self.marked[-1] += data

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())

    @property
    def links(self) -> list[str]:
        return [value for _, name, value in self.attributes if name == "href"]


def view(atlas: Atlas, subject: str, fact: str = "", today: date = TODAY) -> Card:
    """The card of a subject as plain values."""
    return build_card(atlas, CardRequest(subject, today, fact), WORDS)


def read(atlas: Atlas, subject: str, fact: str = "", today: date = TODAY) -> Reader:
    """The card of a subject as a browser reads it."""
    return Reader(card_html(atlas, CardRequest(subject, today, fact), WORDS))


def subjects(atlas: Atlas) -> list[str]:
    """Every subject that has a card."""
    regions = [s.key for s in atlas.records.subjects if s.subject_type == "region"]
    return [
        *(f"project:{project}" for project in atlas.projects.index),
        *(f"country:{code}" for code in atlas.country_codes),
        *regions,
    ]


def shown_facts(card: Card) -> list[str]:
    """Ids of all facts that stand on a card."""
    return [fact.id for block in (*card.quotations, *card.elsewhere) for fact in block.facts]
