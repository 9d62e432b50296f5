"""Several archives as one, such as what people wrote and an imported data set beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, reduce
from operator import add
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.errors import Problem
from geo.records.archive import Archive, Counts, Records
from geo.records.facts import Fact
from geo.records.fields import CRS
from geo.records.projects import Project
from geo.records.sources import Quote


@dataclass(frozen=True)
class JoinedArchive:
    """Archives as one. No two hold a project of the same id: `opening` checks that."""

    parts: tuple[Archive, ...]

    @property
    def version(self) -> str:
        """See `Archive`."""
        return " ".join(dict.fromkeys(part.version for part in self.parts))

    @cached_property
    def records(self) -> Records:
        """See `Archive`."""
        return reduce(_join_records, (part.records for part in self.parts))

    def __contains__(self, project_id: object) -> bool:
        return any(project_id in part for part in self.parts)

    def count(self) -> Counts:
        """See `Archive`."""
        return reduce(add, (part.count() for part in self.parts))

    def project(self, project_id: str) -> Project:
        """See `Archive`."""
        for part in self.parts:
            if project_id in part:
                return part.project(project_id)
        raise KeyError(project_id)

    def facts_on(self, subject: str) -> tuple[Fact, ...]:
        """See `Archive`."""
        return tuple(fact for part in self.parts for fact in part.facts_on(subject))

    def quotation(self, quote_id: str) -> Quote:
        """See `Archive`."""
        for part in self.parts:
            try:
                return part.quotation(quote_id)
            except KeyError:
                continue
        raise KeyError(quote_id)

    def record_number(self, quote_id: str) -> int | None:
        """See `Archive`."""
        numbers = (part.record_number(quote_id) for part in self.parts)
        return next((number for number in numbers if number is not None), None)

    def project_rows(self) -> pd.DataFrame:
        """See `Archive`."""
        return _join_frames([part.project_rows() for part in self.parts])

    def feature_rows(self) -> gpd.GeoDataFrame:
        """See `Archive`."""
        frames = _join_frames([part.feature_rows() for part in self.parts])
        return gpd.GeoDataFrame(frames, geometry="geometry", crs=CRS)

    def fact_rows(self) -> pd.DataFrame:
        """See `Archive`."""
        return _join_frames([part.fact_rows() for part in self.parts])

    def without(self, problems: Iterable[Problem]) -> JoinedArchive:
        """See `Archive`. Without the record of its source, a data set goes."""
        listed = list(problems)
        before = {source.id for source in self.records.sources}
        left = replace(self, parts=tuple(part.without(listed) for part in self.parts))
        lost = before - {source.id for source in left.records.sources}
        return left.without_sources(lost)

    def without_sources(self, source_ids: Collection[str]) -> JoinedArchive:
        """See `Archive`."""
        return replace(self, parts=tuple(part.without_sources(source_ids) for part in self.parts))


def _join_frames(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([frame for frame in frames if len(frame)] or frames[:1])


def _join_records(one: Records, other: Records) -> Records:
    """What two archives hold, as one; the first has the word on what the atlas is about."""
    lists = [f.name for f in fields(Records) if f.name not in ("about", "files")]
    joined: dict[str, Any] = {name: getattr(one, name) + getattr(other, name) for name in lists}
    return Records(about=one.about or other.about, files=one.files | other.files, **joined)
