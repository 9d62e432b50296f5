"""What sources say: `Fact`, and where they differ in words that no machine compares: `Difference`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, field_serializer, model_validator

from geo.records.fields import EdtfDate, Id, Record, Text, When
from geo.records.sources import OutsideNote
from geo.records.vocabulary import DifferenceNature, Qualifier


def _one_or_several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else () if value is None else value


def _dates_as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


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
    qualifiers: Annotated[tuple[Qualifier, ...], BeforeValidator(_one_or_several)] = Field(
        default=(), alias="qualifier", description="hedges that `reads` carries: one word, or a list"
    )
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

    @field_serializer("qualifiers")
    def _as_written(self, qualifiers: tuple[Qualifier, ...]) -> Any:
        return qualifiers[0] if len(qualifiers) == 1 else list(qualifiers)

    @property
    def qualifier(self) -> Qualifier | None:
        """The only or first qualifier, missing where there is none."""
        return next(iter(self.qualifiers), None)

    @property
    def subject_type(self) -> str:
        """`project`, `country`, `region`, `event` or `sum`."""
        return self.subject.partition(":")[0]

    @property
    def subject_id(self) -> str:
        """The id behind the colon of `subject`."""
        return self.subject.partition(":")[2]


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
    nature: DifferenceNature = Field(alias="kind")
    question: Text
    sides: Annotated[tuple[Side, ...], Field(min_length=1)]
    decision: Text = Field(description="which side leads and why, or why none does")
    leads: Id | None = Field(default=None, description="the fact that leads; missing where none does")
