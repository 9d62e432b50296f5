"""How a project is drawn: its stretches, how well they are known, its length and countries against claims.

A drawn length judges a claim only where nine tenths of the line are traced; a coarse drawing would
find faults where there are none and miss others. The exception: a claim that is shorter than the
straight geodesic between the ends cannot be right for this line, however it is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import geopandas as gpd
import shapely

from geo.atlas.atlas import Atlas
from geo.checks.geodesy import measure_end_distance_km
from geo.checks.units import UNITS
from geo.records.facts import Fact
from geo.records.vocabulary import Accuracy, Precision

COMPARABLE_SHARE = 0.9
"""The share of a line that must be traced before its length judges a claim."""

AGREES_WITHIN = 0.05
"""The share by which a claimed length may be off and still agree with the drawn one."""

LengthJudgement = Literal["ends-further-apart", "not-comparable", "agrees", "differs"]


@dataclass(frozen=True)
class Stretch:
    """One segment or site: its name, how well it is known, length in km (0 for sites), the basis.

    `accuracy` is missing for sites, `precision` for segments, both for geometry that a data set gives.
    """

    name: str
    accuracy: Accuracy | None
    precision: Precision | None
    length_km: float
    basis: str


@dataclass(frozen=True)
class Alignment:
    """One way that the line may run. `label` is empty where there is only one."""

    label: str
    length_km: float
    traced_share: float
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class ClaimedLength:
    """A length that a source claims, against one alignment; all lengths in km.

    `ends_km` is the geodesic between the two ends, 0 where there are not two.
    """

    fact: Fact
    alignment: Alignment
    claimed_km: float
    ends_km: float
    judgement: LengthJudgement

    @property
    def share_off(self) -> float:
        """By which share of the drawn length the claim is longer; negative where it is shorter."""
        return self.claimed_km / self.alignment.length_km - 1


@dataclass(frozen=True)
class CourseCountry:
    """A country, by ISO 3166-1 code, that a source names or the drawing lies in."""

    code: str
    is_named: bool
    is_drawn: bool


@dataclass(frozen=True)
class Course:
    """How a project is drawn and what sources claim of it.

    `is_estimate` says that the line is not traced well enough to tell its countries for certain.
    """

    alignments: tuple[Alignment, ...]
    claims: tuple[ClaimedLength, ...]
    countries: tuple[CourseCountry, ...]
    is_estimate: bool

    @property
    def only_drawn(self) -> tuple[str, ...]:
        """Countries that the line lies in and no source names; empty where sources name none at all."""
        if not any(country.is_named for country in self.countries):
            return ()
        return tuple(country.code for country in self.countries if not country.is_named)

    @property
    def only_named(self) -> tuple[str, ...]:
        """Countries that a source names and nothing is drawn in."""
        return tuple(country.code for country in self.countries if not country.is_drawn)


def describe_course(atlas: Atlas, project_id: str, facts: Sequence[Fact]) -> Course:
    """Describe how a project is drawn and set its length and countries against what its facts claim."""
    features = atlas.features_of(project_id)
    lengths = [f for f in facts if f.attribute == "length" and f.value]
    labels = [label if isinstance(label, str) else "" for label in features["alignment"]]
    alignments: list[Alignment] = []
    claims: list[ClaimedLength] = []
    for label in dict.fromkeys(labels):
        rows = features[[other == label for other in labels]]
        alignment = _build_alignment(label, rows)
        alignments.append(alignment)
        if alignment.length_km and lengths:
            ends_km = measure_end_distance_km(shapely.unary_union(list(rows.geometry)))
            claims += [judge_length(fact, alignment, ends_km) for fact in lengths]
    row: Any = atlas.projects.loc[project_id]
    drawn, named = row["drawn_countries"], row["named_countries"]
    return Course(
        alignments=tuple(alignments),
        claims=tuple(claims),
        countries=tuple(CourseCountry(c, c in named, c in drawn) for c in sorted({*drawn, *named})),
        is_estimate=bool(row["length_km"]) and not (row["traced_share"] or 0) >= COMPARABLE_SHARE,
    )


def _build_alignment(label: str, rows: gpd.GeoDataFrame) -> Alignment:
    columns = (rows[name] for name in ("name", "accuracy", "precision", "length_km", "basis"))
    stretches = tuple(
        Stretch(name, _code(accuracy), _code(precision), length_km, basis)
        for name, accuracy, precision, length_km, basis in zip(*columns, strict=True)
    )
    length = float(sum(stretch.length_km for stretch in stretches))
    traced = sum(stretch.length_km for stretch in stretches if stretch.accuracy == "traced")
    return Alignment(label, length, traced / length if length else 0.0, stretches)


def _code(cell: Any) -> Any:
    """A cell of a column of codes, in which pandas writes a missing one in several ways."""
    return cell if isinstance(cell, str) else None


def judge_length(fact: Fact, alignment: Alignment, ends_km: float) -> ClaimedLength:
    """Judge a claimed length by a drawn line whose ends lie so far apart, in kilometres."""
    assert isinstance(fact.value, int | float)
    claimed = float(UNITS.Quantity(fact.value, fact.unit).to("km").magnitude)
    judgement: LengthJudgement
    if claimed < ends_km:
        judgement = "ends-further-apart"
    elif alignment.traced_share < COMPARABLE_SHARE:
        judgement = "not-comparable"
    else:
        is_near = abs(claimed / alignment.length_km - 1) <= AGREES_WITHIN
        judgement = "agrees" if is_near else "differs"
    return ClaimedLength(fact, alignment, claimed, ends_km, judgement)
