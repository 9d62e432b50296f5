"""The record's own health: what it rests on, how old and how one-sided it is, where sources differ.

Built for a day that is handed in, so that the same record gives the same report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from geo.atlas.atlas import Atlas
from geo.atlas.disagreements import find_disagreements
from geo.atlas.reliability import STALE_MONTHS, Mark, Reliability, voice_of, weigh
from geo.atlas.totals import add_lengths_km, count_once
from geo.commands.length_health import LengthHealth, compare_lengths, describe_lengths
from geo.wording.catalogue import Words, open_words
from geo.wording.dates import say_date
from geo.wording.disagreements import say_question
from geo.wording.sentences import say_mark

_LISTED = 50


@dataclass(frozen=True)
class ProjectHealth:
    """One project: its facts, voices, age of the newest source in months (missing without any).

    `badges` are its marks in words.
    """

    id: str
    name: str
    facts: int
    voices: tuple[str, ...]
    newest: str | None
    months: int | None
    badges: tuple[str, ...]

    @classmethod
    def build(cls, project_id: str, name: str, facts: int, reliability: Reliability, words: Words) -> Self:
        """Return what the report says of a project whose facts have been weighed."""
        newest = reliability.newest
        return cls(
            id=project_id,
            name=name,
            facts=facts,
            voices=tuple(voice.name for voice in reliability.voices),
            newest=newest.published.value if newest else None,
            months=reliability.age_months,
            badges=tuple(say_mark(words, mark, reliability) for mark in reliability.marks),
        )


@dataclass(frozen=True)
class Health:
    """The report. Lengths are drawn lengths in kilometres, each stretch counted once."""

    day: str
    sources_by_nature: dict[str, int]
    facts: int
    facts_by_voice: dict[str, int]
    projects: int
    projects_counted_once: int
    project_health: tuple[ProjectHealth, ...]
    one_voice: tuple[str, ...]
    state_media_only: tuple[str, ...]
    unsupported: tuple[str, ...]
    stale: tuple[str, ...]
    without_status: tuple[str, ...]
    differences: dict[str, tuple[str, ...]]
    drawn_km: float
    traced_km: float
    lengths: tuple[LengthHealth, ...]
    problems: int

    @property
    def traced_share(self) -> float | None:
        """Share of the drawn kilometres that is traced; missing where nothing is drawn."""
        return self.traced_km / self.drawn_km if self.drawn_km else None

    def to_json(self) -> dict[str, Any]:
        """Return the report for machines."""
        return asdict(self) | {"traced_share": self.traced_share}


def measure_health(atlas: Atlas, day: date) -> Health:
    """Measure the record as it is, with ages counted to a day.

    Records of an imported data set, which are one source, are counted but not listed one by one.
    """
    words = open_words()
    facts_of = {p.id: atlas.facts_on(f"project:{p.id}") for p in atlas.records.projects}
    weighed = {project: weigh(atlas, on_it, day) for project, on_it in facts_of.items()}
    names = {project: atlas.project(project).name for project in weighed}

    def names_marked(mark: Mark) -> tuple[str, ...]:
        return tuple(names[project] for project, found in weighed.items() if mark in found.marks)

    facts = [fact for found in atlas.facts.values() for fact in found]
    counts = atlas.archive.count()
    rows = atlas.projects
    once = count_once(atlas, weighed)
    return Health(
        day=day.isoformat(),
        sources_by_nature=_count_natures(atlas, words),
        facts=counts.facts,
        facts_by_voice=dict(Counter(voice_of(atlas, fact).name for fact in facts).most_common()),
        projects=len(rows),
        projects_counted_once=len(once) + counts.imported,
        project_health=tuple(
            ProjectHealth.build(project, names[project], len(facts_of[project]), found, words)
            for project, found in weighed.items()
        ),
        one_voice=names_marked("one-voice"),
        state_media_only=names_marked("state-media-only"),
        unsupported=tuple(names[project] for project, on_it in facts_of.items() if not on_it),
        stale=names_marked("old"),
        without_status=tuple(str(name) for name in rows.loc[rows["status"].isna(), "name"])[:_LISTED],
        differences=_differences(atlas, words),
        drawn_km=round(add_lengths_km(atlas, once), 1),
        traced_km=round(_add_traced_km(atlas, once), 1),
        lengths=tuple(compare_lengths(atlas, words)),
        problems=len(atlas.problems),
    )


def _add_traced_km(atlas: Atlas, project_ids: Sequence[str]) -> float:
    rows = atlas.projects
    shares = rows.loc[[i for i in project_ids if i in rows.index], ["length_km", "traced_share"]]
    return float((shares["length_km"] * shares["traced_share"].fillna(0).astype(float)).sum())


def _count_natures(atlas: Atlas, words: Words) -> dict[str, int]:
    counted = Counter(source.nature for source in atlas.records.sources)
    return {words.name("nature", nature): number for nature, number in counted.most_common()}


def _differences(atlas: Atlas, words: Words) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for subject in sorted(atlas.facts):
        for disagreement in find_disagreements(atlas, subject):
            questions = found.setdefault(disagreement.nature, [])
            question = say_question(words, disagreement)
            if question not in questions:
                questions.append(question)
    return {nature: tuple(questions) for nature, questions in sorted(found.items())}


def describe_health(health: Health) -> str:
    """Return the report as Markdown, which a terminal shows as well."""
    return "\n".join(_lines(health)) + "\n"


def build_health_page(health: Health) -> str:
    """Return the report as the page docs/health.md."""
    head = (
        "# The record's health\n\nWritten by `make docs` (`corridors health`); do not edit. What the words "
        "mean: [how-we-decide.md](how-we-decide.md).\n\n"
    )
    return head + describe_health(health)


def _lines(health: Health) -> Iterator[str]:
    share = health.traced_share
    once = f"{health.projects_counted_once:,} where parts and overlaps are counted once"
    yield f"{health.projects:,} projects ({once}), {health.facts:,} facts, {health.problems:,} problems."
    yield f"Ages count to {say_date(open_words(), health.day)}."
    yield ""
    yield f"Drawn: {health.drawn_km:,.0f} km, each stretch once; traced: {health.traced_km:,.0f} km" + (
        f" ({share:.1%})." if share is not None else "."
    )
    yield ""
    yield from _table("Sources by nature", "nature", "documents", health.sources_by_nature)
    yield from _table("Facts by voice", "voice", "facts", health.facts_by_voice)
    yield "## Projects"
    yield ""
    yield "| project | facts | voices | newest source | marks |"
    yield "|---|---|---|---|---|"
    for project in health.project_health:
        newest = say_date(open_words(), project.newest) if project.newest else "none"
        cells = (
            project.name,
            str(project.facts),
            str(len(project.voices)),
            newest,
            "; ".join(project.badges),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield from describe_lengths(health.lengths)
    yield from _list("One voice only", health.one_voice)
    yield from _list("State media only", health.state_media_only)
    yield from _list("No document tells the status", health.without_status)
    yield from _list("Unsupported by any quotation", health.unsupported)
    yield from _list(f"Newest source older than {STALE_MONTHS} months", health.stale)
    for nature, questions in health.differences.items():
        yield from _list(f"Differences: {nature.replace('-', ' ')}", questions)


def _table(title: str, head: str, unit: str, counts: dict[str, int]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield f"| {head} | {unit} |"
    yield "|---|---|"
    yield from (f"| {name} | {number:,} |" for name, number in counts.items())
    yield ""


def _list(title: str, names: Sequence[str]) -> Iterator[str]:
    yield f"## {title}: {len(names):,}"
    yield ""
    yield from (f"- {name}" for name in names)
    if names:
        yield ""
