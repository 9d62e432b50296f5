"""One message catalogue a language: what it gives, and what it refuses."""

from __future__ import annotations

from io import BytesIO

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from geo.errors import UnknownMessage
from geo.records.vocabulary import Status
from geo.wording.catalogue import Words, languages, open_words

RUSSIAN = """
msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
"(n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "age.months"
msgid_plural "age.months"
msgstr[0] "{number} месяц"
msgstr[1] "{number} месяца"
msgstr[2] "{number} месяцев"

msgid "hello"
msgstr "{name}, здравствуйте"
"""


@pytest.fixture
def russian() -> Words:
    return Words("ru", Locale("ru"), read_po(BytesIO(RUSSIAN.encode()), locale="ru"))


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 month"), (2, "2 months"), (0, "0 months"), (1200, "1,200 months")]
)
def test_a_counted_message_takes_the_form_of_its_number(number: int, said: str) -> None:
    assert open_words().count("age.months", number) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 месяц"),
        (3, "3 месяца"),
        (5, "5 месяцев"),
        (11, "11 месяцев"),
        (21, "21 месяц"),
        (112, "112 месяцев"),
    ],
)
def test_another_language_has_its_own_plural_forms(russian: Words, number: int, said: str) -> None:
    assert russian.count("age.months", number) == said


def test_the_browser_gets_forms_by_unicode_category(russian: Words) -> None:
    table = russian.table("age.")["age.months"]
    assert isinstance(table, dict)
    assert (table["one"], table["few"], table["many"]) == (
        "{number} месяц",
        "{number} месяца",
        "{number} месяцев",
    )
    assert set(open_words().table("status.")) == {f"status.{status}" for status in Status.__args__}


def test_parameters_are_text_and_no_format(russian: Words) -> None:
    assert russian.say("hello", name="{0.__class__}") == "{0.__class__}, здравствуйте"


def test_what_is_missing_is_said() -> None:
    with pytest.raises(UnknownMessage, match="no such"):
        open_words().say("no such")
    with pytest.raises(UnknownMessage, match="language"):
        open_words("xx")
    with pytest.raises(KeyError, match="name"):
        Words("ru", Locale("ru"), read_po(BytesIO(RUSSIAN.encode()), locale="ru")).say("hello")


@pytest.mark.parametrize(("value", "said"), [(1500, "1,500"), (0.25, "0.25"), (1234567.891, "1,234,567.891")])
def test_numbers_keep_all_their_digits(value: float, said: str) -> None:
    assert open_words().number(value) == said


@pytest.mark.parametrize(("value", "said"), [(1, "1.00"), (0.966, "0.97"), (1234.5, "1,234.50")])
def test_a_ratio_has_all_its_decimals(value: float, said: str) -> None:
    assert open_words().decimal(value, 2) == said


def test_english_is_a_language_of_its_own_catalogue() -> None:
    assert "en" in languages()


@pytest.mark.parametrize(("share", "said"), [(0.453, "45%"), (0, "0%"), (1, "100%"), (12, "1,200%")])
def test_a_share_is_said_in_per_cent(share: float, said: str) -> None:
    assert open_words().percent(share) == said


def test_a_message_is_known_or_not() -> None:
    assert open_words().knows("status.construction") and not open_words().knows("status.dreamt")
