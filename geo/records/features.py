"""GeoJSON features → `Feature`, each with what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import shapely
from pydantic import ValidationError

from geo.errors import Problem, Rule
from geo.records.projects import Feature, Segment, Site

IS_FEATURE = Rule(
    "schema", "is no feature of the atlas: {why}", "docs/dictionary.md shows a segment and a site."
)
DRAWS = Rule(
    "coordinates",
    "has coordinates that draw nothing: {why}",
    "Write [longitude, latitude] in degrees, as RFC 7946 has them.",
)

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEPTHS = {
    "Point": 1,
    "MultiPoint": 2,
    "LineString": 2,
    "MultiLineString": 3,
    "Polygon": 3,
    "MultiPolygon": 4,
}
"""Geometry types of the atlas, with how deep their coordinates are nested."""


def parse_feature(raw: Any, file: str) -> Feature | Problem:
    """Return a GeoJSON feature as a record, or what is wrong with it.

    Raises pydantic's `ValidationError` where its properties are no segment and no site.
    """
    name = str(raw.get("id", "")) if isinstance(raw, Mapping) else ""
    try:
        geometry = raw["geometry"]
        model = Segment if "accuracy" in raw["properties"] else Site
        properties = model.model_validate(raw["properties"])
        if not isinstance(raw["id"], str) or not _ID.fullmatch(raw["id"]):
            raise ValueError("needs an `id` in kebab-case")
        if geometry["type"] not in _DEPTHS or "coordinates" not in geometry:
            raise ValueError("needs an `id` and a point, line or area")
    except ValidationError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        return IS_FEATURE.broken(file, f'feature "{name}"', why=repr(error))
    try:
        if _depth(geometry["coordinates"]) != _DEPTHS[geometry["type"]]:
            raise ValueError(f"these are not the coordinates of a {geometry['type']}")
        shapely.geometry.shape(geometry)
    except Exception as error:  # GEOS and numpy raise many kinds
        return DRAWS.broken(file, name, why=str(error))
    return Feature(name, properties, geometry, file)


def place_in_course(feature: Feature) -> tuple[str, int]:
    """Sort stretches from end to end, whichever file they lie in; others stay in the order of their file."""
    return feature.properties.project, getattr(feature.properties, "order", None) or 0


def _depth(coordinates: Any) -> int:
    return 1 + _depth(coordinates[0]) if isinstance(coordinates, list) and coordinates else 0
