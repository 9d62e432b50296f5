"""Every word of the grammar is read: scales, hedges, currencies and units, each spelling of them."""

from __future__ import annotations

import pytest

from geo.checks.amounts import (
    cut_scale,
    read_count,
    read_money,
    read_multiple,
    read_percent,
    read_qualifiers,
    read_quantity,
)
from geo.errors import ReadingError

SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
HEDGES = {
    "expected": ("expected to", "will exceed", "will reach"),
    "potential": ("potential",),
    "up-to": ("up to",),
    "over": ("more than", "over", "exceed", "exceeds", "exceeded", "exceeding", "at least", "in excess of"),
    "under": ("less than", "under", "below", "at most", "fewer than"),
    "about": ("about", "around", "almost", "nearly", "some", "approximately", "roughly"),
}
CURRENCIES = {
    "USD": ("US$5", "$5", "USD 5", "5 US dollars", "one US dollar", "5 dollars", "one dollar"),
    "CNY": ("5 yuan", "5 Chinese yuan", "5 Chinese yuan renminbi", "RMB 5", "5 renminbi", "CNY 5"),
    "EUR": ("5 euros", "one euro", "EUR 5", "€5"),
    "KZT": ("5 tenge", "KZT 5"),
    "KGS": ("5 som", "5 soms", "KGS 5"),
}
UNITS = {
    "km": ("kilometer", "kilometers", "kilometre", "kilometres", "km"),
    "m**3": ("cubic meter", "cubic meters", "cubic metre", "cubic metres", "m3", "m³"),
    "bcm": ("bcm",),
    "GW": ("gigawatt", "gigawatts", "GW"),
    "MW": ("megawatt", "megawatts", "MW"),
    "m": ("meter", "meters", "metre", "metres"),
    "year": ("year", "years"),
    "month": ("month", "months"),
    "day": ("day", "days"),
}


def pairs(table):
    return [(key, each) for key, some in table.items() for each in some]


@pytest.mark.parametrize(("scale", "factor"), SCALES.items())
def test_every_scale_is_read(scale, factor):
    for written in (scale, scale.capitalize()):
        assert read_count(f"3 {written} trains").value == 3 * factor
        assert read_count(f"3-{written} trains").value == 3 * factor
        assert cut_scale(f" {written} trains") == written


@pytest.mark.parametrize(("qualifier", "hedge"), pairs(HEDGES))
def test_every_hedge_is_read_in_capitals_too(qualifier, hedge):
    assert qualifier in read_qualifiers(f"{hedge} 5")
    assert qualifier in read_qualifiers(f"{hedge.capitalize()} 5")


@pytest.mark.parametrize(("code", "words"), pairs(CURRENCIES))
def test_every_currency_is_read(code, words):
    reading = read_money(words)
    assert (reading.unit, int(reading.value)) == (code, 1 if "one" in words else 5)


@pytest.mark.parametrize(("unit", "word"), pairs(UNITS))
@pytest.mark.parametrize("pattern", ["7 {}", "7-{}"])
def test_every_unit_is_read(unit, word, pattern):
    reading = read_quantity(pattern.format(word))
    assert (reading.unit, reading.value) == (unit, 7)


@pytest.mark.parametrize(
    "rate", ["annual 7 km", "7 km annually", "7 km per year", "7 km a year", "Annual 7 km"]
)
def test_every_word_for_a_rate_is_read(rate):
    reading = read_quantity(rate)
    assert (reading.unit, reading.value) == ("km/year", 7)


@pytest.mark.parametrize("words", ["30 a year", "30 per year", "30 trains per year"])
def test_the_year_of_a_rate_is_not_its_unit(words):
    with pytest.raises(ReadingError, match="no unit in"):
        read_quantity(words)


@pytest.mark.parametrize("size", ["20-foot", "5-year", "3-day"])
def test_a_size_is_no_count(size):
    assert read_count(f"40 {size} loads").value == 40
    with pytest.raises(ReadingError, match="no number in"):
        read_count(f"{size} loads")


@pytest.mark.parametrize(("words", "value"), [("zero trains", 0), ("one train", 1), ("0 trains", 0)])
def test_the_smallest_numbers_are_numbers(words, value):
    assert read_count(words).value == value


@pytest.mark.parametrize(
    "words",
    [
        *("1,5 trains", "65,0000 trains", "1.2.3 trains", "12,34,567 trains"),
        *("the 1st train", "the 2nd train", "the 3rd train", "the 4th train"),
        *(
            "5bn trains",
            "5 tn trains",
            "5trn trains",
            "5 mn trains",
            "5k trains",
            "5 K trains",
            "5 BN trains",
        ),
    ],
)
def test_a_number_that_could_be_read_in_two_ways_is_refused(words):
    with pytest.raises(ReadingError, match="not read safely"):
        read_count(words)


@pytest.mark.parametrize(
    ("read", "words", "why"),
    [
        (read_money, "5 trains", "no currency"),
        (read_quantity, "5 trains", "no unit"),
        (read_percent, "5 trains", 'no "percent"'),
        (read_multiple, "5 trains", 'no "times"'),
    ],
)
def test_an_error_says_what_is_not_there(read, words, why):
    with pytest.raises(ReadingError, match=f'^{why} in "{words}"$'):
        read(words)


def test_what_is_approximate_or_expected_is_so_as_a_share_and_as_a_multiple():
    assert read_percent("about five percent").qualifiers == {"about"}
    assert read_multiple("up to ten times").qualifiers == {"up-to"}
    assert read_count("over 20-foot 40 loads").qualifiers == {"over"}
