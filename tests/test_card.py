"""A card shows every fact beside its words, and text from outside stays text."""

from __future__ import annotations

import html
import json
import re

import pytest

from geo.atlas import open_atlas
from geo.card import build_place_card, build_project_card, render_card
from geo.evidence import link_to_words
from geo.settings import read_settings
from geo.wording import say_date, say_number, say_value

HOSTILE = "<img src=x onerror=alert(1)> ${a} `b` \\ </script> \u202eevil\u202c &amp; {{ 7*7 }}"


def visible(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def test_every_fact_of_every_project_is_on_its_card(shipped):
    for project in shipped.projects.index:
        card = build_project_card(shipped, project)
        shown = {claim.id for block in card.evidence for claim in block.claims}
        assert shown == {fact.id for fact in shipped.facts_on(f"project:{project}")}
        markup = render_card(card)
        assert markup.count("<blockquote>") == len(card.evidence)


def test_every_headline_value_is_one_of_the_facts(shipped):
    for project in shipped.projects.index:
        card = build_project_card(shipped, project)
        values = {(claim.label, claim.value) for block in card.evidence for claim in block.claims}
        assert {(headline.label, headline.value) for headline in card.headlines} <= values


def test_the_card_of_the_railway_quotes_the_sentence_on_the_tunnels(shipped):
    text = visible(render_card(build_project_card(shipped, "cku-railway")))
    assert "construction officially commenced on three critical tunnels, Fergana Mountain, Naryn No.1" in text


def test_the_words_that_carry_a_value_are_marked(atlas):
    markup = render_card(build_project_card(atlas, "northern-spur"))
    assert "<mark>212-kilometre</mark>" in markup
    assert "“Северная ветка”" not in markup and "Северная ветка" in markup


def test_sources_that_disagree_stand_side_by_side(atlas):
    card = build_project_card(atlas, "northern-spur")
    assert {h.value for h in card.headlines if h.label == "Length"} == {"212 km", "210 km"}
    assert "the harbour master through Xinhua" in visible(render_card(card))


def test_what_is_inferred_or_identified_says_so(atlas):
    text = visible(render_card(build_project_card(atlas, "northern-spur")))
    assert "identified by the curator" in text and "curator's reading" in text
    assert "25 January 2024 to 28 January 2024 (date inferred)" in text
    place = visible(render_card(build_place_card(atlas, "KZ")))
    assert "September 2022 (inferred)" in place and "seen from May 2023" in place


def test_a_country_card_tells_its_own_from_what_is_shared(atlas):
    card = build_place_card(atlas, "KZ")
    assert [claim.id for block in card.evidence for claim in block.claims] == ["kz-statement"]
    assert [claim.about for block in card.more for claim in block.claims] == ["Meeting of ministers"]
    assert [project for project, _, _ in card.projects] == ["northern-spur"]


def test_every_place_of_the_shipped_atlas_has_a_card(shipped):
    for place in (*shipped.places, "central-asia"):
        assert build_place_card(shipped, place).title in render_card(build_place_card(shipped, place))


def test_a_source_with_an_address_is_linked_to_the_words(atlas):
    quote = atlas.archive.quote_by_id["letter-length"]
    link = link_to_words(atlas.source_of(atlas.facts_on("project:northern-spur")[-1]), quote)
    assert link == "https://letters.example.org/1#:~:text=the%20Northern%20Spur%20is%20210%20km%20long"


def test_an_error_can_be_reported_for_every_fact(atlas):
    card = build_project_card(atlas, "northern-spur")
    reports = [claim.report for block in card.evidence for claim in block.claims]
    assert all(
        report.startswith("https://tracker.example.org/new?title=Error%20in%20fact") for report in reports
    )


def test_a_drawn_length_judges_only_a_traced_line(atlas):
    sentences = build_project_card(atlas, "northern-spur").drawing.comparisons
    assert any("not comparable, since only 8% of the line is traced" in sentence for sentence in sentences)


def test_a_length_shorter_than_the_ends_is_contradicted(shipped):
    drawing = build_project_card(shipped, "bishkek-osh-road").drawing
    assert len(drawing.alignments) == 2
    assert all("433 km" in sentence for sentence in drawing.comparisons)


@pytest.fixture
def hostile(tiny):
    replaced = ("The month is not given.", "the harbour master", "Another spur lies south.")
    for file in tiny.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        text = text.replace("name: Northern Spur\n", f"name: {json.dumps(HOSTILE)}\n")
        for old in replaced:
            text = text.replace(old, json.dumps(HOSTILE))
        file.write_text(text, encoding="utf-8")
    return open_atlas(read_settings({"CORRIDORS_DATA": str(tiny)}))


def test_hostile_text_is_shown_as_text(hostile):
    markup = render_card(build_project_card(hostile, "northern-spur"))
    assert "<img" not in markup and "</script" not in markup
    assert HOSTILE in visible(markup)


@pytest.mark.parametrize(
    ("edtf", "said"),
    [("2025-04-29", "29 April 2025"), ("2022-11", "November 2022"), ("2011", "2011"), ("199X", "the 1990s"),
     ("2010/2018", "2010 to 2018")],
)  # fmt: skip
def test_dates_are_said_plainly(edtf, said):
    assert say_date(edtf) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(433, "433"), (1500, "1,500"), (1.5e9, "1.5 billion"), (57.1e6, "57.1 million"), (10.4, "10.4"),
     (286.42e9, "286.42 billion"), (65000, "65,000"), (2e12, "2 trillion")],
)  # fmt: skip
def test_numbers_are_said_plainly(value, said):
    assert say_number(value) == said


def test_a_lost_number_is_not_printed(shipped):
    lost = [f for facts in shipped.facts.values() for f in facts if f.missing]
    assert lost
    assert {say_value(fact) for fact in lost} == {"no number given"}
