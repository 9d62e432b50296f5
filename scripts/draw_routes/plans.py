"""The plan of a route: which named stops it passes and over which line source it runs between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from geo.records.files import StrictLoader
from geo.records.projects import Position, Role

PLANS = Path(__file__).resolve().parent / "routes"
STOPS_ONLY = "stops"


class PlanRecord(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Stop(PlanRecord):
    """A named place that the route passes. `at` is the place's own coordinate, not yet one on the line."""

    name: str
    reference: str = Field(description="where the coordinate comes from")
    at: Position
    role: Role = "town"


class Leg(PlanRecord):
    """One run of stops over one line source.

    `source` is a reference file, with a feature's id after a colon where the file holds single lines;
    `stops` goes straight from stop to stop. `reach_km` is how far a stop may lie from the source's
    line. `at_best` caps the accuracy: points that are towns, and not the track, trace nothing.
    `correction` is why a person overrode the shortest way. `reported` is why the aim for deviations is not
    held against the leg: its figures are printed all the same.
    """

    id: str
    name: str
    source: str = STOPS_ONLY
    stops: tuple[Stop, ...] = Field(min_length=2)
    basis: str
    alignment: str | None = None
    at_best: Literal["traced", "approximate", "schematic"] = "traced"
    reach_km: float = 2.0
    correction: str = ""
    reported: str = ""


class Copy(PlanRecord):
    """The same course as a leg of another route, drawn again under an id of its own."""

    id: str
    same_as: str
    basis: str = ""
    alignment: str | None = None


class Plan(PlanRecord):
    """All legs of one project, in order. Legs that follow each other are joined, unless `apart`."""

    project: str
    apart: tuple[str, ...] = Field(default=(), description="legs that do not go on from the one before")
    legs: tuple[Leg | Copy, ...]


def read_plans(folder: Path = PLANS) -> dict[str, Plan]:
    """Return the plans of a folder by project, with copied legs filled in. Raises on a bad plan."""
    plans = [_read_plan(file) for file in sorted(folder.glob("*.yaml"))]
    legs = {leg.id: leg for plan in plans for leg in plan.legs if isinstance(leg, Leg)}
    return {plan.project: plan.model_copy(update={"legs": tuple(_fill_in(plan, legs))}) for plan in plans}


def _read_plan(file: Path) -> Plan:
    return Plan.model_validate(yaml.load(file.read_text(encoding="utf-8"), Loader=StrictLoader))


def _fill_in(plan: Plan, legs: dict[str, Leg]) -> Iterator[Leg]:
    for leg in plan.legs:
        if isinstance(leg, Leg):
            yield leg
            continue
        original = legs[leg.same_as]
        basis = f"{original.basis} {leg.basis}".strip()
        yield original.model_copy(update={"id": leg.id, "basis": basis, "alignment": leg.alignment})


def legs_of(plan: Plan) -> tuple[Leg, ...]:
    """Return the legs of a plan whose copies are filled in."""
    return tuple(leg for leg in plan.legs if isinstance(leg, Leg))
