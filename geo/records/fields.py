"""The record: `Source`, `Quote`, `Fact`, `Project`; `Archive` bundles them. The only schema.

Every model refuses unknown keys. The JSON Schemas in `docs/schema/` and the curator's dictionary in
`docs/dictionary.md` are generated from here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal, Self

from edtf import parse_edtf
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Id = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120, description="kebab-case identifier"),
]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2 code")]
Text = Annotated[str, Field(min_length=1)]
Nature = Literal["state-media", "wire", "independent", "aggregator-copy", "data-set"]
Known = Literal["stated", "inferred"]
Status = Literal[
    "proposed",
    "construction",
    "operating",
    "shelved",
    "cancelled",
    "idle",
    "mothballed",
    "retired",
]
Accuracy = Literal["traced", "approximate", "schematic"]
Precision = Literal["exact", "town", "country"]
PlaceKnownFrom = Literal["source", "outside", "nowhere"]
PassageRole = Literal["headline", "caption", "furniture", "ai-summary", "link-headline", "byline"]
Qualifier = Literal["about", "over", "under", "up-to", "expected", "potential"]
DifferenceKind = Literal["contradiction", "change", "not-comparable", "not-additive", "lost", "slip"]
SubjectKind = Literal["project", "country", "region", "event", "sum"]
EVIDENCE_ROLES: frozenset[str] = frozenset({"headline", "caption", "byline"})


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a record: where, what rule it breaks, and what to do.

    `file` is relative to the data folder; `record` is the id, empty where the file itself is bad.
    """

    file: str
    record: str
    rule: str
    message: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.record}" if self.record else self.file
        return f"{where}\n  [{self.rule}] {self.message}\n  {self.remedy}"


@lru_cache(maxsize=4096)
def span_of(edtf_text: str) -> tuple[date, date]:
    """Return the first and the last day that an EDTF date can mean. Raises `ValueError`."""
    try:
        parsed = parse_edtf(edtf_text)
        first, last = parsed.lower_strict(), parsed.upper_strict()
        return date(*first[:3]), date(*last[:3])
    except Exception as error:  # the library raises many kinds
        raise ValueError(f"{edtf_text!r} is not an EDTF date such as 2025-04-29 or 2022-11") from error


def _plain_date(value: Any) -> Any:
    """YAML reads 2025-04-29 and 2011 as a date and a number: take them as text."""
    if isinstance(value, bool):
        return value
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, int) else value


def _dates_as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _checked_edtf(value: str) -> str:
    span_of(value)
    return value


EdtfDate = Annotated[
    str,
    BeforeValidator(_plain_date),
    AfterValidator(_checked_edtf),
    Field(description="Extended Date/Time Format: 2025-04-29, 2022-11, 2011, 199X, 2010/2018"),
]


class Record(BaseModel):
    """What all records share: immutable, and no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class When(Record):
    """A date as a source gives it, and how it is known."""

    value: EdtfDate
    known: Known = Field(description="`inferred` where any part of the date is not in `reads`")
    reads: Text | None = Field(default=None, description="the words of the quotation that carry the date")
    reason: Text | None = Field(default=None, description="how an inferred date was worked out")

    @model_validator(mode="after")
    def _is_explained(self) -> Self:
        if self.known == "inferred" and not self.reason:
            raise ValueError("an inferred date needs `reason`: say how it was worked out")
        if self.known == "stated" and not self.reads:
            raise ValueError("a stated date needs `reads`: the words that state it")
        return self

    @property
    def first_day(self) -> date:
        """The earliest day that the date can mean."""
        return span_of(self.value)[0]

    @property
    def last_day(self) -> date:
        """The latest day that the date can mean."""
        return span_of(self.value)[1]


class Published(Record):
    """When a source was published. An uncertain date counts from its latest possible day."""

    value: EdtfDate
    known: Known
    reason: Text = Field(description="where the date stands, or how it was worked out")

    @property
    def first_day(self) -> date:
        """The earliest day on which the source can have been published."""
        return span_of(self.value)[0]

    @property
    def last_day(self) -> date:
        """The latest day on which the source can have been published."""
        return span_of(self.value)[1]


class Author(Record):
    """Who wrote a source. `name` is missing where nobody credible is named; `reason` says why."""

    name: Text | None = None
    reason: Text | None = None

    @model_validator(mode="after")
    def _is_explained(self) -> Self:
        if self.name is None and self.reason is None:
            raise ValueError("without a name, `reason` must say why no author is given")
        return self


class Passage(Record):
    """A stretch of a source's normalised text that is not its running prose.

    `start` and `end` count characters of the normalised text, as a slice does.
    """

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    role: PassageRole
    what: Text = Field(description="what it is, in the curator's words; never the text itself")


class SealedText(Record):
    """What makes quotations checkable without the text itself."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    public_key: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{43}=$")]
    words: Annotated[int, Field(gt=0, description="words of the normalised text")]
    passages: tuple[Passage, ...] = ()


