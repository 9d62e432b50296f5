"""How far a drawn line is from points that were not used to draw it.

Every third inner stop is left out, the course is drawn again, and the stops left out are measured
against it. Where the stops are only names beside a line (China, pipelines), every third vertex of the
source is left out instead, which measures what the gaps between real vertices cost; for railways in
China the thinned network, which draws on the same OpenStreetMap by another way, is measured as well.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

import networkx as nx
from draw_routes.drawing import ON_LINE, WITHOUT_NETWORK, Course, draw_leg
from draw_routes.networks import Detour, Point, distances_km
from draw_routes.plans import Leg, Plan, legs_of

Reader = Callable[[str], nx.Graph]
_EVERY = 3
_SAME_LINE_KM = 25.0


@dataclass(frozen=True)
class Deviation:
    """Distances in kilometres of control points from a line, and what the points are."""

    points: str
    off_km: tuple[float, ...]

    @property
    def median(self) -> float:
        """Half of the points lie nearer."""
        return median(self.off_km)

    @property
    def p95(self) -> float:
        """Nineteen of twenty points lie nearer."""
        if len(self.off_km) < 2:
            return self.worst
        return min(quantiles(self.off_km, n=20, method="inclusive")[-1], self.worst)

    @property
    def worst(self) -> float:
        """The point that lies farthest off."""
        return max(self.off_km)


STOPS = "stations left out"
TOWNS = "places left out"
VERTICES = "vertices left out"
OTHER = "thinned network"


def measure_plan(plan: Plan, network_of: Reader) -> list[Deviation]:
    """Measure every leg of a plan that some point can control, one `Deviation` for each kind of point."""
    found: dict[str, list[float]] = {}
    for leg in legs_of(plan):
        for points, off in _measure_leg(leg, network_of):
            found.setdefault(points, []).extend(off)
    return [Deviation(points, tuple(off)) for points, off in found.items() if off]


def _measure_leg(leg: Leg, network_of: Reader) -> Iterable[tuple[str, list[float]]]:
    network = None if leg.source in WITHOUT_NETWORK else network_of(leg.source)
    if network is None or leg.source == "osm-railways":
        on_line = leg.source != "stops"
        yield STOPS if on_line else TOWNS, _leave_stops_out(leg, network)
        return
    course = draw_leg(leg, network)
    kept, control = _thin(course.points)
    yield VERTICES, _distances(kept, control)
    if leg.source.startswith("osm-railways-"):
        yield OTHER, _against_thinned(leg, course, network_of("osm-railways"))


def _leave_stops_out(leg: Leg, network: nx.Graph | None) -> list[float]:
    inner = [stop for stop in leg.stops[1:-1] if network is None or stop.reference.startswith(ON_LINE)]
    out = inner[1::_EVERY] if len(inner) > 1 else inner
    if not out:
        return []
    fewer = leg.model_copy(update={"stops": tuple(stop for stop in leg.stops if stop not in out)})
    return _distances(draw_leg(fewer, network).points, [stop.at for stop in out])


def _thin(points: Sequence[Point]) -> tuple[list[Point], list[Point]]:
    control = list(points[1:-1:_EVERY])
    left_out = set(control)
    return [point for point in points if point not in left_out], control


def _against_thinned(leg: Leg, course: Course, thinned: nx.Graph) -> list[float]:
    """Distances of the thinned network's vertices between the same stops.

    Beyond 25 km the shortest way over the network is another railway, such as a high-speed line.
    """
    try:
        other = draw_leg(leg.model_copy(update={"source": "osm-railways", "reach_km": 10.0}), thinned)
    except Detour:
        return []
    return [km for km in _distances(course.points, other.points) if km <= _SAME_LINE_KM]


def _distances(line: Sequence[Point], points: Iterable[Point]) -> list[float]:
    edges = list(itertools.pairwise(line))
    return [float(distances_km(edges, point).min()) for point in points]
