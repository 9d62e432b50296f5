"""Where sources differ, age or guess: what the card says of it."""

from __future__ import annotations

from datetime import date

import pytest
from driving import Screen
from playwright.sync_api import expect
from screens import DESKTOP, PROJECTS, Opener
from serving import Server

from geo.atlas.as_of import known_on
from geo.atlas.atlas import Atlas

pytestmark = pytest.mark.browser


GRANT = "pledged 1.5 billion yuan ($208.86 million) in grant assistance"
LOAN = "promised a loan of 1.5 billion yuan (over 200 million dollars)"
# Where to look, which question, what its sides and its decision say, and words that must be quoted.
CASES = (
    (
        "place=KZ",
        "A grant or a loan?",
        (
            "a grant: 208.86 million USD or 1.5 billion CNY",
            "a loan: 1.5 billion CNY",
            "One sum with two readings",
        ),
        (GRANT, LOAN),
    ),
    (
        "project=central-asia-china-gas-pipeline-line-d",
        "Is Line D being built?",
        ("“is being built”", "not from the sources", "one degraded copy"),
        ("is being built with an annual capacity",),
    ),
    (
        "project=bishkek-osh-road",
        "Which road is 433 km long?",
        ("433-kilometer", "about 650 km", "stays the figure"),
        ("433-kilometer",),
    ),
    (
        "project=central-asia-china-gas-pipeline",
        "How long is the Central Asia-China gas pipeline?",
        ("3,666 kilometres", "1,833 km", "about half as long"),
        ("The 3,666 km long",),
    ),
    (
        "project=cku-railway",
        "Has work on the CKU railway begun?",
        ("should begin work as soon as possible", "three critical tunnels", "urged progress", "leads"),
        (
            "should begin work as soon as possible",
            "officially commenced on three critical tunnels",
            "urged progress",
        ),
    ),
    (
        "place=KZ",
        "What are the 58 agreements worth?",
        ("the number has been lost", "It is not one billion"),
        ("worth over billion",),
    ),
    (
        "place=KZ",
        "Who concluded the 58 agreements of the Astana summit?",
        ("China and the five countries", "companies from the countries involved", "not 116"),
        ("companies from the countries involved",),
    ),
    (
        "place=UZ",
        "What has the Asian Infrastructure Investment Bank lent to Uzbekistan?",
        ("US$3.1 billion", "14 projects", "not added up"),
        ("loans worth US$3.1 billion", "fund 14 projects"),
    ),
    (
        "place=TM",
        "What was Berdimuhamedov when he met Xi Jinping in January 2023?",
        ("Foreign Minister", "presidents", "[sic]"),
        ("Turkmenistan's Foreign Minister Berdimuhamedov",),
    ),
    (
        "place=central-asia",
        "Trade: 4 figures",
        (
            "286.42 billion CNY",
            "94.8 billion USD",
            "expected: over 100 billion USD",
            "is no figure",
            "different periods",
        ),
        ("286.42 billion", "94.8 billion"),
    ),
    (
        "place=TM",
        "How much has China invested in Turkmenistan?",
        ("US$211 million", "US$336 million", "not added"),
        ("211 million", "336 million"),
    ),
    (
        "project=central-asia-china-gas-pipeline",
        "Do the 30 billion m³ of Line D come on top",
        ("30 billion m³", "85 billion m³", "never added"),
        ("annual capacity of 30 billion m3",),
    ),
    (
        "place=KG",
        "How large are the trade deficits",
        ("tens of billions", "neither currency nor year"),
        ("tens of billions",),
    ),
    (
        "place=UZ",
        "What do China and Uzbekistan call their relations?",
        ("all-weather comprehensive strategic partnership", "newest leads"),
        ("all-weather",),
    ),
    (
        "place=UZ",
        "How many buses went to Uzbekistan?",
        ("800 buses", "The 500 and the 300 are the 800"),
        ("500 CNG buses",),
    ),
)


@pytest.mark.parametrize(
    ("address", "question", "said", "quoted"), CASES, ids=[case[1][:30] for case in CASES]
)
def test_every_real_difference_comes_out_with_all_sides(
    opener: Opener,
    shipped: Server,
    address: str,
    question: str,
    said: tuple[str, ...],
    quoted: tuple[str, ...],
) -> None:
    screen = opener(shipped).open(**dict([address.split("=")]))
    entry = screen.card.locator(".difference").filter(has_text=question)
    expect(entry).to_have_count(1)
    for words in said:
        expect(entry).to_contain_text(words)
    quotations = screen.card.locator("blockquote")
    for words in quoted:
        expect(quotations.filter(has_text=words).first).to_be_attached()
    numbers = entry.locator("a.number")
    for link in numbers.all():
        target = link.get_attribute("href")
        expect(screen.card.locator(f"{target} blockquote")).to_have_count(1)
    screen.until_quiet()


