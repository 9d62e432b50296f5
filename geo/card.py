"""One project or country → a card with its citations.

The card is built as plain values first (`Card`, `Evidence`, `Claim`) and rendered by a template that
escapes everything: text from outside is text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo.atlas import Atlas
from geo.attributes import ATTRIBUTES
from geo.drawing import COMPARABLE_SHARE, Drawing, describe_drawing
from geo.evidence import Evidence, build_evidence
from geo.kinds import kind_of
from geo.places import REGION_NAMES, country_name
from geo.records import Fact, OutsideNote
from geo.wording import say_date, say_value

_LISTED_PROJECTS = 60


@dataclass(frozen=True)
class Headline:
    """One headline value and the number of the quotation that it rests on."""

    label: str
    value: str
    detail: str
    number: int


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
    subjects: tuple[str, ...] = ()


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


def build_project_card(atlas: Atlas, project_id: str, chosen_fact: str = "") -> Card:
    """Return the card of a project of the atlas. Raises `KeyError` for one that is not drawn."""
    project = atlas.project(project_id)
    facts = atlas.facts_on(f"project:{project_id}")
    evidence = build_evidence(atlas, facts, chosen_fact, project.name)
    return Card(
        title=project.name,
        kind=kind_of(project.kind).label,
        headlines=_build_headlines(atlas, facts, evidence),
        names=tuple(dict.fromkeys(name.name
                for name in project.names
                if name.name != project.name and not name.search_only)),
        countries=_build_countries(atlas, project_id),
        relations=_build_relations(atlas, project_id),
        evidence=evidence,
        more=(), more_title="",
        drawing=describe_drawing(atlas, project_id),
        notes=tuple((note.text, _reference_titles(atlas, note)) for note in project.notes),
        projects=(),
    )  # fmt: skip


def build_place_card(atlas: Atlas, place: str, chosen_fact: str = "") -> Card:
    """Return the card of a country (`KG`) or a region (`central-asia`).

    What is said of an event, a sum of money or a region that includes a country stands on its card
    too, under a heading of its own.
    """
    region = place in REGION_NAMES
    name = REGION_NAMES.get(place) or country_name(place)
    own = atlas.facts_on(f"region:{place}" if region else f"country:{place}")
    shared = [
        fact
        for subject in atlas.archive.subjects
        if (region or place in subject.countries) and not (region and subject.id == place)
        for fact in atlas.facts_on(subject.key)
    ]
    evidence = build_evidence(atlas, own, chosen_fact, name)
    return Card(
        title=name, kind="Region" if region else "Country",
        headlines=(), names=(), countries=(), relations=(),
        evidence=evidence,
        more=build_evidence(atlas, shared, chosen_fact, "", start=len(evidence)),
        more_title="Events, sums and the region" if not region else "Events and sums",
        drawing=None, notes=(),
        projects=() if region else _projects_in(atlas, place),
    )  # fmt: skip


def _projects_in(atlas: Atlas, country: str) -> tuple[tuple[str, str, str], ...]:
    rows = atlas.projects[[country in codes for codes in atlas.projects["countries"]]]
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


def _build_headlines(
    atlas: Atlas, facts: Sequence[Fact], evidence: Sequence[Evidence]
) -> tuple[Headline, ...]:
    number_of = {claim.id: block.number for block in evidence for claim in block.claims}
    wanted = [f for f in facts if ATTRIBUTES[f.attribute].headline is not None]
    wanted.sort(key=lambda fact: ATTRIBUTES[fact.attribute].headline or 0)
    status = atlas.projects.loc[wanted[0].subject_id, "status_fact"] if wanted else None
    found: dict[tuple[str, str], Headline] = {}
    for fact in wanted:
        if fact.attribute == "status" and fact.id != status:
            continue
        label, value = ATTRIBUTES[fact.attribute].label, say_value(fact)
        source = atlas.source_of(fact)
        detail = f"{_dated(atlas, fact)}; {source.publisher}" if fact.attribute == "status" else ""
        found.setdefault((label, value), Headline(label, value, detail, number_of[fact.id]))
    return tuple(found.values())


def _dated(atlas: Atlas, fact: Fact) -> str:
    if fact.as_of:
        return f"as of {say_date(fact.as_of.value)}"
    return f"reported {say_date(atlas.source_of(fact).published.value)}"
