"""What a card shows, as plain values: text in one language, codes for how it looks, no HTML."""

from __future__ import annotations

from dataclasses import dataclass

Label = tuple[str, str]
"""A code, for its look, and what is displayed."""


@dataclass(frozen=True)
class TextRun:
    """A stretch of a quotation. `sic` is the note on an error of the source that ends it, missing without."""

    text: str
    is_value: bool = False
    sic: str | None = None


@dataclass(frozen=True)
class FactView:
    """One fact below its quotation. `marks` say what is the curator's, not the source's.

    `about` names the subject where that is not the card's own. `report` is the address where an error
    in the fact is reported, empty where nothing is configured.
    """

    id: str
    label: str
    value: str
    when: str
    who: str
    marks: tuple[str, ...]
    report: str
    about: str = ""


@dataclass(frozen=True)
class QuotationView:
    """One quotation with the facts that rest on it and the source that it comes from."""

    number: int
    words: tuple[TextRun, ...]
    facts: tuple[FactView, ...]
    notes: tuple[str, ...]
    publisher: str
    byline: str
    published: str
    badges: tuple[Label, ...]
    address: str | None
    caveats: tuple[str, ...]
    is_chosen: bool


@dataclass(frozen=True)
class Headline:
    """One headline value, the fact that it is, and the number of the quotation that it rests on."""

    attribute: str
    label: str
    value: str
    detail: str
    number: int
    fact: str


@dataclass(frozen=True)
class SideView:
    """One side of a difference; `numbers` are those of its quotations."""

    says: str
    numbers: tuple[int, ...]
    who: str
    leads: bool


@dataclass(frozen=True)
class DifferenceView:
    """One question to which there is more than one answer. `nature` is its code and its name."""

    nature: Label
    question: str
    sides: tuple[SideView, ...]
    decision: str


@dataclass(frozen=True)
class TimelineRow:
    """One line of the timeline. `left` and `width` are shares of the whole span, in per cent.

    `number` is that of the quotation, 0 for a publication; `is_span` says that the day is not known.
    """

    text: str
    is_publication: bool
    is_span: bool
    number: int
    left: float
    width: float


@dataclass(frozen=True)
class CountryView:
    """A country of a project, and how it is known."""

    code: str
    name: str
    how_known: str


@dataclass(frozen=True)
class RelationView:
    """Another project and how it is related to this one."""

    says: str
    project: str
    name: str
    reason: str


@dataclass(frozen=True)
class ProjectLink:
    """A project in a list, with its type."""

    project: str
    name: str
    type_name: str


@dataclass(frozen=True)
class LegView:
    """One leg of a course, or a site; `length` is empty for a site, `accuracy` counts how it is known."""

    name: str
    accuracy: str
    length: str
    basis: str


@dataclass(frozen=True)
class AlignmentView:
    """One way that the line may run; `label` and `drawn` are empty where there is nothing to say.

    `drawings` say who drew how much of it.
    """

    label: str
    drawn: str
    legs: tuple[LegView, ...]
    drawings: tuple[str, ...]


@dataclass(frozen=True)
class CourseView:
    """How a project is drawn, with a sentence for each length that a document states.

    `outside` has one for each that only an outside source states, with the references.
    """

    claims: tuple[str, ...]
    outside: tuple[tuple[str, str], ...]
    alignments: tuple[AlignmentView, ...]


@dataclass(frozen=True)
class StripPlaceView:
    """A place on the strip: `left` in per cent, `at` longitude and latitude as the browser reads them.

    `row` is that of its label above the line, 0 where it has none; `align` is `start`, `middle` or
    `end`: which point of the label stands above the place.
    """

    name: str
    km: str
    left: float
    at: str
    row: int
    align: str


@dataclass(frozen=True)
class BandView:
    """A country below the strip, in per cent; `shown` is as much of its name as there is room for."""

    name: str
    shown: str
    left: float
    width: float


@dataclass(frozen=True)
class StrokeView:
    """The next piece of the strip that is known equally well, in per cent."""

    accuracy: str
    width: int


@dataclass(frozen=True)
class StripView:
    """One candidate course of a project from end to end. `label` is empty where there is only one.

    `listed_title` stands above the list of all its places, which the browser fetches when it is opened.
    `unplaced` are parts of it that lie nobody says where.
    """

    project: str
    label: str
    title: str
    places: tuple[StripPlaceView, ...]
    bands: tuple[BandView, ...]
    strokes: tuple[StrokeView, ...]
    sentences: tuple[str, ...]
    listed_title: str
    unplaced: tuple[ProjectLink, ...] = ()


@dataclass(frozen=True)
class UnitView:
    """A part of the project with a name of its own; `notes` are from outside, with their references.

    `facts` are what documents say of it, each with the number of the quotation that names it.
    """

    name: str
    facts: tuple[tuple[str, int], ...]
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Card:
    """Everything that one card shows. `course` is missing for places, `voice` where there are several."""

    title: str
    subject_type: str
    headlines: tuple[Headline, ...]
    quotations: tuple[QuotationView, ...]
    elsewhere: tuple[QuotationView, ...]
    elsewhere_title: str
    marks: tuple[Label, ...] = ()
    voice: str = ""
    names: tuple[str, ...] = ()
    countries: tuple[CountryView, ...] = ()
    country_notes: tuple[str, ...] = ()
    relations: tuple[RelationView, ...] = ()
    differences: tuple[DifferenceView, ...] = ()
    timeline: tuple[TimelineRow, ...] = ()
    strips: tuple[StripView, ...] = ()
    units: tuple[UnitView, ...] = ()
    course: CourseView | None = None
    notes: tuple[tuple[str, str], ...] = ()
    projects: tuple[ProjectLink, ...] = ()
    as_of: str = ""
