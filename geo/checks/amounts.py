"""Words → value: reading by machine the number, unit, date or place that words of a quote carry.

A fact's value is accepted only if the words in its `reads` give the same value, so a swapped number
or a changed digit is noticed. The grammar covers what news English does: digits with separators,
numbers in words, scale words, currencies, units, dates and the common hedges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pint
import pycountry
from text_to_num import alpha2digit

from geo.errors import ReadingError

UNITS: pint.UnitRegistry[Any] = pint.UnitRegistry()
UNITS.define("bcm = 1e9 * meter ** 3")
UNITS.define("TEU = [container] = twenty_foot_equivalent_unit")

_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_NUMBER = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s+(hundred|thousand|million|billion|trillion)\b)?",
    re.IGNORECASE,
)
_ODD_NUMBER = re.compile(
    r"\d+,(?!\d{3}(?!\d))\d+"  # 1,5 and 65,0000
    r"|\d+\.\d+\.\d+"  # 1.2.3
    r"|\d{1,2},\d{2},\d"  # 12,34,567
    r"|\d(?:st|nd|rd|th)\b"  # an ordinal counts nothing
    r"|\d\s*(?:bn|tn|trn|mn|k)\b",  # a scale that is written short
    re.IGNORECASE,
)
_QUALIFIERS: tuple[tuple[str, str], ...] = (
    (r"expected to|will (?:exceed|reach)", "expected"),
    (r"potential", "potential"),
    (r"up to", "up-to"),
    (r"more than|over|exceed(?:s|ed|ing)?|at least|in excess of", "over"),
    (r"less than|under|below|at most|fewer than", "under"),
    (r"about|around|almost|nearly|some|approximately|roughly", "about"),
)
_CURRENCIES: tuple[tuple[str, str], ...] = (
    (r"US\$|USD|US dollars?|dollars?|\$", "USD"),
    (r"Chinese yuan(?: renminbi)?|yuan|RMB|renminbi|CNY", "CNY"),
    (r"euros?|EUR|€", "EUR"),
    (r"tenge|KZT", "KZT"),
    (r"soms?|KGS", "KGS"),
)
_UNIT_WORDS: tuple[tuple[str, str], ...] = (
    (r"kilomet(?:er|re)s?|km", "km"),
    (r"cubic met(?:er|re)s?|m3|m³", "m**3"),
    (r"bcm", "bcm"),
    (r"gigawatts?|GW", "GW"),
    (r"megawatts?|MW", "MW"),
    (r"met(?:er|re)s?", "m"),
    (r"years?", "year"),
    (r"months?", "month"),
    (r"days?", "day"),
)
_PER_YEAR = re.compile(r"\b(annual|annually|per year|a year)\b", re.IGNORECASE)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DEMONYMS = {
    "chinese": "CN", "kazakh": "KZ", "kyrgyz": "KG", "uzbek": "UZ", "tajik": "TJ",
    "turkmen": "TM", "sino": "CN", "russian": "RU", "afghan": "AF", "xinjiang": "CN",
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What words say: `value` in `unit`; `unit` is a pint unit, a currency code or a noun."""

    value: Decimal
    unit: str | None
    qualifier: str | None


def read_number(words: str) -> Decimal:
    """Return the one number that the words carry. Raises `ReadingError` if none or several."""
    spaced = re.sub(r"(?<=\d)-(?=[A-Za-z])", " ", words)
    text = spaced if re.search(r"\d", spaced) else _in_digits(spaced)
    if odd := _ODD_NUMBER.search(text):
        raise ReadingError(f'"{odd[0].strip()}" in "{words}" is no number that is read safely')
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        what = "no number" if not found else "more than one number"
        raise ReadingError(f'{what} in "{words}"')
    digits, scale = found[0].groups()
    return Decimal(digits.replace(",", "")) * _SCALES.get((scale or "").lower(), 1)


def _in_digits(words: str) -> str:
    """Number words in digits; a scale word alone ("over billion") is a lost number, not one."""
    without_scale = re.sub(rf"\b({'|'.join(_SCALES)})\b", "", words, flags=re.IGNORECASE)
    if not re.search(r"\d", alpha2digit(without_scale, "en", threshold=0)):
        return ""
    return str(alpha2digit(words, "en", threshold=0))


def read_qualifier(words: str) -> str | None:
    """Return the hedge that the words carry ("more than" is `over`), missing where there is none."""
    for pattern, qualifier in _QUALIFIERS:
        if re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE):
            return qualifier
    return None


def cut_qualifier(before: str) -> str:
    """Return the hedge that ends the words before a reading, empty where none does.

    "carrying more than " → "more than": such a hedge belongs into `reads`.
    """
    for pattern, _ in _QUALIFIERS:
        found = re.search(rf"\b({pattern})\s*$", before, re.IGNORECASE)
        if found:
            return found[1]
    return ""


def read_money(words: str) -> Reading:
    """Return amount and ISO 4217 code. "over billion", with its number lost, raises."""
    codes = [code for pattern, code in _CURRENCIES if _stands(pattern, words)]
    if not codes:
        raise ReadingError(f'no currency in "{words}"')
    return Reading(read_number(words), codes[0], read_qualifier(words))


