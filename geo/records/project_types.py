"""Project types: their names in the filters and how the map draws them.

Colours are Okabe and Ito's, made for colour-blind readers, darkened or lightened where two types
share a hue; the symbol tells those apart. A type that is not in the table, from another data set,
gets a neutral look and its own id as its name.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ProjectType:
    """A project type. `symbol` is the shape of its sites: the map's controller knows the names."""

    id: str
    label: str
    plural: str
    colour: str
    symbol: str


_TABLE = (
    ProjectType("railway", "Railway", "railways", "#D55E00", "square"),
    ProjectType("railway-tunnel", "Railway tunnel", "railway tunnels", "#A34700", "arch"),
    ProjectType("rail-freight-service", "Rail freight service", "rail freight services", "#E69F00", "square"),
    ProjectType("road", "Road", "roads", "#5B4A8A", "circle"),
    ProjectType("gas-pipeline", "Gas pipeline", "gas pipelines", "#0072B2", "circle"),
    ProjectType("power-plant", "Power plant", "power plants", "#B8860B", "bolt"),
    ProjectType("refinery", "Refinery", "refineries", "#5A5A5A", "hexagon"),
    ProjectType("chemical-plant", "Chemical plant", "chemical plants", "#8C564B", "pentagon"),
    ProjectType("logistics-hub", "Logistics hub", "logistics hubs", "#CC79A7", "diamond"),
    ProjectType("water-supply", "Water and irrigation", "water and irrigation systems", "#2596BE", "drop"),
    ProjectType("public-building", "Public building", "public buildings", "#3F7F3F", "house"),
    ProjectType("education", "Training centre", "training centres", "#009E73", "triangle"),
    ProjectType(
        "research-centre", "Research or standards centre", "research and standards centres", "#00755A", "star"
    ),
)

PROJECT_TYPES: dict[str, ProjectType] = {each.id: each for each in _TABLE}
_SPARE_COLOURS = ("#4477AA", "#AA3377", "#228833", "#997700", "#882255", "#117733", "#664400")


def project_type_of(type_id: str) -> ProjectType:
    """Return a project type, made up from its id where the table does not know it."""
    if type_id in PROJECT_TYPES:
        return PROJECT_TYPES[type_id]
    label = type_id.replace("-", " ").capitalize()
    colour = _SPARE_COLOURS[sum(type_id.encode()) % len(_SPARE_COLOURS)]
    return ProjectType(type_id, label, f"projects of type {label.lower()}", colour, "circle")


_SPELLINGS = {
    "water-supply": ("water and irrigation",),
    "education": ("training centre",),
    "research-centre": ("research or standards centre",),
}


def spellings_of(type_id: str) -> tuple[str, ...]:
    """Return what a search finds a project type by: its id in words, and its other spellings."""
    return (type_id.replace("-", " "), *_SPELLINGS.get(type_id, ()))
