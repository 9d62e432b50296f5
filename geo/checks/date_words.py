"""Words → dates, and whether a date says no more than the words that carry it."""

from __future__ import annotations

import re

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
