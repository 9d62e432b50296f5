"""Plans and networks → drawn stretches with the places along them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import networkx as nx
import shapely
from draw_routes.networks import Detour, Point, distance_km, find_way, insert_stop
from draw_routes.plans import STOPS_ONLY, Leg, Plan, Stop, legs_of
from draw_routes.stretches import Run, divide

from geo.checks.geometry_rules import STROKE_KM

JOIN_KM = 0.5
"""Ends of two legs that are nearer than this are joined without a stretch of their own."""

ON_LINE = "osm-stations:"
"""Stops with this reference are points of the real line, not of a town beside it."""

_MARGIN_DEGREES = 1.0


@dataclass(frozen=True)
class Course:
    """The vertices of one leg before they are divided, and where on them its stops lie."""

    leg: Leg
    points: tuple[Point, ...]
    stops: tuple[tuple[int, Stop], ...]


@dataclass(frozen=True)
class Stretch:
    """One stretch as it will be written; `is_bridge` where the source has a gap between two legs."""

    id: str
    name: str
    leg: Leg
    run: Run
    stops: tuple[tuple[Point, Stop], ...]
    is_bridge: bool = False


def draw_leg(leg: Leg, network: nx.Graph | None) -> Course:
    """Route one leg over its source. Raises `Detour` where a stop or a way is missing."""
    at = [stop.at for stop in leg.stops]
    if network is None:
        return Course(leg, tuple(at), tuple(enumerate(leg.stops)))
    graph = _cut_out(network, at)
    nodes = []
    for stop in leg.stops:
        try:
            nodes.append(insert_stop(graph, stop.at, leg.reach_km, stop.reference.startswith(ON_LINE)))
        except Detour as problem:
            raise Detour(f"{leg.id}, {stop.name}: {problem}") from None
    points, rows = [nodes[0]], [0]
    for (one, other), (start, end) in zip(pairwise(leg.stops), pairwise(nodes), strict=True):
        if start != end:
            way = find_way(graph, start, end, f"{leg.id}, {one.name} - {other.name}")[1:]
            while len(points) > 1 and way and points[-2] == way[0]:
                points.pop()  # the stop lies on a spur: the route passes where the spur begins
                way = way[1:]
                rows = [min(row, len(points) - 1) for row in rows]
            points += way
        rows.append(len(points) - 1)
    return Course(leg, tuple(points), tuple(zip(rows, leg.stops, strict=True)))


def _cut_out(network: nx.Graph, at: Sequence[Point]) -> nx.Graph:
    west, south, east, north = shapely.MultiPoint(at).buffer(_MARGIN_DEGREES).bounds
    kept = [node for node in network if west <= node[0] <= east and south <= node[1] <= north]
    return network.subgraph(kept).copy()


def draw_plan(plan: Plan, network_of: Callable[[str], nx.Graph]) -> list[Stretch]:
    """Draw all legs of a plan, and a stretch of its own wherever two of them do not meet."""
    courses = [
        draw_leg(leg, None if leg.source in WITHOUT_NETWORK else network_of(leg.source))
        for leg in legs_of(plan)
    ]
    for row in range(1, len(courses)):
        if courses[row].leg.id not in plan.apart:
            courses[row - 1 : row + 1] = _meet(courses[row - 1], courses[row])
    drawn: list[Stretch] = []
    for row, course in enumerate(courses):
        if row and course.leg.id not in plan.apart:
            drawn += _bridge(courses[row - 1], course)
        drawn += _divide(course)
    return drawn


WITHOUT_NETWORK = (STOPS_ONLY, "osm-stations")


def _meet(before: Course, course: Course) -> tuple[Course, Course]:
    """Let two legs share their common stop where only one of them is bound to a line there."""
    end, start = before.points[-1], course.points[0]
    is_same_stop = before.stops[-1][1].reference == course.stops[0][1].reference
    if end == start or not (is_same_stop or distance_km(end, start) <= JOIN_KM):
        return before, course
    if course.leg.source in WITHOUT_NETWORK:
        first = _put_on_line(course.stops[0][1], before, end)
        return before, replace(
            course, points=(end, *course.points[1:]), stops=((0, first), *course.stops[1:])
        )
    if before.leg.source in WITHOUT_NETWORK:
        row, last = len(before.points) - 1, _put_on_line(before.stops[-1][1], course, start)
        stops = (*before.stops[:-1], (row, last))
        return replace(before, points=(*before.points[:-1], start), stops=stops), course
    if distance_km(end, start) > JOIN_KM:
        return before, course
    moved = tuple((row + 1, stop) for row, stop in course.stops)
    return before, replace(course, points=(end, *course.points), stops=moved)


def _put_on_line(stop: Stop, line: Course, at: Point) -> Stop:
    """A stop that is drawn where another leg's line has it takes its coordinate from there."""
    source = stop.reference if line.leg.source in WITHOUT_NETWORK else line.leg.source
    return stop.model_copy(update={"reference": source, "at": at})


def _bridge(before: Course, course: Course) -> list[Stretch]:
    end, start = before.points[-1], course.points[0]
    if end == start:
        return []
    one, other = before.stops[-1][1].name, course.stops[0][1].name
    name = f"{one} - {other}" if one != other else one
    run = Run((end, start), "approximate" if distance_km(end, start) <= STROKE_KM else "schematic")
    return [Stretch(f"{course.leg.id}-gap", f"{name}, gap in the sources", course.leg, run, (), True)]


def _divide(course: Course) -> list[Stretch]:
    runs = divide(course.points, course.leg.at_best)
    lasts = list(accumulate(len(run.points) - 1 for run in runs))
    spans = list(zip([0, *lasts], lasts, strict=False))
    names = [_name(course, first, last) for first, last in spans] if len(runs) > 1 else [course.leg.name]
    return [
        Stretch(
            course.leg.id if number == 1 else f"{course.leg.id}-{number}",
            name if names.count(name) == 1 else f"{name}, part {names[:number].count(name)}",
            course.leg,
            run,
            tuple((course.points[row], stop) for row, stop in course.stops if first <= row <= last),
        )
        for number, (run, (first, last), name) in enumerate(zip(runs, spans, names, strict=True), start=1)
    ]


def _name(course: Course, first: int, last: int) -> str:
    """Name a run after the stops at or around its ends; a bare shape point names nothing."""
    named = [(row, stop.name) for row, stop in course.stops if stop.role != "shape-point"]
    before = [name for row, name in named if row <= first]
    after = [name for row, name in named if row >= last]
    start = before[-1] if before else course.stops[0][1].name
    end = after[0] if after else course.stops[-1][1].name
    return f"{start} - {end}"
