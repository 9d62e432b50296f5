"""Pages beside the atlas: whole, escaped, and in the reader's language."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from geo.server.pages import build_decided_page, render
from geo.wording.catalogue import open_words

HOSTILE = '<img src=x onerror=alert(1)> & "quoted"'


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.seen = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)


def test_how_we_decide_is_a_page_of_its_own():
    page = build_decided_page(open_words()).decode()
    assert page.startswith("<!doctype html>")
    assert "<title>How we decide between sources</title>" in page
    tags = Tags(page).seen
    assert tags.count("h1") == 1 and "table" in tags and "script" not in tags


def test_what_a_template_is_given_is_text(tmp_path):
    (tmp_path / "a.html").write_text('<p title="{{ said }}">{{ said }}</p>', encoding="utf-8")
    made = render(tmp_path, "a.html", open_words(), said=HOSTILE)
    assert Tags(made).seen == ["p"]
    with pytest.raises(UndefinedError):
        render(tmp_path, "a.html", open_words())


@pytest.mark.parametrize(
    "template",
    sorted((Path(__file__).parents[2] / "geo" / "page" / "templates").glob("*.html")),
    ids=lambda path: path.name,
)
def test_every_template_of_the_page_escapes_what_it_is_given(template):
    given = dict.fromkeys(("title", "sentence", "address", "script", "index"), HOSTILE)
    made = render(template.parent, template.name, open_words(), **given)
    assert "img" not in Tags(made).seen and "<img" not in made
