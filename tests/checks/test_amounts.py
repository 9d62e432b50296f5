"""Words are read as the value that they carry, and as nothing else."""

from __future__ import annotations

import calendar
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.checks import amounts as readings
from geo.errors import ReadingError

GOOD = [
    (readings.read_quantity, "433-kilometer", 433, "km", None),
    (readings.read_quantity, "3-kilometre", 3, "km", None),
    (readings.read_quantity, "1,833km", 1833, "km", None),
    (readings.read_quantity, "3,666 kilometers", 3666, "km", None),
    (readings.read_quantity, "more than 3,300 kilometers", 3300, "km", "over"),
    (readings.read_quantity, "almost 600 km", 600, "km", "about"),
    (readings.read_quantity, "a 2.5 km tunnel", 2.5, "km", None),
    (readings.read_quantity, "3000-meter", 3000, "m", None),
    (readings.read_quantity, "1,500 MW", 1500, "MW", None),
    (readings.read_quantity, "up to 1.2 gigawatts", 1.2, "GW", "up-to"),
    (readings.read_quantity, "annual capacity of 30 billion m3", 30e9, "m**3/year", None),
    (readings.read_quantity, "30 billion cubic meters per year", 30e9, "m**3/year", None),
    (readings.read_quantity, "55 bcm a year", 55, "bcm/year", None),
    (readings.read_quantity, "potential annual capacity of 85 billion m3", 85e9, "m**3/year", "potential"),
    (readings.read_quantity, "14-day", 14, "day", None),
    (readings.read_quantity, "three years", 3, "year", None),
    (readings.read_count, "more than 65,000", 65000, None, "over"),
    (readings.read_count, "3 tunnels", 3, None, None),
    (readings.read_count, "three critical tunnels", 3, None, None),
    (readings.read_count, "twenty-one trains", 21, None, None),
    (readings.read_count, "two hundred trains", 200, None, None),
    (readings.read_count, "more than 6 million 20-foot loads", 6e6, None, "over"),
    (readings.read_count, "fewer than 40 trains", 40, None, "under"),
    (readings.read_money, "US$3.1 billion", 3.1e9, "USD", None),
    (readings.read_money, "$100", 100, "USD", None),
    (readings.read_money, "20 million euros", 20e6, "EUR", None),
    (readings.read_money, "1.5 billion yuan", 1.5e9, "CNY", None),
    (readings.read_money, "RMB 26 billion", 26e9, "CNY", None),
    (readings.read_money, "about 30 million som", 30e6, "KGS", "about"),
    (readings.read_money, "expected to exceed $100 billion", 100e9, "USD", "expected"),
    (readings.read_percent, "six percent", 6, "%", None),
    (readings.read_percent, "20 per cent", 20, "%", None),
    (readings.read_percent, "10.4%", 10.4, "%", None),
    (readings.read_percent, "Almost 80%", 80, "%", "about"),
    (readings.read_multiple, "100 times more", 100, "times", None),
    (readings.read_multiple, "thirty times", 30, "times", None),
]  # fmt: skip
BAD = [
    # the number was lost on the way
    (readings.read_money, "over billion"),
    (readings.read_money, "over billion dollars"),
    (readings.read_money, "nearly trillion yuan"),
    (readings.read_count, "over million trains"),
    # there is none
    (readings.read_count, "many trains"),
    (readings.read_quantity, "the kilometers"),
    (readings.read_percent, "percent"),
    # there are several
    (readings.read_count, "from 11,930 to 29,885"),
    (readings.read_quantity, "10-14 days"),
    (readings.read_quantity, "212 or 210 km"),
    (readings.read_count, "April 29, 2025"),
    # there is no unit, or another one
    (readings.read_quantity, "433"),
    (readings.read_quantity, "433 trains"),
    (readings.read_quantity, "433 kmh"),
    (readings.read_money, "5 billion"),
    (readings.read_money, "5 billion kilometers"),
    (readings.read_percent, "ten points"),
    (readings.read_percent, "a percentage of 5"),
    (readings.read_multiple, "100 timers"),
    # what is no English number must not be read as a part of itself
    (readings.read_money, "1,5 billion yuan"),
    (readings.read_count, "65,0000 trains"),
    (readings.read_quantity, "12,34,567 km"),
    (readings.read_quantity, "1.2.3 km"),
    # an ordinal counts nothing
    (readings.read_count, "the second tunnel"),
    # countries
    (readings.read_country, "the country"),
    (readings.read_country, "Kazakhstan and Kyrgyzstan"),
    (readings.read_country, "Kyrgyz-Chinese"),
    (readings.read_country, "Chinatown"),
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
        reading = readings.read_money(words)
    except ReadingError:
        return
    assert reading.value >= Decimal(10**9)


SEPARATED = st.integers(min_value=1, max_value=10**12).flatmap(
    lambda n: st.tuples(st.just(n), st.sampled_from([f"{n:,}", str(n)]))
)


@given(SEPARATED, st.sampled_from([" km", "-kilometer", " kilometres", " MW", " GW", " m3", " bcm"]))
def test_any_number_with_a_unit_is_read_back(number, unit):
    value, written = number
    reading = readings.read_quantity(f"a {written}{unit} line")
    assert reading.value == value
    assert readings.same_amount(value, reading.unit, reading)
    assert not readings.same_amount(value + 1, reading.unit, reading) or value > 10**8


@given(
    SEPARATED,
    st.sampled_from(["US${}", "{} dollars", "{} yuan", "€{}", "{} percent", "{} times", "{} trains"]),
)
def test_any_number_is_read_back_as_money_share_multiple_or_count(number, pattern):
    value, written = number
    words = pattern.format(written)
    read = (readings.read_percent if "percent" in words else readings.read_multiple if "times" in words
            else readings.read_count if "trains" in words else readings.read_money)  # fmt: skip
    assert read(words).value == value


@given(st.decimals(1, 999, places=2), st.sampled_from(["million", "billion", "trillion"]))
def test_any_scaled_number_is_exact(number, scale):
    factor = {"million": 10**6, "billion": 10**9, "trillion": 10**12}[scale]
    assert readings.read_money(f"{number} {scale} yuan").value == number * factor


@given(st.text(max_size=60))
def test_any_words_are_read_or_refused(words):
    for read in (readings.read_quantity, readings.read_count, readings.read_money, readings.read_percent,
                 readings.read_multiple, readings.read_country):  # fmt: skip
        try:
            read(words)
        except ReadingError as error:
            assert f'"{words}"' in str(error)
    readings.check_date(words, "2023-05-04", inferred=False)


@pytest.mark.parametrize(
    ("words", "code"),
    [("the Kyrgyz section", "KG"), ("In Kazakhstan", "KZ"), ("Uzbekistan", "UZ"), ("Sino", "CN"), ("western China", "CN"),
     ("TAJIKISTAN", "TJ"), ("Turkmen", "TM"), ("Xinjiang", "CN"), ("Uzbekistan and the Uzbek people", "UZ")],
)  # fmt: skip
def test_a_country_is_read(words, code):
    assert readings.read_country(words) == code


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
    assert (readings.check_date(words, value, inferred) is None) is fits


@given(st.dates())
def test_any_written_day_is_read_back(day):
    month = calendar.month_name[day.month]
    words = f"{month} {day.day}, {day.year:04d}"
    if 1900 <= day.year <= 2099:
        assert readings.check_date(words, day.isoformat(), inferred=False) is None
    else:  # no year that the atlas has to do with
        assert readings.check_date(words, day.isoformat(), inferred=False) is not None


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [("more than 5", "over"), ("over 5", "over"), ("at least 5", "over"), ("less than 5", "under"), ("up to 5", "up-to"),
     ("about 5", "about"), ("nearly 5", "about"), ("expected to reach 5", "expected"), ("will exceed 5", "expected"),
     ("potential 5", "potential"), ("5", None), ("overland 5", None), ("someone's 5", None), ("underground 5", None)],
)  # fmt: skip
def test_a_hedge_is_read(words, qualifier):
    assert readings.read_qualifier(words) == qualifier


