"""Geometries as they come → geometries fit for the map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import antimeridian
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.intake.vector_files import Remark, Report

_NO_EXTENT = "has no extent: its points coincide"
_UNSPLIT = "cannot be split at the 180th meridian into parts that can be drawn"


def mend_all(geometries: Sequence[Any], report: Report) -> tuple[list[BaseGeometry], list[int]]:
    """Return the geometries that can be drawn, mended, and their rows; each that was touched is reported."""
    shapes, kept = [], []
    for row, geometry in enumerate(geometries):
        mended, what = mend_geometry(geometry)
        if what:
            report.remarks.append(Remark(row + 1, what, mended is None))
        if mended is not None:
            shapes.append(mended)
            kept.append(row)
    return shapes, kept


def mend_geometry(geometry: BaseGeometry | None) -> tuple[BaseGeometry | None, str]:
    """Return a geometry fit for the map, and what was done to it.

    It comes back two-dimensional, valid and split where it crosses the 180th meridian; missing
    where nothing can be drawn. What was done is empty where nothing was.
    """
    fault = _why_undrawable(geometry)
    if geometry is None or fault:
        return None, fault
    done: list[str] = []
    if geometry.has_z:
        geometry = shapely.force_2d(geometry)
        done.append("heights left out")
    if not geometry.is_valid:
        geometry = shapely.make_valid(geometry)
        done.append("mended: was not valid")
    try:
        geometry, split = _split_at_dateline(geometry)
    except ValueError:  # the library refuses what it cannot split into valid parts
        return None, _UNSPLIT
    done += ["split at the 180th meridian"] if split else []
    parts = [p for p in flatten(geometry) if not p.is_empty and (p.geom_type == "Point" or p.length > 0)]
    if not parts:
        return None, _NO_EXTENT
    mended = _collect(parts)
    if not mended.is_valid or mended.bounds[0] < -180 or mended.bounds[2] > 180:
        return None, _UNSPLIT
    return mended, "; ".join(done)


def _why_undrawable(geometry: BaseGeometry | None) -> str:
    """Why nothing of a geometry can be drawn, empty where something may be."""
    if geometry is None or geometry.is_empty:
        return "has no geometry"
    west, south, east, north = geometry.bounds
    if not np.isfinite([west, south, east, north]).all():
        return "has coordinates that are no numbers"
    if south < -90 or north > 90 or west < -360 or east > 360:
        return "has coordinates off the globe"
    if geometry.length == 0 and not any(part.geom_type == "Point" for part in flatten(geometry)):
        return _NO_EXTENT
    return ""


def _split_at_dateline(geometry: BaseGeometry) -> tuple[BaseGeometry, bool]:
    parts, split = [], False
    for part in flatten(geometry):
        west, _, east, _ = part.bounds
        xs = shapely.get_coordinates(part)[:, 0]
        jumps = len(xs) > 1 and bool(np.abs(np.diff(xs)).max() > 180) and part.geom_type != "Point"
        if not jumps and west >= -180 and east <= 180:
            parts.append(part)
            continue
        split = True
        fixed: Any = part
        if isinstance(part, shapely.LineString):
            fixed = antimeridian.fix_line_string(part, great_circle=False)
        elif isinstance(part, shapely.Polygon):
            fixed = antimeridian.fix_polygon(part, great_circle=False, fix_winding=True)
        else:
            fixed = shapely.Point((xs[0] + 180) % 360 - 180, shapely.get_coordinates(part)[0, 1])
        parts += flatten(fixed)
    return _collect(parts), split


def flatten(geometry: BaseGeometry) -> list[BaseGeometry]:
    """Return the simple geometries that a collection holds; a ring becomes a line."""
    if hasattr(geometry, "geoms"):
        return [simple for part in geometry.geoms for simple in flatten(part)]
    return [shapely.LineString(geometry.coords)] if geometry.geom_type == "LinearRing" else [geometry]


def _collect(parts: Sequence[BaseGeometry]) -> BaseGeometry:
    return parts[0] if len(parts) == 1 else shapely.GeometryCollection(list(parts))
