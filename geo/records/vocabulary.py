"""What records can say, as codes: statuses, natures, attributes and how their values are read.

What a reader sees of a code is in the message catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

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

STATUSES: tuple[Status, ...] = get_args(Status)

NOT_STATED = "not-stated"
"""What a filter asks for to get projects whose status no source carries."""

STATUS_SPELLINGS: dict[str, Status] = {
    "proposed": "proposed",
    "announced": "proposed",
    "planned": "proposed",
    "pre-construction": "proposed",
    "construction": "construction",
    "under construction": "construction",
    "in development": "proposed",
    "implementation": "construction",
    "operating": "operating",
    "operational": "operating",
    "completion": "operating",
    "completed": "operating",
    "in service": "operating",
    "shelved": "shelved",
    "suspended": "shelved",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "idle": "idle",
    "mothballed": "mothballed",
    "retired": "retired",
    "decommissioned": "retired",
}
"""Statuses as data sets write them, in small letters."""

Accuracy = Literal["traced", "approximate", "schematic"]

Precision = Literal["exact", "town", "country"]

PlaceKnownFrom = Literal["source", "outside", "nowhere"]

PassageRole = Literal["headline", "caption", "furniture", "ai-summary", "link-headline", "byline"]

Qualifier = Literal["expected", "potential", "about", "over", "under", "up-to"]

FORECASTS: frozenset[Qualifier] = frozenset({"expected", "potential"})
"""Qualifiers that make a value no figure: nobody says that it is so."""

Bound = Literal["until", "from"]

DifferenceNature = Literal["contradiction", "change", "not-comparable", "not-additive", "lost", "slip"]

SubjectType = Literal["project", "country", "region", "event", "sum"]

EVIDENCE_ROLES: frozenset[str] = frozenset({"headline", "caption", "byline"})

ValueType = Literal[
    "status",
    "date",
    "quantity",
    "money",
    "count",
    "percent",
    "multiple",
    "country",
    "words",
    "statement",
]

Group = Literal["status", "dates", "size", "money", "place", "people", "use", "context"]


@dataclass(frozen=True)
class Attribute:
    """One attribute.

    `value_type` says how `reads` becomes a value: `quantity` is a number with a pint unit of
    `dimension`, `money` a number with an ISO 4217 code, `count` a number with the noun that it
    counts, `multiple` a number of times, `words` the very words of `reads`, `statement` no value
    at all (the quotation is the value). `headline` is the place among a card's headline values,
    missing where it is none.
    """

    id: str
    value_type: ValueType
    group: Group
    dimension: str | None = None
    headline: int | None = None
    explained: str = ""


_TABLE: tuple[Attribute, ...] = (
    Attribute(
        "status",
        "status",
        "status",
        headline=0,
        explained="curator's reading of the words, in Global Energy Monitor's vocabulary",
    ),
    Attribute("progress", "words", "status", explained="how far, in the source's words"),
    Attribute("construction-start", "date", "dates", headline=5),
    Attribute("operation-start", "date", "dates", headline=6),
    Attribute("launched", "date", "dates", headline=5),
    Attribute("completed", "date", "dates", headline=6),
    Attribute("agreed", "date", "dates"),
    Attribute("happened", "date", "dates"),
    Attribute("discussed-since", "date", "dates"),
    Attribute("length", "quantity", "size", "[length]", headline=1),
    Attribute("power", "quantity", "size", "[power]", headline=2),
    Attribute("gas-capacity", "quantity", "size", "[length] ** 3 / [time]", headline=3),
    Attribute("duration", "quantity", "size", "[time]"),
    Attribute("phases", "count", "size", headline=8),
    Attribute("phases-completed", "count", "size"),
    Attribute("tunnels", "count", "size"),
    Attribute("containers", "count", "use"),
    Attribute("trains", "count", "use"),
    Attribute("vehicles", "count", "use"),
    Attribute("number", "count", "use", explained="any other count; `reads` holds the noun"),
    Attribute("cost", "money", "money", headline=4),
    Attribute("loan", "money", "money"),
    Attribute("grant", "money", "money"),
    Attribute("investment-flow", "money", "money"),
    Attribute("investment-stock", "money", "money"),
    Attribute("trade", "money", "money", headline=7),
    Attribute("trade-balance", "money", "money"),
    Attribute("agreements-value", "money", "money"),
    Attribute("goods-value", "money", "money"),
    Attribute("exchange-rate", "money", "money"),
    Attribute("growth", "percent", "money"),
    Attribute("share", "percent", "money"),
    Attribute("multiple", "multiple", "money"),
    Attribute("country", "country", "place"),
    Attribute("starts-at", "words", "place"),
    Attribute("ends-at", "words", "place"),
    Attribute("passes", "words", "place"),
    Attribute("location", "words", "place"),
    Attribute("also-named", "words", "place"),
    Attribute("contractor", "words", "people"),
    Attribute("owner", "words", "people"),
    Attribute("participant", "words", "people"),
    Attribute("proposed-by", "words", "people"),
    Attribute("financing", "words", "people"),
    Attribute("product", "words", "use"),
    Attribute("cargo", "words", "use"),
    Attribute("purpose", "words", "use"),
    Attribute("effect", "words", "use"),
    Attribute("technology", "words", "use"),
    Attribute("partnership", "words", "context"),
    Attribute("agreement", "words", "context"),
    Attribute("position", "words", "context"),
    Attribute("priority", "words", "context"),
    Attribute("pledge", "words", "context"),
    Attribute("title-given", "words", "context"),
    Attribute("statement", "statement", "context"),
)

ATTRIBUTES: dict[str, Attribute] = {attribute.id: attribute for attribute in _TABLE}

GROUP_ORDER: tuple[Group, ...] = (
    "status",
    "dates",
    "size",
    "money",
    "place",
    "people",
    "use",
    "context",
)
