"""Words are read as the value that they carry, and as nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import readings
from geo.errors import ReadingError

GOOD = [
    (readings.read_quantity, "433-kilometer", 433, "km", None),
    (readings.read_quantity, "1,500 MW", 1500, "MW", None),
    (readings.read_quantity, "annual capacity of 30 billion m3", 30e9, "m**3/year", None),
    (readings.read_quantity, "potential annual capacity of 85 billion m3", 85e9, "m**3/year", "potential"),
    (readings.read_quantity, "more than 3,300 kilometers", 3300, "km", "over"),
    (readings.read_quantity, "14-day", 14, "day", None),
    (readings.read_count, "more than 65,000", 65000, None, "over"),
    (readings.read_count, "three critical tunnels", 3, None, None),
    (readings.read_count, "more than 6 million 20-foot loads", 6e6, None, "over"),
    (readings.read_money, "US$3.1 billion", 3.1e9, "USD", None),
    (readings.read_money, "1.5 billion yuan", 1.5e9, "CNY", None),
    (readings.read_money, "expected to exceed $100 billion", 100e9, "USD", "expected"),
    (readings.read_percent, "six percent", 6, "%", None),
    (readings.read_percent, "10.4%", 10.4, "%", None),
    (readings.read_percent, "Almost 80%", 80, "%", "about"),
    (readings.read_multiple, "100 times more", 100, "times", None),
]
BAD = [
    (readings.read_money, "over billion"),
    (readings.read_money, "over billion dollars"),
    (readings.read_count, "many trains"),
    (readings.read_count, "from 11,930 to 29,885"),
    (readings.read_quantity, "433"),
    (readings.read_percent, "ten points"),
    (readings.read_country, "the country"),
    (readings.read_country, "Kazakhstan and Kyrgyzstan"),
]


@pytest.mark.parametrize(("read", "words", "value", "unit", "qualifier"), GOOD)
def test_words_are_read(read, words, value, unit, qualifier):
    reading = read(words)
    assert (float(reading.value), reading.unit, reading.qualifier) == (value, unit, qualifier)


@pytest.mark.parametrize(("read", "words"), BAD)
def test_words_without_one_value_are_refused(read, words):
    with pytest.raises(ReadingError):
        read(words)


@given(st.integers(min_value=1, max_value=10**12))
def test_any_number_with_separators_is_read_back(number):
    assert int(readings.read_quantity(f"a {number:,} km line").value) == number
    assert int(readings.read_money(f"US${number:,}").value) == number


@pytest.mark.parametrize(
    ("words", "code"), [("the Kyrgyz section", "KG"), ("Uzbekistan", "UZ"), ("Sino", "CN")]
)
def test_a_country_is_read(words, code):
    assert readings.read_country(words) == code


DATES = [
    ("April 29, 2025", "2025-04-29", False, True),
    ("April 29, 2025", "2025-04-28", False, False),
    ("April 29, 2025", "2025-05-29", True, False),
    ("March 19", "2025-03-19", False, False),
    ("March 19", "2025-03-19", True, True),
    ("November 2022", "2022-11", False, True),
    ("November 2022", "2022-11-03", False, False),
    ("last September", "2022-09", True, True),
    ("last September", "2022-10", True, False),
    ("since the 1990s", "199X", False, True),
    ("since the 1990s", "198X", False, False),
    ("Between 2010 and 2018", "2010/2018", False, True),
]


@pytest.mark.parametrize(("words", "value", "inferred", "fits"), DATES)
def test_a_date_says_what_its_words_say(words, value, inferred, fits):
    assert (readings.check_date(words, value, inferred) is None) is fits


def test_amounts_are_compared_whatever_the_unit():
    reading = readings.read_quantity("annual capacity of 30 billion m3")
    assert readings.same_amount(30, "bcm/year", reading)
    assert not readings.same_amount(31, "bcm/year", reading)
    assert not readings.same_amount(30, "km", reading)


@pytest.mark.parametrize(("before", "hedge"), [("carrying more than ", "more than"), ("in May ", "")])
def test_a_hedge_before_the_words_is_found(before, hedge):
    assert readings.cut_qualifier(before) == hedge
