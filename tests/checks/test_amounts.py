"""Words are read as the value that they carry, and as nothing else."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.checks.amounts import (
    cut_hedge,
    cut_scale,
    read_count,
    read_money,
    read_multiple,
    read_percent,
    read_qualifiers,
    read_quantity,
)
from geo.checks.units import same_amount
from geo.errors import ReadingError

GOOD = [
    (read_quantity, "433-kilometer", 433, "km", set()),
    (read_quantity, "3-kilometre", 3, "km", set()),
    (read_quantity, "1,833km", 1833, "km", set()),
    (read_quantity, "3,666 kilometers", 3666, "km", set()),
    (read_quantity, "more than 3,300 kilometers", 3300, "km", {"over"}),
    (read_quantity, "almost 600 km", 600, "km", {"about"}),
    (read_quantity, "a 2.5 km tunnel", 2.5, "km", set()),
    (read_quantity, "3000-meter", 3000, "m", set()),
    (read_quantity, "1,500 MW", 1500, "MW", set()),
    (read_quantity, "up to 1.2 gigawatts", 1.2, "GW", {"up-to"}),
    (read_quantity, "annual capacity of 30 billion m3", 30e9, "m**3/year", set()),
    (read_quantity, "30 billion cubic meters per year", 30e9, "m**3/year", set()),
    (read_quantity, "55 bcm a year", 55, "bcm/year", set()),
    (read_quantity, "potential annual capacity of 85 billion m3", 85e9, "m**3/year", {"potential"}),
    (read_quantity, "14-day", 14, "day", set()),
    (read_quantity, "three years", 3, "year", set()),
    (read_count, "more than 65,000", 65000, None, {"over"}),
    (read_count, "3 tunnels", 3, None, set()),
    (read_count, "three critical tunnels", 3, None, set()),
    (read_count, "twenty-one trains", 21, None, set()),
    (read_count, "2 hundred trains", 200, None, set()),
    (read_count, "3 Thousand trains", 3000, None, set()),
    (read_count, "two hundred trains", 200, None, set()),
    (read_count, "more than 6 million 20-foot loads", 6e6, None, {"over"}),
    (read_count, "fewer than 40 trains", 40, None, {"under"}),
    (read_money, "US$3.1 billion", 3.1e9, "USD", set()),
    (read_money, "$100", 100, "USD", set()),
    (read_money, "20 million euros", 20e6, "EUR", set()),
    (read_money, "1.5 billion yuan", 1.5e9, "CNY", set()),
    (read_money, "RMB 26 billion", 26e9, "CNY", set()),
    (read_money, "about 30 million som", 30e6, "KGS", {"about"}),
    (read_money, "expected to exceed $100 billion", 100e9, "USD", {"expected", "over"}),
    (read_percent, "six percent", 6, "%", set()),
    (read_percent, "20 per cent", 20, "%", set()),
    (read_percent, "10.4%", 10.4, "%", set()),
    (read_percent, "Almost 80%", 80, "%", {"about"}),
    (read_multiple, "100 times more", 100, "times", set()),
    (read_multiple, "thirty times", 30, "times", set()),
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
]


@pytest.mark.parametrize(("read", "words", "value", "unit", "qualifiers"), GOOD)
def test_words_are_read(read, words, value, unit, qualifiers):
    reading = read(words)
    assert (float(reading.value), reading.unit, reading.qualifiers) == (value, unit, qualifiers)


@pytest.mark.parametrize(("read", "words"), BAD)
def test_words_without_one_value_are_refused(read, words):
    with pytest.raises(ReadingError):
        read(words)


# What readers rewrite before they look for a number: units, ends of words, rates, ages.
REWRITTEN = st.lists(
    st.sampled_from(
        ["m3", "m³", "3", "7,5", "12-km", "annual", "a year", "20-foot", "two", "yuan", "%", "times"]
    ),
    max_size=6,
).map(" ".join)


@given(REWRITTEN)
def test_an_error_quotes_the_words_of_the_source(words):
    for read in (read_quantity, read_count, read_money, read_percent, read_multiple):
        try:
            read(words)
        except ReadingError as error:
            assert re.findall('"([^"]*)"', str(error))[-1] == words


CURRENCIES = {"US$5": "USD", "5 yuan": "CNY", "5 euros": "EUR", "5 tenge": "KZT", "5 som": "KGS"}


@pytest.mark.parametrize("one", CURRENCIES)
@pytest.mark.parametrize("other", CURRENCIES)
def test_of_several_currencies_the_first_of_the_list_is_read(one, other):
    """Dollars before yuan before euros: "US$5 (yuan)" is an amount in dollars."""
    words = f"{one} ({other.replace('5', '').strip()})"
    order = list(CURRENCIES.values())
    first = min(CURRENCIES[one], CURRENCIES[other], key=order.index)
    assert read_money(words).unit == first


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
@example("of a m3 3")
@example("9 thou\u017fand")
@example("1,5 one-year m3 a year")
def test_any_words_are_read_or_refused_in_their_own_words(words):
    for read in (
        read_quantity,
        read_count,
        read_money,
        read_percent,
        read_multiple,
    ):
        try:
            read(words)
        except ReadingError as error:
            assert f'"{words}"' in str(error)


@pytest.mark.parametrize(
    ("words", "qualifiers"),
    [
        ("more than 5", {"over"}),
        ("over 5", {"over"}),
        ("at least 5", {"over"}),
        ("less than 5", {"under"}),
        ("up to 5", {"up-to"}),
        ("about 5", {"about"}),
        ("nearly 5", {"about"}),
        ("expected to reach 5", {"expected"}),
        ("will exceed 5", {"expected", "over"}),
        ("expected to reach almost 5", {"expected", "about"}),
        ("potential, up to 5", {"potential", "up-to"}),
        ("potential 5", {"potential"}),
        ("5", set()),
        ("overland 5", set()),
        ("someone's 5", set()),
        ("underground 5", set()),
    ],
)
def test_every_hedge_is_read(words, qualifiers):
    assert read_qualifiers(words) == qualifiers


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
    assert cut_hedge(before) == hedge


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("many trains", "no number in"),
        ("from 11,930 to 29,885", "more than one number in"),
        ("1,5 trains", "not read safely"),
    ],
)
def test_an_error_says_why_no_number_is_read(words, why):
    with pytest.raises(ReadingError, match=why):
        read_count(words)


@pytest.mark.parametrize(
    ("after", "scale"),
    [
        (" billion yuan", "billion"),
        ("-million", "million"),
        (" billions", ""),
        (" trains, a million", ""),
        ("", ""),
    ],
)
def test_a_scale_after_the_words_is_found(after, scale):
    assert cut_scale(after) == scale
