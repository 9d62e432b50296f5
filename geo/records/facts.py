"""What sources say: `Fact`, and where they differ in words that no machine compares: `Difference`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Self, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from geo.records.fields import EdtfDate, Id, Record, Text, When
from geo.records.sources import OutsideNote
from geo.records.vocabulary import DifferenceNature, Qualifier


def _dates_as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _hedges_in_order(value: Any) -> Any:
    """One word or a list becomes a tuple in the order of the vocabulary; what is none is left as it is."""
    words = () if value is None else (value,) if isinstance(value, str) else value
    known = get_args(Qualifier)
    if not isinstance(words, list | tuple) or not all(word in known for word in words):
        return words
    return tuple(sorted(words, key=known.index))


def _different(words: tuple[Qualifier, ...]) -> tuple[Qualifier, ...]:
    if len(set(words)) < len(words):
        raise ValueError("a hedge is named once")
    return words


def _word_or_list(words: tuple[Qualifier, ...]) -> str | list[str]:
    return words[0] if len(words) == 1 else list(words)


_WORD = {"enum": list(get_args(Qualifier)), "type": "string"}
_Qualifiers = Annotated[
    tuple[Qualifier, ...],
    BeforeValidator(_hedges_in_order),
    AfterValidator(_different),
    PlainSerializer(_word_or_list),
    WithJsonSchema({"anyOf": [_WORD, {"items": _WORD, "type": "array"}]}),
]


class Withdrawal(Record):
    """Why a fact is no longer valid. It stays in the record and is listed among the corrections."""

    date: EdtfDate
    reason: Text


class Fact(Record):
    """What one source says on one attribute of one subject.

    `reads` holds the words of the quotation that carry the value; reading them by machine gives
    `value`, `unit` and `qualifiers`. A statement has no value: its quotation is the value.
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
    qualifiers: _Qualifiers = Field(
        default=(),
        alias="qualifier",
        exclude_if=lambda words: not words,
        description="the hedges in `reads`: one word, or a list of several",
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

    @property
    def qualifier(self) -> Qualifier | None:
        """The first hedge, a forecast before others; missing where the value is exact."""
        return self.qualifiers[0] if self.qualifiers else None

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
