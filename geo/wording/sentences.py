"""Statuses, ages and coverage in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geo.atlas.atlas import Atlas
from geo.atlas.reliability import day_of, months_between, voice_of
from geo.atlas.totals import count_once
from geo.records.facts import Fact
from geo.wording.values import LONE_DOCUMENTS, NATURES, STATUS_WORDS, say_date, say_months


def say_status(fact: Fact) -> str:
    """Return a derived status, never without saying that it is a report."""
    return f"last reported {STATUS_WORDS[str(fact.value)]}"


def explain_status(atlas: Atlas, fact: Fact, facts: Sequence[Fact], today: date) -> str:
    """Say from when a status is, how old, and what it rests on.

    "29 April 2025, 18 months ago; one document of state media (People's Daily)". Documents that
    repeat one voice count once.
    """
    source = atlas.source_of(fact)
    same = [f for f in facts if f.attribute == "status" and f.value == fact.value]
    voices = {voice_of(atlas, f).name for f in same}
    when = say_date(fact.as_of.value if fact.as_of else source.published.value)
    dated = when if fact.as_of else f"in a document of {when}"
    age = say_age(day_of(fact, source), today)
    rests = (
        LONE_DOCUMENTS[source.nature]
        if len(voices) == 1
        else f"{len(voices)} voices, the newest {LONE_DOCUMENTS[source.nature]}"
    )
    return f"{dated}, {age}; {rests} ({source.publisher})"


def say_age(day: date, today: date) -> str:
    """Return how long ago a day was: this month, 17 months ago, 3 years ago."""
    months = months_between(day, today)
    return f"{say_months(months)} ago" if months else "less than a month ago"


@dataclass(frozen=True)
class Coverage:
    """One sentence on the coverage, and a line for each source."""

    sentence: str
    sources: tuple[str, ...]


def describe_coverage(atlas: Atlas) -> Coverage:
    """Say how many documents the atlas rests on, from when, of which nature, and when it changed."""
    sources = sorted(atlas.records.sources, key=lambda source: source.published.last_day)
    if not sources:
        return Coverage("No source document could be read.", ())
    natures = Counter(NATURES[source.nature] for source in sources)
    said = ", ".join(f"{number} {nature}" for nature, number in natures.most_common())
    years = sorted({str(s.published.last_day.year) for s in sources})
    span = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
    noun = "document" if len(sources) == 1 else "documents"
    updated = f" Last update {say_date(atlas.records.about.updated)}." if atlas.records.about else ""
    facts = sum(map(len, atlas.facts.values())) + (len(atlas.table.frame) if atlas.table else 0)
    once = len(count_once(atlas, atlas.records.project_by_id)) + (
        len(atlas.table.frame) if atlas.table else 0
    )
    counted = f"{len(atlas.projects):,} projects, {once:,} where parts and overlaps are counted once."
    return Coverage(
        f"{facts:,} facts from {len(sources):,} {noun}, {span} ({said}).{updated}",
        (
            counted,
            *(
                f"{source.publisher}: “{source.title}”, {say_date(source.published.value)}"
                f"{'' if source.published.known == 'stated' else ' (date inferred)'}, "
                f"{NATURES[source.nature]}."
                for source in sources[:200]
            ),
        ),
    )
