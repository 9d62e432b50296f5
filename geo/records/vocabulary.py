"""What a fact can say: the attributes, how their values are read, and how the card names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
    label: str
    value_type: ValueType
    group: Group
    dimension: str | None = None
    headline: int | None = None
    explained: str = ""


_TABLE: tuple[Attribute, ...] = (
    Attribute(
        "status",
        "Status",
        "status",
        "status",
        headline=0,
        explained="curator's reading of the words, in Global Energy Monitor's vocabulary",
    ),
    Attribute("progress", "Progress", "words", "status", explained="how far, in the source's words"),
    Attribute("construction-start", "Construction began", "date", "dates", headline=5),
    Attribute("operation-start", "In operation since", "date", "dates", headline=6),
    Attribute("launched", "Launched", "date", "dates", headline=5),
    Attribute("completed", "Completed", "date", "dates", headline=6),
    Attribute("agreed", "Agreed or signed", "date", "dates"),
    Attribute("happened", "Took place", "date", "dates"),
    Attribute("discussed-since", "Discussed since", "date", "dates"),
    Attribute("length", "Length", "quantity", "size", "[length]", headline=1),
    Attribute("power", "Power capacity", "quantity", "size", "[power]", headline=2),
    Attribute("gas-capacity", "Gas capacity", "quantity", "size", "[length] ** 3 / [time]", headline=3),
    Attribute("duration", "Duration", "quantity", "size", "[time]"),
    Attribute("phases", "Phases", "count", "size", headline=8),
    Attribute("phases-completed", "Phases completed", "count", "size"),
    Attribute("tunnels", "Tunnels", "count", "size"),
    Attribute("containers", "Containers", "count", "use"),
    Attribute("trains", "Trains", "count", "use"),
    Attribute("vehicles", "Vehicles", "count", "use"),
    Attribute("number", "Number", "count", "use", explained="any other count; `reads` holds the noun"),
    Attribute("cost", "Cost", "money", "money", headline=4),
    Attribute("loan", "Loan", "money", "money"),
    Attribute("grant", "Grant", "money", "money"),
    Attribute("investment-flow", "Investment in a period", "money", "money"),
    Attribute("investment-stock", "Cumulative investment", "money", "money"),
    Attribute("trade", "Trade", "money", "money", headline=7),
    Attribute("trade-balance", "Trade balance", "money", "money"),
    Attribute("agreements-value", "Worth of agreements", "money", "money"),
    Attribute("goods-value", "Worth of goods", "money", "money"),
    Attribute("exchange-rate", "Exchange rate", "money", "money"),
    Attribute("growth", "Change", "percent", "money"),
    Attribute("share", "Share", "percent", "money"),
    Attribute("multiple", "Times as much", "multiple", "money"),
    Attribute("country", "Country", "country", "place"),
    Attribute("starts-at", "Starts at", "words", "place"),
    Attribute("ends-at", "Ends at", "words", "place"),
    Attribute("passes", "Passes", "words", "place"),
    Attribute("location", "Place", "words", "place"),
    Attribute("also-named", "Also named", "words", "place"),
    Attribute("contractor", "Built by", "words", "people"),
    Attribute("owner", "Owner or founder", "words", "people"),
    Attribute("participant", "Takes part", "words", "people"),
    Attribute("proposed-by", "Proposed by", "words", "people"),
    Attribute("financing", "Financing", "words", "people"),
    Attribute("product", "Product", "words", "use"),
    Attribute("cargo", "Cargo", "words", "use"),
    Attribute("purpose", "Purpose", "words", "use"),
    Attribute("effect", "Effect", "words", "use"),
    Attribute("technology", "Technology", "words", "use"),
    Attribute("partnership", "Partnership", "words", "context"),
    Attribute("agreement", "Agreement", "words", "context"),
    Attribute("position", "Position", "words", "context"),
    Attribute("priority", "Priority", "words", "context"),
    Attribute("pledge", "Pledge", "words", "context"),
    Attribute("title-given", "Title given", "words", "context"),
    Attribute("statement", "Statement", "statement", "context"),
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