@pytest.mark.parametrize(
    ("before", "hedge"),
    [("carrying more than ", "more than"), ("About ", "About"), ("it is expected to ", "expected to"),
     ("some people built ", ""), ("in May ", ""), ("moreover ", ""), ("", "")],
)  # fmt: skip
def test_a_hedge_before_the_words_is_found(before, hedge):
    assert readings.cut_qualifier(before) == hedge


def test_amounts_are_compared_whatever_the_unit():
    reading = readings.read_quantity("annual capacity of 30 billion m3")
    assert readings.same_amount(30, "bcm/year", reading)
    assert not readings.same_amount(31, "bcm/year", reading)
    assert not readings.same_amount(30, "km", reading)
    assert not readings.same_amount(30, "no such unit", reading)
    assert readings.same_amount(1.5, "GW", readings.read_quantity("1,500 MW"))


@pytest.mark.parametrize(
    ("unit", "dimension", "fits"),
    [("km", "[length]", True), ("m", "[length]", True), ("MW", "[power]", True), ("MW", "[length]", False),
     ("bcm/year", "[length] ** 3 / [time]", True), ("bcm", "[length] ** 3 / [time]", False), ("parrot", "[length]", False)],
)  # fmt: skip
def test_a_unit_has_its_dimension(unit, dimension, fits):
    assert readings.has_dimension(unit, dimension) is fits
