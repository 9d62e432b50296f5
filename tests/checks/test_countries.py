"""Words name one country, or none that is read; names and codes are known or they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.checks.countries import country_code, is_country, read_country
from geo.errors import ReadingError


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the Kyrgyz section", "KG"),
        ("In Kazakhstan", "KZ"),
        ("the Kazakh side", "KZ"),
        ("Tajik towns", "TJ"),
        ("Russian rails", "RU"),
        ("the Afghan border", "AF"),
        ("Chinese builders", "CN"),
        ("Uzbekistan", "UZ"),
        ("Sino", "CN"),
        ("western China", "CN"),
        ("TAJIKISTAN", "TJ"),
        ("Turkmen", "TM"),
        ("Xinjiang", "CN"),
        ("Uzbekistan and the Uzbek people", "UZ"),
        # As news English writes what ISO 3166 lists as "Iran, Islamic Republic of".
        ("Iran", "IR"),
        ("Micronesia", "FM"),
        ("the Uzbek rails", "UZ"),
        ("Vietnam", "VN"),
        ("South Korea", "KR"),
    ],
)
def test_a_country_is_read(words, code):
    assert read_country(words) == code


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("the country", "^no country in"),
        ("Chinatown", "^no country in"),
        ("Kazakhstan and Kyrgyzstan", "^more than one country in"),
        ("Kyrgyz-Chinese", "^more than one country in"),
    ],
)
def test_words_without_one_country_are_refused(words, why):
    with pytest.raises(ReadingError, match=why):
        read_country(words)


@given(st.text(max_size=60))
def test_any_words_are_read_or_refused_in_their_own_words(words):
    try:
        assert is_country(read_country(words))
    except ReadingError as error:
        assert f'"{words}"' in str(error)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kazakhstan", "KZ"),
        ("KZ", "KZ"),
        ("kaz", "KZ"),
        ("Russia", "RU"),
        ("Russian Federation", "RU"),
        ("Turkey", None),
        ("Türkiye", "TR"),
        ("South Korea", "KR"),
        ("Korea", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_country_is_known_or_it_is_not(name, code):
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("code", "is_one"), [("KG", True), ("kg", False), ("XX", False), ("KGZ", False), ("", False)]
)
def test_a_code_is_in_use_or_it_is_not(code, is_one):
    assert is_country(code) is is_one
