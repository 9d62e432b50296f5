"""Values → words for people: statuses, numbers with units, dates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale

from geo.records.facts import Fact
from geo.records.vocabulary import ATTRIBUTES

NATURES = {
    "state-media": "state media",
    "wire": "wire copy",
    "independent": "independent",
    "aggregator-copy": "degraded copy",
    "data-set": "data set",
}


LONE_DOCUMENTS = {
    "state-media": "one document of state media",
    "wire": "one wire copy",
    "independent": "one independent document",
    "aggregator-copy": "one degraded copy",
    "data-set": "one data set",
}


def say_months(months: int) -> str:
    """Return a number of months for people: 17 months; 3 years."""
    if months >= 24:
        return f"{months // 12} years"
    return f"{months} month{'' if months == 1 else 's'}"


REGION_NAMES = {"central-asia": "Central Asia"}


@lru_cache(maxsize=512)
def country_name(code: str, language: str = "en") -> str:
    """Return a country's common name; the code itself where nobody knows it."""
    return str(Locale(language).territories.get(code, code))


STATUS_WORDS: Mapping[str, str] = {
    "proposed": "proposed",
    "construction": "under construction",
    "operating": "operating",
    "shelved": "shelved",
    "cancelled": "cancelled",
    "idle": "idle",
    "mothballed": "mothballed",
    "retired": "retired",
    "not-stated": "with no status stated",
}

_QUALIFIERS = {
    "about": "about ",
    "over": "over ",
    "under": "under ",
    "up-to": "up to ",
    "expected": "expected: ",
    "potential": "potential: ",
}

_UNITS = {
    "bcm/year": "billion m³ a year",
    "m**3/year": "m³ a year",
    "%": "per cent",
    "times": "times",
    "year": "years",
    "day": "days",
    "month": "months",
}

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def say_value(fact: Fact) -> str:
    """Return a fact's value for people: "over 433 km", "1.5 billion CNY", empty for a statement."""
    value_type = ATTRIBUTES[fact.attribute].value_type
    if fact.value is None:
        return "no number given" if fact.missing else ""
    hedge = _QUALIFIERS.get(fact.qualifier or "", "")
    if value_type == "status":
        return STATUS_WORDS.get(str(fact.value), str(fact.value))
    if value_type == "date":
        return f"{hedge}{say_date(str(fact.value))}"
    if value_type == "country":
        return country_name(str(fact.value))
    if isinstance(fact.value, str):
        return f"{hedge}{fact.value}"
    unit = _UNITS.get(fact.unit or "", fact.unit or "")
    if fact.value == 1:
        unit = {"years": "year", "days": "day", "months": "month"}.get(unit, unit)
    return f"{hedge}{say_number(fact.value)} {unit}".rstrip()


def say_number(value: float) -> str:
    """Return a number for people: 1,500; 1.5 billion; 57.1 million."""
    for scale, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        scaled = f"{value / scale:.2f}".rstrip("0").rstrip(".")
        if abs(value) >= scale and float(scaled) * scale == value:
            return f"{float(scaled):,.10g} {word}"
    return f"{value:,.10g}" if value != int(value) else f"{int(value):,}"


def say_date(edtf: str) -> str:
    """Return an EDTF date for people: 29 April 2025, November 2022, the 1990s, 2010 to 2018."""
    if "/" in edtf:
        return " to ".join(say_date(part) for part in edtf.split("/"))
    edtf = edtf.removesuffix("-XX").removesuffix("-XX")
    if edtf.endswith("X"):
        return f"the {edtf.replace('X', '0')}s"
    year, _, rest = edtf.rstrip("~?%").partition("-")
    month, _, day = rest.partition("-")
    if not month.isdigit() or not 1 <= int(month) <= len(_MONTHS):
        return edtf
    return " ".join(part for part in (day.lstrip("0"), _MONTHS[int(month) - 1], year) if part)
