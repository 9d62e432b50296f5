"""Values → words for people: statuses, numbers with units, dates."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from geo.checks.countries import country_name
from geo.records.fields import Fact
from geo.records.vocabulary import ATTRIBUTES

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
_QUALIFIERS = {"about": "about ", "over": "over ", "under": "under ", "up-to": "up to ",
               "expected": "expected: ", "potential": "potential: "}  # fmt: skip
_UNITS = {"bcm/year": "billion m³ a year", "m**3/year": "m³ a year", "%": "per cent",
          "times": "times", "year": "years", "day": "days", "month": "months"}  # fmt: skip
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


def say_value(fact: Fact) -> str:
    """Return a fact's value for people: "over 433 km", "1.5 billion CNY", empty for a statement."""
    kind = ATTRIBUTES[fact.attribute].kind
    if fact.value is None:
        return "no number given" if fact.missing else ""
    hedge = _QUALIFIERS.get(fact.qualifier or "", "")
    if kind == "status":
        return STATUS_WORDS.get(str(fact.value), str(fact.value))
    if kind == "date":
        return f"{hedge}{say_date(str(fact.value))}"
    if kind == "country":
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


def fold(text: str) -> str:
    """Return text for searching: no case, no accents, punctuation as spaces; all scripts stay."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())
