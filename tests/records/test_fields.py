"""The schema refuses what a curator must not write, and keeps what a source says."""

from __future__ import annotations

from datetime import date

import pytest
from good_records import GOOD
from pydantic import ValidationError

from geo.records import facts, fields, projects, sources
from geo.records.facts import Fact, Withdrawal
from geo.records.fields import Published, Record, When, span_of
from geo.records.projects import About, Name, Project, Segment, Site, Subject
from geo.records.sources import OutsideNote, Passage, Quote, SealedText, Source

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
        (When, {"bound": "before"}),
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
