"""Drawn vertices → stretches that are each known equally well, simplified for the map.

Every vertex that comes in lies on a real line; what is not known is how the line runs between two of
them. So the gap between neighbours decides: up to 10 km `traced`, up to 40 km `approximate`, beyond
that `schematic`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import shapely
from draw_routes.networks import Point, distance_km

from geo.checks.geometry_rules import STROKE_KM, TRACED_GAP_KM
from geo.records.vocabulary import Accuracy

SHORTEST_RUN_KM = 15.0
TOLERANCE_DEGREES = 0.0003
"""About 30 m: less than a pixel at zoom 11."""

_RANKS: tuple[Accuracy, ...] = ("traced", "approximate", "schematic")


@dataclass(frozen=True)
class Run:
    """Vertices from one position to another, and how well the line between them is known."""

    points: tuple[Point, ...]
    accuracy: Accuracy

    @property
    def widest_gap_km(self) -> float:
        """The longest straight stroke between two of its vertices, in kilometres."""
        return max(gaps_km(self.points))


def gaps_km(points: Sequence[Point]) -> list[float]:
    """Return the geodesic between each vertex and the next, in kilometres."""
    return [distance_km(one, other) for one, other in pairwise(points)]


def divide(points: Sequence[Point], at_best: Accuracy = "traced") -> list[Run]:
    """Divide a line where it begins or ceases to be well known.

    A run shorter than 15 km is not worth a stretch of its own: it takes the next lower accuracy that
    a neighbour has, and never a better one.
    """
    gaps = gaps_km(points)
    ranks = [max(_RANKS.index(at_best), _rank(gap)) for gap in gaps]
    while (lowered := _lower_shortest(gaps, ranks)) is not None:
        ranks = lowered
    return [Run(tuple(points[first : last + 1]), _RANKS[rank]) for first, last, rank in _group(ranks)]


def _rank(gap_km: float) -> int:
    return 0 if gap_km <= TRACED_GAP_KM else 1 if gap_km <= STROKE_KM else 2


def _group(ranks: Sequence[int]) -> list[tuple[int, int, int]]:
    """First edge, edge behind the last, and rank of each run of equal ranks."""
    runs, at = [], 0
    for rank, same in groupby(ranks):
        count = len(list(same))
        runs.append((at, at + count, rank))
        at += count
    return runs


def _lower_shortest(gaps: Sequence[float], ranks: Sequence[int]) -> list[int] | None:
    runs = _group(ranks)
    found = []
    for row, (first, last, rank) in enumerate(runs):
        lower = [other[2] for other in runs[max(row - 1, 0) : row + 2] if other[2] > rank]
        length = sum(gaps[first:last])
        if lower and length < SHORTEST_RUN_KM:
            found.append((length, first, last, min(lower)))
    if not found:
        return None
    _, first, last, rank = min(found)
    return [*ranks[:first], *[rank] * (last - first), *ranks[last:]]


def simplify(points: Sequence[Point]) -> list[Point]:
    """Return a line without the vertices that the map cannot show.

    A real vertex stays at least every ten kilometres where there is one, so that the gaps in what is
    drawn are as honest as those in the source.
    """
    chunks, chunk, length = [], [points[0]], 0.0
    for start, end in pairwise(points):
        step = distance_km(start, end)
        if len(chunk) > 1 and length + step > TRACED_GAP_KM:
            chunks.append(chunk)
            chunk, length = [start], 0.0
        chunk.append(end)
        length += step
    chunks.append(chunk)
    kept = [points[0]]
    for part in chunks:
        line = shapely.simplify(shapely.LineString(part), TOLERANCE_DEGREES)
        kept += [(x, y) for x, y in shapely.get_coordinates(line).tolist()[1:]]
    return kept
