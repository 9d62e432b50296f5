"""How a project is drawn: its stretches, how well they are known, its length and countries against claims.

A drawn length judges a claim only where nine tenths of the line are traced; a coarse drawing would
find faults where there are none and miss others. The exception: a claim that is shorter than the
straight geodesic between the ends cannot be right for this line, however it is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal, get_args

import geopandas as gpd
import shapely

from geo.atlas.atlas import Atlas
from geo.checks.geodesy import measure_end_distance_km
from geo.checks.units import UNITS
from geo.records.facts import Fact
from geo.records.projects import Crossing, OutsideLength
from geo.records.sources import Source
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
    `leg` is the part of the course that it belongs to, its own name where it is a part by itself.
    `drawn_by` and `edition` are missing where nobody wrote them down.
    """

    name: str
    accuracy: Accuracy | None
    precision: Precision | None
    length_km: float
    basis: str
    leg: str = ""
    drawn_by: str | None = None
    edition: str | None = None


@dataclass(frozen=True)
class Leg:
    """Stretches that follow each other from one place to another; one or more."""

    name: str
    stretches: tuple[Stretch, ...]

    @property
    def length_km(self) -> float:
        """Drawn length in kilometres, 0 for sites."""
        return sum(stretch.length_km for stretch in self.stretches)

    @property
    def shares(self) -> dict[Accuracy, float]:
        """Share of the length by accuracy, the best known first; without those that do not occur."""
        drawn = {
            accuracy: sum(s.length_km for s in self.stretches if s.accuracy == accuracy)
            for accuracy in get_args(Accuracy)
        }
        return {accuracy: km / self.length_km for accuracy, km in drawn.items() if km}

    @property
    def bases(self) -> tuple[str, ...]:
        """What its stretches follow and were drawn from, each said once."""
        return tuple(dict.fromkeys(stretch.basis for stretch in self.stretches))


@dataclass(frozen=True)
class Drawing:
    """Who or what drew a part of a course, from which edition (missing without one), and how long a part."""

    drawn_by: str
    edition: str | None
    length_km: float


@dataclass(frozen=True)
class Alignment:
    """One way that the line may run. `label` is empty where there is only one."""

    label: str
    length_km: float
    traced_share: float
    stretches: tuple[Stretch, ...]

    @property
    def legs(self) -> tuple[Leg, ...]:
        """Its stretches from end to end, put together by the leg that they belong to."""
        return tuple(
            Leg(name, tuple(together)) for name, together in groupby(self.stretches, lambda each: each.leg)
        )

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """Who drew how much of it, the most first; stretches of which nobody says so are left out."""
        drawn: dict[tuple[str, str | None], float] = {}
        for each in self.stretches:
            if each.drawn_by:
                key = each.drawn_by, each.edition
                drawn[key] = drawn.get(key, 0.0) + each.length_km
        longest = sorted(drawn.items(), key=lambda item: -item[1])
        return tuple(Drawing(drawn_by, edition, km) for (drawn_by, edition), km in longest)


@dataclass(frozen=True)
class ClaimedLength:
    """A length that somebody states, against one alignment; all lengths in km.

    It is that of a fact of a document, or one `outside` of them; the other is missing, and so is
    `document` without a fact. `ends_km` is the geodesic between the two ends, 0 where there are not two.
    """

    alignment: Alignment
    claimed_km: float
    ends_km: float
    judgement: LengthJudgement
    fact: Fact | None = None
    document: Source | None = None
    outside: OutsideLength | None = None

    @property
    def share_off(self) -> float:
        """By which share of the drawn length the claim is longer; negative where it is shorter."""
        return self.claimed_km / self.alignment.length_km - 1

    @property
    def ratio(self) -> float:
        """The drawn length over the claimed one."""
        return self.alignment.length_km / self.claimed_km


@dataclass(frozen=True)
class CourseCountry:
    """A country, by ISO 3166-1 code, that a source names or the drawing lies in."""

    code: str
    is_named: bool
    is_drawn: bool


