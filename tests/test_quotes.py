"""A seal can be made with the text alone, and breaks with one letter."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.errors import QuoteNotFound
from geo.quotes import describe_text, find_quote, is_sealed, normalise, quoted_words, seal_quote
from geo.records import Quote

TEXT = "One harbour has \u201cforty ships\u201d.\n\nThe other\u00a0harbour has none."


def quote(exact: str, **more: object) -> Quote:
    return Quote(id="q", source="s", exact=exact, **more)


def test_white_space_is_folded_and_nothing_else():
    assert normalise("\ufeffA\u00a0 B\n\nC \u201cd\u201d, E\u0301") == "A B C \u201cd\u201d, \u00c9"


def test_the_key_of_a_text_never_changes():
    described = describe_text("The quick brown fox.")
    assert described.sha256 == "42e25dd386eb55b56db34af535fab5231db8cf1b588af95bc9c32ef849507fc5"
    assert described.public_key == PINNED_KEY
    assert described.words == 4


PINNED_KEY = "esrcnO7uGEeRLxtVbNPDodFMImrImecLPd7JZygmM+w="


def test_a_seal_holds_without_the_text():
    sealed = seal_quote(TEXT, quote("forty ships"))
    assert is_sealed(sealed, describe_text(TEXT))
    assert sealed.start == normalise(TEXT).index("forty")


@pytest.mark.parametrize(
    "change",
    [{"exact": "forty ship"}, {"exact": "Forty ships"}, {"start": 3}, {"source": "t"}, {"prefix": "x"},
     {"suffix": "x"}, {"seal": None}],
)  # fmt: skip
def test_one_change_breaks_the_seal(change):
    sealed = seal_quote(TEXT, quote("forty ships"))
    assert not is_sealed(sealed.model_copy(update=change), describe_text(TEXT))


def test_another_text_makes_another_key():
    sealed = seal_quote(TEXT + " ", quote("forty ships"))
    assert is_sealed(sealed, describe_text(TEXT))
    assert not is_sealed(seal_quote(TEXT + ".", quote("forty ships")), describe_text(TEXT))


def test_words_that_stand_twice_need_a_prefix():
    with pytest.raises(QuoteNotFound, match="more than once"):
        find_quote(TEXT, quote("harbour has"))
    assert find_quote(TEXT, quote("harbour has", prefix="other ")) == normalise(TEXT).index(
        "harbour has none"
    )


def test_the_nearest_passage_is_shown():
    with pytest.raises(QuoteNotFound) as caught:
        find_quote(TEXT, quote("One harbour has fifty ships"))
    assert "harbour has" in caught.value.nearest


@given(st.text(min_size=1, max_size=200), st.data())
def test_any_unique_slice_can_be_sealed(text, data):
    whole = normalise(text)
    assume(whole)
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    words = whole[start:end]
    assume(whole.count(words) == 1 and words.strip() == words)
    sealed = seal_quote(text, quote(words))
    assert is_sealed(sealed, describe_text(text))
    assert whole[sealed.start : sealed.end] == words


def test_words_quoted_twice_count_once():
    first = quote("One harbour has", start=0)
    second = quote("harbour has \u201cforty", start=4)
    assert quoted_words([first, second]) == 4
