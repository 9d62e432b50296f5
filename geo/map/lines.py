"""Lines and areas of the atlas as the map fetches them: generalised for a zoom band and quantised."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from geo.atlas.atlas import Atlas


def generalise(lines: Sequence[LineString], tolerance: float) -> list[LineString]:
    """Simplify lines by a tolerance in degrees; lines that meet go on meeting.

    Vertices at which the number of lines changes (junctions, ends) stay where they are, and a
    stretch that several lines share is simplified in the same way for all of them.
    """
    if not lines:
        return []
    shared = _lines_with_shared_vertices(lines)
    alone: Any = shapely.simplify(np.asarray(lines, dtype=object), tolerance, preserve_topology=False)
    drawn = list(alone)
    together = [[(float(x), float(y)) for x, y, *_ in lines[row].coords] for row in shared]
    fixed = _junctions(together)
    for row, points in zip(shared, together, strict=True):
        drawn[row] = _simplify(points, fixed, tolerance)
    return drawn


def _lines_with_shared_vertices(lines: Sequence[LineString]) -> list[int]:
    """Rows of the lines that have a vertex in common with another, or with themselves."""
    positions, owners = shapely.get_coordinates(lines, return_index=True)
    _, vertex, times = np.unique(positions, axis=0, return_inverse=True, return_counts=True)
    return [int(row) for row in np.unique(owners[times[vertex.ravel()] > 1])]


def _junctions(lines: Sequence[list[tuple[float, float]]]) -> set[tuple[float, float]]:
    neighbours: dict[tuple[float, float], set[tuple[float, float]]] = {}
    uses: Counter[tuple[float, float]] = Counter()
    for points in lines:
        uses.update(set(points))
        for before, after in pairwise(points):
            neighbours.setdefault(before, set()).add(after)
            neighbours.setdefault(after, set()).add(before)
    fixed = {point for point, around in neighbours.items() if uses[point] > 1 and len(around) != 2}
    return fixed | {end for points in lines for end in (points[0], points[-1])}


def _simplify(
    points: list[tuple[float, float]], fixed: set[tuple[float, float]], tolerance: float
) -> LineString:
    kept: list[tuple[float, float]] = []
    for piece in _pieces(points, fixed):
        forward = piece[0] <= piece[-1]
        line = LineString(piece if forward else piece[::-1]).simplify(tolerance)
        simple = [(float(x), float(y)) for x, y in line.coords][:: 1 if forward else -1]
        kept += simple if not kept else simple[1:]
    return LineString(kept)


def _pieces(
    points: list[tuple[float, float]], fixed: set[tuple[float, float]]
) -> Iterable[list[tuple[float, float]]]:
    piece = [points[0]]
    for point in points[1:]:
        piece.append(point)
        if point in fixed:
            yield piece
            piece = [point]
    if len(piece) > 1:
        yield piece


def quantise(line: LineString, decimals: int) -> list[int]:
    """Return a line as integers: first position, then differences, in units of 10^-decimals degrees."""
    grid = np.rint(np.asarray(line.coords)[:, :2] * 10**decimals).astype(int)
    keep = np.ones(len(grid), dtype=bool)
    keep[1:] = np.any(np.diff(grid, axis=0) != 0, axis=1)
    if keep.sum() < 2:
        keep[-1] = True
    grid = grid[keep]
    grid[1:] -= grid[:-1].copy()
    return list(grid.ravel().tolist())


BANDS = {"low": (0.008, 3), "high": (0.0, 5)}
"""Zoom bands: tolerance and decimals in degrees. 0.008° is at most half a pixel at zoom 6."""


def build_lines(atlas: Atlas, band: str) -> bytes:
    """Return lines and areas of one zoom band as JSON: rows of project, accuracy, shape, numbers.

    `shape` is L for a line and A for an area with its rings; numbers are differences of integers,
    in units of 10^-decimals degrees, longitude first. Lines that meet go on meeting.
    """
    rows = ",".join(json.dumps(row, separators=(",", ":")) for row in _line_rows(atlas, *BANDS[band]))
    return f'{{"decimals":{BANDS[band][1]},"lines":[{rows}]}}'.encode()


def _line_rows(atlas: Atlas, tolerance: float, decimals: int) -> Iterator[list[Any]]:
    position = {project: n for n, project in enumerate(atlas.projects.index)}
    features, heads, lines = atlas.features, [], []
    for project, accuracy, geometry in zip(
        features["project"], features["accuracy"], features.geometry, strict=True
    ):
        if project not in position:
            continue
        head = [position[project], accuracy or "given"]
        for line in parts_of(geometry, "LineString"):
            heads.append(head)
            lines.append(line)
        for area in parts_of(geometry, "Polygon"):
            simple = area.simplify(tolerance) if tolerance else area
            rings = (simple.exterior, *simple.interiors)
            yield [*head, "A", [quantise(LineString(ring.coords), decimals) for ring in rings]]
    drawn = generalise(lines, tolerance) if tolerance else lines
    for head, line in zip(heads, drawn, strict=True):
        yield [*head, "L", quantise(line, decimals)]


def number_lines(atlas: Atlas) -> dict[str, list[int]]:
    """Return by feature id which rows of the files of lines are its lines: areas come before them."""
    position = set(atlas.projects.index)
    drawn = [
        (str(feature), geometry)
        for feature, project, geometry in zip(
            atlas.features.index, atlas.features["project"], atlas.features.geometry, strict=True
        )
        if project in position
    ]
    row = sum(len(parts_of(geometry, "Polygon")) for _, geometry in drawn)
    numbers: dict[str, list[int]] = {}
    for feature, geometry in drawn:
        lines = len(parts_of(geometry, "LineString"))
        numbers[feature] = list(range(row, row + lines))
        row += lines
    return numbers


def parts_of(geometry: BaseGeometry, geometry_type: str) -> list[Any]:
    """Return the simple parts of one geometry type, `Point`, `LineString` or `Polygon`."""
    if isinstance(geometry, Point):
        return [geometry] if geometry_type == "Point" else []
    return [part for part in shapely.get_parts(geometry) if part.geom_type == geometry_type]
