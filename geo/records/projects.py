"""What facts are about and how it is drawn: `Project`, `Subject`, `Segment`, `Site`, `About`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from geo.records.fields import Country, EdtfDate, Id, Record, Text
from geo.records.sources import OutsideNote
from geo.records.vocabulary import Accuracy, PlaceKnownFrom, Precision


class Name(Record):
    """Another name of a project. `reference` is `source` where one of the sources uses it."""

    name: Text
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    reference: Text
    search_only: bool = Field(
        default=False, description="a place or spelling that leads to the project and is no name of it"
    )


class Overlap(Record):
    """Another project that stands for partly the same thing, and must not be added to it."""

    project: Id
    reason: Text


class Crossing(Record):
    """A country that the line runs in and that no document of the atlas names among the project's."""

    country: Country
    reason: Text = Field(description="how it is known that the line runs there")
    references: tuple[Text, ...] = Field(min_length=1)
    ends_there: bool = Field(default=False, description="whether an end of the line lies in it")


class Unit(Record):
    """A part of a project with a name of its own: one of several parallel lines, a block of a power station.

    It has no status and no value of its own. What documents say of it are facts of the project.
    """

    name: Text = Field(description="as documents name it: the quotations of its `facts` have these words")
    facts: tuple[Id, ...] = Field(default=(), description="facts of the project that speak of this part")
    notes: tuple[OutsideNote, ...] = ()

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if not self.facts and not self.notes:
            raise ValueError("a unit rests on `facts` or on `notes`")
        return self


class OutsideLength(Record):
    """A length that only an outside source states, to be held against the drawn line."""

    length_km: Annotated[int | float, Field(gt=0)]
    what: Text = Field(description="what is so long, after “for”: `one line from the border to Khorgos`")
    references: tuple[Text, ...] = Field(min_length=1)
    alignment: Text | None = Field(
        default=None, description="the candidate course that it is about; without one, each of them"
    )
    not_comparable: Text | None = Field(
        default=None,
        description="why it is not the length of the line as drawn, after “because”; missing where it is",
    )


class Project(Record):
    """One piece of infrastructure: a corridor if it is drawn as a line, else a site."""

    id: Id
    name: Text
    project_type: Id = Field(alias="kind", description="such as `railway` or `gas-pipeline`")
    names: tuple[Name, ...] = ()
    part_of: tuple[Id, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    crosses: tuple[Crossing, ...] = Field(
        default=(), description="countries of the line that no document names, each with the reason"
    )
    units: tuple[Unit, ...] = ()
    lengths: tuple[OutsideLength, ...] = Field(
        default=(), description="lengths that no document of the atlas states"
    )
    notes: tuple[OutsideNote, ...] = ()


class Subject(Record):
    """What a fact can be about when it is no project and no country."""

    id: Id
    subject_type: Literal["region", "event", "sum"] = Field(alias="kind")
    name: Text
    date: EdtfDate | None = None
    countries: tuple[Country, ...] = Field(description="on whose cards its facts are read")

    @property
    def key(self) -> str:
        """The subject as facts name it: `event:astana-summit-2025`."""
        return f"{self.subject_type}:{self.id}"


class About(Record):
    """What the page says of the atlas as a whole: `about.yaml`."""

    title: Text
    sentence: Text
    updated: EdtfDate
    report: Annotated[str, Field(pattern=r"^(https?://|mailto:)[^\s<>\"]*$")] | None = Field(
        default=None, description="where errors are reported: an issue form or a mailto address"
    )


class Waypoint(Record):
    """One vertex of a segment. `name` is missing for a bare shape point of a named line source."""

    name: Text | None = None
    reference: Text | None = None


Position = tuple[float, float]
"""Longitude and latitude in EPSG:4326."""

Role = Literal[
    "town",
    "station",
    "port",
    "border-crossing",
    "junction",
    "pass",
    "tunnel",
    "river",
    "compressor-station",
    "shape-point",
]


class LinePlace(Record):
    """A named point along a line. `at` is where on the line it lies: for a town, the nearest vertex."""

    name: Text
    role: Role = "town"
    at: Position
    reference: Text = Field(description="where the place and its own coordinate come from")
    off_km: Annotated[float, Field(ge=0)] = Field(
        default=0.0, description="how far the place itself lies beside the line; 0 below half a kilometre"
    )


class Segment(Record):
    """Properties of one stretch of a corridor; the line itself is in EPSG:4326."""

    project: Id
    name: Text
    accuracy: Accuracy
    basis: Text = Field(description="what the line follows and from what it was drawn")
    leg: Text | None = Field(
        default=None, description="the part of the course that it belongs to, from one place to another"
    )
    drawn_by: Text | None = Field(
        default=None, description="who or what drew it: a program over which source, or by hand along what"
    )
    line_source: Text | None = Field(
        default=None, description="the reference of the line that it follows, with the feature's id"
    )
    edition: Text | None = Field(default=None, description="which edition of the line source")
    widest_gap_km: Annotated[float, Field(ge=0)] | None = Field(
        default=None, description="the longest straight stroke between two vertices of the real line"
    )
    alignment: Text | None = Field(
        default=None,
        description="which of several candidate courses this belongs to; without one, to all",
    )
    order: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="its place in the course from end to end, over all files of the project"
    )
    waypoints: tuple[Waypoint, ...] = ()
    places: tuple[LinePlace, ...] = Field(
        default=(), description="named points along the line, in order; instead of one waypoint a vertex"
    )

    @property
    def references(self) -> tuple[str, ...]:
        """All references that its positions come from."""
        named = [
            self.line_source,
            *(w.reference for w in self.waypoints),
            *(p.reference for p in self.places),
        ]
        return tuple(reference for reference in named if reference)


class Site(Record):
    """Properties of one point or area; the geometry itself is in EPSG:4326."""

    project: Id
    name: Text
    precision: Precision
    place_known_from: PlaceKnownFrom
    basis: Text
    reference: Text | None = None

    @property
    def references(self) -> tuple[str, ...]:
        """All references that its positions come from."""
        return (self.reference,) if self.reference else ()


@dataclass(frozen=True)
class Feature:
    """A GeoJSON feature of the curated geometry: id, properties, coordinates in EPSG:4326."""

    id: str
    properties: Segment | Site
    geometry: dict[str, Any]
    file: str = ""