def _stands(pattern: str, words: str) -> bool:
    return re.search(rf"(?<![A-Za-z])(?:{pattern})(?![A-Za-z])", words) is not None


def read_quantity(words: str) -> Reading:
    """Return number and pint unit; "annual" and "per year" make it a rate."""
    spaced = re.sub(r"(?<=\d)-(?=[A-Za-z])", " ", words)
    rate = bool(_PER_YEAR.search(words))
    for pattern, unit in _UNIT_WORDS:
        bare = _PER_YEAR.sub("", spaced) if rate else spaced
        if re.search(rf"(?<![A-Za-z])(?:{pattern})(?![A-Za-z0-9³])", bare):
            number = read_number(re.sub(r"\bm3\b", "m³", bare))
            return Reading(number, f"{unit}/year" if rate else unit, read_qualifier(words))
    raise ReadingError(f'no unit in "{words}"')


def read_count(words: str) -> Reading:
    """Return a number; its noun is whatever the words count and is checked by the caller.

    A size that describes the noun ("20-foot loads") is no count.
    """
    return Reading(read_number(re.sub(r"\b\d+-(?:foot|year|day)\b", "", words)), None, read_qualifier(words))


def read_percent(words: str) -> Reading:
    """Return a share or a change in per cent."""
    if not re.search(r"%|\bper ?cent\b", words):
        raise ReadingError(f'no "percent" in "{words}"')
    return Reading(read_number(words), "%", read_qualifier(words))


def read_multiple(words: str) -> Reading:
    """Return how many times as much."""
    if not re.search(r"\btimes\b", words):
        raise ReadingError(f'no "times" in "{words}"')
    return Reading(read_number(words), "times", read_qualifier(words))


def read_date_parts(words: str) -> dict[str, str]:
    """Return the parts of a date that stand in the words: `year`, `month`, `day`, `decade`."""
    parts: dict[str, str] = {}
    if decade := re.search(r"\b(\d{3})0s\b", words):
        parts["decade"] = f"{decade[1]}X"
    if iso := re.search(r"\b(\d{4})-(\d{2})-(\d{2})\b", words):
        return {"year": iso[1], "month": iso[2], "day": iso[3]}
    if years := re.findall(r"\b(?:19|20)\d{2}\b", words):
        parts["year"] = "/".join(years)
    months, days = [], []
    for number, name in enumerate(_MONTHS, 1):
        if re.search(rf"\b{name}\b", words):
            months.append(f"{number:02d}")
            for day in re.findall(rf"{name}\s+(\d{{1,2}})\b|\b(\d{{1,2}})\s+{name}", words):
                days.append(f"{int(day[0] or day[1]):02d}")
    return parts | ({"month": "/".join(months)} if months else {}) | ({"day": "/".join(days)} if days else {})


def check_date(words: str, value: str, inferred: bool) -> str | None:
    """Return what is wrong between a date and the words that carry it, missing where nothing is.

    Every part that stands in the words must be in the value; a part of the value that does not
    stand in the words is allowed only where the date says that it is inferred.
    """
    parts = read_date_parts(words)
    years, months, days = _split_edtf(value)
    for name, there in (("year", years), ("month", months), ("day", days)):
        said = parts.get(name)
        if said is not None and not set(said.split("/")) <= set(there):
            return f'"{words}" says {name} {said}, the date {value} does not'
    if "decade" in parts and parts["decade"] not in value:
        return f'"{words}" says {parts["decade"]}, the date {value} does not'
    if inferred:
        return None
    for name, there in (("year", years), ("month", months), ("day", days)):
        if not set(there) <= set(parts.get(name, "").split("/")):
            return f'{value} says more than "{words}": mark it inferred, with the reason'
    if not years and "decade" not in parts:
        return f'{value} says more than "{words}": mark it inferred, with the reason'
    return None


def _split_edtf(value: str) -> tuple[list[str], list[str], list[str]]:
    found = re.findall(r"(\d{3}[\dX])(?:-(\d{2}))?(?:-(\d{2}))?", value)
    return (
        [year for year, _, _ in found if "X" not in year],
        [month for _, month, _ in found if month],
        [day for _, _, day in found if day],
    )


def read_country(words: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of the one country that the words name."""
    codes = set()
    for name, code in _country_names().items():
        if re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE):
            codes.add(code)
    if len(codes) != 1:
        raise ReadingError(f'{"no" if not codes else "more than one"} country in "{words}"')
    return codes.pop()


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    names = {}
    for country in pycountry.countries:
        names[getattr(country, "common_name", country.name).split(",")[0]] = country.alpha_2
    return names | _DEMONYMS


def same_amount(value: float, unit: str, reading: Reading) -> bool:
    """Tell whether a value in a pint unit is the reading, whatever unit each is written in."""
    try:
        given = UNITS.Quantity(value, unit)
        said = UNITS.Quantity(float(reading.value), reading.unit or "")
        return bool(abs(given.to(said.units).magnitude - said.magnitude) <= 1e-9 * abs(said.magnitude))
    except (pint.DimensionalityError, pint.UndefinedUnitError):
        return False


def has_dimension(unit: str, dimension: str) -> bool:
    """Tell whether a pint unit is of a dimension such as `[length]`."""
    try:
        return bool(UNITS.Quantity(1, unit).check(dimension))
    except pint.UndefinedUnitError:
        return False
