"""Project types: their names in the filters and how the map draws them.

Colours are Okabe and Ito's, made for colour-blind readers, darkened or lightened where two types
share a hue; the symbol tells those apart. A type that is not in the table, from another data set,
gets a neutral look and its own id as its name.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A project type. `symbol` is the shape of its sites: the map's controller knows the names."""

    id: str
    label: str
    plural: str
    colour: str
    symbol: str


_TABLE = (
    Kind("railway", "Railway", "railways", "#D55E00", "square"),
    Kind("railway-tunnel", "Railway tunnel", "railway tunnels", "#A34700", "arch"),
    Kind("rail-freight-service", "Rail freight service", "rail freight services", "#E69F00", "square"),
    Kind("road", "Road", "roads", "#5B4A8A", "circle"),
    Kind("gas-pipeline", "Gas pipeline", "gas pipelines", "#0072B2", "circle"),
    Kind("power-plant", "Power plant", "power plants", "#B8860B", "bolt"),
    Kind("refinery", "Refinery", "refineries", "#5A5A5A", "hexagon"),
    Kind("chemical-plant", "Chemical plant", "chemical plants", "#8C564B", "pentagon"),
    Kind("logistics-hub", "Logistics hub", "logistics hubs", "#CC79A7", "diamond"),
    Kind("water-supply", "Water and irrigation", "water and irrigation systems", "#2596BE", "drop"),
    Kind("public-building", "Public building", "public buildings", "#3F7F3F", "house"),
    Kind("education", "Training centre", "training centres", "#009E73", "triangle"),
    Kind(
        "research-centre", "Research or standards centre", "research and standards centres", "#00755A", "star"
    ),
)

KINDS: dict[str, Kind] = {kind.id: kind for kind in _TABLE}
_SPARE_COLOURS = ("#4477AA", "#AA3377", "#228833", "#997700", "#882255", "#117733", "#664400")


def kind_of(kind_id: str) -> Kind:
    """Return a project type, made up from its id where the table does not know it."""
    if kind_id in KINDS:
        return KINDS[kind_id]
    label = kind_id.replace("-", " ").capitalize()
    colour = _SPARE_COLOURS[sum(kind_id.encode()) % len(_SPARE_COLOURS)]
    return Kind(kind_id, label, f"projects of type {label.lower()}", colour, "circle")
