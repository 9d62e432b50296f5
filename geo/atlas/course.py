"""How a project is drawn: its segments, how well they are known, and its length against claims.

A drawn length judges a claim only where nine tenths of the line are traced; a coarse drawing would
accuse the innocent and clear the guilty. The exception: a claim that is shorter than the straight
geodesic between the ends cannot be right for this line, however it is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import shapely

from geo.atlas.atlas import Atlas
from geo.checks.geodesy import measure_end_distance_km
from geo.checks.units import UNITS
from geo.records.facts import Fact

COMPARABLE_SHARE = 0.9
_AGREES_WITHIN = 0.05


@dataclass(frozen=True)
class Stretch:
    """One segment or site: its name, how well it is known, length in km (0 for sites), the basis."""

    name: str
    accuracy: str
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
class Drawing:
    """Alignments of a project, and a plain sentence for each length that a source claims."""

    alignments: tuple[Alignment, ...]
    comparisons: tuple[str, ...]


def describe_drawing(atlas: Atlas, project_id: str) -> Drawing:
    """Describe how a project is drawn and set its length against what sources claim."""
    features = atlas.features_of(project_id)
    alignments, comparisons = [], []
    lengths = [f for f in atlas.facts_on(f"project:{project_id}") if f.attribute == "length"]
    labels = [label if isinstance(label, str) else "" for label in features["alignment"]]
    for label in dict.fromkeys(labels):
        rows = features[[other == label for other in labels]]
        alignment = _build_alignment(label, rows)
        alignments.append(alignment)
        if alignment.length_km:
            comparisons += [compare_length(fact, alignment, rows) for fact in lengths if fact.value]
    return Drawing(tuple(alignments), tuple(comparisons))


def _build_alignment(label: str, rows: gpd.GeoDataFrame) -> Alignment:
    length = float(rows["length_km"].sum())
    traced = sum(km for km, how in zip(rows["length_km"], rows["accuracy"], strict=True) if how == "traced")
    stretches = tuple(
        Stretch(name, _how_known(accuracy, precision), length_km, basis)
        for name, accuracy, precision, length_km, basis in zip(
            rows["name"], rows["accuracy"], rows["precision"], rows["length_km"], rows["basis"], strict=True
        )
    )
    return Alignment(label, length, traced / length if length else 0.0, stretches)


def _how_known(accuracy: object, precision: object) -> str:
    if isinstance(accuracy, str):
        return accuracy
    return f"place: {_PRECISIONS[precision]}" if isinstance(precision, str) else "as given"


_PRECISIONS = {"exact": "exact", "town": "town only", "country": "not stated, country only"}


def compare_length(fact: Fact, alignment: Alignment, rows: gpd.GeoDataFrame) -> str:
    """Say in a sentence how a claimed length stands to the drawn line."""
    assert isinstance(fact.value, int | float)
    claimed = float(UNITS.Quantity(fact.value, fact.unit).to("km").magnitude)
    drawn = alignment.length_km
    head = f"{alignment.label}: " if alignment.label else ""
    said = f"{head}the source says {claimed:,.0f} km, the drawn line measures {drawn:,.0f} km"
    ends = measure_end_distance_km(shapely.unary_union(list(rows.geometry)))
    if claimed < ends:
        return f"{said}; the ends alone are {ends:,.0f} km apart, so the figure cannot be for this line."
    if alignment.traced_share < COMPARABLE_SHARE:
        share = f"only {alignment.traced_share:.0%}" if alignment.traced_share else "nothing"
        return f"{said}; not comparable, since {share} of the line is traced."
    off = claimed / drawn - 1
    if abs(off) <= _AGREES_WITHIN:
        return f"{said}; they agree within {_AGREES_WITHIN:.0%}."
    return f"{said}; the claim is {abs(off):.0%} {'longer' if off > 0 else 'shorter'}."
