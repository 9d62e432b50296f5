"""The courses of lines as the map and the card fetch them: places, and lines with their kilometres."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from geo.atlas.atlas import Atlas
from geo.atlas.course_strip import CourseStrip, describe_strips
from geo.atlas.parts import find_unplaced
from geo.map.index import describe_words
from geo.map.lines import number_lines
from geo.wording.catalogue import Words
from geo.wording.course_strip import find_ends


def build_course_places(atlas: Atlas, words: Words) -> bytes:
    """Return the courses of all lines with named places, by project id, as JSON.

    Each has its label, its length in km, the names of its two ends (null where either has none), its
    `places` (name, role, km, longitude, latitude, reference, km beside the line) and its `rows`: which
    rows of the files of lines it follows, with the kilometres where each begins and ends. `units` are
    the names of lines that run side by side on it, `unplaced` ids and names of the parts of which nobody
    says where on it they lie. `references` are titles by prefix; the file has the words that go with it.
    """
    rows = number_lines(atlas)
    found = {
        project: [
            _pack(strip, rows) | _list_parts(atlas, project) for strip in describe_strips(atlas, project)
        ]
        for project in _projects_with_places(atlas)
    }
    content = {
        "courses": found,
        "references": _titles_of(atlas, found),
        "words": describe_words(words, "course-places.", "line-role."),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _projects_with_places(atlas: Atlas) -> list[str]:
    features = atlas.features
    pairs = zip(features["project"], features["places"], strict=True)
    named = dict.fromkeys(project for project, places in pairs if isinstance(places, tuple) and places)
    return [project for project in named if project in atlas.projects.index]


def _pack(strip: CourseStrip, rows: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    return {
        "label": strip.label,
        "length": round(strip.length_km, 1),
        "ends": find_ends(strip),
        "places": [
            [
                each.place.name,
                each.place.role,
                round(each.km, 1),
                round(each.place.at[0], 5),
                round(each.place.at[1], 5),
                each.place.reference,
                round(each.place.off_km, 1),
            ]
            for each in strip.places
        ],
        "rows": [
            [row, round(span.from_km, 2), round(span.to_km, 2)]
            for span in strip.stretches
            for row in rows.get(span.code, ())
        ],
    }


def _list_parts(atlas: Atlas, project: str) -> dict[str, Any]:
    return {
        "units": [unit.name for unit in atlas.project(project).units],
        "unplaced": [[part.project, part.name] for part in find_unplaced(atlas, project)],
    }


def _titles_of(atlas: Atlas, courses: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, str]:
    """The titles of the references that places have, by prefix; one that is not listed is left out."""
    cited = {
        place[5].partition(":")[0] for each in courses.values() for one in each for place in one["places"]
    }
    listed = atlas.records.reference_by_prefix
    return {prefix: listed[prefix].title for prefix in sorted(cited) if prefix in listed}