class Source(Record):
    """A document that says something: one YAML file in `seeds/`."""

    id: Id
    title: Text
    publisher: Text
    publisher_known: Known = "stated"
    publisher_reason: Text | None = None
    channel: Text | None = Field(default=None, description="through whom the document was read")
    author: Author
    published: Published
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    translated_from: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = None
    nature: Nature
    voice: Text = Field(description="whose voice the document is unless a fact says otherwise")
    address: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$")] | None = None
    licence: Text | None = Field(default=None, description="for a data set: its licence")
    caveats: tuple[Text, ...] = ()
    text: SealedText | None = Field(default=None, description="missing for a data set")

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.publisher_known == "inferred" and not self.publisher_reason:
            raise ValueError("an inferred publisher needs `publisher_reason`")
        if (self.text is None) != (self.nature == "data-set"):
            raise ValueError("every document but a data set needs `text`; a data set has none")
        return self


class Sic(Record):
    """Words of a quotation that are wrong in the source and stay as they are."""

    words: Text
    note: Text | None = None


class Quote(Record):
    """Verbatim words of a source: a W3C TextQuoteSelector with a seal.

    `prefix` and `suffix` stand directly before and after `exact` and are given where `exact` alone
    is not unique. `start` is the offset of `exact` in the normalised text.
    """

    id: Id
    source: Id
    exact: Text
    prefix: str = ""
    suffix: str = ""
    start: Annotated[int, Field(ge=0)] | None = None
    seal: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{86}==$")] | None = None
    sic: tuple[Sic, ...] = ()

    @property
    def end(self) -> int | None:
        """Offset after the last character of `exact`, missing while the quote is not placed."""
        return None if self.start is None else self.start + len(self.exact)


class Withdrawal(Record):
    """Why a fact no longer stands. It stays in the record and is listed among the corrections."""

    date: EdtfDate
    reason: Text


class Fact(Record):
    """What one source says on one attribute of one subject.

    `reads` holds the words of the quotation that carry the value; reading them by machine gives
    `value`, `unit` and `qualifier`. A statement has no value: its quotation is the value.
    `value` is missing with a reason in `missing` where the source lost the number.
    """

    id: Id
    subject: Annotated[
        str,
        Field(
            pattern=r"^(project|country|region|event|sum):[A-Za-z0-9-]+$",
            description="`project:ID`, `country:KG`, `region:ID`, `event:ID` or `sum:ID`",
        ),
    ]
    attribute: Id
    value: Annotated[int | float | str | None, BeforeValidator(_dates_as_text)] = None
    unit: Text | None = None
    qualifier: Qualifier | None = None
    reads: Text | None = None
    missing: Text | None = Field(default=None, description="why a value is not there")
    as_of: When | None = Field(
        default=None, description="when it was so; missing: known on the day of publication"
    )
    speaker: Text | None = Field(default=None, description="who said it, if not the source itself")
    via: Text | None = Field(default=None, description="through whom the source has it")
    quote: Id
    identification: Text | None = Field(
        default=None, description="why the thing that the source names is this subject"
    )
    note: Text | None = None
    supersedes: Id | None = None
    withdrawn: Withdrawal | None = None

    @property
    def subject_kind(self) -> str:
        """`project`, `country`, `region`, `event` or `sum`."""
        return self.subject.partition(":")[0]

    @property
    def subject_id(self) -> str:
        """The id behind the colon of `subject`."""
        return self.subject.partition(":")[2]


class Name(Record):
    """Another name of a project. `reference` is `source` where one of the sources uses it."""

    name: Text
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    reference: Text
    search_only: bool = Field(
        default=False, description="a place or spelling that leads to the project and is no name of it"
    )


class OutsideNote(Record):
    """Something that no source of the atlas says, with where it comes from."""

    text: Text
    references: Annotated[tuple[Text, ...], Field(min_length=1)]


class Overlap(Record):
    """Another project that stands for partly the same thing, and must not be added to it."""

    project: Id
    reason: Text


