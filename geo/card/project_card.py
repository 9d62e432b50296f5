"""The dossier of one project → its card."""

from __future__ import annotations

from geo.atlas.course import Alignment, Course, Leg
from geo.atlas.dossier import Dossier
from geo.card.head import build_headlines, build_marks, view_differences
from geo.card.quotations import number_by_fact, view_quotation
from geo.card.references import say_references
from geo.card.strip import view_strips
from geo.card.timeline import view_timeline
from geo.card.units import view_units
from geo.card.view_model import AlignmentView, Card, CountryView, CourseView, LegView, RelationView
from geo.records.projects import Project
from geo.wording.catalogue import Words
from geo.wording.dates import say_day
from geo.wording.lengths import say_claimed_length
from geo.wording.sentences import (
    say_accuracy,
    say_country_differences,
    say_drawing,
    say_drawn,
    say_how_known,
    say_length,
)
from geo.wording.values import say_country, say_project_type


def build_project_card(dossier: Dossier, words: Words, chosen: str = "") -> Card:
    """Return the card of a project. `chosen` is the id of a fact to be pointed out."""
    project, course = dossier.project, dossier.course
    assert project is not None and course is not None
    numbers = number_by_fact(dossier)
    return Card(
        title=project.name,
        subject_type=say_project_type(words, project.project_type),
        headlines=build_headlines(dossier, words, numbers),
        marks=build_marks(dossier, words),
        voice=dossier.reliability.only_voice,
        names=_other_names(project),
        countries=tuple(
            CountryView(
                each.code, say_country(words, each.code), say_how_known(words, each, course.is_estimate)
            )
            for each in course.countries
        ),
        country_notes=say_country_differences(words, course),
        relations=tuple(
            RelationView(words.say(f"card.relation.{each.nature}"), each.project, each.name, each.reason)
            for each in dossier.relations
        ),
        differences=view_differences(dossier, words, numbers),
        timeline=view_timeline(dossier, words, numbers),
        quotations=tuple(view_quotation(dossier, each, words, chosen) for each in dossier.quotations),
        elsewhere=tuple(view_quotation(dossier, each, words, chosen) for each in dossier.elsewhere),
        elsewhere_title=words.say("card.elsewhere.project"),
        strips=view_strips(project.id, dossier.strips, words, dossier.unplaced),
        units=view_units(dossier, words, numbers),
        course=_view_course(dossier, course, words),
        notes=tuple((note.text, say_references(dossier, note.references, words)) for note in project.notes),
        as_of=say_day(words, dossier.as_of) if dossier.as_of else "",
    )


def _other_names(project: Project) -> tuple[str, ...]:
    names = (name.name for name in project.names if name.name != project.name and not name.search_only)
    return tuple(dict.fromkeys(names))


def _view_course(dossier: Dossier, course: Course, words: Words) -> CourseView:
    claims = course.claims
    sentences = (say_claimed_length(words, claim, dossier.references) for claim in claims)
    said = [(claim, each[:1].upper() + each[1:]) for claim, each in zip(claims, sentences, strict=True)]
    return CourseView(
        claims=tuple(sentence for claim, sentence in said if claim.outside is None),
        outside=tuple(
            (sentence, say_references(dossier, claim.outside.references, words))
            for claim, sentence in said
            if claim.outside is not None
        ),
        alignments=tuple(_view_alignment(alignment, words) for alignment in course.alignments),
    )


def _view_alignment(alignment: Alignment, words: Words) -> AlignmentView:
    length, share = alignment.length_km, alignment.traced_share
    return AlignmentView(
        label=alignment.label,
        drawn=say_drawn(words, length, share) if length else "",
        legs=tuple(_view_leg(leg, words) for leg in alignment.legs),
        drawings=tuple(say_drawing(words, drawing) for drawing in alignment.drawings),
    )


def _view_leg(leg: Leg, words: Words) -> LegView:
    return LegView(
        name=leg.name,
        accuracy=say_accuracy(words, leg),
        length=say_length(words, leg.length_km) if leg.length_km else "",
        basis=" ".join(leg.bases),
    )
