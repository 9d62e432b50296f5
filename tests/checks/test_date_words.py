"""A date says what its words say: no part of them is lost, and nothing is added."""

from __future__ import annotations

import calendar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.checks.date_words import DateFault, check_date, cut_bound, read_bound

# words, date, whether it is marked inferred, whether they fit
DATES = [
    ("April 29, 2025", "2025-04-29", False, True),
    ("29 April 2025", "2025-04-29", False, True),
    ("2025-04-29", "2025-04-29", False, True),
    ("April 29, 2025", "2025-04-28", False, False),
    ("April 29, 2025", "2025-05-29", True, False),
    ("April 29, 2025", "2024-04-29", True, False),
    ("April 29, 2025", "2025-04", False, False),
    ("March 19", "2025-03-19", False, False),
    ("March 19", "2025-03-19", True, True),
    ("March 19", "2025-03-18", True, False),
    ("November 2022", "2022-11", False, True),
    ("November 2022", "2022-11-03", False, False),
    ("in 2011", "2011", False, True),
    ("in 2011", "2011-06", False, False),
    ("last September", "2022-09", False, False),
    ("last September", "2022-09", True, True),
    ("last September", "2022-10", True, False),
    ("last year", "2022", False, False),
    ("last year", "2022", True, True),
    ("since the 1990s", "199X", False, True),
    ("since the 1990s", "198X", False, False),
    ("since the 1990s", "1995", True, False),
    ("Between 2010 and 2018", "2010/2018", False, True),
    ("Between 2010 and 2018", "2010/2019", False, False),
    ("Between 2010 and 2018", "2010", False, False),
    ("Between April and June 2022", "2022-04/2022-06", False, True),
    ("Between April and June 2022", "2022-04/2022-07", True, False),
    ("29 April to 3 May 2025", "2025-04-29/2025-05-03", False, True),
    ("29 April to 3 May 2025", "2025-04-29/2025-05-04", True, False),
    # the two ends of a span may be known to the year, the month or the day
    ("from 2010 to May 2018", "2010/2018-05", False, True),
    ("from May 2018 to 3 June 2018", "2018-05/2018-06-03", False, True),
    # the end of a span must be said as well as its beginning
    ("in 2023", "2023/2024", False, False),
    ("November 2022", "2022-11/2022-12", False, False),
    ("May 4, 2023", "2023-05-04/2023-05-09", False, False),
    ("soon", "2023", False, False),
    ("soon", "199X", False, False),
    ("soon", "199X", True, True),
]


@pytest.mark.parametrize(("words", "value", "inferred", "fits"), DATES)
def test_a_date_says_what_its_words_say(words, value, inferred, fits):
    assert (check_date(words, value, inferred) is None) is fits


@given(st.dates())
def test_any_written_day_is_read_back(day):
    month = calendar.month_name[day.month]
    words = f"{month} {day.day}, {day.year:04d}"
    if 1900 <= day.year <= 2099:
        assert check_date(words, day.isoformat(), inferred=False) is None
    else:  # no year that the atlas has to do with
        assert check_date(words, day.isoformat(), inferred=False) is not None


@given(st.text(max_size=60), st.booleans())
def test_any_words_are_held_against_a_date(words, inferred):
    fault = check_date(words, "2023-05-04", inferred)
    assert fault is None or fault.said or not inferred


@pytest.mark.parametrize(
    ("words", "value", "said"),
    [
        ("April 29, 2025", "2025-04-28", "day 29"),
        ("April 29, 2025", "2025-05-29", "month 04"),
        ("April 29, 2025", "2024-04-29", "year 2025"),
        ("since the 1990s", "198X", "199X"),
        ("last September", "2022-09", ""),
        ("in 2023", "199X", "year 2023"),
        ("2025-04-29", "2025-04-28", "day 29"),
        ("2025-04-29", "2025-05-29", "month 04"),
        ("2025-04-29", "2024-04-29", "year 2025"),
        ("between 2010 and 2018", "2010", "year 2010/2018"),
        ("April and June 2022", "2022-04", "month 04/06"),
        ("1 May to 3 May 2022", "2022-05-01", "day 01/03"),
    ],
)
def test_a_fault_names_what_only_the_words_say(words, value, said):
    assert check_date(words, value, inferred=False) == DateFault(said)


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("By the end of 2022", "until"),
        ("by 2022", "until"),
        ("until May 2022", "until"),
        ("as of June 2022", "until"),
        ("Since 2004", "from"),
        ("from 2004 on", "from"),
        ("till 2022", "until"),
        ("up to 2022", "until"),
        ("SINCE 2004", "from"),
        ("UNTIL 2022", "until"),
        ("from 2010 till 2018", None),
        ("BETWEEN January and up to May 2018", None),
        ("from 2010 to 2018", None),
        ("From 2010 until 2018", None),
        ("Between 2010 and 2018", None),
        ("in 2022", None),
        ("Tuesday", None),
        ("the bypass of 2022", None),
    ],
)
def test_a_bound_is_read(words, bound):
    assert read_bound(words) == bound


@pytest.mark.parametrize(
    ("before", "cut"),
    [
        ("By the end of ", "By the end of"),
        ("as of ", "as of"),
        ("open since ", "since"),
        ("open until ", "until"),
        ("open till ", "till"),
        ("open up to ", "up to"),
        ("opened by ", "by"),
        ("open SINCE", "SINCE"),
        ("the bypast ", ""),
        ("It runs by day; in ", ""),
        ("", ""),
    ],
)
def test_a_bound_before_the_words_is_found(before, cut):
    assert cut_bound(before) == cut
