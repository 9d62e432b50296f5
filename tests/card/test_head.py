"""The head of a card: the values that lead, what they rest on, and where sources differ."""

from __future__ import annotations

from cards import WORDS, read, view

from geo.wording.values import say_value

SPUR = "project:northern-spur"


def test_every_headline_value_is_one_of_the_facts_and_points_at_its_words(shipped):
    counted = 0
    for project in shipped.projects.index:
        card = view(shipped, f"project:{project}")
        for headline in card.headlines:
            block = card.quotations[headline.number - 1]
            value = headline.value.removeprefix("last reported ")
            assert (headline.label, value) in {(fact.label, fact.value) for fact in block.facts}
            assert headline.fact in {fact.id for fact in block.facts}
            counted += 1
    assert counted >= len(shipped.projects)


def test_no_shipped_card_has_a_bare_status(shipped):
    for project in shipped.projects.index:
        for headline in view(shipped, f"project:{project}").headlines:
            if headline.attribute == "status":
                assert headline.value.startswith("last reported ")
                assert " ago; " in headline.detail


def test_sources_that_disagree_stand_side_by_side(atlas):
    card = view(atlas, SPUR)
    (length,) = [h for h in card.headlines if h.attribute == "length"]
    assert (length.label, length.value) == ("Length", "210 km")  # the newer one leads
    assert length.detail == "1 other figure: see where sources differ"
    (values,) = [d for d in card.differences if d.question == "Length: 2 figures"]
    assert [(side.says, side.leads, side.who) for side in values.sides] == [
        ("210 km", True, "The Letter"),
        ("212 km", False, "Harbour Gazette"),
    ]
    assert "; leads" in read(atlas, SPUR).text


def test_a_status_says_of_when_it_is(atlas):
    (status,) = [h for h in view(atlas, SPUR).headlines if h.attribute == "status"]
    assert status.value == "last reported under construction"
    assert status.detail == "4 May 2023, 3 years ago; one independent document (Harbour Gazette)"


def test_a_headline_with_a_date_says_it_unless_it_is_one(shipped, atlas):
    (trade,) = view(shipped, "region:central-asia").headlines
    assert trade.detail.startswith("January 2025 to May 2025; ")
    (opened,) = [h for h in view(atlas, "project:old-depot").headlines if h.attribute == "operation-start"]
    assert (opened.value, opened.detail) == ("2011", "")


def test_marks_are_codes_for_the_look_and_words_for_the_reader(shipped):
    card = view(shipped, "project:shymkent-refinery")
    assert ("old", "newest evidence is 17 months old") in card.marks
    assert dict(card.marks)["one-voice"] == "one voice only"
    assert card.voice
    classes = {
        value for _, name, value in read(shipped, "project:shymkent-refinery").attributes if name == "class"
    }
    assert "badge badge-one-voice" in classes


def test_a_side_that_no_source_takes_never_leads_and_names_its_origin(atlas):
    (written,) = [d for d in view(atlas, SPUR).differences if d.question == "Which spur?"]
    assert written.nature == ("contradiction-outside", "differs from outside reports")
    outside = written.sides[1]
    assert (outside.says, outside.who) == ("300 km: On a map.", "not from the sources: GeoNames")
    assert outside.numbers == () and not outside.leads and written.sides[0].leads


def test_a_headline_is_worded_as_its_fact_is(atlas):
    facts = {fact.id: fact for fact in atlas.facts_on(SPUR)}
    for headline in view(atlas, SPUR).headlines:
        assert headline.value.removeprefix("last reported ") == say_value(WORDS, facts[headline.fact])