def test_no_card_prints_a_billion_that_the_source_lost(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped).open(place="KZ")
    claims = screen.card.locator("li[id*='agreements-value'], li[id*='lead-value']")
    expect(claims).to_have_count(2)
    for claim in claims.all():
        expect(claim).to_contain_text("no number given")
    assert "1 billion USD" not in screen.card.inner_text()


def test_an_earlier_day_shows_what_was_known_then(opener: Opener, shipped: Server, atlas: Atlas) -> None:
    then = known_on(atlas, date(2024, 12, 31))
    screen = opener(shipped).open(as_of="2024-12-31", project="cku-railway")
    known = sorted(then.projects.index[then.projects["known"]])
    assert 0 < len(known) < len(PROJECTS)
    screen.until_drawn(known)
    expect(screen.count).to_contain_text(
        f"{len(known)} of {len(PROJECTS)} projects, as known on 31 December 2024"
    )
    expect(screen.card).to_contain_text("last reported proposed")
    expect(screen.card).to_contain_text("As known on 31 December 2024")
    expect(screen.card).not_to_contain_text("three critical tunnels")
    expect(screen.card).to_contain_text("The line is drawn as it is known today.")
    said = screen.card.inner_text()
    for drawn_today in (".course-strip", ".legs"):
        for part in screen.card.locator(drawn_today).all():
            said = said.replace(part.inner_text(), "")
    assert "2025" not in said
    expect(screen.projects.locator("tr", has_text="CKU")).to_contain_text("proposed, 24 January 2024")
    screen.until_quiet()
    assert sorted(screen.params.split("&")) == ["as_of=2024-12-31", "project=cku-railway"]
    screen.page.get_by_role("button", name="Reset filters").click()
    screen.until_drawn(PROJECTS)
    expect(screen.card).to_contain_text("last reported under construction")


def test_before_anything_was_published_nothing_is_known(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped).open(as_of="2020-01-01")
    screen.until_drawn([])
    expect(screen.count).to_contain_text(f"0 of {len(PROJECTS)} projects, as known on 1 January 2020")


def test_a_card_says_how_old_and_whose_its_evidence_is(opener: Opener, aged: Server) -> None:
    screen = opener(aged, **DESKTOP).open(project="bishkek-osh-road")
    for badge in (
        "newest evidence is 3 years old",
        "one voice only",
        "state media only",
        "degraded copy only",
    ):
        expect(screen.card.locator(".standing")).to_contain_text(badge)
    status = screen.card.locator(".headlines .wide")
    expect(status).to_contain_text("last reported under construction")
    expect(status).to_contain_text(
        "in a document of 1 April 2023 to 4 July 2023, 3 years ago; one degraded copy"
    )
    screen.in_list("koshtet-tunnel").click()
    expect(screen.card.locator(".standing")).to_contain_text("newest evidence is 17 months old")


def test_the_timeline_draws_what_is_uncertain_as_spans(opener: Opener, shipped: Server) -> None:
    screen = opener(shipped).open(project="cku-railway")
    lines = screen.card.locator(".timeline li")
    spans = screen.card.locator(".timeline li.event.span")
    expect(spans.filter(has_text="the 1990s: Discussed since")).to_have_count(1)
    expect(lines.filter(has_text="29 April 2025: Reported under construction")).to_have_class("event")
    expect(lines.filter(has_text="China Daily published")).to_have_class("publication span")
    wide = spans.first.locator(".track i").bounding_box()
    narrow = lines.filter(has_text="29 April 2025").locator(".track i").bounding_box()
    assert wide and narrow
    assert wide["width"] > 2 * narrow["width"]
    assert narrow["x"] > wide["x"]


def test_the_page_links_how_it_is_decided(screen: Screen) -> None:
    with screen.page.context.expect_page() as opened:
        screen.page.get_by_role("link", name="How we decide between sources").click()
    expect(opened.value.get_by_role("heading", name="Which value leads")).to_be_visible()
    opened.value.close()