@dataclass(frozen=True)
class Course:
    """How a project is drawn and what is claimed of it.

    `is_estimate` says that the line is not traced well enough to tell its countries for certain.
    `crossings` are the curator's reasons for countries that no source names.
    """

    alignments: tuple[Alignment, ...]
    claims: tuple[ClaimedLength, ...]
    countries: tuple[CourseCountry, ...]
    is_estimate: bool
    crossings: tuple[Crossing, ...] = ()

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
    """Describe how a project is drawn, and set its length and countries against what is claimed of them.

    A stretch without an alignment belongs to every one. What documents claim comes before what only
    outside sources do.
    """
    features = atlas.features_of(project_id)
    project = atlas.project(project_id)
    lengths = [f for f in facts if f.attribute == "length" and f.value]
    labels = [_code(label) for label in features["alignment"]]
    alignments: list[Alignment] = []
    claims: list[ClaimedLength] = []
    for label in dict.fromkeys(label for label in labels if label) or [""]:
        rows = features[[other is None or other == label for other in labels]]
        alignment = _build_alignment(label, rows)
        alignments.append(alignment)
        outside = [each for each in project.lengths if each.alignment in (None, label)]
        if alignment.length_km and (lengths or outside):
            ends_km = measure_end_distance_km(shapely.unary_union(list(rows.geometry)))
            claims += [judge_length(f, alignment, ends_km, atlas.source_of(f)) for f in lengths]
            claims += [judge_outside_length(each, alignment, ends_km) for each in outside]
    row: Any = atlas.projects.loc[project_id]
    drawn, named = row["drawn_countries"], row["named_countries"]
    return Course(
        alignments=tuple(alignments),
        claims=tuple(claims),
        countries=tuple(CourseCountry(c, c in named, c in drawn) for c in sorted({*drawn, *named})),
        is_estimate=bool(row["length_km"]) and not (row["traced_share"] or 0) >= COMPARABLE_SHARE,
        crossings=project.crosses,
    )


def _build_alignment(label: str, rows: gpd.GeoDataFrame) -> Alignment:
    names = ("name", "accuracy", "precision", "length_km", "basis", "leg", "drawn_by", "edition")
    stretches = tuple(
        Stretch(
            name=name,
            accuracy=_code(accuracy),
            precision=_code(precision),
            length_km=length_km,
            basis=basis,
            leg=_code(leg) or name,
            drawn_by=_code(drawn_by),
            edition=_code(edition),
        )
        for name, accuracy, precision, length_km, basis, leg, drawn_by, edition in zip(
            *(rows[name] for name in names), strict=True
        )
    )
    length = float(sum(stretch.length_km for stretch in stretches))
    traced = sum(stretch.length_km for stretch in stretches if stretch.accuracy == "traced")
    return Alignment(label, length, traced / length if length else 0.0, stretches)


def _code(cell: Any) -> Any:
    """A cell of a column of codes, in which pandas writes a missing one in several ways."""
    return cell if isinstance(cell, str) else None


def judge_length(
    fact: Fact, alignment: Alignment, ends_km: float, document: Source | None = None
) -> ClaimedLength:
    """Judge the length that a fact claims by a drawn line whose ends lie so far apart, in kilometres."""
    assert isinstance(fact.value, int | float)
    claimed = float(UNITS.Quantity(fact.value, fact.unit).to("km").magnitude)
    judgement = _judge(claimed, alignment, ends_km)
    return ClaimedLength(alignment, claimed, ends_km, judgement, fact=fact, document=document)


def judge_outside_length(length: OutsideLength, alignment: Alignment, ends_km: float) -> ClaimedLength:
    """Judge a length from outside in the same way, unless the record says why it is of something else."""
    claimed = float(length.length_km)
    judgement = "not-comparable" if length.not_comparable else _judge(claimed, alignment, ends_km)
    return ClaimedLength(alignment, claimed, ends_km, judgement, outside=length)


def _judge(claimed_km: float, alignment: Alignment, ends_km: float) -> LengthJudgement:
    if claimed_km < ends_km:
        return "ends-further-apart"
    if alignment.traced_share < COMPARABLE_SHARE:
        return "not-comparable"
    is_near = abs(claimed_km / alignment.length_km - 1) <= AGREES_WITHIN
    return "agrees" if is_near else "differs"
