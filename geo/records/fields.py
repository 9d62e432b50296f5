"""The fields that all records share: ids, country codes, EDTF dates, and the frozen `Record`."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Self

from edtf import parse_edtf
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from geo.records.vocabulary import Bound, Known

CRS = "EPSG:4326"
"""The coordinate reference system of all geometry: WGS 84, longitude first."""

Id = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120, description="kebab-case identifier"),
]

Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2 code")]

Text = Annotated[str, Field(min_length=1)]


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

    model_config = ConfigDict(
        extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )


class When(Record):
    """A date as a source gives it, and how it is known."""

    value: EdtfDate
    bound: Bound | None = Field(
        default=None, description="`until`: a total up to that date; `from`: counted from that date on"
    )
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
