"""Rules on the stretches of a project together: drawn once, not doubling back, in the countries claimed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely

from geo.checks.geodesy import find_countries_outside, measure_length_km
from geo.errors import Problem, Rule
from geo.records.archive import Records
from geo.records.features import place_in_course
from geo.records.projects import Feature, Project, Segment

DRAWN_TWICE = Rule(
    "drawn-once",
    "draws {km:.1f} km that {other} draws as well",
    "Keep the line in one of them; what several courses share has no `alignment`.",
)
DOUBLES_BACK = Rule(
    "doubles-back",
    "turns back on itself at {longitude:.5f}, {latitude:.5f}",
    "Take the spur out, or correct the order of its positions.",
)
IN_COUNTRIES = Rule(
    "countries-claimed",
    "runs in {country}, which no document names among the countries of {project}",
    "Correct the line, or say in `crosses` of the project why it runs there.",
    keeps_record=True,
)
ENDS_IN_COUNTRIES = Rule(
    "countries-claimed",
    "ends in {country}, which no document names among the countries of {project}",
    "Correct the line, or say with `ends_there` in `crosses` of the project why it ends there.",
    keeps_record=True,
)

TWICE_KM = 1.0
"""Two stretches that share less than this meet in a station or at a junction."""

TURNS_BACK_DEGREES = 150.0
HAIRPIN_KM = 1.0
"""Where a road turns in a hairpin, one of the strokes beside the turn is shorter than this."""

Line = npt.NDArray[np.float64]
"""Positions of one line: longitude and latitude in two columns."""

Position = npt.NDArray[np.float64]


def check_courses(records: Records, features: Sequence[Feature]) -> Iterator[Problem]:
    """Yield what is wrong with lines that are sound one by one: `features` are those that passed."""
    lines_of: dict[str, list[Feature]] = defaultdict(list)
    for feature in sorted(features, key=place_in_course):
        if isinstance(feature.properties, Segment):
            lines_of[feature.properties.project].append(feature)
    for project_id, lines in lines_of.items():
        yield from _check_drawn_once(lines)
        yield from _check_turns(lines)
        yield from _check_countries(records, records.project_by_id[project_id], lines)


def _parts(feature: Feature) -> list[Line]:
    return [shapely.get_coordinates(part) for part in shapely.get_parts(_shape(feature))]


def _shape(feature: Feature) -> shapely.Geometry:
    return shapely.geometry.shape(feature.geometry)


def _check_drawn_once(lines: Sequence[Feature]) -> Iterator[Problem]:
    drawn: dict[frozenset[tuple[float, ...]], str] = {}
    for feature in lines:
        strokes = [
            frozenset((tuple(one), tuple(other)))
            for part in _parts(feature)
            for one, other in pairwise(part.tolist())
        ]
        shared: dict[str, float] = defaultdict(float)
        for stroke in strokes:
            if stroke in drawn and len(stroke) == 2:
                shared[drawn[stroke]] += measure_length_km(shapely.LineString(list(stroke)))
        for other, km in shared.items():
            if km > TWICE_KM:
                yield DRAWN_TWICE.broken(feature.file, feature.id, km=km, other=other)
        drawn |= dict.fromkeys(strokes, feature.id)


def _check_turns(lines: Sequence[Feature]) -> Iterator[Problem]:
    parts = [(feature, part) for feature in lines for part in _parts(feature)]
    for feature, part in parts:
        yield from _turns_back(feature, part)
    by_start: dict[tuple[float, ...], list[Line]] = defaultdict(list)
    for _, part in parts:
        by_start[tuple(part[0])].append(part)
    for feature, part in parts:
        for follower in by_start[tuple(part[-1])]:
            yield from _turns_back(feature, np.vstack([part[-2:], follower[1:2]]))


def _turns_back(feature: Feature, line: Line) -> Iterator[Problem]:
    """Yield the sharpest turn of a line, if it turns back between two strokes that are no hairpin's."""
    strokes = np.diff(line, axis=0)
    strokes[:, 0] *= np.cos(np.radians((line[1:, 1] + line[:-1, 1]) / 2))
    length_km = np.hypot(strokes[:, 0], strokes[:, 1]) * 111.2
    heading = np.degrees(np.arctan2(strokes[:, 1], strokes[:, 0]))
    turn = np.abs((np.diff(heading) + 180) % 360 - 180)
    turn[np.minimum(length_km[:-1], length_km[1:]) < HAIRPIN_KM] = 0
    if turn.size and turn.max() > TURNS_BACK_DEGREES:
        longitude, latitude = line[1 + int(turn.argmax())]
        yield DOUBLES_BACK.broken(feature.file, feature.id, longitude=longitude, latitude=latitude)


def _check_countries(records: Records, project: Project, lines: Sequence[Feature]) -> Iterator[Problem]:
    """Set the lines against the countries that documents name; without any there is nothing to compare.

    Another country is told once, with the first stretch that runs there.
    """
    named = _countries_named(records, project)
    if not named:
        return
    explained = {crossing.country: crossing.ends_there for crossing in project.crosses}
    positions = [shapely.get_coordinates(_shape(feature)) for feature in lines]
    behind = np.cumsum([len(each) for each in positions])
    for country, row in find_countries_outside(np.vstack(positions), {*named, *explained}).items():
        feature = lines[int(np.searchsorted(behind, row, side="right"))]
        yield IN_COUNTRIES.broken(feature.file, feature.id, country=country, project=project.id)
    may_end = {*named, *(country for country, ends_there in explained.items() if ends_there)}
    for feature, end in _ends_of(lines):
        for country in find_countries_outside(end[None, :], may_end):
            if country in explained:
                yield ENDS_IN_COUNTRIES.broken(feature.file, feature.id, country=country, project=project.id)


def _countries_named(records: Records, project: Project) -> set[str]:
    """Countries that facts name, also those whose quotation or source is not there or not sound."""
    return {
        str(fact.value)
        for fact in records.facts
        if fact.subject == f"project:{project.id}" and fact.attribute == "country" and fact.value
        if not fact.withdrawn and fact.id not in records.superseded_ids
    }


def _ends_of(lines: Sequence[Feature]) -> Iterator[tuple[Feature, Position]]:
    """Both ends of each course, whose stretches go from end to end; a common end is told once."""
    labels = dict.fromkeys(_alignment(feature) for feature in lines if _alignment(feature)) or [None]
    courses = [[line for line in lines if _alignment(line) in (None, label)] for label in labels]
    for first in {course[0].id: course[0] for course in courses}.values():
        yield first, _parts(first)[0][0]
    for last in {course[-1].id: course[-1] for course in courses}.values():
        yield last, _parts(last)[-1][-1]


def _alignment(feature: Feature) -> str | None:
    return feature.properties.alignment if isinstance(feature.properties, Segment) else None
