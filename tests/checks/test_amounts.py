"""Words are read as the value that they carry, and as nothing else."""

from __future__ import annotations

import calendar
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.checks.amounts import (
    cut_qualifier,
    read_count,
    read_money,
    read_multiple,
    read_percent,
    read_qualifier,
    read_quantity,
)
from geo.checks.countries import read_country
from geo.checks.date_words import check_date
from geo.checks.units import has_dimension, same_amount
from geo.errors import ReadingError

GOOD = [
    (read_quantity, "433-kilometer", 433, "km", None),
    (read_quantity, "3-kilometre", 3, "km", None),
    (read_quantity, "1,833km", 1833, "km", None),
    (read_quantity, "3,666 kilometers", 3666, "km", None),
    (read_quantity, "more than 3,300 kilometers", 3300, "km", "over"),
    (read_quantity, "almost 600 km", 600, "km", "about"),
    (read_quantity, "a 2.5 km tunnel", 2.5, "km", None),
    (read_quantity, "3000-meter", 3000, "m", None),
    (read_quantity, "1,500 MW", 1500, "MW", None),
    (read_quantity, "up to 1.2 gigawatts", 1.2, "GW", "up-to"),
    (read_quantity, "annual capacity of 30 billion m3", 30e9, "m**3/year", None),
    (read_quantity, "30 billion cubic meters per year", 30e9, "m**3/year", None),
    (read_quantity, "55 bcm a year", 55, "bcm/year", None),
    (read_quantity, "potential annual capacity of 85 billion m3", 85e9, "m**3/year", "potential"),
    (read_quantity, "14-day", 14, "day", None),
    (read_quantity, "three years", 3, "year", None),
    (read_count, "more than 65,000", 65000, None, "over"),
    (read_count, "3 tunnels", 3, None, None),
    (read_count, "three critical tunnels", 3, None, None),
    (read_count, "twenty-one trains", 21, None, None),
    (read_count, "two hundred trains", 200, None, None),
    (read_count, "more than 6 million 20-foot loads", 6e6, None, "over"),
    (read_count, "fewer than 40 trains", 40, None, "under"),
    (read_money, "US$3.1 billion", 3.1e9, "USD", None),
    (read_money, "$100", 100, "USD", None),
    (read_money, "20 million euros", 20e6, "EUR", None),
    (read_money, "1.5 billion yuan", 1.5e9, "CNY", None),
    (read_money, "RMB 26 billion", 26e9, "CNY", None),
    (read_money, "about 30 million som", 30e6, "KGS", "about"),
    (read_money, "expected to exceed $100 billion", 100e9, "USD", "expected"),
    (read_percent, "six percent", 6, "%", None),
    (read_percent, "20 per cent", 20, "%", None),
    (read_percent, "10.4%", 10.4, "%", None),
    (read_percent, "Almost 80%", 80, "%", "about"),
    (read_multiple, "100 times more", 100, "times", None),
    (read_multiple, "thirty times", 30, "times", None),
]
BAD = [
    # the number was lost on the way
    (read_money, "over billion"),
    (read_money, "over billion dollars"),
    (read_money, "nearly trillion yuan"),
    (read_count, "over million trains"),
    # there is none
    (read_count, "many trains"),
    (read_quantity, "the kilometers"),
    (read_percent, "percent"),
    # there are several
    (read_count, "from 11,930 to 29,885"),
    (read_quantity, "10-14 days"),
    (read_quantity, "212 or 210 km"),
    (read_count, "April 29, 2025"),
    # there is no unit, or another one
    (read_quantity, "433"),
    (read_quantity, "433 trains"),
    (read_quantity, "433 kmh"),
    (read_money, "5 billion"),
    (read_money, "5 billion kilometers"),
    (read_percent, "ten points"),
    (read_percent, "a percentage of 5"),
    (read_multiple, "100 timers"),
    # what is no English number must not be read as a part of itself
    (read_money, "1,5 billion yuan"),
    (read_count, "65,0000 trains"),
    (read_quantity, "12,34,567 km"),
    (read_quantity, "1.2.3 km"),
    # an ordinal counts nothing
    (read_count, "the second tunnel"),
    # countries
    (read_country, "the country"),
    (read_country, "Kazakhstan and Kyrgyzstan"),
    (read_country, "Kyrgyz-Chinese"),
    (read_country, "Chinatown"),
]


@pytest.mark.parametrize(("read", "words", "value", "unit", "qualifier"), GOOD)
def test_words_are_read(read, words, value, unit, qualifier):
    reading = read(words)
    assert (float(reading.value), reading.unit, reading.qualifier) == (value, unit, qualifier)


@pytest.mark.parametrize(("read", "words"), BAD)
def test_words_without_one_value_are_refused(read, words):
    with pytest.raises(ReadingError):
        read(words)


