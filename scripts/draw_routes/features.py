"""Drawn stretches → GeoJSON files: what is ODbL in files of its own, the rest beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from draw_routes.drawing import Stretch
from draw_routes.networks import SOURCES, LineSource, Point, distance_km
from draw_routes.plans import STOPS_ONLY, Stop
from draw_routes.stretches import simplify

from geo.records.files import write_features
from geo.records.projects import Feature, LinePlace, Segment, Waypoint

ODBL = {
    "licence": "ODbL-1.0",
    "licence_address": "https://opendatacommons.org/licenses/odbl/1-0/",
    "credit": "© OpenStreetMap contributors",
}
"""What every file in `geometry/odbl/` says of itself, as foreign members of the collection."""

_BY_HAND = "by hand, straight between the named places"
_ACROSS_A_GAP = "straight by program across a gap in the sources"


def build_feature(project: str, order: int, stretch: Stretch) -> Feature:
    """Return a stretch as a record: its line without needless vertices, and who drew it from what."""
    source = _source_of(stretch)
    by_hand = source is None and not stretch.is_bridge
    segment = Segment(
        project=project,
        name=stretch.name,
        accuracy=stretch.run.accuracy,
        basis=_basis(stretch),
        leg=stretch.leg.name,
        drawn_by=_ACROSS_A_GAP if stretch.is_bridge else source.drawn_by if source else _BY_HAND,
        line_source=stretch.leg.source if source else None,
        edition=source.edition if source else None,
        widest_gap_km=round(stretch.run.widest_gap_km, 1),
        alignment=stretch.leg.alignment,
        order=order,
        waypoints=tuple(Waypoint(name=stop.name, reference=stop.reference) for _, stop in stretch.stops)
        if by_hand
        else (),
        places=tuple(_place(at, stop) for at, stop in stretch.stops if stop.role != "shape-point"),
    )
    points = stretch.run.points if by_hand else simplify(stretch.run.points)
    geometry = {"type": "LineString", "coordinates": [list(point) for point in points]}
    return Feature(stretch.id, segment, geometry)


def _place(at: Point, stop: Stop) -> LinePlace:
    off_km = distance_km(at, stop.at)
    beside = round(off_km, 1) if off_km >= 0.5 else 0.0
    return LinePlace(name=stop.name, role=stop.role, at=at, reference=stop.reference, off_km=beside)


def is_odbl(stretch: Stretch) -> bool:
    """Tell whether any position of a stretch comes from OpenStreetMap or from what is made of it."""
    source = _source_of(stretch)
    if (source is not None and source.is_odbl) or stretch.is_bridge:
        return True
    return any(
        SOURCES[prefix].is_odbl
        for _, stop in stretch.stops
        if (prefix := stop.reference.partition(":")[0]) in SOURCES
    )


def _source_of(stretch: Stretch) -> LineSource | None:
    prefix = stretch.leg.source.partition(":")[0]
    return None if prefix == STOPS_ONLY or stretch.is_bridge else SOURCES[prefix]


def _basis(stretch: Stretch) -> str:
    if stretch.is_bridge:
        return "The sources of the lines on both sides end here: straight across the gap between them."
    return " ".join(text for text in (stretch.leg.basis, stretch.leg.correction) if text)


def write_plan(folder: Path, project: str, stretches: Sequence[Stretch]) -> None:
    """Write the lines of one project, those that are ODbL into `odbl/`."""
    files: dict[Path, list[Feature]] = {
        folder / f"{project}.geojson": [],
        folder / "odbl" / f"{project}.geojson": [],
    }
    plain, odbl = files
    for order, stretch in enumerate(stretches, start=1):
        files[odbl if is_odbl(stretch) else plain].append(build_feature(project, order, stretch))
    for file, features in files.items():
        if features:
            write_features(file, features, ODBL if file == odbl else {})
        else:
            file.unlink(missing_ok=True)
