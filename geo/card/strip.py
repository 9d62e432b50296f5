"""The course of a line → a strip: places at their kilometres, with labels as far as there is room."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil

from geo.atlas.course_strip import CourseStrip, StripPlace, StripSpan
from geo.atlas.parts import UnplacedPart
from geo.card.view_model import BandView, ProjectLink, StripPlaceView, StripView, StrokeView
from geo.records.projects import LinePlace, Role
from geo.wording.catalogue import Words
from geo.wording.course_strip import (
    say_countries_passed,
    say_course_length,
    say_how_drawn,
    say_strip_km,
)
from geo.wording.values import say_country

_ROOM = 396
"""Pixels that a strip has at least: the style sheet gives it 25rem, and more where there is more."""

_CELLS = 100
"""How many pieces of a strip can differ in stroke: shorter ones could not be seen as dashed or solid."""

_LETTER = 5.8
_TARGET = 24
"""Pixels that a place keeps from the next, so that a finger finds it."""

_ROWS = 2
"""Rows of labels above the line, the nearest first."""

_ORDER: tuple[Role, ...] = (
    "border-crossing",
    "pass",
    "tunnel",
    "port",
    "town",
    "compressor-station",
    "station",
    "junction",
    "river",
)
"""Which places are named first where not all have room, after the two ends."""

_LANDMARKS = _ORDER.index("port")
"""Up to here a place is named for what it is, from here on larger towns go first."""


def view_strips(
    project: str, strips: Sequence[CourseStrip], words: Words, unplaced: Sequence[UnplacedPart] = ()
) -> tuple[StripView, ...]:
    """Return a strip for each candidate course of a project, which is named by its id.

    Parts of it that lie nobody says where have no kilometre: they stand beside each strip.
    """
    aside = tuple(ProjectLink(part.project, part.name, "") for part in unplaced)
    return tuple(_view_strip(project, strip, words, aside) for strip in strips)


def _view_strip(
    project: str, strip: CourseStrip, words: Words, unplaced: tuple[ProjectLink, ...]
) -> StripView:
    return StripView(
        project=project,
        label=strip.label,
        title=say_course_length(words, strip),
        places=tuple(_place_labels(strip, words)),
        bands=tuple(_view_band(strip, span, words) for span in strip.countries),
        strokes=tuple(_draw_strokes(strip)),
        sentences=tuple(filter(None, (say_countries_passed(words, strip), say_how_drawn(words, strip)))),
        listed_title=words.count("strip.places", len(strip.places)) if strip.places else "",
        unplaced=unplaced,
    )


def _draw_strokes(strip: CourseStrip) -> Iterator[StrokeView]:
    """Pieces of whole per cents, each as most of it is known: a shorter one could not be seen as dashed."""
    cells = [Counter[str]() for _ in range(_CELLS)]
    cell_km = strip.length_km / _CELLS
    for span in strip.accuracies:
        for cell in range(int(span.from_km / cell_km), min(_CELLS, ceil(span.to_km / cell_km))):
            begin, end = max(span.from_km, cell * cell_km), min(span.to_km, (cell + 1) * cell_km)
            cells[cell][span.code] += round((end - begin) * 1000)
    for accuracy, run in groupby(cell.most_common(1)[0][0] for cell in cells):
        yield StrokeView(accuracy, len(list(run)))


def _share(strip: CourseStrip, span: StripSpan) -> tuple[float, float]:
    """Where a span begins and how wide it is, in per cent of the strip."""
    left = round(100 * span.from_km / strip.length_km, 1)
    return left, round(100 * span.to_km / strip.length_km - left, 1)


def _view_band(strip: CourseStrip, span: StripSpan, words: Words) -> BandView:
    left, width = _share(strip, span)
    name = say_country(words, span.code)
    room = width / 100 * _ROOM
    shown = next((text for text in (name, span.code) if len(text) * _LETTER + 4 <= room), "")
    return BandView(name, shown, left, width)


@dataclass
class _Taken:
    """Room above the line that labels have taken, in pixels, and where places stand on it."""

    points: list[float] = field(default_factory=list)
    leaders: list[float] = field(default_factory=list)
    rows: list[list[tuple[float, float]]] = field(default_factory=lambda: [[] for _ in range(_ROWS)])

    def claim_point(self, at: float) -> bool:
        """Take a point of the line, if it is free for a finger."""
        if any(abs(at - other) < _TARGET for other in self.points):
            return False
        self.points.append(at)
        return True

    def claim_label(self, at: float, left: float, right: float) -> int:
        """Take room for a label in the lowest row that has it. Returns the row from 1 on, 0 if none."""
        for row, taken in enumerate(self.rows):
            below = [each for lower in self.rows[:row] for each in lower]
            is_free = all(left >= end or right <= begin for begin, end in taken)
            crosses = any(begin < at < end for begin, end in below) or (
                row == 0 and any(left < leader < right for leader in self.leaders)
            )
            if is_free and not crosses:
                taken.append((left, right))
                if row:
                    self.leaders.append(at)
                return row + 1
        return 0


def _place_labels(strip: CourseStrip, words: Words) -> Iterator[StripPlaceView]:
    """The places that have room on the strip, from its beginning to its end."""
    taken = _Taken()
    found: list[tuple[float, StripPlaceView]] = []
    for each in _by_weight(strip):
        at = each.km / strip.length_km * _ROOM
        if taken.claim_point(at):
            found.append((each.km, _view_place(strip, each, at, taken, words)))
    yield from (view for _, view in sorted(found, key=lambda pair: pair[0]))


def _view_place(
    strip: CourseStrip, each: StripPlace, at: float, taken: _Taken, words: Words
) -> StripPlaceView:
    name, km = _shorten(each.place), say_strip_km(words, each.km)
    width = max(len(name), len(km)) * _LETTER + 8
    left = min(max(at - width / 2, 0), _ROOM - width)
    align = "start" if at < width / 2 else "end" if at > _ROOM - width / 2 else "middle"
    left = {"start": at - 6, "end": at + 6 - width, "middle": left}[align]
    return StripPlaceView(
        name=name,
        km=km,
        left=round(100 * each.km / strip.length_km, 1),
        at=f"{each.place.at[0]:.2f},{each.place.at[1]:.2f}",
        row=taken.claim_label(at, left, left + width),
        align=align,
    )


def _by_weight(strip: CourseStrip) -> Iterator[StripPlace]:
    """The two ends, then crossings, passes and tunnels, then towns by size, then the rest by role.

    Of places of equal weight always that which is furthest from all before it.
    """
    waiting = [each for each in strip.places if each.place.role in _ORDER]
    ends = [waiting.pop(0)] if waiting else []
    ends += [waiting.pop()] if waiting else []
    yield from ends
    before = [each.km for each in ends]
    weights = sorted({_weigh(each) for each in waiting})
    for weight in weights:
        ranked = [(_distance(each.km, before), each) for each in waiting if _weigh(each) == weight]
        while ranked:
            far, next_one = max(ranked, key=lambda pair: pair[0])
            if far < strip.length_km * _TARGET / _ROOM:
                break
            yield next_one
            before.append(next_one.km)
            ranked = [
                (min(far, abs(each.km - next_one.km)), each) for far, each in ranked if each is not next_one
            ]


def _weigh(each: StripPlace) -> tuple[int, int]:
    """What goes before what, the least first."""
    rank = _ORDER.index(each.place.role)
    return (_ORDER.index("town"), -each.population) if each.population and rank > _LANDMARKS else (rank, 0)


def _distance(km: float, others: Sequence[float]) -> float:
    return min((abs(km - other) for other in others), default=float("inf"))


def _shorten(place: LinePlace) -> str:
    """A name without what explains it: the list has the whole of it."""
    name = re.split(r"[(,]", place.name)[0].strip()
    if place.role == "station":
        name = re.sub(r"( railway)? station$", "", name)
    return name or place.name
