"""A seal can be made with the text alone, and breaks with one letter."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.checks.quotations import (
    describe_text,
    find_quote,
    find_words,
    hash_text,
    is_sealed,
    nearest_passage,
    normalise,
    quoted_words,
    role_of,
    seal_quote,
)
from geo.errors import QuoteNotFound
from geo.records.sources import Passage, Quote

TEXT = "One harbour has \u201cforty ships\u201d.\n\nThe other\u00a0harbour has none."
# Pinned for ever: a change to how keys or seals are made would break every seal that was ever made.
PINNED_TEXT = "The quick brown fox."
PINNED_HASH = "42e25dd386eb55b56db34af535fab5231db8cf1b588af95bc9c32ef849507fc5"
PINNED_SEAL = "WpcUIxtMnlkF+Btj6w21duNl7hH1h6Xgkhl6aAXPLGfy6NR1ZpVVHPn+DwyJX1vRwNJmSwd5cRoWq3v3/yF0Bg=="
PINNED_KEY = "esrcnO7uGEeRLxtVbNPDodFMImrImecLPd7JZygmM+w="
texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=200)


def quote(exact: str, **more: object) -> Quote:
    return Quote(id="q", source="s", exact=exact, **more)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("A  B", "A B"),
        ("A\u00a0B", "A B"),
        ("A\r\nB", "A B"),
        ("A\n\n\tB", "A B"),
        ("  A ", "A"),
        ("\ufeffA", "A"),
        ("A\u3000B", "A B"),
        ("E\u0301", "\u00c9"),
        ("\u0438\u0306", "\u0439"),
    ],
)
def test_white_space_is_folded_and_letters_are_composed(text, normal):
    assert normalise(text) == normal


@pytest.mark.parametrize(
    "text",
    [
        "Case case",
        "\u201cquotes\u201d",
        '"quotes"',
        "it\u2019s",
        "it's",
        "A \u2013 B",
        "A-B",
        "A.",
        "\ufb01sh",
        "m\u00b3",
        "\uff21",
        "zero\u200bwidth",
        "\u202eright\u202c",
        "中吉乌 🚂",
    ],
)
def test_nothing_else_is_changed(text):
    assert normalise(text) == text


@given(texts)
def test_normalising_twice_is_normalising_once(text):
    whole = normalise(text)
    assert normalise(whole) == whole
    assert unicodedata.is_normalized("NFC", whole)
    assert hash_text(whole) == hash_text(text)
    assert "".join(whole.split()) == "".join(
        unicodedata.normalize("NFC", text.removeprefix("\ufeff")).split()
    )


def test_the_key_of_a_text_never_changes():
    described = describe_text(PINNED_TEXT)
    assert (described.sha256, described.public_key, described.words) == (PINNED_HASH, PINNED_KEY, 4)


def test_a_seal_that_was_made_once_stays_good():
    once = quote("quick brown", start=4, seal=PINNED_SEAL)
    assert seal_quote(PINNED_TEXT, quote("quick brown")) == once
    assert is_sealed(once, describe_text(PINNED_TEXT))


def test_a_seal_in_any_script_stays_good():
    seal = "5JagDk+4Ng8lgWEOq2LdyYPkOOg2wN6QfjxTBOHPqJMQjiESBbyQ06n5+NDZz6HTNQ2mR6blgOHUoU09A0G7BQ=="
    text = "Ещё “лиса” – fox."
    assert seal_quote(text, quote("“лиса”", suffix=" –")).seal == seal


def test_a_seal_holds_without_the_text():
    sealed = seal_quote(TEXT, quote("forty ships"))
    assert is_sealed(sealed, describe_text(TEXT))
    assert sealed.start == normalise(TEXT).index("forty")
    assert sealed.end == sealed.start + len("forty ships")


@pytest.mark.parametrize(
    "change",
    [
        {"exact": "forty ship"},
        {"exact": "Forty ships"},
        {"exact": "forty  ships"},
        {"start": 16},
        {"start": None},
        {"source": "t"},
        {"prefix": ""},
        {"prefix": "has \u201c "},
        {"suffix": "."},
        {"seal": None},
        {"seal": "A" * 86 + "=="},
    ],
    ids=str,
)
def test_one_change_breaks_the_seal(change):
    sealed = seal_quote(TEXT, quote("forty ships", prefix="has \u201c"))
    assert is_sealed(sealed, describe_text(TEXT))
    assert not is_sealed(sealed.model_copy(update=change), describe_text(TEXT))


def test_words_cannot_move_between_prefix_and_quotation():
    sealed = seal_quote(TEXT, quote("forty ships", prefix="\u201c"))
    moved = sealed.model_copy(update={"exact": "\u201cforty ships", "prefix": ""})
    assert not is_sealed(moved, describe_text(TEXT))


def test_a_seal_does_not_depend_on_what_is_not_quoted():
    sealed = seal_quote(TEXT, quote("forty ships"))
    assert is_sealed(sealed.model_copy(update={"id": "another"}), describe_text(TEXT))


def test_another_text_makes_another_key():
    described = describe_text(TEXT)
    assert is_sealed(seal_quote(TEXT.replace("\n\n", "  ") + " ", quote("forty ships")), described)
    for other in (TEXT + ".", TEXT.lower(), TEXT.replace("\u201c", '"')):
        assert not is_sealed(seal_quote(other, quote("forty ships")), described)


@pytest.mark.parametrize(
    "words",
    ["fifty ships", "Forty ships", "forty  ships", '"forty ships"', "forty ships.", "other\u00a0harbour"],
)
def test_words_that_do_not_stand_there_are_not_sealed(words):
    with pytest.raises(QuoteNotFound, match="do not stand in s"):
        seal_quote(TEXT, quote(words))


def test_words_that_stand_twice_need_a_prefix_or_a_suffix():
    with pytest.raises(QuoteNotFound, match="more than once"):
        find_quote(TEXT, quote("harbour has"))
    second = normalise(TEXT).index("harbour has none")
    assert find_quote(TEXT, quote("harbour has", prefix="other ")) == second
    assert find_quote(TEXT, quote("harbour has", suffix=" none")) == second
    with pytest.raises(QuoteNotFound, match="more than once"):
        find_quote("aXaXa", quote("aXa"))


def test_the_nearest_passage_is_shown():
    with pytest.raises(QuoteNotFound) as caught:
        find_quote(TEXT, quote("harbour has \u201cfifty ships"))
    assert "forty ships" in caught.value.nearest
    assert nearest_passage(normalise(TEXT), "qqq zzz xxx jjj") == ""
    # Three of five letters resemble the words enough, 13 of 22 do not.
    around = "x" * 40
    assert "abc" in nearest_passage(f"{around}abc{around}", "abcyy")
    assert nearest_passage(f"{around}abcdefghijklm{around}", "abcdefghijklm" + "y" * 9) == ""


@given(texts, st.data())
def test_any_unique_slice_can_be_sealed(text, data):
    whole = normalise(text)
    assume(whole)
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    words = whole[start:end]
    assume(whole.find(words, whole.find(words) + 1) < 0)
    sealed = seal_quote(text, quote(words))
    described = describe_text(text)
    assert is_sealed(sealed, described)
    assert whole[sealed.start : sealed.end] == words
    letter = data.draw(st.integers(0, len(words) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda c: c != words[letter]))
    changed = words[:letter] + other + words[letter + 1 :]
    assert not is_sealed(sealed.model_copy(update={"exact": changed}), described)


@given(texts, st.data())
def test_any_slice_can_be_sealed_with_what_stands_around_it(text, data):
    whole = normalise(text)
    assume(whole)
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    placed = seal_quote(text, quote(whole[start:end], prefix=whole[:start], suffix=whole[end:]))
    assert placed.start == start
    assert is_sealed(placed, describe_text(text))


@pytest.mark.parametrize(
    ("words", "exact", "at"),
    [
        ("400 MW", "a 400 MW plant", 2),
        ("400 MW", "400 MW.", 0),
        ("400 MW", "1,400 MW", -1),
        ("33", "433-kilometer", -1),
        ("433", "433-kilometer", 0),
        ("US$3", "for US$3.1 billion", -1),
        ("3", "for 3, and", 4),
        ("1", "1,400 MW", -1),
        ("5", "0.5 km", -1),
        ("work", "works", -1),
        ("work", "rework", -1),
        ("$3", "US$3", 2),
        ("$3", "US$30", -1),
        ("5%", "15%", -1),
        ("400 MW", "400 MWh", -1),
        ("%", "15%", 2),
        ("3%", "3%.", 0),
        ("a.b", "aXb", -1),
    ],
)
def test_words_stand_as_whole_words_and_whole_numbers(words, exact, at):
    assert find_words(words, exact) == at


@pytest.mark.parametrize(
    ("quotes", "words"),
    [
        ([], 0),
        ([("One harbour has", 0)], 3),
        ([("One harbour has", 0), ("One harbour has", 0)], 3),
        ([("One harbour has", 0), ("harbour has \u201cforty", 4)], 4),
        ([("One harbour has \u201cforty", 0), ("harbour", 4)], 4),
        ([("One harbour", 0), ("harbour has", 40)], 4),
    ],
)
def test_words_quoted_twice_count_once(quotes, words):
    assert quoted_words([quote(exact, start=start) for exact, start in quotes]) == words


@given(st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=30), st.data())
def test_never_more_words_are_quoted_than_there_are(words, data):
    whole = " ".join(words)
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(words) - 1), st.integers(1, 6)), max_size=6))
    quotes, covered = [], set()
    for first, length in spans:
        part = words[first : first + length]
        start = len(" ".join(words[:first])) + (first > 0)
        assert whole[start:].startswith(" ".join(part))
        quotes.append(quote(" ".join(part), start=start))
        covered |= set(range(first, first + len(part)))
    assert quoted_words(quotes) == len(covered)


PASSAGES = [
    Passage(start=0, end=11, role="caption", what="x"),
    Passage(start=20, end=25, role="ai-summary", what="y"),
]


@pytest.mark.parametrize(
    ("start", "length", "role"),
    [
        (0, 5, "caption"),
        (10, 1, "caption"),
        (10, 5, "caption"),
        (11, 9, "body"),
        (11, 10, "ai-summary"),
        (24, 9, "ai-summary"),
        (25, 9, "body"),
        (12, 30, "ai-summary"),
    ],
)
def test_a_quotation_that_touches_a_passage_has_its_role(start, length, role):
    assert role_of(quote("x" * length, start=start), describe_text(TEXT, PASSAGES)) == role


def test_a_data_set_has_no_passages():
    assert role_of(quote("x", start=3), None) == "body"
