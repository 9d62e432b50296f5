"""Quotations on a card: their words and what is marked in them, their source, the links that lead to it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from cards import read, view
from hypothesis import given
from hypothesis import strategies as st
from tiny import write_tiny

from geo.atlas.atlas import Atlas
from geo.atlas.opening import join_archive, open_atlas
from geo.atlas.quotations import Quotation, find_slips, find_values
from geo.card.quotations import link_to_words, split_runs
from geo.card.view_model import TextRun
from geo.records.facts import Fact
from geo.records.sources import Quote, Sic
from geo.settings import read_settings

SPUR = "project:northern-spur"


@pytest.fixture(scope="module")
def atlas_once(tmp_path_factory) -> Atlas:
    folder = write_tiny(tmp_path_factory.mktemp("once") / "tiny")
    return open_atlas(read_settings({"CORRIDORS_DATA": str(folder)}))


def quotation_of(quote: Quote, facts: list[Fact], source=None) -> Quotation:
    return Quotation(
        1, quote, source, tuple(facts), "body", find_values(quote, facts), find_slips(quote), None
    )


def test_newest_words_come_first(atlas):
    assert read(atlas, SPUR).quotations[0] == "the Northern Spur is 210 km long"


def test_the_words_that_carry_a_value_are_marked(atlas):
    marked = read(atlas, SPUR).marked
    assert "212-kilometre" in marked and "210 km" in marked


def test_errors_of_a_source_are_marked_and_stay(atlas):
    quotes = tuple(
        quote.model_copy(update={"sic": (Sic(words="3 tunnels", note="<b>"), Sic(words="no such"))})
        if quote.id == "hg-tunnels"
        else quote
        for quote in atlas.records.quotes
    )
    slipped = join_archive(replace(atlas.records, quotes=quotes))
    (block,) = [b for b in view(slipped, SPUR).quotations if len(b.words) > 4 and b.words[1].sic]
    assert block.words[1] == TextRun("3 tunnels", is_value=True, sic="<b>")
    page = read(slipped, SPUR)
    assert "The spur has 3 tunnels [sic] and cost 1.5 billion yuan." in page.text
    assert ("span", "title", "<b>") in page.attributes


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), st.data())
def test_marks_change_no_letter_of_a_quotation(exact, data):
    start = data.draw(st.integers(0, len(exact) - 1))
    words = exact[start : data.draw(st.integers(start + 1, len(exact)))]
    fact = Fact(id="f", subject="country:KG", attribute="number", quote="q", reads=words)
    slip = Sic(words=data.draw(st.sampled_from([words, exact, exact[0]])), note="so")
    quote = Quote.model_construct(id="q", source="s", exact=exact, sic=(slip,))
    runs = split_runs(quotation_of(quote, [fact]))
    assert "".join(run.text for run in runs) == exact
    assert all(run.text for run in runs)
    assert sum(run.sic is not None for run in runs) == 1
    assert "".join(run.text for run in runs if run.is_value) == words


def test_a_quotation_says_what_it_is_from(atlas):
    sources = tuple(
        s.model_copy(
            update={"publisher_known": "inferred", "publisher_reason": "x", "caveats": ("It is old.",)}
        )
        for s in atlas.records.sources
    )
    block = view(join_archive(replace(atlas.records, sources=sources)), SPUR).quotations[0]
    assert (block.publisher, block.byline) == ("The Letter (inferred)", "no author named")
    assert block.badges == (("wire", "wire copy"),)
    assert block.caveats == ("It is old.",)
    headline = next(
        b for b in view(atlas, "project:northern-spur").quotations if b.publisher == "Harbour Gazette"
    )
    assert headline.badges == (("independent", "independent"),)


def test_words_that_are_no_running_prose_say_where_they_stood(atlas):
    text = atlas.records.source_by_id["harbour-gazette"].text
    (passage,) = text.passages
    covered = passage.model_copy(update={"start": 0, "end": 10**6, "role": "headline"})
    sources = tuple(
        s.model_copy(update={"text": s.text.model_copy(update={"passages": (covered,)})})
        for s in atlas.records.sources
    )
    block = view(join_archive(replace(atlas.records, sources=sources)), SPUR).quotations[-1]
    assert block.badges[-1] == ("headline", "headline")


# -- links ------------------------------------------------------------------------------------------


def test_a_source_with_an_address_is_linked_to_the_words(atlas):
    quote = atlas.records.quote_by_id["letter-length"]
    link = link_to_words(atlas.records.source_by_id["letter"], quote)
    assert link == "https://letters.example.org/1#:~:text=the%20Northern%20Spur%20is%20210%20km%20long"
    assert link in read(atlas, "project:northern-spur").links
    assert link_to_words(atlas.records.source_by_id["harbour-gazette"], quote) is None


@given(st.lists(st.text("ab-,&#%é中", min_size=1, max_size=8), min_size=1, max_size=30))
def test_a_link_leads_to_the_first_and_the_last_words(atlas_once, words):
    quote = Quote(id="q", source="letter", exact=" ".join(words))
    link = link_to_words(atlas_once.records.source_by_id["letter"], quote)
    fragment = urlsplit(link).fragment.removeprefix(":~:text=")
    assert not set("-&# ") & set(fragment)
    first, _, last = fragment.partition(",")
    assert quote.exact.startswith(unquote(first)) and quote.exact.endswith(unquote(last or first))


def test_an_address_with_a_fragment_of_its_own_stays_one_address(atlas):
    source = atlas.records.source_by_id["letter"].model_copy(update={"address": "https://example.org/a#part"})
    link = link_to_words(source, atlas.records.quote_by_id["letter-length"])
    assert link.startswith("https://example.org/a#part:~:text=the%20Northern") and link.count("#") == 1


@pytest.mark.parametrize(
    ("report", "key"),
    [
        ("https://tracker.example.org/new", "title"),
        ("https://tracker.example.org/new?labels=data", "title"),
        ("mailto:errors@example.org", "subject"),
    ],
)
def test_an_error_can_be_reported_for_every_fact(atlas, report, key):
    about = atlas.records.about.model_copy(update={"report": report})
    page = read(join_archive(replace(atlas.records, about=about)), "project:northern-spur")
    reports = [link for link in page.links if link.startswith(report)]
    assert len(reports) == 7
    queries = [parse_qs(urlsplit(link).query) for link in reports]
    assert {query[key][0] for query in queries} == {
        f"Error in fact {fact.id}" for fact in atlas.facts_on("project:northern-spur")
    }
    assert all("(letter)" in query["body"][0] or "(harbour-gazette)" in query["body"][0] for query in queries)


def test_nothing_is_offered_where_no_address_is_configured(atlas):
    page = read(join_archive(replace(atlas.records, about=None)), "project:northern-spur")
    assert "report an error" not in page.text
