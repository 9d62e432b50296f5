"""The course of a line from end to end: places, countries and accuracies at their kilometres.

Kilometres are geodesic on WGS 84, counted along the drawn line from its first stretch. Where one
stretch does not begin at the end of the one before, the jump between them is not counted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Any

import geopandas as gpd
import numpy as np
from shapely.geometry import LineString

from geo.atlas.atlas import Atlas
from geo.checks.geodesy import find_country_changes, locate_on_line, measure_along
from geo.records.basemap import read_towns
from geo.records.projects import LinePlace
from geo.records.vocabulary import Accuracy

SAME_PLACE_KM = 2.0
"""A place of one name that is met again within this distance ends one stretch and begins the next."""

_NEAR_TOWN_DEGREES = 0.3
"""A place this close to a town of the same name lies in it."""

_MOST_NEAR = 8
"""As many places are looked through for one of the same name."""


@dataclass(frozen=True)
class StripPlace:
    """A named place of the line and the kilometre at which the line meets it.

    `population` is that of the town of the base map which it is or lies in, 0 where it is none.
    """

    place: LinePlace
    km: float
    population: int = 0


@dataclass(frozen=True)
class StripSpan:
    """A stretch of the line, in kilometres, with a code for what it has in common."""

    code: str
    from_km: float
    to_km: float


@dataclass(frozen=True)
class DrawnWay:
    """Who or what drew a share of the line, over which edition of its source; empty where not known."""

    drawn_by: str
    edition: str
    share: float


@dataclass(frozen=True)
class CourseStrip:
    """One candidate course from end to end. `label` is empty where there is only one.

    `stretches` have the ids of features as codes, `countries` ISO 3166-1 codes, `accuracies` those of
    the segments; neighbours of one code are one span. `ways` come by share, the largest first.
    """

    label: str
    length_km: float
    places: tuple[StripPlace, ...]
    stretches: tuple[StripSpan, ...]
    countries: tuple[StripSpan, ...]
    accuracies: tuple[StripSpan, ...]
    ways: tuple[DrawnWay, ...]

    def share_of(self, accuracy: Accuracy) -> float:
        """The share of the line that is known so well."""
        drawn = sum(span.to_km - span.from_km for span in self.accuracies if span.code == accuracy)
        return drawn / self.length_km


@dataclass(frozen=True)
class _Stretch:
    """One feature, measured from its own beginning."""

    feature: str
    accuracy: str
    length_km: float
    places: tuple[StripPlace, ...]
    countries: tuple[StripSpan, ...]
    way: tuple[str, str]


def describe_strips(atlas: Atlas, project_id: str) -> tuple[CourseStrip, ...]:
    """Return each candidate course of a project; what belongs to none of them belongs to all.

    Empty for sites, and for lines of a data set: nobody says in which order their parts follow.
    """
    features = atlas.features_of(project_id)
    if any(kind != "LineString" for kind in features.geom_type) or not all(map(_text, features["accuracy"])):
        return ()
    labels = [_text(label) for label in features["alignment"]]
    stretches = _measure_stretches(features)
    return tuple(
        _join(label, [s for s, own in zip(stretches, labels, strict=True) if own in ("", label)])
        for label in dict.fromkeys(label for label in labels if label) or [""]
    )


def _measure_stretches(features: gpd.GeoDataFrame) -> list[_Stretch]:
    columns = ("accuracy", "countries", "places", "drawn_by", "edition")
    cells = zip(*(features[name] for name in columns), strict=True)
    return [
        _Stretch(
            str(feature),
            accuracy,
            *_measure_line(line, tuple(countries), places if isinstance(places, tuple) else ()),
            (_text(drawn_by), _text(edition)),
        )
        for feature, line, (accuracy, countries, places, drawn_by, edition) in zip(
            features.index, features.geometry, cells, strict=True
        )
    ]


@lru_cache(maxsize=1024)
def _measure_line(
    line: LineString, countries: tuple[str, ...], places: tuple[LinePlace, ...]
) -> tuple[float, tuple[StripPlace, ...], tuple[StripSpan, ...]]:
    """Length, places and countries of a line. Kept, because a card is asked for many times."""
    positions = np.asarray(line.coords)[:, :2]
    along = measure_along(positions)
    found = (
        StripPlace(place, locate_on_line(positions, along, place.at), _find_population(place))
        for place in places
    )
    return float(along[-1]), tuple(found), _span_countries(positions, along, countries)


def _find_population(place: LinePlace) -> int:
    """By the number in GeoNames, else by name: "Almaty-1" and "Urumqi (north)" are in those towns."""
    name = re.split(r" ?[-(,]", place.name)[0]
    for town in read_towns():
        near = max(abs(a - b) for a, b in zip(place.at, town.position, strict=True)) < _NEAR_TOWN_DEGREES
        if place.reference == f"geonames:{town.geoname}" or (near and name == town.name):
            return town.population
    return 0


def _span_countries(positions: Any, along: Any, countries: Sequence[str]) -> tuple[StripSpan, ...]:
    changes = find_country_changes(positions, along, countries)
    ends = [*(km for _, km in changes[1:]), float(along[-1])]
    return tuple(StripSpan(code, km, end) for (code, km), end in zip(changes, ends, strict=True))


def _join(label: str, stretches: Sequence[_Stretch]) -> CourseStrip:
    starts = np.cumsum([0.0, *(stretch.length_km for stretch in stretches)]).tolist()
    length_km = starts[-1]
    placed = list(zip(stretches, starts[:-1], strict=True))
    return CourseStrip(
        label=label,
        length_km=length_km,
        places=_join_places(replace(p, km=at + p.km) for s, at in placed for p in s.places),
        stretches=tuple(StripSpan(s.feature, at, at + s.length_km) for s, at in placed),
        countries=_merge(
            StripSpan(c.code, at + c.from_km, at + c.to_km) for s, at in placed for c in s.countries
        ),
        accuracies=_merge(StripSpan(s.accuracy, at, at + s.length_km) for s, at in placed),
        ways=_sum_ways(stretches, length_km),
    )


def _join_places(places: Iterable[StripPlace]) -> tuple[StripPlace, ...]:
    """In order, and each once where it ends one stretch and begins the next."""
    kept: list[StripPlace] = []
    for each in sorted(places, key=lambda each: each.km):
        near = (other for other in kept[-_MOST_NEAR:] if each.km - other.km <= SAME_PLACE_KM)
        if all(other.place.name != each.place.name for other in near):
            kept.append(each)
    return tuple(kept)


def _merge(spans: Iterable[StripSpan]) -> tuple[StripSpan, ...]:
    groups = (list(group) for _, group in groupby(spans, key=lambda span: span.code))
    return tuple(StripSpan(group[0].code, group[0].from_km, group[-1].to_km) for group in groups)


def _sum_ways(stretches: Sequence[_Stretch], length_km: float) -> tuple[DrawnWay, ...]:
    drawn: dict[tuple[str, str], float] = defaultdict(float)
    for stretch in stretches:
        drawn[stretch.way] += stretch.length_km
    ways = (DrawnWay(*way, km / length_km) for way, km in drawn.items())
    return tuple(sorted(ways, key=lambda way: -way.share))


def _text(cell: Any) -> str:
    """A cell of a column of texts, in which pandas writes a missing one in several ways."""
    return cell if isinstance(cell, str) else ""
