"""What the map knows of each project: names, types, statuses, bounds, sites, and how it looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from geo.atlas.atlas import Atlas
from geo.map.layers import describe_look
from geo.map.lines import parts_of
from geo.map.style import look_of
from geo.records.vocabulary import STATUSES
from geo.wording.catalogue import Words, open_words
from geo.wording.dates import say_date
from geo.wording.values import say_country, say_project_type


def build_index(atlas: Atlas) -> dict[str, Any]:
    """Return what the map knows of each project, in the order of `atlas.projects`, and how it looks.

    Bounds are west, south, east, north in degrees; `kind` counts into `kinds`; a status that no
    source carries is null, `status_when` is the date of its report; `length` is the drawn length in
    km, 0 for sites.
    """
    rows = atlas.projects
    words = open_words()
    types = sorted(set(rows["project_type"]), key=lambda each: say_project_type(words, each))
    position = {each: n for n, each in enumerate(types)}
    return {
        "ids": rows.index.tolist(),
        "names": rows["name"].tolist(),
        "kind": [position[each] for each in rows["project_type"]],
        "status": [status if isinstance(status, str) else None for status in rows["status"]],
        "status_when": [
            say_date(words, day) if isinstance(day, str) else None for day in rows["status_reported"]
        ],
        "bounds": [[round(float(edge), 4) for edge in bounds] for bounds in rows.bounds.to_numpy()],
        "countries": [list(codes) for codes in rows["countries"]],
        "country_names": {code: say_country(words, code) for code in atlas.places},
        "length": [round(float(length)) for length in rows["length_km"].fillna(0)],
        "kinds": [
            {"id": each, "label": say_project_type(words, each)} | look_of(each)._asdict() for each in types
        ],
        "status_words": {status: words.name("status", status) for status in STATUSES},
        "sites": list(_sites(atlas)),
        "cards": list(atlas.places),
        "look": describe_look(),
        "words": describe_words(open_words()),
    }


def say_statuses(
    changes: Mapping[int, tuple[str | None, str | None]],
) -> dict[int, tuple[str | None, str | None]]:
    """Return statuses by position as the index has them: the date of the report in words."""
    words = open_words()
    return {n: (status, say_date(words, day) if day else None) for n, (status, day) in changes.items()}


def describe_words(words: Words) -> dict[str, Any]:
    """Return what the browser's part says: a BCP 47 tag, and messages by id, plurals by CLDR category."""
    return {"locale": str(words.locale).replace("_", "-"), "messages": words.table("map.", "list.")}


def _sites(atlas: Atlas) -> Iterator[list[Any]]:
    position = {project: n for n, project in enumerate(atlas.projects.index)}
    features = atlas.features
    for project, precision, known_from, geometry in zip(
        features["project"],
        features["precision"],
        features["place_known_from"],
        features.geometry,
        strict=True,
    ):
        hollow = known_from == "nowhere" or precision == "country"
        for part in parts_of(geometry, "Point"):
            if project in position:
                yield [
                    position[project],
                    "country" if hollow else precision,
                    round(part.x, 5),
                    round(part.y, 5),
                ]
