"""Smallest changes that break a rule on the table of an imported data set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point

from geo.errors import Rule
from geo.records.files import dump_record, write_yaml
from geo.records.imported import (
    COLUMNS,
    FILE,
    ROW_ON_GLOBE,
    TABLE_COLUMNS,
    TABLE_READABLE,
    UNIQUE_ROW,
    write_table,
)
from geo.records.opening import ROW_OF_ITS_OWN, SOURCE_OF_TABLE
from geo.records.projects import Project


def change_table(folder: Path, alter: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]) -> None:
    table = alter(gpd.read_file(folder / FILE))
    (folder / FILE).unlink()
    if set(COLUMNS) <= set(table.columns):
        write_table(folder / FILE, table)
    else:
        table.to_file(folder / FILE, driver="FlatGeobuf", SPATIAL_INDEX="NO")


def doubled(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(pd.concat([table, table.iloc[:1]]), crs=table.crs)


def moved(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return table.set_geometry([Point(200, 43), *table.geometry[1:]])


def without_source(folder: Path) -> None:
    for file in (folder / "sources").iterdir():
        file.unlink()


def same_project(folder: Path) -> None:
    project = Project(id="line-1", name="Another", kind="road")
    write_yaml(folder / "projects" / "line-1.yaml", dump_record(project))


# rule, change to the folder, record that the problem names
BREAKS: list[tuple[Rule, Callable[[Path], object], str]] = [
    (TABLE_READABLE, lambda folder: (folder / FILE).write_bytes(b"no table"), ""),
    (TABLE_COLUMNS, lambda folder: change_table(folder, lambda t: t.drop(columns="record")), ""),
    (UNIQUE_ROW, lambda folder: change_table(folder, doubled), "line-1"),
    (ROW_ON_GLOBE, lambda folder: change_table(folder, moved), "line-1"),
    (SOURCE_OF_TABLE, without_source, ""),
    (ROW_OF_ITS_OWN, same_project, "line-1"),
]
