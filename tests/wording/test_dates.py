"""EDTF dates in words: doubt shows, nothing is printed raw, and no month is another one."""

from __future__ import annotations

import calendar
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.records.fields import Published, When, span_of
from geo.wording.catalogue import open_words
from geo.wording.dates import say_bounded, say_date, say_published, say_when

WORDS = open_words()


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2025-04-29", "29 April 2025"),
        ("2023-05-04", "4 May 2023"),
        ("2022-11", "November 2022"),
        ("2022-09", "September 2022"),
        ("2011", "2011"),
        ("0850", "850"),
        ("199X", "the 1990s"),
        ("200X", "between 2000 and 2009"),
        ("20XX", "between 2000 and 2099"),
        ("1XXX", "between 1000 and 1999"),
        ("2010/2018", "2010 to 2018"),
        ("2024-01-25/2024-01-28", "25 January 2024 to 28 January 2024"),
        ("2022-09~", "about September 2022"),
        ("2022?", "perhaps 2022"),
        ("2022-09%", "perhaps about September 2022"),
        ("2022?-09~", "perhaps about September 2022"),
        ("2004-06~-11", "about 11 June 2004"),
        ("2010~/2018?", "about 2010 to perhaps 2018"),
        ("199X~", "about the 1990s"),
        ("2021-21", "spring 2021"),
        ("2021-22", "summer 2021"),
        ("2021-23", "autumn 2021"),
        ("2021-24", "winter 2021"),
        ("2021-32", "winter 2021 (southern hemisphere)"),
        ("2021-34", "the second quarter of 2021"),
        ("2021-39", "the last third of 2021"),
        ("2021-40", "the first half of 2021"),
        ("2021-21/2021-23", "spring 2021 to autumn 2021"),
        ("2004-06-XX", "June 2004"),
        ("2011-XX", "2011"),
        ("2011-XX-XX", "2011"),
        ("1984-1X", "at a time that is not known"),
        ("156X-12-25", "between 25 December 1560 and 25 December 1569"),
        ("2011-XX-05", "between 5 January 2011 and 5 December 2011"),
        ("2004-06/..", "from June 2004 on"),
        ("2004/", "from 2004, until when is not known"),
        ("2004/open", "from 2004 on"),
        ("../2004", "until 2004"),
        ("/2004", "until 2004, since when is not known"),
        ("unknown/2004", "until 2004, since when is not known"),
        ("../..", "at a time that is not known"),
        ("[1667,1668,1670..1672]", "1667, 1668 or 1670 to 1672"),
        ("{1960,1961-12}", "1960 and December 1961"),
        ("[..1984]", "until 1984"),
        ("[2004..]", "from 2004 on"),
        ("-0100", "101 BC"),
        ("0000", "1 BC"),
        ("1950S2", "between 1 January 1950 and 31 December 1950"),
        ("2004-01-01T10:10:10Z", "1 January 2004"),
        ("Y17E8", "at a time that is not known"),
        ("2004-02-30", "at a time that is not known"),
        ("soon", "at a time that is not known"),
    ],
)
def test_dates_are_said_plainly(edtf, said):
    assert say_date(WORDS, edtf) == said


YEAR = st.one_of(
    st.integers(1, 9999).map("{:04d}".format),
    st.integers(-9999, -1).map("{:05d}".format),
    st.from_regex(r"[12][0-9]{2}X|[12][0-9]XX|[12]XXX", fullmatch=True),
)
MONTH = st.one_of(st.integers(1, 12).map("{:02d}".format), st.just("XX"), st.integers(21, 41).map(str))
DAY = st.one_of(st.integers(1, 31).map("{:02d}".format), st.just("XX"))
DOUBT = st.sampled_from(["", "", "?", "~", "%"])
SINGLE = st.one_of(
    st.builds(str.__add__, YEAR, DOUBT),
    st.builds("{}{}-{}{}".format, YEAR, DOUBT, MONTH, DOUBT),
    st.builds("{}-{}{}-{}{}".format, YEAR, DOUBT, MONTH, DAY, DOUBT),
    st.builds("Y{}".format, st.integers(-(10**6), 10**6)),
)
SIDE = st.one_of(SINGLE, st.sampled_from(["", "..", "open", "unknown"]))
EDTF = st.one_of(
    SINGLE,
    st.builds("{}/{}".format, SIDE, SIDE),
    st.lists(st.one_of(SINGLE, st.builds("{}..{}".format, SINGLE, SINGLE)), min_size=1, max_size=3).map(
        lambda members: f"[{','.join(members)}]"
    ),
    st.lists(SINGLE, min_size=1, max_size=3).map(lambda members: f"{{{','.join(members)}}}"),
)
MONTH_NAMES = set(calendar.month_name[1:])


@given(st.one_of(EDTF, st.text(max_size=12), st.text("0123456789-X/~?%.[]{},Y", max_size=14)))
def test_no_date_is_printed_raw(edtf):
    said = say_date(WORDS, edtf)
    assert said and "{" not in said
    assert not re.search(r"\d-|-\d|X|[~?%/\[\]]|\.\.|\dT\d", said), said


@given(EDTF)
def test_a_date_in_words_is_no_other_date(edtf):
    """Each month and each year that is said is that of a day which the date can mean."""
    said = say_date(WORDS, edtf)
    if "~" in edtf or "%" in edtf:
        assert "about" in said or said == WORDS.say("date.unknown")
    if "?" in edtf or "%" in edtf:
        assert "perhaps" in said or said == WORDS.say("date.unknown")
    try:
        first, last = span_of(edtf)
    except ValueError:
        return
    if "/" in edtf or "[" in edtf or "{" in edtf:
        return
    months = {name for name in MONTH_NAMES if name in said}
    can_be = {calendar.month_name[first.month], calendar.month_name[last.month]}
    assert months <= can_be
    if first == last:
        assert months == can_be and f"{first.day} " in said and str(first.year) in said


@pytest.mark.parametrize(
    ("value", "bound", "said"),
    [
        ("2022", "until", "until the end of 2022"),
        ("2025-05", "until", "until the end of May 2025"),
        ("199X", "until", "until the end of the 1990s"),
        ("2025-04-29", "until", "until 29 April 2025"),
        ("200X", "until", "until 31 December 2009"),
        ("2022~", "until", "until about 2022"),
        ("2010/2018", "until", "2010 to 2018"),
        ("2004/2023", "from", "2004 to 2023"),
        ("2021-04", "from", "since April 2021"),
        ("2021-04", None, "April 2021"),
    ],
)
def test_a_bound_says_up_to_when_or_from_when(value, bound, said):
    when = When(value=value, known="stated", reads="then", bound=bound)
    assert say_bounded(WORDS, when) == say_when(WORDS, when) == said
    inferred = when.model_copy(update={"known": "inferred"})
    assert say_when(WORDS, inferred) == f"{said} (inferred)"


def test_a_day_of_publication_that_was_worked_out_says_so():
    published = Published(value="2023-05-05", known="stated", reason="dateline")
    assert say_published(WORDS, published) == "5 May 2023"
    assert say_published(WORDS, published.model_copy(update={"known": "inferred"})) == (
        "5 May 2023 (date inferred)"
    )
