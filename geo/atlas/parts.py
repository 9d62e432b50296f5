"""Parts of a project: its units with what documents say of each, and projects that lie nobody says where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.atlas.atlas import Atlas
from geo.checks.part_rules import names_unit
from geo.records.facts import Fact
from geo.records.projects import Unit


@dataclass(frozen=True)
class KnownUnit:
    """A unit and the facts of the project whose quotations name it; outside notes are those of the unit."""

    unit: Unit
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class UnplacedPart:
    """A project that belongs to a line, of which nobody says where on the line it lies: its id and name."""

    project: str
    name: str


def describe_units(atlas: Atlas, project_id: str, facts: Sequence[Fact]) -> tuple[KnownUnit, ...]:
    """Return the units of a project in the order of the record, each with those of the facts that name it.

    A fact that is not among `facts` is left out: it is not valid, or was not published yet.
    """
    units = atlas.project(project_id).units
    return tuple(
        KnownUnit(unit, tuple(f for f in facts if f.id in unit.facts and names_unit(atlas.records, f, unit)))
        for unit in units
    )


def find_unplaced(atlas: Atlas, project_id: str) -> tuple[UnplacedPart, ...]:
    """Return the parts of a project that are drawn somewhere in their country only, sorted by name."""
    parts = [other for other in atlas.records.projects if project_id in other.part_of]
    found = [
        UnplacedPart(part.id, part.name)
        for part in parts
        if part.id in atlas.projects.index and _is_unplaced(atlas, part.id)
    ]
    return tuple(sorted(found, key=lambda part: (part.name, part.project)))


def _is_unplaced(atlas: Atlas, project_id: str) -> bool:
    """Whether all that is drawn of a project is a site somewhere in its country."""
    return bool((atlas.features_of(project_id)["precision"] == "country").all())