@pytest.mark.parametrize("words", ["US$3.1bn", "$3.1 bn", "$3.1tn"])
def test_a_scale_that_is_not_known_is_not_dropped(words):
    """Either refused or read in full: 3.1 dollars is what nobody wrote."""
    try:
        reading = read_money(words)
    except ReadingError:
        return
    assert reading.value >= Decimal(10**9)


SEPARATED = st.integers(min_value=1, max_value=10**12).flatmap(
    lambda n: st.tuples(st.just(n), st.sampled_from([f"{n:,}", str(n)]))
)


@given(SEPARATED, st.sampled_from([" km", "-kilometer", " kilometres", " MW", " GW", " m3", " bcm"]))
def test_any_number_with_a_unit_is_read_back(number, unit):
    value, written = number
    reading = read_quantity(f"a {written}{unit} line")
    assert reading.value == value
    assert same_amount(value, reading.unit, reading)
    assert not same_amount(value + 1, reading.unit, reading) or value > 10**8


@given(
    SEPARATED,
    st.sampled_from(["US${}", "{} dollars", "{} yuan", "€{}", "{} percent", "{} times", "{} trains"]),
)
def test_any_number_is_read_back_as_money_share_multiple_or_count(number, pattern):
    value, written = number
    words = pattern.format(written)
    read = (
        read_percent
        if "percent" in words
        else read_multiple
        if "times" in words
        else read_count
        if "trains" in words
        else read_money
    )
    assert read(words).value == value


@given(st.decimals(1, 999, places=2), st.sampled_from(["million", "billion", "trillion"]))
def test_any_scaled_number_is_exact(number, scale):
    factor = {"million": 10**6, "billion": 10**9, "trillion": 10**12}[scale]
    assert read_money(f"{number} {scale} yuan").value == number * factor


@given(st.text(max_size=60))
def test_any_words_are_read_or_refused(words):
    for read in (
        read_quantity,
        read_count,
        read_money,
        read_percent,
        read_multiple,
        read_country,
    ):
        try:
            read(words)
        except ReadingError as error:
            assert f'"{words}"' in str(error)
    check_date(words, "2023-05-04", inferred=False)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the Kyrgyz section", "KG"),
        ("In Kazakhstan", "KZ"),
        ("Uzbekistan", "UZ"),
        ("Sino", "CN"),
        ("western China", "CN"),
        ("TAJIKISTAN", "TJ"),
        ("Turkmen", "TM"),
        ("Xinjiang", "CN"),
        ("Uzbekistan and the Uzbek people", "UZ"),
    ],
)
def test_a_country_is_read(words, code):
    assert read_country(words) == code


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
    # the end of a span must be said as well as its beginning
    ("in 2023", "2023/2024", False, False),
    ("November 2022", "2022-11/2022-12", False, False),
    ("May 4, 2023", "2023-05-04/2023-05-09", False, False),
    ("soon", "2023", False, False),
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


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("more than 5", "over"),
        ("over 5", "over"),
        ("at least 5", "over"),
        ("less than 5", "under"),
        ("up to 5", "up-to"),
        ("about 5", "about"),
        ("nearly 5", "about"),
        ("expected to reach 5", "expected"),
        ("will exceed 5", "expected"),
        ("potential 5", "potential"),
        ("5", None),
        ("overland 5", None),
        ("someone's 5", None),
        ("underground 5", None),
    ],
)
def test_a_hedge_is_read(words, qualifier):
    assert read_qualifier(words) == qualifier


@pytest.mark.parametrize(
    ("before", "hedge"),
    [
        ("carrying more than ", "more than"),
        ("About ", "About"),
        ("it is expected to ", "expected to"),
        ("some people built ", ""),
        ("in May ", ""),
        ("moreover ", ""),
        ("", ""),
    ],
)
def test_a_hedge_before_the_words_is_found(before, hedge):
    assert cut_qualifier(before) == hedge


def test_amounts_are_compared_whatever_the_unit():
    reading = read_quantity("annual capacity of 30 billion m3")
    assert same_amount(30, "bcm/year", reading)
    assert not same_amount(31, "bcm/year", reading)
    assert not same_amount(30, "km", reading)
    assert not same_amount(30, "no such unit", reading)
    assert same_amount(1.5, "GW", read_quantity("1,500 MW"))


@pytest.mark.parametrize(
    ("unit", "dimension", "fits"),
    [
        ("km", "[length]", True),
        ("m", "[length]", True),
        ("MW", "[power]", True),
        ("MW", "[length]", False),
        ("bcm/year", "[length] ** 3 / [time]", True),
        ("bcm", "[length] ** 3 / [time]", False),
        ("parrot", "[length]", False),
    ],
)
def test_a_unit_has_its_dimension(unit, dimension, fits):
    assert has_dimension(unit, dimension) is fits
