"""Values → words: numbers, units, money, countries, project types, ages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from babel.numbers import format_compact_decimal
from babel.units import format_unit

from geo.records.facts import Fact
from geo.records.vocabulary import ATTRIBUTES
from geo.wording.catalogue import Words
from geo.wording.dates import say_date

_CLDR_UNITS = {
    "km": "length-kilometer",
    "m": "length-meter",
    "MW": "power-megawatt",
    "GW": "power-gigawatt",
}
"""Units that Unicode's locale data name, by pint unit."""

_OWN_UNITS = {
    "bcm": "unit.bcm",
    "bcm/year": "unit.bcm-per-year",
    "m**3": "unit.m3",
    "m**3/year": "unit.m3-per-year",
    "%": "unit.percent",
    "times": "unit.times",
}
"""Units that the catalogue names, as they are said beside a number."""

_COUNTED_UNITS = frozenset({"year", "month", "day"})

_HEDGES = ("about", "over", "under", "up-to", "expected", "potential")
"""Qualifiers from the number outwards: expected: over 100 billion."""

_SCALES = ((12, 10), (9, 7), (6, 4))
"""Powers of ten at which a scale word begins, and what a number must be a multiple of to lose nothing."""

_YEARS_FROM_MONTHS = 24


def say_value(words: Words, fact: Fact) -> str:
    """Return a fact's value for people: "over 433 km", "1.5 billion CNY", empty for a statement."""
    value_type = ATTRIBUTES[fact.attribute].value_type
    if fact.value is None:
        return words.say("value.missing") if fact.missing else ""
    if value_type == "status":
        return say_code(words, "status", str(fact.value))
    if value_type == "country":
        return say_country(words, str(fact.value))
    if value_type == "date":
        said = say_date(words, str(fact.value))
    elif isinstance(fact.value, str):
        said = fact.value
    else:
        said = say_amount(words, fact.value, fact.unit)
    for qualifier in _HEDGES:
        if qualifier in fact.qualifiers:
            said = words.say(f"qualifier.{qualifier}", value=said)
    return said


def say_amount(words: Words, value: float, unit: str | None) -> str:
    """Return a number with its unit: a pint unit, a currency code, or the noun that is counted."""
    number = say_number(words, value)
    if unit is None:
        return number
    if unit in _COUNTED_UNITS:
        return words.count(f"unit.{unit}", value)
    if unit in _CLDR_UNITS:
        return format_unit(number, _CLDR_UNITS[unit], length="short", locale=words.locale)
    if unit in _OWN_UNITS:
        return words.say(_OWN_UNITS[unit], number=number)
    return words.say("unit.other", number=number, unit=unit)


@lru_cache(maxsize=4096)
def say_number(words: Words, value: float) -> str:
    """Return a number for people: 1,500; 1.5 billion; 57.1 million.

    A scale word is used only where two decimals hold the whole number: nothing is rounded.
    """
    step = next((step for power, step in _SCALES if abs(value) >= 10**power), None)
    if step is not None and value % 10**step == 0:
        return format_compact_decimal(value, format_type="long", locale=words.locale, fraction_digits=2)
    return words.number(value)


def say_code(words: Words, vocabulary: str, code: str) -> str:
    """Return the name of a code, or the code itself where the records hold one that no list knows."""
    return words.name(vocabulary, code) if words.knows(f"{vocabulary}.{code}") else code


def say_country(words: Words, code: str) -> str:
    """Return a country's common name; the code itself where nobody knows it."""
    territories: Mapping[str, str] = words.locale.territories
    return territories.get(code, code)


def say_project_type(words: Words, type_id: str) -> str:
    """Return the name of a project type; one of another data set is named by its id."""
    message = f"project_type.{type_id}"
    return words.say(message) if words.knows(message) else type_id.replace("-", " ").capitalize()


def say_project_types(words: Words, type_id: str) -> str:
    """Return the plural of a project type: railways."""
    message = f"project_types.{type_id}"
    if words.knows(message):
        return words.say(message)
    return words.say("project_types.other", type=say_project_type(words, type_id).lower())


def say_months(words: Words, months: int) -> str:
    """Return a number of months for people: 17 months; 3 years."""
    if months >= _YEARS_FROM_MONTHS:
        return words.count("age.years", months // 12)
    return words.count("age.months", months)


def say_age(words: Words, months: int) -> str:
    """Return how many months ago something was: less than a month ago, 17 months ago, 3 years ago."""
    return words.say("age.ago", age=say_months(words, months)) if months else words.say("age.now")
