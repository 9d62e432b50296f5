"""The schema refuses what a curator must not write, and keeps what a source says."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from pydantic import BaseModel, ValidationError

from geo.errors import Problem
from geo.records import facts, fields, projects, sources
from geo.records.facts import Difference, Fact, Side, Withdrawal
from geo.records.fields import Published, Record, When, span_of
from geo.records.projects import About, LinePlace, Name, Overlap, Project, Segment, Site, Subject, Waypoint
from geo.records.sources import Author, OutsideNote, Passage, Quote, Reference, SealedText, Sic, Source, Voice
from geo.records.vocabulary import Status

TEXT = {"sha256": "0" * 64, "public_key": "A" * 43 + "=", "words": 7}
SOURCE = {
    "id": "s",
    "title": "T",
    "publisher": "P",
    "author": {"name": "A"},
    "language": "en",
    "voice": "P",
    "published": {"value": "2023", "known": "stated", "reason": "dateline"},
    "nature": "wire",
    "text": TEXT,
}
# One smallest good record of each model.
GOOD: dict[type[BaseModel], dict[str, object]] = {
    When: {"value": "2023", "known": "stated", "reads": "2023"},
    Published: {"value": "2023-05-05", "known": "stated", "reason": "dateline"},
    Author: {"name": "A"},
    Passage: {"start": 0, "end": 1, "role": "caption", "what": "a photo"},
    SealedText: TEXT,
    Source: SOURCE,
    Sic: {"words": "x"},
    Quote: {"id": "q", "source": "s", "exact": "x"},
    Withdrawal: {"date": "2024-03-01", "reason": "wrong"},
    Fact: {"id": "f", "subject": "country:KG", "attribute": "statement", "quote": "q"},
    Name: {"name": "N", "language": "ru", "reference": "source"},
    OutsideNote: {"text": "t", "references": ["curator"]},
    Overlap: {"project": "p", "reason": "r"},
    Project: {"id": "p", "name": "P", "kind": "road"},
    Subject: {"id": "e", "kind": "event", "name": "E", "countries": ["KG"]},
    Voice: {"name": "V"},
    Side: {"says": "x", "facts": ["f"]},
    Difference: {
        "id": "d",
        "kind": "slip",
        "question": "q",
        "decision": "d",
        "sides": [{"says": "x", "facts": ["f"]}],
    },
    About: {"title": "T", "sentence": "S", "updated": "2024-02"},
    Reference: {"prefix": "geonames", "title": "G", "publisher": "G", "licence": "CC BY 4.0"},
    Waypoint: {},
    LinePlace: {"name": "P", "at": [70.0, 43.0], "reference": "geonames:1"},
    Segment: {"project": "p", "name": "s", "accuracy": "traced", "basis": "b"},
    Site: {"project": "p", "name": "s", "precision": "town", "place_known_from": "source", "basis": "b"},
}
MODELS = [
    m
    for module in (facts, fields, projects, sources)
    for m in vars(module).values()
    if isinstance(m, type) and issubclass(m, Record) and m is not Record
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_key_that_nobody_knows_is_refused(model):
    made = model.model_validate(GOOD[model])
    with pytest.raises(ValidationError, match="extra"):
        model.model_validate({**GOOD[model], "colour": "red"})
    with pytest.raises(ValidationError, match="frozen"):
        made.reason = "another"


@pytest.mark.parametrize(
    ("model", "key"),
    [(model, key) for model in MODELS for key, value in GOOD[model].items() if isinstance(value, str)],
    ids=lambda part: part if isinstance(part, str) else part.__name__,
)
def test_an_empty_text_is_no_text(model, key):
    with pytest.raises(ValidationError):
        model.model_validate({**GOOD[model], key: ""})


@pytest.mark.parametrize("good", ["a", "a-b", "line-1", "2023", "cku-railway-tunnels-pd2025", "x" * 120])
def test_ids_are_kebab_case(good):
    assert Project(id=good, name="N", kind="road").id == good


@pytest.mark.parametrize(
    "bad", ["A", "a_b", "-a", "a-", "a--b", "a b", "", "é", "a/b", "../a", "a\n", "линия", "x" * 121]
)
def test_anything_else_is_no_id(bad):
    for model, key in (
        (Project, "id"),
        (Project, "kind"),
        (Quote, "source"),
        (Fact, "quote"),
        (Fact, "attribute"),
    ):
        with pytest.raises(ValidationError, match=key):
            model.model_validate({**GOOD[model], key: bad})


@pytest.mark.parametrize(
    ("subject", "is_good"),
    [
        ("project:cku-railway", True),
        ("country:KG", True),
        ("region:central-asia", True),
        ("event:x", True),
        ("sum:x", True),
        ("cku-railway", False),
        ("project:", False),
        ("city:Osh", False),
        ("country:K G", False),
        ("Project:x", False),
    ],
)
def test_a_fact_names_the_kind_of_its_subject(subject, is_good):
    raw = {**GOOD[Fact], "subject": subject}
    if is_good:
        fact = Fact.model_validate(raw)
        assert f"{fact.subject_type}:{fact.subject_id}" == subject
    else:
        with pytest.raises(ValidationError, match="subject"):
            Fact.model_validate(raw)


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Source, {"language": "english"}),
        (Source, {"address": "javascript:alert(1)"}),
        (Source, {"address": 'https://example.org/"onclick'}),
        (Source, {"nature": "blog"}),
        (Source, {"publisher_known": "inferred"}),
        (Source, {"text": None}),
        (Source, {"nature": "data-set"}),
        (SealedText, {"sha256": "0" * 63}),
        (SealedText, {"sha256": "G" * 64}),
        (SealedText, {"public_key": "A" * 44}),
        (SealedText, {"words": 0}),
        (Passage, {"role": "body"}),
        (Passage, {"start": -1}),
        (Quote, {"seal": "A" * 88}),
        (Quote, {"start": -1}),
        (Fact, {"qualifier": "maybe"}),
        (Fact, {"value": [1]}),
        (Name, {"language": "Russian"}),
        (OutsideNote, {"references": []}),
        (Subject, {"kind": "project"}),
        (Subject, {"countries": ["Kyrgyzstan"]}),
        (Segment, {"accuracy": "certain"}),
        (Site, {"precision": "street"}),
        (Site, {"place_known_from": "hearsay"}),
        (About, {"report": "javascript:alert(1)"}),
        (About, {"updated": "soon"}),
        (Subject, {"date": "soon"}),
        (Withdrawal, {"date": "soon"}),
        (When, {"value": "soon"}),
        (Published, {"value": "2023-02-30"}),
        (Published, {"reason": ""}),
    ],
    ids=lambda part: next(iter(part)) if isinstance(part, dict) else part.__name__,
)
def test_what_does_not_fit_is_refused(model, change):
    with pytest.raises(ValidationError):
        model.model_validate({**GOOD[model], **change})


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({"value": "2022", "known": "inferred"}, "needs `reason`"),
        ({"value": "2022", "known": "inferred", "reads": "last year"}, "needs `reason`"),
        ({"value": "2022", "known": "stated"}, "needs `reads`"),
        ({"value": "2022", "known": "stated", "reason": "dateline"}, "needs `reads`"),
        ({"value": "soon", "known": "inferred", "reason": "x"}, "EDTF"),
        ({"value": "2022", "known": "guessed", "reason": "x"}, "known"),
    ],
)
def test_a_date_is_one_and_is_explained(when, said):
    with pytest.raises(ValidationError, match=said):
        When.model_validate(when)


def test_no_author_needs_a_reason():
    with pytest.raises(ValidationError, match="why no author is given"):
        Author()
    assert Author(reason="nobody is named").name is None


def test_a_data_set_has_no_text_and_a_document_has_one():
    data_set = Source.model_validate({**SOURCE, "nature": "data-set", "text": None})
    assert data_set.text is None
    with pytest.raises(ValidationError, match="data set has none"):
        Source.model_validate({**SOURCE, "nature": "data-set"})


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2025-04-29", date(2025, 4, 29), date(2025, 4, 29)),
        ("2022-11", date(2022, 11, 1), date(2022, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2011", date(2011, 1, 1), date(2011, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("2010/2018", date(2010, 1, 1), date(2018, 12, 31)),
        ("2024-01-25/2024-01-28", date(2024, 1, 25), date(2024, 1, 28)),
        ("2023-12/2024-02", date(2023, 12, 1), date(2024, 2, 29)),
    ],
)
def test_a_date_spans_what_it_can_mean(edtf, first, last):
    assert span_of(edtf) == (first, last)
    when = When(value=edtf, known="inferred", reason="x")
    published = Published(value=edtf, known="inferred", reason="x")
    assert (when.first_day, when.last_day) == (first, last)
    assert (published.first_day, published.last_day) == (first, last)


@pytest.mark.parametrize(
    "bad", ["soon", "", "29.4.2025", "April 29, 2025", "2025-13", "2025-02-30", "25-04-29"]
)
def test_what_is_no_edtf_date_is_refused(bad):
    with pytest.raises(ValueError, match="is not an EDTF date"):
        span_of(bad)


@pytest.mark.parametrize(
    ("written", "value"), [(date(2025, 4, 29), "2025-04-29"), (2011, "2011"), ("2022-11", "2022-11")]
)
def test_a_date_that_yaml_reads_as_something_else_is_taken_as_written(written, value):
    assert When.model_validate({"value": written, "known": "stated", "reads": "x"}).value == value


def test_a_problem_says_where_what_and_what_to_do():
    problem = Problem("facts/x.yaml", "x-length", "sealed", "is wrong", "Mend it.")
    assert str(problem) == "facts/x.yaml: x-length\n  [sealed] is wrong\n  Mend it."
    assert str(Problem("facts/x.yaml", "", "files", "is wrong", "Mend it.")).startswith("facts/x.yaml\n")


def test_statuses_are_those_of_global_energy_monitor():
    assert set(get_args(Status)) == {
        "proposed",
        "construction",
        "operating",
        "shelved",
        "cancelled",
        "idle",
        "mothballed",
        "retired",
    }
