"""Vector files → rows in WGS 84: layers, fields, coordinate reference systems."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd

from geo.errors import ImportRefused
from geo.records.fields import CRS


@dataclass(frozen=True)
class Fields:
    """Which fields of the file carry what; a field that is not named is left out."""

    id: str | None = None
    name: str | None = None
    project_type: str | None = None
    country: str | None = None
    status: str | None = None
    quote: str | None = None

    def named(self) -> dict[str, str]:
        """The fields that are named, by what they carry."""
        return {what: name for what, name in vars(self).items() if name}


@dataclass(frozen=True)
class Remark:
    """What was done to one row: its number in the file, counted from 1, and why."""

    row: int
    what: str
    is_left_out: bool = False


@dataclass
class Report:
    """Everything that an import did: rows read, written, and a remark on each that was touched."""

    rows: int = 0
    written: int = 0
    notes: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def list_layers(file: Path) -> list[str]:
    """Return the names of a vector file's layers. Raises `ImportRefused`."""
    try:
        return [str(name) for name in gpd.list_layers(file)["name"]]
    except Exception as error:  # GDAL raises many kinds
        raise ImportRefused(f"{file} cannot be read: {error}") from error


def read_rows(file: Path, layer: str | None, fields: Fields) -> gpd.GeoDataFrame:
    """Read one layer of a vector file with the named fields. Raises `ImportRefused`."""
    layers = list_layers(file)
    if layer is None and len(layers) > 1:
        raise ImportRefused(f"{file} has several layers ({', '.join(layers)}): name one with --layer.")
    try:
        rows = gpd.read_file(file, layer=layer)
    except Exception as error:  # GDAL raises many kinds
        raise ImportRefused(f"{file} cannot be read: {error}") from error
    if not isinstance(rows, gpd.GeoDataFrame):
        raise ImportRefused(f"{file} has no geometry.")
    missing = [name for name in fields.named().values() if name not in rows.columns]
    if missing:
        there = ", ".join(map(str, rows.columns.drop("geometry", errors="ignore")))
        raise ImportRefused(f"{file} has no field {', '.join(missing)}. It has: {there}.")
    return rows


def to_wgs84(rows: gpd.GeoDataFrame, crs: str | None, report: Report) -> gpd.GeoDataFrame:
    """Return the rows in EPSG:4326. Raises `ImportRefused` where coordinates cannot be placed."""
    if rows.crs is None and crs is None:
        west, south, east, north = rows.total_bounds
        if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
            raise ImportRefused(
                "the file states no coordinate reference system, and its coordinates are no degrees: "
                "name the system with --crs, for example --crs EPSG:32643."
            )
        report.notes.append("The file states no coordinate reference system; read as WGS 84 degrees.")
        return rows.set_crs(CRS)
    if rows.crs is None and crs is not None:
        rows = rows.set_crs(crs)
    if rows.crs is None or rows.crs.equals(CRS):
        return rows
    report.notes.append(f"Converted from {rows.crs.name} to WGS 84.")
    return rows.to_crs(CRS)
