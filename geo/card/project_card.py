"""One project → its card with its citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from geo.atlas.atlas import Atlas
from geo.atlas.course import COMPARABLE_SHARE, describe_drawing
from geo.atlas.disagreements import Comparison, compare
from geo.atlas.reliability import describe_standing
from geo.atlas.timeline import build_timeline
from geo.card.head import build_headlines, view_comparison
from geo.card.quotations import build_evidence
from geo.card.view_model import Card, Evidence
from geo.records.facts import Fact
from geo.records.project_types import project_type_of
from geo.records.sources import OutsideNote
from geo.wording.values import country_name, say_date


def build_project_card(
    atlas: Atlas, project_id: str, chosen_fact: str = "", today: date | None = None, decided: str = ""
) -> Card:
    """Return the card of a project of the atlas. Raises `KeyError` for one that is not drawn.

    Ages count to `today`; without it to the day that the atlas is asked for, else to this day.
    `decided` is the address of the page on how is decided between sources.
    """
    project = atlas.project(project_id)
    facts = atlas.facts_on(f"project:{project_id}")
    evidence = build_evidence(atlas, facts, chosen_fact, project.name)
    compared = compare(atlas, f"project:{project_id}")
    more = build_evidence(atlas, facts_elsewhere(compared, facts), chosen_fact, "", start=len(evidence))
    number_of = number_quotations(evidence, more)
    day = atlas.day or today or date.today()
    return Card(
        title=project.name,
        kind=project_type_of(project.project_type).label,
        headlines=build_headlines(atlas, facts, number_of, day),
        names=tuple(
            dict.fromkeys(
                name.name for name in project.names if name.name != project.name and not name.search_only
            )
        ),
        countries=_build_countries(atlas, project_id),
        country_notes=_compare_countries(atlas, project_id),
        relations=_build_relations(atlas, project_id),
        evidence=evidence,
        more=more,
        more_title="Said of something else, for comparison",
        drawing=describe_drawing(atlas, project_id),
        notes=tuple((note.text, _reference_titles(atlas, note)) for note in project.notes),
        projects=(),
        decided=decided,
        **weigh(atlas, facts, compared, number_of, day),
    )


def weigh(
    atlas: Atlas,
    facts: Sequence[Fact],
    compared: Sequence[Comparison],
    number_of: Mapping[str, int],
    day: date,
) -> dict[str, Any]:
    """Return what every card says of its evidence: badges, voices, differences, timeline, its day."""
    standing = describe_standing(atlas, facts, day)
    titles = {prefix: reference.title for prefix, reference in atlas.records.reference_by_prefix.items()}
    return {
        "badges": standing.badges,
        "voices": tuple(voice.name for voice in standing.voices),
        "comparisons": tuple(view_comparison(atlas, c, number_of, titles) for c in compared),
        "timeline": build_timeline(atlas, facts, number_of),
        "as_of": say_date(atlas.day.isoformat()) if atlas.day else "",
    }


def facts_elsewhere(compared: Iterable[Comparison], here: Sequence[Fact]) -> list[Fact]:
    """Facts on other subjects that a difference sets against those here."""
    ids = {fact.id for fact in here}
    sides = [fact for comparison in compared for side in comparison.sides for fact in side.facts]
    return list({fact.id: fact for fact in sides if fact.id not in ids}.values())


def number_quotations(*blocks: Sequence[Evidence]) -> dict[str, int]:
    """The number of the quotation that each fact rests on."""
    return {claim.id: block.number for part in blocks for block in part for claim in block.claims}


def _build_countries(atlas: Atlas, project_id: str) -> tuple[tuple[str, str, str], ...]:
    row: Any = atlas.projects.loc[project_id]
    drawn, named = row["drawn_countries"], row["named_countries"]
    is_exact = not row["length_km"] or (row["traced_share"] or 0) >= COMPARABLE_SHARE
    drawn_as = "drawn" if is_exact else "drawn, estimate"
    found = []
    for code in sorted({*drawn, *named}):
        how = [
            *(["named by a source"] if code in named else []),
            *([drawn_as] if code in drawn else []),
        ]
        found.append((code, country_name(code), ", ".join(how)))
    return tuple(found)


def _compare_countries(atlas: Atlas, project_id: str) -> tuple[str, ...]:
    """Set the countries that the line crosses against those that sources name."""
    row: Any = atlas.projects.loc[project_id]
    drawn, named = set(row["drawn_countries"]), set(row["named_countries"])
    notes = []
    if named and (unnamed := ", ".join(sorted(map(country_name, drawn - named)))):
        notes.append(f"Drawn through {unnamed}: no source names that among its countries.")
    if undrawn := ", ".join(sorted(map(country_name, named - drawn))):
        notes.append(f"A source names {undrawn}, where nothing of it is drawn.")
    return tuple(notes)


def _build_relations(atlas: Atlas, project_id: str) -> tuple[tuple[str, str, str, str], ...]:
    found = []
    for other in atlas.records.projects:
        for overlap in other.overlaps:
            if project_id in (other.id, overlap.project):
                peer = overlap.project if other.id == project_id else other.id
                found.append(("Overlaps with", peer, _name(atlas, peer), overlap.reason))
        if other.id == project_id:
            found += [("Part of", whole, _name(atlas, whole), "") for whole in other.part_of]
        elif project_id in other.part_of:
            found.append(("Contains", other.id, other.name, ""))
    return tuple(dict.fromkeys(found))


def _name(atlas: Atlas, project_id: str) -> str:
    project = atlas.records.project_by_id.get(project_id)
    return project.name if project else project_id


def _reference_titles(atlas: Atlas, note: OutsideNote) -> str:
    return "; ".join(_reference_title(atlas, reference) for reference in note.references)


def _reference_title(atlas: Atlas, written: str) -> str:
    prefix, _, rest = written.partition(":")
    reference = atlas.records.reference_by_prefix.get(prefix)
    if reference is None:
        return {"curator": "the curator"}.get(prefix, prefix)
    return f"{reference.title}: {rest}" if rest else reference.title
