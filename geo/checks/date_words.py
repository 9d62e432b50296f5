"""Words → dates, and whether a date says no more than the words that carry it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from babel.dates import get_month_names

from geo.records.vocabulary import Bound

_MONTHS = get_month_names("wide", locale="en")

_UNTIL = r"by the end of|by|until|till|up to|as of"
_FROM = r"since|from"
_SPAN = r"\bfrom\b.*\b(?:to|until|till)\b|\bbetween\b"


@dataclass(frozen=True)
class DateFault:
    """How a date and its words differ: `said` is what only the words say, such as "month 04".

    It is empty where it is the date that says more.
    """

    said: str = ""


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
    for number, name in _MONTHS.items():
        if re.search(rf"\b{name}\b", words):
            months.append(f"{number:02d}")
            for day in re.findall(rf"{name}\s+(\d{{1,2}})\b|\b(\d{{1,2}})\s+{name}", words):
                days.append(f"{int(day[0] or day[1]):02d}")
    return parts | ({"month": "/".join(months)} if months else {}) | ({"day": "/".join(days)} if days else {})


def read_bound(words: str) -> Bound | None:
    """Return whether words make of their date the end or the beginning of a time.

    "By the end of 2022" is `until`, "since 2004" `from`; both in one ("from 2010 to 2018") are a span,
    which the date itself says.
    """
    if re.search(_SPAN, words, re.IGNORECASE):
        return None
    if re.search(rf"\b(?:{_FROM})\b", words, re.IGNORECASE):
        return "from"
    return "until" if re.search(rf"\b(?:{_UNTIL})\b", words, re.IGNORECASE) else None


def cut_bound(before: str) -> str:
    """Return the words of a bound that end the words before a date, empty where none do.

    "By the end of " → "By the end of": such words belong into `reads`.
    """
    found = re.search(rf"\b(?:{_UNTIL}|since)\s*$", before, re.IGNORECASE)
    return found[0].strip() if found else ""


def check_date(words: str, value: str, inferred: bool) -> DateFault | None:
    """Return what is wrong between a date and the words that carry it, missing where nothing is.

    Every part that stands in the words must be in the value; a part of the value that does not
    stand in the words is allowed only where the date says that it is inferred.
    """
    parts = read_date_parts(words)
    in_value = _split_edtf(value)
    for name, there in in_value.items():
        said = parts.get(name)
        if said is not None and not set(said.split("/")) <= there:
            return DateFault(f"{name} {said}")
    if "decade" in parts and parts["decade"] not in value:
        return DateFault(parts["decade"])
    if inferred:
        return None
    if any(not there <= set(parts.get(name, "").split("/")) for name, there in in_value.items()):
        return DateFault()
    if not in_value["year"] and "decade" not in parts:
        return DateFault()
    return None


def _split_edtf(value: str) -> dict[str, set[str]]:
    found = re.findall(r"(\d{3}[\dX])(?:-(\d{2}))?(?:-(\d{2}))?", value)
    return {
        "year": {year for year, _, _ in found if "X" not in year},
        "month": {month for _, month, _ in found if month},
        "day": {day for _, _, day in found if day},
    }
