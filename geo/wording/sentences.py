"""The atlas in plain words: what it covers, and what was left out of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from geo.atlas.atlas import Atlas
from geo.atlas.reliability import NATURES
from geo.atlas.totals import count_once
from geo.wording.values import say_date


@dataclass(frozen=True)
class Coverage:
    """One sentence on the coverage, and a line for each source."""

    sentence: str
    sources: tuple[str, ...]


def describe_coverage(atlas: Atlas) -> Coverage:
    """Say how many documents the atlas rests on, from when, of which nature, and when it changed."""
    sources = sorted(atlas.archive.sources, key=lambda source: source.published.last_day)
    if not sources:
        return Coverage("No source document could be read.", ())
    natures = Counter(NATURES[source.nature] for source in sources)
    said = ", ".join(f"{number} {nature}" for nature, number in natures.most_common())
    years = sorted({str(s.published.last_day.year) for s in sources})
    span = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
    noun = "document" if len(sources) == 1 else "documents"
    updated = f" Last update {say_date(atlas.archive.about.updated)}." if atlas.archive.about else ""
    facts = sum(map(len, atlas.facts.values())) + (len(atlas.table.frame) if atlas.table else 0)
    once = len(count_once(atlas, atlas.archive.project_by_id)) + (
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


def list_problems(atlas: Atlas) -> tuple[str, ...]:
    """Return one text for each problem of the records: where, what, and what to do."""
    return tuple(str(problem) for problem in atlas.problems)
