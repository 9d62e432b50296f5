"""How far a drawn line is from points that were not used to draw it.

A third of the inner stops is left out, the course is drawn again, and the stops left out are measured
against it; then the next third, until each was left out once. Where the stops are only names beside a
line (China, pipelines), every third vertex of the source is left out instead, which measures what the
gaps between real vertices cost; for railways in China the thinned network, which draws on the same
OpenStreetMap by another way, is measured as well.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

import networkx as nx
from draw_routes.drawing import ON_LINE, WITHOUT_NETWORK, Course, draw_leg
from draw_routes.networks import Detour, Point, distances_km
from draw_routes.plans import Leg, Plan, Stop, legs_of

Reader = Callable[[str], nx.Graph]
_EVERY = 3
_SAME_LINE_KM = 25.0


@dataclass(frozen=True)
class Control:
    """One control point: where it is, its name if it has one, and how far it lies from the line."""

    off_km: float
    at: Point
    leg: Leg
    name: str = ""


@dataclass(frozen=True)
class Deviation:
    """How far control points are from a line, what the points are, and whether the aim counts."""

    points: str
    controls: tuple[Control, ...]
    is_judged: bool = True

    @property
    def off_km(self) -> tuple[float, ...]:
        """The distances alone."""
        return tuple(control.off_km for control in self.controls)

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

THINNED = ("osm-railways", "osm-highways")
"""Their vertices are too few to leave some out; the stops on them are left out instead."""


def measure_plan(plan: Plan, network_of: Reader) -> list[Deviation]:
    """Measure every leg that some point can control: one `Deviation` a kind of point, judged or not."""
    found: dict[tuple[str, bool], list[Control]] = {}
    for leg in legs_of(plan):
        for points, controls in _measure_leg(leg, network_of):
            found.setdefault((points, not leg.reported), []).extend(controls)
    return [
        Deviation(points, tuple(controls), judged) for (points, judged), controls in found.items() if controls
    ]


def _measure_leg(leg: Leg, network_of: Reader) -> Iterable[tuple[str, list[Control]]]:
    network = None if leg.source in WITHOUT_NETWORK else network_of(leg.source)
    if network is None or leg.source in THINNED:
        is_rail = leg.source in ("osm-railways", "osm-stations")
        yield STOPS if is_rail else TOWNS, _leave_stops_out(leg, network)
        return
    course = draw_leg(leg, network)
    kept, control = _thin(course.points)
    yield VERTICES, _controls(leg, kept, control)
    if leg.source.startswith("osm-railways-"):
        yield OTHER, _against_thinned(leg, course, network_of("osm-railways"))


def _leave_stops_out(leg: Leg, network: nx.Graph | None) -> list[Control]:
    """Leave each inner stop out once, a third of them at a time.

    All thirds are measured, so that no choice of where to begin can spare a bad stop.
    """
    known = (ON_LINE, f"{leg.source}:")
    inner = [stop for stop in leg.stops[1:-1] if network is None or stop.reference.startswith(known)]
    return [
        control for first in range(_EVERY) for control in _measure_without(leg, inner[first::_EVERY], network)
    ]


def _measure_without(leg: Leg, out: Sequence[Stop], network: nx.Graph | None) -> list[Control]:
    if not out:
        return []
    fewer = leg.model_copy(update={"stops": tuple(stop for stop in leg.stops if stop not in out)})
    course = draw_leg(fewer, network)
    return _controls(leg, course.points, [stop.at for stop in out], [stop.name for stop in out])


def _thin(points: Sequence[Point]) -> tuple[list[Point], list[Point]]:
    control = list(points[1:-1:_EVERY])
    left_out = set(control)
    return [point for point in points if point not in left_out], control


def _against_thinned(leg: Leg, course: Course, thinned: nx.Graph) -> list[Control]:
    """Distances of the thinned network's vertices between the same stops.

    Beyond 25 km the shortest way over the network is another railway, such as a high-speed line.
    """
    try:
        other = draw_leg(leg.model_copy(update={"source": "osm-railways", "reach_km": 10.0}), thinned)
    except Detour:
        return []
    controls = _controls(leg, course.points, other.points)
    return [control for control in controls if control.off_km <= _SAME_LINE_KM]


def _controls(
    leg: Leg, line: Sequence[Point], points: Sequence[Point], names: Iterable[str] = ()
) -> list[Control]:
    edges = list(itertools.pairwise(line))
    off = [float(distances_km(edges, point).min()) for point in points]
    named = itertools.chain(names, itertools.repeat(""))
    return [Control(km, point, leg, name) for km, point, name in zip(off, points, named, strict=False)]
