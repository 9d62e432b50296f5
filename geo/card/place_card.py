"""One country or region → its card."""

from __future__ import annotations

from datetime import date

import numpy as np

from geo.atlas.atlas import Atlas
from geo.atlas.disagreements import compare
from geo.card.head import build_headlines
from geo.card.project_card import facts_elsewhere, number_quotations, weigh
from geo.card.quotations import build_evidence
from geo.card.view_model import Card
from geo.records.project_types import project_type_of
from geo.wording.values import REGION_NAMES, country_name

_LISTED_PROJECTS = 60


def build_place_card(
    atlas: Atlas, place: str, chosen_fact: str = "", today: date | None = None, decided: str = ""
) -> Card:
    """Return the card of a country (`KG`) or a region (`central-asia`).

    What is said of an event, a sum of money or a region that includes a country stands on its card
    too, under a heading of its own. `today` and `decided` are as for a project.
    """
    region = place in REGION_NAMES
    name = REGION_NAMES.get(place) or country_name(place)
    subjects = [f"region:{place}" if region else f"country:{place}"]
    subjects += [
        subject.key
        for subject in atlas.records.subjects
        if (region or place in subject.countries) and not (region and subject.id == place)
    ]
    own = atlas.facts_on(subjects[0])
    shared = [fact for subject in subjects[1:] for fact in atlas.facts_on(subject)]
    compared = tuple(dict.fromkeys(c for subject in subjects for c in compare(atlas, subject)))
    shared += facts_elsewhere(compared, [*own, *shared])
    evidence = build_evidence(atlas, own, chosen_fact, name)
    more = build_evidence(atlas, shared, chosen_fact, "", start=len(evidence))
    number_of = number_quotations(evidence, more)
    day = atlas.day or today or date.today()
    return Card(
        title=name,
        kind="Region" if region else "Country",
        headlines=build_headlines(atlas, own, number_of, day, _PLACE_HEADLINES),
        names=(),
        countries=(),
        relations=(),
        evidence=evidence,
        more=more,
        more_title="Events, sums and the region" if not region else "Events and sums",
        drawing=None,
        notes=(),
        projects=() if region else _projects_in(atlas, place),
        decided=decided,
        **weigh(atlas, own, compared, number_of, day),
    )


_PLACE_HEADLINES = ("trade",)


def _projects_in(atlas: Atlas, country: str) -> tuple[tuple[str, str, str], ...]:
    none = np.zeros(len(atlas.projects), dtype=bool)
    rows = atlas.projects[
        atlas.members["countries"].get(country, none) & atlas.projects["known"].to_numpy(bool)
    ]
    shown = rows.iloc[:_LISTED_PROJECTS]
    return tuple(
        (str(project), str(name), project_type_of(each).label)
        for project, name, each in zip(shown.index, shown["name"], shown["project_type"], strict=True)
    )


def has_place_card(atlas: Atlas, place: str) -> bool:
    """Tell whether there is anything to show for a country code or a region."""
    return place in REGION_NAMES or place in atlas.places
