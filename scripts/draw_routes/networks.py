"""Networks from the reference files: one graph for each line source, its nodes (longitude, latitude).

Nodes are the vertices of the source, so every node lies on a real line; an edge is a straight stroke
between two of them, with its length `km` on the geodesic. Reference files and their terms are
described in the folder's own README.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import shapely
from pyproj import Geod

Point = tuple[float, float]
_GEOD = Geod(ellps="WGS84")
_KM_PER_DEGREE = 111.32
_ROAD_WIDTH_DEGREES = 0.0005


@dataclass(frozen=True)
class LineSource:
    """A reference file: whose lines, which edition, on which terms.

    AidData's roads are areas some ten metres wide (`is_area`), so either edge is the road.
    """

    file: str
    drawn_by: str
    edition: str
    is_odbl: bool
    is_area: bool = False


_OSM = "routed by program over OpenStreetMap"
SOURCES = {
    "osm-railways-china": LineSource(
        "osm_railways_china", _OSM, "July 2026, by way of east-asia-railway-map a8aff61", True
    ),
    "osm-railways-uzbekistan": LineSource(
        "osm_railways_uzbekistan", _OSM, "April 2025, by way of Railway_Project_Uzbekistan 213bb77", True
    ),
    "osm-railways": LineSource(
        "osm_railways", f"{_OSM}, thinned by scgraph, and its stations", "scgraph_data 2.0.0", True
    ),
    "osm-highways": LineSource("osm_highways", f"{_OSM}, thinned by scgraph", "scgraph_data 2.0.0", True),
    "osm-stations": LineSource(
        "osm_stations",
        "straight between stations of OpenStreetMap",
        "April 2025, by way of Railway_Project_Uzbekistan 213bb77",
        True,
    ),
    "gem-pipelines": LineSource(
        "gem_pipelines", "routed by program over Global Energy Monitor's route", "2024, commit 6bfab45", False
    ),
    "gem-pipelines-osm": LineSource(
        "gem_pipelines",
        "routed by program over Global Energy Monitor's route, which is OpenStreetMap's",
        "2024, commit 6bfab45",
        True,
    ),
    "aiddata-shapes": LineSource(
        "aiddata_shapes",
        "routed by program along AidData's narrow polygons, which are OpenStreetMap's",
        "September 2021, commit 23ac34d",
        True,
        is_area=True,
    ),
}
"""Line sources by the prefix that references cite them with."""


class Detour(Exception):
    """Two stops are joined by no reasonable way over the source; the message names them."""


def distance_km(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the geodesic between two positions, in kilometres."""
    return float(_GEOD.inv(one[0], one[1], other[0], other[1])[2]) / 1000


def build_network(lines: Iterable[Sequence[Point]]) -> nx.Graph:
    """Return the network of some lines; vertices that fall together are one node."""
    graph = nx.Graph()
    for line in lines:
        for start, end in itertools.pairwise(line):
            if start != end:
                graph.add_edge(start, end, km=distance_km(start, end))
    return graph


def read_network(folder: Path, source: str) -> nx.Graph:
    """Read a line source: `file` for a whole network, `file:id` for one feature of it."""
    prefix, _, feature = source.partition(":")
    about = SOURCES[prefix]
    collection = json.loads((folder / f"{about.file}.geojson").read_text(encoding="utf-8"))
    chosen = [f for f in collection["features"] if not feature or str(f.get("id")) == feature]
    if not chosen:
        raise KeyError(f"{about.file} has no {feature}")
    shapes = [shapely.geometry.shape(f["geometry"]) for f in chosen]
    lines = [shape.boundary if about.is_area else shape for shape in shapes]
    graph = build_network(_points(part) for line in lines for part in shapely.get_parts(line))
    if about.is_area:
        _join_edges_of_road(graph)
    return graph


def _join_edges_of_road(graph: nx.Graph) -> None:
    """Let a way change between the two edges of a narrow area wherever vertices face each other."""
    nodes = list(graph)
    points = shapely.points(nodes)
    near = shapely.STRtree(points).query(points, predicate="dwithin", distance=_ROAD_WIDTH_DEGREES)
    pairs = ((nodes[one], nodes[other]) for one, other in near.T if one < other)
    graph.add_edges_from((one, other, {"km": distance_km(one, other)}) for one, other in pairs)


def _points(line: Any) -> list[Point]:
    return [(round(x, 5), round(y, 5)) for x, y in shapely.get_coordinates(line).tolist()]


def insert_stop(graph: nx.Graph, at: Point, reach_km: float, is_on_line: bool) -> Point:
    """Make a stop a node of a graph, which is changed, and return that node.

    A stop that is itself a point of the real line (a station on rails) divides the strokes that pass
    it, unless a vertex lies within half a kilometre. Any other stop is its nearest vertex. Raises
    `Detour` where the source has no line within reach.
    """
    edges = list(graph.edges)
    away = distances_km(edges, at)
    if not len(away) or away.min() > reach_km:
        nearest = f", the nearest is {away.min():.1f} km off" if len(away) else ""
        raise Detour(f"no line within {reach_km:g} km of {at}{nearest}")
    passing = [edge for edge, km in zip(edges, away, strict=True) if km <= away.min() + 0.5]
    ends = sorted({end for edge in passing for end in edge}, key=lambda end: distance_km(at, end))
    if not is_on_line or distance_km(at, ends[0]) <= 0.5:
        nearest_end: Point = ends[0]
        return nearest_end
    graph.remove_edges_from(passing)
    graph.add_edges_from((at, end, {"km": distance_km(at, end)}) for end in ends)
    return at


def distances_km(edges: Sequence[tuple[Point, Point]], at: Point) -> Any:
    """Return how far a point is from straight strokes; good to a per cent for some tens of kilometres."""
    squeeze = np.cos(np.radians(at[1]))
    flat = (np.asarray(edges, dtype=float).reshape(-1, 2, 2) - at) * [squeeze, 1] * _KM_PER_DEGREE
    return shapely.distance(shapely.linestrings(flat), shapely.Point(0, 0))


def find_way(graph: nx.Graph, start: Point, end: Point, names: str) -> list[Point]:
    """Return the shortest way between two nodes. Raises `Detour` if there is none or it is far too long."""
    try:
        way: list[Point] = nx.shortest_path(graph, start, end, weight="km")
    except nx.NetworkXNoPath:
        raise Detour(f"{names}: no way over the source") from None
    length = sum(distance_km(a, b) for a, b in itertools.pairwise(way))
    straight = distance_km(start, end)
    if length > 3 * straight + 20:
        raise Detour(f"{names}: {length:.0f} km over the source for {straight:.0f} km straight")
    return way
