"""One project or country → a card with its citations.

The card is built as plain values first (`Card`, `Evidence`, `Claim`) and rendered by a template that
escapes everything: text from outside is text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo.atlas.as_of import Moment, build_timeline
from geo.atlas.atlas import Atlas
from geo.atlas.course import COMPARABLE_SHARE, Drawing, describe_drawing
from geo.atlas.disagreements import Comparison, compare
from geo.atlas.reliability import describe_standing
from geo.card.head import ComparisonView, Headline, build_headlines, view_comparison
from geo.card.quotations import Evidence, build_evidence
from geo.checks.countries import REGION_NAMES, country_name
from geo.records.fields import Fact, OutsideNote
from geo.records.project_types import kind_of
from geo.wording.values import say_date

_LISTED_PROJECTS = 60


@dataclass(frozen=True)
class Card:
    """Everything that one card shows, as text."""

    title: str
    kind: str
    headlines: tuple[Headline, ...]
    names: tuple[str, ...]
    countries: tuple[tuple[str, str, str], ...]
    relations: tuple[tuple[str, str, str, str], ...]
    evidence: tuple[Evidence, ...]
    more: tuple[Evidence, ...]
    more_title: str
    drawing: Drawing | None
    notes: tuple[tuple[str, str], ...]
    projects: tuple[tuple[str, str, str], ...]
    badges: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    country_notes: tuple[str, ...] = ()
    comparisons: tuple[ComparisonView, ...] = ()
    timeline: tuple[Moment, ...] = ()
    as_of: str = ""
    decided: str = ""


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render_card(card: Card) -> str:
    """Return a card as HTML in which every word from the records is escaped."""
    return _TEMPLATES.get_template("card.html").render(card=card)


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
    more = build_evidence(atlas, _facts_elsewhere(compared, facts), chosen_fact, "", start=len(evidence))
    number_of = _number(evidence, more)
    day = atlas.day or today or date.today()
    return Card(
        title=project.name,
        kind=kind_of(project.kind).label,
        headlines=build_headlines(atlas, facts, number_of, day),
        names=tuple(dict.fromkeys(name.name
                for name in project.names
                if name.name != project.name and not name.search_only)),
        countries=_build_countries(atlas, project_id),
        country_notes=_compare_countries(atlas, project_id),
        relations=_build_relations(atlas, project_id),
        evidence=evidence,
        more=more, more_title="Said of something else, for comparison",
        drawing=describe_drawing(atlas, project_id),
        notes=tuple((note.text, _reference_titles(atlas, note)) for note in project.notes),
        projects=(),
        decided=decided,
        **_weigh(atlas, facts, compared, number_of, day),
    )  # fmt: skip


def build_place_card(
    atlas: Atlas, place: str, chosen_fact: str = "", today: date | None = None, decided: str = ""
) -> Card:
    """Return the card of a country (`KG`) or a region (`central-asia`).

    What is said of an event, a sum of money or a region that includes a country stands on its card
    too, under a heading of its own. `today` and `decided` are as for a project.
    """
    region = place in REGION_NAMES
    name = REGION_NAMES.get(place) or country_name(place)
    subjects = [f"region:{place}" if region else f"country:{place}"]
    subjects += [
        subject.key
        for subject in atlas.archive.subjects
        if (region or place in subject.countries) and not (region and subject.id == place)
    ]
    own = atlas.facts_on(subjects[0])
    shared = [fact for subject in subjects[1:] for fact in atlas.facts_on(subject)]
    compared = tuple(dict.fromkeys(c for subject in subjects for c in compare(atlas, subject)))
    shared += _facts_elsewhere(compared, [*own, *shared])
    evidence = build_evidence(atlas, own, chosen_fact, name)
    more = build_evidence(atlas, shared, chosen_fact, "", start=len(evidence))
    number_of = _number(evidence, more)
    day = atlas.day or today or date.today()
    return Card(
        title=name, kind="Region" if region else "Country",
        headlines=build_headlines(atlas, own, number_of, day, _PLACE_HEADLINES),
        names=(), countries=(), relations=(),
        evidence=evidence,
        more=more,
        more_title="Events, sums and the region" if not region else "Events and sums",
        drawing=None, notes=(),
        projects=() if region else _projects_in(atlas, place),
        decided=decided,
        **_weigh(atlas, own, compared, number_of, day),
    )  # fmt: skip


_PLACE_HEADLINES = ("trade",)


def _weigh(
    atlas: Atlas,
    facts: Sequence[Fact],
    compared: Sequence[Comparison],
    number_of: Mapping[str, int],
    day: date,
) -> dict[str, Any]:  # fmt: skip
    standing = describe_standing(atlas, facts, day)
    titles = {prefix: reference.title for prefix, reference in atlas.archive.reference_by_prefix.items()}
    return {
        "badges": standing.badges,
        "voices": tuple(voice.name for voice in standing.voices),
        "comparisons": tuple(view_comparison(atlas, c, number_of, titles) for c in compared),
        "timeline": build_timeline(atlas, facts, number_of),
        "as_of": say_date(atlas.day.isoformat()) if atlas.day else "",
    }


def _facts_elsewhere(compared: Iterable[Comparison], here: Sequence[Fact]) -> list[Fact]:
    """Facts on other subjects that a difference sets against those here."""
    ids = {fact.id for fact in here}
    sides = [fact for comparison in compared for side in comparison.sides for fact in side.facts]
    return list({fact.id: fact for fact in sides if fact.id not in ids}.values())


def _number(*blocks: Sequence[Evidence]) -> dict[str, int]:
    """The number of the quotation that each fact rests on."""
    return {claim.id: block.number for part in blocks for block in part for claim in block.claims}


def _projects_in(atlas: Atlas, country: str) -> tuple[tuple[str, str, str], ...]:
    none = np.zeros(len(atlas.projects), dtype=bool)
    rows = atlas.projects[
        atlas.members["countries"].get(country, none) & atlas.projects["known"].to_numpy(bool)
    ]
    shown = rows.iloc[:_LISTED_PROJECTS]
    return tuple(
        (str(project), str(name), kind_of(kind).label)
        for project, name, kind in zip(shown.index, shown["name"], shown["kind"], strict=True)
    )


def has_place_card(atlas: Atlas, place: str) -> bool:
    """Tell whether there is anything to show for a country code or a region."""
    return place in REGION_NAMES or place in atlas.places


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
    for other in atlas.archive.projects:
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
    project = atlas.archive.project_by_id.get(project_id)
    return project.name if project else project_id


def _reference_titles(atlas: Atlas, note: OutsideNote) -> str:
    return "; ".join(_reference_title(atlas, reference) for reference in note.references)


def _reference_title(atlas: Atlas, written: str) -> str:
    prefix, _, rest = written.partition(":")
    reference = atlas.archive.reference_by_prefix.get(prefix)
    if reference is None:
        return {"curator": "the curator"}.get(prefix, prefix)
    return f"{reference.title}: {rest}" if rest else reference.title
