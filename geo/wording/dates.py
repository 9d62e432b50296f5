"""EDTF dates → words. What a date leaves open or doubts is said, and no date is printed raw."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.lists import format_list

from geo.records.fields import Published, When, span_of
from geo.records.vocabulary import Known
from geo.wording.catalogue import Words

_DOUBTS = re.compile(r"[?~%]")
_DATE = re.compile(r"(?P<year>-?[\dX]{4})(?:-(?P<month>[\dX]{2}))?(?:-(?P<day>[\dX]{2}))?")
_SET = re.compile(r"([\[{])(.+)[\]}]")
_SEASONS = range(21, 42)
_NO_DATE = (None, None, None)
_WHOLE = re.compile(r"\d{4}(-\d\d)?|\d\d[1-9]X")
"""A year, a month, a season or a decade: what has an end that can be named."""
_OPEN, _UNKNOWN = ("..", "open"), ("", "unknown")
"""How EDTF, old and new, writes a side of an interval that has no end or that nobody knows."""


def say_day(words: Words, day: date) -> str:
    """Return a day for people: 29 April 2025."""
    return format_date(day, words.say("date.pattern.day"), words.locale)


def say_when(words: Words, when: When) -> str:
    """Return a date with its bound and how it is known: until the end of 2022 (inferred)."""
    return note_inferred(words, say_bounded(words, when), when.known)


def note_inferred(words: Words, said: str, known: Known) -> str:
    """Return a date in words with the note that it was worked out, where it was."""
    return said if known == "stated" else words.say("date.inferred", date=said)


def say_bounded(words: Words, when: When) -> str:
    """Return a date with its bound: until the end of 2022; since April 2021.

    An interval has its bounds: it is said as it is.
    """
    said = say_date(words, when.value)
    if when.bound is None or "/" in when.value:
        return said
    if when.bound == "from":
        return words.say("date.since", date=said)
    if _WHOLE.fullmatch(when.value):
        return words.say("date.until-end", date=said)
    is_doubted = _DOUBTS.search(when.value)
    return words.say("date.until", date=said if is_doubted else say_day(words, when.last_day))


def say_published(words: Words, published: Published) -> str:
    """Return when a source was published: 4 May 2023 (date inferred)."""
    said = say_date(words, published.value)
    return said if published.known == "stated" else words.say("date.published-inferred", date=said)


@lru_cache(maxsize=4096)
def say_date(words: Words, edtf: str) -> str:
    """Return an EDTF date for people: 29 April 2025, about September 2022, the 1990s, 2010 to 2018.

    A form that has no words of its own is said by its first and last day.
    """
    if members := _SET.fullmatch(edtf):
        said = [_say_member(words, each.strip()) for each in members[2].split(",")]
        return format_list(said, style="or" if members[1] == "[" else "standard", locale=words.locale)
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        return _say_interval(words, first, last)
    return _say_doubted(words, edtf)


def _say_member(words: Words, member: str) -> str:
    """A member of a set, which may be an interval of its own: 1670..1672."""
    first, dots, last = member.partition("..")
    return _say_interval(words, first or "..", last or "..") if dots else _say_doubted(words, member)


def _say_interval(words: Words, first: str, last: str) -> str:
    has_first, has_last = (side not in (*_OPEN, *_UNKNOWN) for side in (first, last))
    if has_first and has_last:
        return words.say("date.interval", first=_say_doubted(words, first), last=_say_doubted(words, last))
    if has_first:
        message = "date.open-end" if last in _OPEN else "date.unknown-end"
        return words.say(message, date=_say_doubted(words, first))
    if has_last:
        message = "date.until" if first in _OPEN else "date.unknown-start"
        return words.say(message, date=_say_doubted(words, last))
    return words.say("date.unknown")


def _say_doubted(words: Words, edtf: str) -> str:
    """One date with its doubts, wherever in it they stand: `2004-06~-11` is about 11 June 2004."""
    doubts = set(_DOUBTS.findall(edtf))
    said = _say_plain(words, _DOUBTS.sub("", edtf))
    if "%" in doubts or len(doubts) > 1:
        return words.say("date.perhaps-about", date=said)
    if doubts:
        return words.say("date.about" if "~" in doubts else "date.perhaps", date=said)
    return said


def _say_plain(words: Words, edtf: str) -> str:
    """One date without doubts. `X` for a whole month or day says no more than leaving it out."""
    found = _DATE.fullmatch(edtf)
    parts = found.groups() if found else _NO_DATE
    year, month, day = (None if part and set(part) == {"X"} else part for part in parts)
    if year and month is None and day is None:
        return _say_year(words, year)
    if year and month and year.isdigit() and month.isdigit():
        return _say_month(words, int(year), int(month), day) or _say_span(words, edtf)
    return _say_span(words, edtf)


def _say_year(words: Words, year: str) -> str:
    """A year, or the years that it can be; "the 2000s" would be ten to one reader, a hundred to another."""
    if "X" not in year:
        is_common = int(year) > 0
        return _format(words, "year", int(year)) if is_common else _say_before_christ(words, int(year))
    first, last = year.replace("X", "0"), year.replace("X", "9")
    if year.count("X") == 1 and year[2] != "0":
        return words.say("date.decade", year=first)
    return words.say("date.between", first=first, last=last)


def _say_before_christ(words: Words, year: int) -> str:
    return words.say("date.before-christ", year=1 - year)


def _say_month(words: Words, year: int, month: int, day: str | None) -> str:
    """A month, a season or a day, empty where the date has none."""
    if month in _SEASONS:
        return "" if day else words.say(f"date.season.{month}", year=_format(words, "year", year))
    try:
        return say_day(words, date(year, month, int(day))) if day else _format(words, "month", year, month)
    except ValueError:  # no such day, or an X among its digits
        return ""


def _format(words: Words, pattern: str, year: int, month: int = 1) -> str:
    return format_date(date(year, month, 1), words.say(f"date.pattern.{pattern}"), words.locale)


def _say_span(words: Words, edtf: str) -> str:
    try:
        first, last = span_of(edtf)
    except ValueError:
        return words.say("date.unknown")
    if first == last:
        return say_day(words, first)
    return words.say("date.between", first=say_day(words, first), last=say_day(words, last))
