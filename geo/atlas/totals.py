"""Adding up without counting anything twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.atlas.atlas import Atlas
from geo.records.sources import Source
from geo.records.vocabulary import Nature


@dataclass(frozen=True)
class Coverage:
    """What the atlas rests on.

    `sources` are sorted by their latest possible day of publication, `natures` count them, the most
    frequent first. `projects_once` counts projects without parts of others and without overlaps.
    `updated` is an EDTF date, missing where the records do not say.
    """

    facts: int
    sources: tuple[Source, ...]
    natures: Mapping[Nature, int]
    projects: int
    projects_once: int
    updated: str | None


def measure_coverage(atlas: Atlas) -> Coverage:
    """Count what the atlas rests on, records of an imported data set included."""
    records = atlas.records
    counts = atlas.archive.count()
    sources = sorted(records.sources, key=lambda source: source.published.last_day)
    return Coverage(
        facts=counts.facts,
        sources=tuple(sources),
        natures=dict(Counter(source.nature for source in sources).most_common()),
        projects=len(atlas.projects),
        projects_once=len(count_once(atlas, records.project_by_id)) + counts.imported,
        updated=records.about.updated if records.about else None,
    )


def count_once(atlas: Atlas, project_ids: Iterable[str]) -> list[str]:
    """Return the projects that may be added up: none is a part of another, and no two overlap.

    Parts give way to their whole, if that is among them; of two that overlap, the one with the
    longer drawn line stays. Sorted by id.
    """
    ids = sorted(set(project_ids))
    records = {i: atlas.records.project_by_id[i] for i in ids if i in atlas.records.project_by_id}
    kept = [i for i in ids if not set(_wholes(atlas, i)) & set(ids)]
    pairs = {frozenset((i, o.project)) for i, p in records.items() for o in p.overlaps if o.project in kept}
    lengths = atlas.projects["length_km"]
    for pair in sorted(pairs, key=sorted):
        if pair <= set(kept):
            kept.remove(min(pair, key=lambda i: (lengths.get(i, 0), i)))
    return kept


def _wholes(atlas: Atlas, project_id: str) -> list[str]:
    """Everything that a project is a part of, at any remove."""
    found: list[str] = []
    waiting = [project_id]
    while waiting:
        project = atlas.records.project_by_id.get(waiting.pop())
        fresh = [w for w in (project.part_of if project else ()) if w not in found and w != project_id]
        found += fresh
        waiting += fresh
    return found


def add_lengths_km(atlas: Atlas, project_ids: Iterable[str]) -> float:
    """Return the drawn length of projects in kilometres, each stretch once.

    A lower bound: of two projects that overlap, only the longer is counted.
    """
    kept = [i for i in count_once(atlas, project_ids) if i in atlas.projects.index]
    return float(atlas.projects.loc[kept, "length_km"].sum())
