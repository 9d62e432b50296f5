"""Words → value: reading by machine the number and the unit that words of a quotation carry.

A fact's value is accepted only if the words in its `reads` give the same value, so a swapped number
or a changed digit is noticed. The grammar covers what news English does: digits with separators,
numbers in words, scale words, currencies, units and the common hedges.
"""

from __future__ import annotations

import re
from decimal import Decimal

from text_to_num import alpha2digit

from geo.checks.units import Reading
from geo.errors import ReadingError
from geo.records.vocabulary import Qualifier

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

_HEDGES: tuple[tuple[str, Qualifier], ...] = (
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


def read_number(words: str) -> Decimal:
    """Return the one number that the words carry. Raises `ReadingError` if none or several."""
    return _read_number(words, words)


def _read_number(prepared: str, words: str) -> Decimal:
    """The number in words that were prepared for reading; an error quotes them as they were written."""
    spaced = re.sub(r"(?<=\d)-(?=[A-Za-z])", " ", prepared)
    text = spaced if re.search(r"\d", spaced) else _in_digits(spaced)
    if _ODD_NUMBER.search(text):
        raise ReadingError(f'the number in "{words}" is written in a way that is not read safely')
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        what = "no number" if not found else "more than one number"
        raise ReadingError(f'{what} in "{words}"')
    digits, scale = found[0].groups()
    return Decimal(digits.replace(",", "")) * _SCALES.get((scale or "").casefold(), 1)


def _in_digits(words: str) -> str:
    """Number words in digits; a scale word alone ("over billion") is a lost number, not one."""
    without_scale = re.sub(rf"\b({'|'.join(_SCALES)})\b", "", words, flags=re.IGNORECASE)
    if not re.search(r"\d", alpha2digit(without_scale, "en", threshold=0)):
        return ""
    return str(alpha2digit(words, "en", threshold=0))


def read_qualifiers(words: str) -> frozenset[Qualifier]:
    """Return every hedge of the words: "expected to exceed" is `expected` and `over`."""
    return frozenset(
        qualifier for pattern, qualifier in _HEDGES if re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE)
    )


def cut_hedge(before: str) -> str:
    """Return the hedge that ends the words before a reading, empty where none does.

    "carrying more than " → "more than": such a hedge belongs into `reads`.
    """
    for pattern, _ in _HEDGES:
        found = re.search(rf"\b({pattern})\s*$", before, re.IGNORECASE)
        if found:
            return found[1]
    return ""


def cut_scale(after: str) -> str:
    """Return the scale word that begins the words after a reading, empty where none does.

    " billion yuan" → "billion": without it, "1.5 billion" would be 1.5.
    """
    found = re.match(rf"[\s-]*({'|'.join(_SCALES)})\b", after, re.IGNORECASE)
    return found[1] if found else ""


def read_money(words: str) -> Reading:
    """Return amount and ISO 4217 code, of several the first of `_CURRENCIES`.

    "US dollars" names one currency, whatever else the words name. "over billion", with its number lost,
    raises.
    """
    codes = [code for pattern, code in _CURRENCIES if _stands(pattern, words)]
    if not codes:
        raise ReadingError(f'no currency in "{words}"')
    return Reading(read_number(words), codes[0], read_qualifiers(words))


def _stands(pattern: str, words: str) -> bool:
    return re.search(rf"(?<![A-Za-z])(?:{pattern})(?![A-Za-z])", words) is not None


def read_quantity(words: str) -> Reading:
    """Return number and pint unit; "annual" and "per year" make it a rate."""
    bare = re.sub(r"(?<=\d)-(?=[A-Za-z])", " ", words)
    is_rate = bool(_PER_YEAR.search(words))
    if is_rate:
        bare = _PER_YEAR.sub("", bare)
    for pattern, unit in _UNIT_WORDS:
        if re.search(rf"(?<![A-Za-z])(?:{pattern})(?![A-Za-z0-9³])", bare):
            number = _read_number(re.sub(r"\bm3\b", "m³", bare), words)
            return Reading(number, f"{unit}/year" if is_rate else unit, read_qualifiers(words))
    raise ReadingError(f'no unit in "{words}"')


def read_count(words: str) -> Reading:
    """Return a number; its noun is whatever the words count and is checked by the caller.

    A size that describes the noun ("20-foot loads") is no count.
    """
    bare = re.sub(r"\b\d+-(?:foot|year|day)\b", "", words)
    return Reading(_read_number(bare, words), None, read_qualifiers(words))


def read_percent(words: str) -> Reading:
    """Return a share or a change in per cent."""
    if not re.search(r"%|\bper ?cent\b", words):
        raise ReadingError(f'no "percent" in "{words}"')
    return Reading(read_number(words), "%", read_qualifiers(words))


def read_multiple(words: str) -> Reading:
    """Return how many times as much."""
    if not re.search(r"\btimes\b", words):
        raise ReadingError(f'no "times" in "{words}"')
    return Reading(read_number(words), "times", read_qualifiers(words))
