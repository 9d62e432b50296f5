"""Project types, as codes, and the spellings under which the search finds them.

A type that is not in the table, from another data set, is found by its own id.
"""

from __future__ import annotations

from collections.abc import Mapping

PROJECT_TYPES: Mapping[str, tuple[str, ...]] = {
    "railway": (),
    "railway-tunnel": (),
    "rail-freight-service": (),
    "road": (),
    "gas-pipeline": (),
    "power-plant": (),
    "refinery": (),
    "chemical-plant": (),
    "logistics-hub": (),
    "water-supply": ("water and irrigation",),
    "public-building": (),
    "education": ("training centre",),
    "research-centre": ("research or standards centre",),
}
"""Other spellings by the id of the type."""


def spellings_of(type_id: str) -> tuple[str, ...]:
    """Return the ways in which people write a project type, its id in plain words first."""
    return (type_id.replace("-", " "), *PROJECT_TYPES.get(type_id, ()))
