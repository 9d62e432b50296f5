"""Statuses, marks, courses and coverage in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.atlas.course import Course, CourseCountry, Drawing, Leg
from geo.atlas.leads import Lead
from geo.atlas.reliability import Mark, Reliability, day_of, months_between
from geo.atlas.totals import Coverage
from geo.records.facts import Fact
from geo.records.sources import Source
from geo.wording.catalogue import Words
from geo.wording.dates import say_date, say_published
from geo.wording.lengths import say_km
from geo.wording.values import say_age, say_country, say_months, say_value

_MOST_SOURCES = 200


def say_status(words: Words, fact: Fact) -> str:
    """Return a derived status, never without saying that it is a report."""
    return words.say("status_report.reported", status=say_value(words, fact))


def explain_status(words: Words, lead: Lead, today: date) -> str:
    """Say from when a status is, how old, and what it rests on.

    "29 April 2025, 18 months ago; one document of state media (People's Daily)". Documents that
    repeat one voice count once.
    """
    fact, source = lead.fact, lead.source
    when = say_date(words, fact.as_of.value if fact.as_of else source.published.value)
    return words.say(
        "status_report.detail",
        dated=when if fact.as_of else words.say("status_report.document-of", date=when),
        age=say_age(words, months_between(day_of(fact, source), today)),
        rests=_say_rests(words, lead),
        publisher=source.publisher,
    )


def _say_rests(words: Words, lead: Lead) -> str:
    document = words.say(f"document.{lead.source.nature}")
    if lead.voices == 1:
        return document
    return words.count("status_report.voices", lead.voices, document=document)


def say_mark(words: Words, mark: Mark, reliability: Reliability) -> str:
    """Return what a reader is warned of: "one voice only", "newest evidence is 17 months old"."""
    if mark == "old":
        return words.say("mark.old", age=say_months(words, reliability.age_months or 0))
    return words.say(f"mark.{mark}")


def say_drawn(words: Words, length_km: float, traced_share: float) -> str:
    """Say how long an alignment is drawn, and how much of it is traced."""
    return words.say("course.drawn", length=say_km(words, length_km), share=words.percent(traced_share))


def say_drawing(words: Words, drawing: Drawing) -> str:
    """Say who or what drew a part of a course, from which edition, and how long that part is."""
    said = drawing.drawn_by[:1].upper() + drawing.drawn_by[1:]
    if drawing.edition:
        said = words.say("course.drawing.edition", drawn_by=said, edition=drawing.edition)
    return words.say("course.drawing", drawn_by=said, length=say_km(words, drawing.length_km))


def say_length(words: Words, length_km: float) -> str:
    """Return the length of a leg, in whole kilometres."""
    return words.say("course.length", length=say_km(words, length_km))


def say_accuracy(words: Words, leg: Leg) -> str:
    """Say how well a leg or a site is known: "traced 62%, approximate 38%", one word where it is all one."""
    if len(leg.shares) == 1:
        return words.name("accuracy", next(iter(leg.shares)))
    if leg.shares:
        shares = (
            words.say("course.share", accuracy=words.name("accuracy", code), share=words.percent(share))
            for code, share in leg.shares.items()
        )
        return ", ".join(shares)
    precision = leg.stretches[0].precision
    return words.say(f"precision.{precision}" if precision else "accuracy.as-given")


def say_how_known(words: Words, country: CourseCountry, is_estimate: bool) -> str:
    """Say by what a country is one of a project's: named by a source, drawn, or both."""
    known = [words.say("course.country.named")] if country.is_named else []
    if country.is_drawn:
        known.append(words.say("course.country.estimate" if is_estimate else "course.country.drawn"))
    return ", ".join(known)


def say_country_differences(words: Words, course: Course) -> tuple[str, ...]:
    """Set the countries that the line crosses against those that sources name."""
    notes = []
    if course.only_drawn:
        notes.append(words.say("course.only-drawn", countries=_list_countries(words, course.only_drawn)))
        notes += [
            words.say("course.crossing", country=say_country(words, each.country), reason=each.reason)
            for each in course.crossings
            if each.country in course.only_drawn
        ]
    if course.only_named:
        notes.append(words.say("course.only-named", countries=_list_countries(words, course.only_named)))
    return tuple(notes)


def _list_countries(words: Words, codes: tuple[str, ...]) -> str:
    return ", ".join(sorted(say_country(words, code) for code in codes))


@dataclass(frozen=True)
class CoverageText:
    """One sentence on the coverage; lines on what is counted and on each source."""

    sentence: str
    sources: tuple[str, ...]


def say_coverage(words: Words, coverage: Coverage) -> CoverageText:
    """Say how many documents the atlas rests on, from when, of which nature, and when it changed."""
    if not coverage.sources:
        return CoverageText(words.say("coverage.none"), ())
    natures = ", ".join(
        words.say("coverage.nature", number=words.number(number), nature=words.name("nature", nature))
        for nature, number in coverage.natures.items()
    )
    first, last = (coverage.sources[n].published.last_day.year for n in (0, -1))
    sentence = words.count(
        "coverage.sentence",
        len(coverage.sources),
        facts=words.number(coverage.facts),
        years=first if first == last else words.say("coverage.years", first=first, last=last),
        natures=natures,
    )
    if coverage.updated:
        sentence += " " + words.say("coverage.updated", date=say_date(words, coverage.updated))
    counted = words.say(
        "coverage.counted",
        projects=words.number(coverage.projects),
        once=words.number(coverage.projects_once),
    )
    listed = (_say_source(words, source) for source in coverage.sources[:_MOST_SOURCES])
    return CoverageText(sentence, (counted, *listed))


def _say_source(words: Words, source: Source) -> str:
    return words.say(
        "coverage.source",
        publisher=source.publisher,
        title=source.title,
        date=say_published(words, source.published),
        nature=words.name("nature", source.nature),
    )