class Project(Record):
    """One piece of infrastructure: a corridor if it is drawn as a line, else a site."""

    id: Id
    name: Text
    kind: Id = Field(description="project type, such as `railway` or `gas-pipeline`")
    names: tuple[Name, ...] = ()
    part_of: tuple[Id, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    notes: tuple[OutsideNote, ...] = ()


class Subject(Record):
    """What a fact can be about when it is no project and no country."""

    id: Id
    kind: Literal["region", "event", "sum"]
    name: Text
    date: EdtfDate | None = None
    countries: tuple[Country, ...] = Field(description="on whose cards its facts are read")

    @property
    def key(self) -> str:
        """The subject as facts name it: `event:astana-summit-2025`."""
        return f"{self.kind}:{self.id}"


class Voice(Record):
    """Who stands behind what sources repeat: one entry of `voices.yaml`.

    A source's `voice` and a fact's `via` name it. Sources that repeat one voice are one witness.
    """

    name: Text
    state: Country | None = Field(
        default=None, description="the country whose state it speaks for; missing for others"
    )
    note: Text | None = None


class Side(Record):
    """What one side says: in the curator's words, with the facts whose quotations say it."""

    says: Text
    facts: tuple[Id, ...] = ()
    outside: OutsideNote | None = Field(default=None, description="for a side that no source takes")

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if bool(self.facts) == (self.outside is not None):
            raise ValueError("a side rests either on `facts` or on `outside`")
        return self


class Difference(Record):
    """Something on which documents, or one document's parts, differ in words that no machine compares.

    Values of one attribute are compared by rule and need no entry.
    """

    id: Id
    kind: DifferenceKind
    question: Text
    sides: Annotated[tuple[Side, ...], Field(min_length=1)]
    decision: Text = Field(description="which side leads and why, or why none does")
    leads: Id | None = Field(default=None, description="the fact that leads; missing where none does")


class About(Record):
    """What the page says of the atlas as a whole: `about.yaml`."""

    title: Text
    sentence: Text
    updated: EdtfDate
    report: Annotated[str, Field(pattern=r"^(https?://|mailto:)[^\s<>\"]*$")] | None = Field(
        default=None, description="where errors are reported: an issue form or a mailto address"
    )


class Reference(Record):
    """An outside source of coordinates, names and notes, named by the prefix of a reference."""

    prefix: Id
    title: Text
    publisher: Text
    licence: Text
    address: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$")] | None = None


class Waypoint(Record):
    """One vertex of a segment. `name` is missing for a bare shape point of a named line source."""

    name: Text | None = None
    reference: Text | None = None


class Segment(Record):
    """Properties of one stretch of a corridor; the line itself is in EPSG:4326."""

    project: Id
    name: Text
    accuracy: Accuracy
    basis: Text = Field(description="what the line follows and from what it was drawn")
    alignment: Text | None = Field(
        default=None, description="which of several candidate alignments this belongs to"
    )
    waypoints: tuple[Waypoint, ...] = ()


class Site(Record):
    """Properties of one point or area; the geometry itself is in EPSG:4326."""

    project: Id
    name: Text
    precision: Precision
    place_known_from: PlaceKnownFrom
    basis: Text
    reference: Text | None = None


@dataclass(frozen=True)
class Feature:
    """A GeoJSON feature of the curated geometry: id, properties, coordinates in EPSG:4326."""

    id: str
    properties: Segment | Site
    geometry: dict[str, Any]
    file: str = ""


@dataclass(frozen=True)
class Archive:
    """All records of one data folder, with the file that each came from.

    `files` maps `("fact", id)` and the like to a path relative to the data folder.
    """

    about: About | None = None
    sources: tuple[Source, ...] = ()
    quotes: tuple[Quote, ...] = ()
    facts: tuple[Fact, ...] = ()
    projects: tuple[Project, ...] = ()
    subjects: tuple[Subject, ...] = ()
    references: tuple[Reference, ...] = ()
    voices: tuple[Voice, ...] = ()
    differences: tuple[Difference, ...] = ()
    features: tuple[Feature, ...] = ()
    files: dict[tuple[str, str], str] = field(default_factory=dict)

    def file_of(self, kind: str, record_id: str) -> str:
        """The file that a record came from, `(new)` for one that was never written."""
        return self.files.get((kind, record_id), "(new)")

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def quote_by_id(self) -> dict[str, Quote]:
        """Quotes by id."""
        return {quote.id: quote for quote in self.quotes}

    @cached_property
    def project_by_id(self) -> dict[str, Project]:
        """Projects by id."""
        return {project.id: project for project in self.projects}

    @cached_property
    def voice_by_name(self) -> dict[str, Voice]:
        """Voices by name."""
        return {voice.name: voice for voice in self.voices}

    @cached_property
    def fact_by_id(self) -> dict[str, Fact]:
        """Facts by id, withdrawn ones too."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def subject_by_key(self) -> dict[str, Subject]:
        """Subjects by the key that facts name them with."""
        return {subject.key: subject for subject in self.subjects}

    @cached_property
    def fact_ids(self) -> frozenset[str]:
        """Ids of all facts."""
        return frozenset(fact.id for fact in self.facts)

    @cached_property
    def reference_by_prefix(self) -> dict[str, Reference]:
        """Outside references by prefix."""
        return {reference.prefix: reference for reference in self.references}


REFERENCE_PATTERN = re.compile(r"^(?P<prefix>[a-z0-9-]+)(:(?P<rest>.+))?$")
