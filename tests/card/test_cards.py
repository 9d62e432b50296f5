"""A card shows every fact beside its words, and text from outside stays text."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas.opening import join_archive, open_atlas
from geo.card.place_card import build_place_card, has_place_card
from geo.card.project_card import build_project_card
from geo.card.quotations import link_to_words, mark_words
from geo.card.rendering import render_card
from geo.checks.amounts import read_number
from geo.records.facts import Fact
from geo.records.projects import Feature, Name
from geo.records.sources import OutsideNote, Quote, Sic
from geo.settings import read_settings
from geo.wording.values import say_date, say_number, say_value

HOSTILE = (
    "<img src=x onerror=alert(1)> ${a} `b` \\ </script></blockquote> \u202eevil\u202c &amp; {{ 7*7 }} \" ' %s"
)
TAGS = {
    "section",
    "header",
    "p",
    "h2",
    "h3",
    "h4",
    "dl",
    "div",
    "dt",
    "dd",
    "a",
    "small",
    "span",
    "article",
    "blockquote",
    "mark",
    "ul",
    "li",
    "strong",
    "b",
    "br",
    "details",
    "summary",
    "ol",
    "i",
}


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


def read_card(atlas, project, fact=""):
    return Reader(render_card(build_project_card(atlas, project, fact)))


def read_place(atlas, place):
    return Reader(render_card(build_place_card(atlas, place)))


# -- the shipped cards ------------------------------------------------------------------------------


def test_every_fact_of_every_project_is_on_its_card_beside_its_words(shipped):
    for project in shipped.projects.index:
        card = build_project_card(shipped, project)
        facts = shipped.facts_on(f"project:{project}")
        shown = [claim.id for block in card.evidence for claim in block.claims]
        assert sorted(shown) == sorted(fact.id for fact in facts)
        page = Reader(render_card(card))
        assert set(page.tags) <= TAGS
        own = page.quotations[: len(card.evidence)]
        assert sorted(own) == sorted({shipped.quote_of(fact).exact for fact in facts})
        assert len(page.quotations) == len(card.evidence) + len(card.more)
        ids = [value.removeprefix("fact-") for _, name, value in page.attributes if name == "id"]
        assert {fact.id for fact in facts} <= set(ids)
        assert [block.number for block in card.evidence] == list(range(1, len(card.evidence) + 1))


def test_every_headline_value_is_one_of_the_facts_and_points_at_its_words(shipped):
    counted = 0
    for project in shipped.projects.index:
        card = build_project_card(shipped, project)
        claims = {(c.label, c.value): block.number for block in card.evidence for c in block.claims}
        for headline in card.headlines:
            value = headline.value.removeprefix("last reported ")
            assert (headline.label, value) in claims
            block = card.evidence[headline.number - 1]
            assert (headline.label, value) in {(c.label, c.value) for c in block.claims}
            counted += 1
    assert counted >= len(shipped.projects)


def test_the_words_that_carry_a_value_are_marked_inside_the_quotation(shipped):
    marked = 0
    for quote in shipped.records.quotes:
        facts = [fact for fact in shipped.records.facts if fact.quote == quote.id and fact.reads]
        page = Reader(f"<blockquote>{mark_words(quote, facts)}</blockquote>")
        assert page.quotations == [quote.exact]
        for fact in facts:
            assert any(fact.reads in words for words in page.marked)
            marked += 1
    assert marked > 50


def test_every_place_has_a_card_with_what_is_said_of_it(shipped):
    for place in (*shipped.places, "central-asia"):
        assert has_place_card(shipped, place)
        card = build_place_card(shipped, place)
        own = shipped.facts_on(f"region:{place}" if place == "central-asia" else f"country:{place}")
        shown = {claim.id for block in card.evidence for claim in block.claims}
        assert shown == {fact.id for fact in own}
        assert card.title in Reader(render_card(card)).text
    assert not has_place_card(shipped, "XX")


def test_every_shipped_fact_is_on_some_card(shipped):
    cards = [build_project_card(shipped, project) for project in shipped.projects.index]
    cards += [build_place_card(shipped, place) for place in (*shipped.places, "central-asia")]
    shown = {c.id for card in cards for block in (*card.evidence, *card.more) for c in block.claims}
    assert shown == {fact.id for facts in shipped.facts.values() for fact in facts}


def test_the_card_of_the_railway_quotes_the_sentence_on_the_tunnels(shipped):
    page = read_card(shipped, "cku-railway")
    words = "construction officially commenced on three critical tunnels, Fergana Mountain, Naryn No.1"
    assert any(words in quotation for quotation in page.quotations)


def test_a_length_shorter_than_the_ends_is_contradicted(shipped):
    drawing = build_project_card(shipped, "bishkek-osh-road").drawing
    assert len(drawing.alignments) == 2
    assert all("433 km" in sentence for sentence in drawing.comparisons)


def test_what_the_page_says_of_a_number_is_the_number(shipped):
    for fact in shipped.records.facts:
        if isinstance(fact.value, int | float):
            assert float(read_number(say_number(fact.value))) == fact.value


# -- the tiny cards ---------------------------------------------------------------------------------


def test_sources_that_disagree_stand_side_by_side(atlas):
    card = build_project_card(atlas, "northern-spur")
    (length,) = [h for h in card.headlines if h.label == "Length"]
    assert length.value == "210 km"  # the newer one leads
    assert "1 other figure" in length.detail
    assert {"212 km", "210 km"} <= {side.says for c in card.comparisons for side in c.sides}
    page = Reader(render_card(card))
    assert "according to the harbour master through Xinhua" in page.text
    assert "212-kilometre" in page.marked and "210 km" in page.marked
    assert "Also: Северная ветка" in page.text


def test_each_side_of_a_difference_is_quoted_also_from_another_card(shipped):
    card = build_project_card(shipped, "central-asia-china-gas-pipeline-line-d")
    (whole,) = [block for block in card.more if "85 billion" in block.words]
    assert (
        whole.claims[0].about == "Central Asia-China gas pipeline" or "gas pipeline" in whole.claims[0].about
    )
    (question,) = [c for c in card.comparisons if "85 billion" in c.question]
    assert any(whole.number in side.numbers for side in question.sides)
    for project in shipped.projects.index:
        card = build_project_card(shipped, project)
        numbers = {block.number for block in (*card.evidence, *card.more)}
        for comparison in card.comparisons:
            for side in comparison.sides:
                assert set(side.numbers) <= numbers
                assert side.numbers or side.who.startswith("not from the sources")


def test_a_country_has_no_headline_of_the_region(shipped):
    (trade,) = build_place_card(shipped, "central-asia").headlines
    assert trade.value == "286.42 billion CNY"
    for place in shipped.places:
        assert build_place_card(shipped, place).headlines == ()


def test_newest_words_come_first(atlas):
    page = read_card(atlas, "northern-spur")
    assert page.quotations[0] == "the Northern Spur is 210 km long"


def test_what_is_inferred_identified_or_outside_says_so(atlas):
    page = read_card(atlas, "northern-spur")
    for said in (
        "identified by the curator",
        "curator's reading",
        "Identified: “The spur” is this one.",
        "25 January 2024 to 28 January 2024 (date inferred)",
        "no author named",
        "Not from the sources Another spur lies south. (GeoNames: 2)",
    ):
        assert said in page.text
    place = read_place(atlas, "KZ")
    assert "September 2022 (inferred)" in place.text and "Date: seen from May 2023" in place.text


def test_what_a_source_lost_is_said_and_not_made_up(atlas):
    page = read_card(atlas, "sand-pipeline")
    assert "no number given" in page.text and "The letter lost the number." in page.text


def test_a_status_says_of_when_it_is(atlas):
    (status,) = [h for h in build_project_card(atlas, "northern-spur").headlines if h.label == "Status"]
    assert status.value == "last reported under construction"
    assert status.detail.startswith("4 May 2023, ")
    assert status.detail.endswith("; one independent document (Harbour Gazette)")


def test_a_country_says_whether_it_is_named_or_drawn(atlas):
    assert build_project_card(atlas, "northern-spur").countries == (
        ("KZ", "Kazakhstan", "named by a source, drawn, estimate"),
    )
    assert build_project_card(atlas, "old-depot").countries == (
        ("KG", "Kyrgyzstan", "named by a source, drawn"),
    )


def test_relations_are_told_from_both_sides(atlas):
    assert build_project_card(atlas, "old-depot").relations == (
        ("Part of", "northern-spur", "Northern Spur", ""),
    )
    assert set(build_project_card(atlas, "northern-spur").relations) == {
        ("Contains", "old-depot", "Old Depot", ""),
        ("Overlaps with", "sand-pipeline", "Sand Pipeline", "They share a bridge."),
    }
    assert "?project=northern-spur" in read_card(atlas, "old-depot").links


def test_a_country_card_tells_its_own_from_what_is_shared(atlas):
    card = build_place_card(atlas, "KZ")
    assert [claim.id for block in card.evidence for claim in block.claims] == ["kz-statement"]
    assert [claim.about for block in card.more for claim in block.claims] == ["Meeting of ministers"]
    assert [block.number for block in (*card.evidence, *card.more)] == [1, 2]
    assert [project for project, _, _ in card.projects] == ["northern-spur"]


def test_a_chosen_fact_is_pointed_out(atlas):
    card = build_project_card(atlas, "northern-spur", "spur-cost")
    (chosen,) = [block for block in card.evidence if block.is_chosen]
    assert "spur-cost" in {claim.id for claim in chosen.claims}
    assert not any(block.is_chosen for block in build_project_card(atlas, "northern-spur").evidence)


def test_a_name_for_searching_is_not_shown_as_a_name(atlas):
    spur = atlas.records.project_by_id["northern-spur"]
    more = (*spur.names, Name(name="Spur Town", language="en", reference="curator", search_only=True))
    records = replace(atlas.records, projects=(spur.model_copy(update={"names": more}),))
    assert build_project_card(join_archive(records), "northern-spur").names == ("Северная ветка",)


def test_a_project_that_nothing_is_said_of_says_so(atlas):
    page = Reader(
        render_card(build_project_card(join_archive(replace(atlas.records, facts=())), "old-depot"))
    )
    assert "None of the sources says anything on Old Depot itself." in page.text


def test_a_drawn_length_judges_only_a_traced_line(atlas):
    sentences = build_project_card(atlas, "northern-spur").drawing.comparisons
    assert len(sentences) == 2
    assert all("not comparable, since only 8% of the line is traced" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        (13.8, "agree within 5%"),
        (14.4, "agree within 5%"),
        (20, "the claim is 45% longer"),
        (13, "the figure cannot be"),
    ],
)
def test_a_traced_line_judges_what_is_claimed(atlas, claimed, said):
    (fact,) = [f for f in atlas.records.facts if f.id == "spur-length-hg"]
    records = replace(
        atlas.records,
        facts=(fact.model_copy(update={"value": claimed}),),
        features=tuple(f for f in atlas.records.features if f.id == "northern-spur-west"),
    )
    (sentence,) = build_project_card(join_archive(records), "northern-spur").drawing.comparisons
    assert said in sentence


# -- links ------------------------------------------------------------------------------------------


def test_a_source_with_an_address_is_linked_to_the_words(atlas):
    quote = atlas.records.quote_by_id["letter-length"]
    link = link_to_words(atlas.records.source_by_id["letter"], quote)
    assert link == "https://letters.example.org/1#:~:text=the%20Northern%20Spur%20is%20210%20km%20long"
    assert link in read_card(atlas, "northern-spur").links
    assert link_to_words(atlas.records.source_by_id["harbour-gazette"], quote) is None


@given(st.lists(st.text("ab-,&#%é中", min_size=1, max_size=8), min_size=1, max_size=30))
def test_a_link_leads_to_the_first_and_the_last_words(atlas_once, words):
    quote = Quote(id="q", source="letter", exact=" ".join(words))
    link = link_to_words(atlas_once.records.source_by_id["letter"], quote)
    fragment = urlsplit(link).fragment.removeprefix(":~:text=")
    assert not set("-&# ") & set(fragment)
    first, _, last = fragment.partition(",")
    assert quote.exact.startswith(unquote(first)) and quote.exact.endswith(unquote(last or first))


@pytest.fixture(scope="module")
def atlas_once(tmp_path_factory):
    from tiny import write_tiny

    return open_atlas(
        read_settings({"CORRIDORS_DATA": str(write_tiny(tmp_path_factory.mktemp("once") / "tiny"))})
    )


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
    page = read_card(join_archive(replace(atlas.records, about=about)), "northern-spur")
    reports = [link for link in page.links if link.startswith(report)]
    assert len(reports) == 7
    queries = [parse_qs(urlsplit(link).query) for link in reports]
    assert {query[key][0] for query in queries} == {
        f"Error in fact {fact.id}" for fact in atlas.facts_on("project:northern-spur")
    }
    assert all("(letter)" in query["body"][0] or "(harbour-gazette)" in query["body"][0] for query in queries)


def test_nothing_is_offered_where_no_address_is_configured(atlas):
    page = read_card(join_archive(replace(atlas.records, about=None)), "northern-spur")
    assert "report an error" not in page.text


# -- text from outside ------------------------------------------------------------------------------


def with_hostile_text(atlas, text):
    """The tiny atlas with the text in every field that people fill, patterns or no patterns."""
    records = atlas.records
    status = {"value": text, "reads": text}
    return join_archive(
        replace(
            records,
            about=records.about.model_copy(update={"title": text, "sentence": text}),
            sources=tuple(
                s.model_copy(
                    update={
                        "title": text,
                        "publisher": text,
                        "caveats": (text,),
                        "voice": text,
                        "author": s.author.model_copy(update={"name": text}),
                    }
                )
                for s in records.sources
            ),
            quotes=tuple(
                q.model_copy(update={"exact": f"{text} {q.exact}", "sic": (Sic(words=text, note=text),)})
                for q in records.quotes
            ),
            facts=tuple(
                f.model_copy(
                    update={
                        "speaker": text,
                        "via": text,
                        "identification": text,
                        "note": text,
                        "missing": text,
                        **(status if isinstance(f.value, str) and f.attribute == "cargo" else {}),
                        "unit": text if f.attribute == "tunnels" else f.unit,
                        "as_of": f.as_of and f.as_of.model_copy(update={"reason": text, "known": "inferred"}),
                    }
                )
                for f in records.facts
            ),
            projects=tuple(
                p.model_copy(
                    update={
                        "name": text,
                        "names": (Name.model_construct(name=text + "!", language="ru", reference="x"),),
                        "notes": (OutsideNote(text=text, references=(text, "geonames:" + text)),),
                        "overlaps": tuple(o.model_copy(update={"reason": text}) for o in p.overlaps),
                    }
                )
                for p in records.projects
            ),
            subjects=tuple(s.model_copy(update={"name": text}) for s in records.subjects),
            references=tuple(r.model_copy(update={"title": text}) for r in records.references),
            features=tuple(
                Feature(
                    f.id, f.properties.model_copy(update={"name": text, "basis": text}), f.geometry, f.file
                )
                for f in records.features
            ),
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "<script>alert(1)</script>",
        '" onmouseover="alert(1)',
        "javascript:alert(1)",
        "&lt;b&gt;",
        "{% raw %}{{ card }}",
        "\u202e\u2066\u200f",
        "]]>",
        "<!-- x",
    ],
)
def test_hostile_text_is_shown_as_text(atlas, text):
    hostile = with_hostile_text(atlas, text)
    pages = [read_card(hostile, project) for project in hostile.projects.index] + [read_place(hostile, "KZ")]
    for page in pages:
        assert set(page.tags) <= TAGS
        assert not [name for _, name, _ in page.attributes if name.startswith("on")]
        styles = [value for _, name, value in page.attributes if name == "style"]
        assert all(re.fullmatch(r"margin-left: [\d.]+%; width: [\d.]+%", style) for style in styles)
        assert all(link.startswith(("https://", "?", "#")) for link in page.links)
    spur = next(page for page in pages if "west" not in page.text.split() and "Northern" not in page.text)
    shown = " ".join(text.split())
    assert spur.text.count(shown) >= 15
    assert all(text in quotation for page in pages for quotation in page.quotations)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), st.data())
def test_marks_change_no_letter_of_a_quotation(exact, data):
    start = data.draw(st.integers(0, len(exact) - 1))
    words = exact[start : data.draw(st.integers(start + 1, len(exact)))]
    fact = Fact(id="f", subject="country:KG", attribute="number", quote="q", reads=words)
    marked = str(mark_words(Quote(id="q", source="s", exact=exact), [fact]))
    plain = marked.replace("<mark>", "").replace("</mark>", "")
    assert not set("<>\"'") & set(plain)
    assert html.unescape(plain) == exact
    assert marked.count("<mark>") == marked.count("</mark>") <= 1


@pytest.mark.parametrize(
    ("exact", "reads", "marked"),
    [
        ("a 1,400 MW and a 400 MW plant", "400 MW", "a 1,400 MW and a <mark>400 MW</mark> plant"),
        (
            "433-kilometer, of which 33-kilometer",
            "33-kilometer",
            "433-kilometer, of which <mark>33-kilometer</mark>",
        ),
        ("from China to Chinatown", "China", "from <mark>China</mark> to Chinatown"),
    ],
)
def test_whole_words_are_marked_and_not_a_part_of_another_number(exact, reads, marked):
    fact = Fact(id="f", subject="country:KG", attribute="power", quote="q", reads=reads)
    assert mark_words(Quote(id="q", source="s", exact=exact), [fact]) == marked


def test_errors_of_a_source_are_marked_and_stay(atlas):
    quote = atlas.records.quote_by_id["hg-tunnels"].model_copy(
        update={"sic": (Sic(words="tunnels", note="<b>"),)}
    )
    assert mark_words(quote, []) == (
        'The spur has 3 tunnels<span class="sic" title="&lt;b&gt;"> [sic]</span> and cost 1.5 billion yuan.'
    )


# -- values in words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2025-04-29", "29 April 2025"),
        ("2023-05-04", "4 May 2023"),
        ("2022-11", "November 2022"),
        ("2011", "2011"),
        ("199X", "the 1990s"),
        ("2010/2018", "2010 to 2018"),
        ("2024-01-25/2024-01-28", "25 January 2024 to 28 January 2024"),
        ("2022-21", "2022-21"),
    ],
)
def test_dates_are_said_plainly(edtf, said):
    assert say_date(edtf) == said


@pytest.mark.parametrize("edtf", ["19XX", "2004-06-XX", "2011-XX"])
def test_a_date_that_has_no_plain_words_is_not_made_into_nonsense(edtf):
    assert "X0s" not in say_date(edtf)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (433, "433"),
        (1500, "1,500"),
        (1.5e9, "1.5 billion"),
        (57.1e6, "57.1 million"),
        (10.4, "10.4"),
        (-2e9, "-2 billion"),
        (286.42e9, "286.42 billion"),
        (65000, "65,000"),
        (2e12, "2 trillion"),
        (0, "0"),
        (1000000, "1 million"),
    ],
)
def test_numbers_are_said_plainly(value, said):
    assert say_number(value) == said


@given(st.integers(0, 10**13))
def test_no_number_is_rounded_on_the_way_to_the_reader(number):
    assert read_number(say_number(number)) == number


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ({"attribute": "length", "value": 433, "unit": "km", "qualifier": "over"}, "over 433 km"),
        ({"attribute": "gas-capacity", "value": 30, "unit": "bcm/year"}, "30 billion m³ a year"),
        ({"attribute": "share", "value": 6, "unit": "%"}, "6 per cent"),
        ({"attribute": "duration", "value": 1, "unit": "year"}, "1 year"),
        ({"attribute": "duration", "value": 3, "unit": "year", "qualifier": "about"}, "about 3 years"),
        ({"attribute": "multiple", "value": 100, "unit": "times"}, "100 times"),
        ({"attribute": "cost", "value": 1.5e9, "unit": "CNY", "qualifier": "up-to"}, "up to 1.5 billion CNY"),
        ({"attribute": "cost", "unit": "CNY", "missing": "lost"}, "no number given"),
        ({"attribute": "status", "value": "construction"}, "under construction"),
        ({"attribute": "country", "value": "KG"}, "Kyrgyzstan"),
        ({"attribute": "operation-start", "value": "2009-12"}, "December 2009"),
        ({"attribute": "cargo", "value": "gas"}, "gas"),
        ({"attribute": "statement"}, ""),
    ],
)
def test_values_are_said_plainly(fact, said):
    assert say_value(Fact(id="f", subject="country:KG", quote="q", **fact)) == said


def test_a_lost_number_is_not_printed(shipped):
    lost = [f for facts in shipped.facts.values() for f in facts if f.missing]
    assert lost
    assert {say_value(fact) for fact in lost} == {"no number given"}
