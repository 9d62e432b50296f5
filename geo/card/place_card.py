"""The dossier of one country or region → its card."""

from __future__ import annotations

from geo.atlas.dossier import Dossier
from geo.card.head import build_headlines, build_marks, view_differences
from geo.card.quotations import number_by_fact, view_quotation
from geo.card.timeline import view_timeline
from geo.card.view_model import Card, ProjectLink
from geo.wording.catalogue import Words
from geo.wording.dates import say_day
from geo.wording.values import say_country, say_project_type


def build_place_card(dossier: Dossier, words: Words, chosen: str = "") -> Card:
    """Return the card of a country or a region. `chosen` is the id of a fact to be pointed out.

    What is said of an event, a sum of money or a region that includes a country is shown on its card
    too, under a heading of its own.
    """
    numbers = number_by_fact(dossier)
    return Card(
        title=dossier.name or say_country(words, dossier.subject_id),
        subject_type=words.say(f"card.subject.{dossier.subject_type}"),
        headlines=build_headlines(dossier, words, numbers),
        marks=build_marks(dossier, words),
        voice=dossier.reliability.only_voice,
        differences=view_differences(dossier, words, numbers),
        timeline=view_timeline(dossier, words, numbers),
        quotations=tuple(view_quotation(dossier, each, words, chosen) for each in dossier.quotations),
        elsewhere=tuple(view_quotation(dossier, each, words, chosen) for each in dossier.elsewhere),
        elsewhere_title=words.say(f"card.elsewhere.{dossier.subject_type}"),
        projects=tuple(
            ProjectLink(each.id, each.name, say_project_type(words, each.project_type))
            for each in dossier.projects
        ),
        as_of=say_day(words, dossier.as_of) if dossier.as_of else "",
    )
