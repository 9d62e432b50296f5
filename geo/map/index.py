"""What the map knows of each project: name, type, status, bounds, sites; and its setup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from geo.atlas.atlas import Atlas
from geo.map.layers import describe_setup
from geo.map.lines import parts_of
from geo.map.style import style_of
from geo.records.vocabulary import STATUSES
from geo.wording.catalogue import Words
from geo.wording.dates import say_date
from geo.wording.values import say_country, say_project_type


def build_index(atlas: Atlas, words: Words) -> dict[str, Any]:
    """Return what the map knows of each project, in the order of `atlas.projects`, and its setup.

    Bounds are west, south, east, north in degrees; `type` counts into `types`; a status that no
    source carries is null, `status_when` is the date of its report; `length` is the drawn length in
    km, 0 for sites.
    """
    rows = atlas.projects
    types = sorted(set(rows["project_type"]), key=lambda each: say_project_type(words, each))
    position = {each: n for n, each in enumerate(types)}
    return {
        "ids": rows.index.tolist(),
        "names": rows["name"].tolist(),
        "type": [position[each] for each in rows["project_type"]],
        "status": _texts_or_null(rows["status"]),
        "status_when": [day and say_date(words, day) for day in _texts_or_null(rows["status_reported"])],
        "bounds": [[round(float(edge), 4) for edge in bounds] for bounds in rows.bounds.to_numpy()],
        "countries": [list(codes) for codes in rows["countries"]],
        "country_names": {code: say_country(words, code) for code in atlas.country_codes},
        "length": [round(float(length)) for length in rows["length_km"].fillna(0)],
        "types": [
            {"id": each, "label": say_project_type(words, each)} | style_of(each)._asdict() for each in types
        ],
        "status_words": {status: words.name("status", status) for status in STATUSES},
        "sites": list(_sites(atlas)),
        "cards": list(atlas.country_codes),
        "setup": describe_setup(words),
        "words": describe_words(words),
    }


def say_statuses(
    words: Words, changes: Mapping[int, tuple[str | None, str | None]]
) -> dict[int, tuple[str | None, str | None]]:
    """Return statuses by position as the index has them: the date of the report in words."""
    return {n: (status, say_date(words, day) if day else None) for n, (status, day) in changes.items()}


def describe_words(words: Words) -> dict[str, Any]:
    """Return what the browser's part says: a BCP 47 tag, and messages by id, plurals by CLDR category."""
    return {"locale": str(words.locale).replace("_", "-"), "messages": words.table("map.", "list.")}


def _texts_or_null(column: Any) -> list[str | None]:
    return [text if isinstance(text, str) else None for text in column]


def _sites(atlas: Atlas) -> Iterator[list[Any]]:
    """Yield for each point its project by position, its precision, longitude and latitude."""
    position = {project: n for n, project in enumerate(atlas.projects.index)}
    features = atlas.features
    for project, precision, known_from, geometry in zip(
        features["project"],
        features["precision"],
        features["place_known_from"],
        features.geometry,
        strict=True,
    ):
        if project not in position:
            continue
        known_as = "country" if known_from == "nowhere" else precision
        for point in parts_of(geometry, "Point"):
            yield [position[project], known_as, round(point.x, 5), round(point.y, 5)]
