"""The course of a line from end to end in sentences."""

from __future__ import annotations

from geo.atlas.course_strip import CourseStrip, DrawnWay
from geo.wording.catalogue import Words
from geo.wording.values import say_country

_NEAR_END_KM = 10.0
"""A place within this of an end of the line names that end."""

_LEAST_SHARE = 0.005
"""Shares that would read as 0 % are left out."""


def say_strip_km(words: Words, km: float) -> str:
    """Return a kilometre of the line, as a whole number."""
    return words.number(round(km))


def say_course_length(words: Words, strip: CourseStrip) -> str:
    """Say from where to where a course runs and how long it is drawn."""
    length = say_strip_km(words, strip.length_km)
    ends = find_ends(strip)
    if ends is None:
        return words.say("strip.length", length=length)
    return words.say("strip.from-to", first=ends[0], last=ends[1], length=length)


def find_ends(strip: CourseStrip) -> tuple[str, str] | None:
    """Return the names of the two ends of a course, missing where either has none."""
    if not strip.places:
        return None
    first, last = strip.places[0], strip.places[-1]
    if first.km > _NEAR_END_KM or strip.length_km - last.km > _NEAR_END_KM:
        return None
    return first.place.name, last.place.name


def say_countries_passed(words: Words, strip: CourseStrip) -> str:
    """Say to which kilometre the line lies in each country; empty where there is only one."""
    if len(strip.countries) < 2:
        return ""
    passed = (
        words.say("strip.country", country=say_country(words, span.code), km=say_strip_km(words, span.to_km))
        for span in strip.countries
    )
    return words.say("strip.countries", countries=", ".join(passed))


def say_how_drawn(words: Words, strip: CourseStrip) -> str:
    """Say how well the line is known by shares, and who or what drew it, over which editions."""
    shares = (
        words.say(f"strip.share.{accuracy}", share=words.percent(share))
        for accuracy in ("traced", "approximate", "schematic")
        if (share := strip.share_of(accuracy)) >= _LEAST_SHARE
    )
    ways = [way for way in strip.ways if way.drawn_by and way.share >= _LEAST_SHARE]
    said = words.say("strip.shares", shares=", ".join(shares))
    if not ways:
        return said
    drawn = (_say_way(words, way, is_alone=len(ways) == 1) for way in ways)
    return words.say("strip.drawn", shares=said, ways="; ".join(drawn))


def _say_way(words: Words, way: DrawnWay, is_alone: bool) -> str:
    what = way.drawn_by
    if way.edition:
        what = words.say("strip.edition", drawn_by=way.drawn_by, edition=way.edition)
    return what if is_alone else words.say("strip.way", share=words.percent(way.share), drawn_by=what)
