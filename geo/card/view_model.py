"""What a card shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from geo.atlas.course import Drawing
from geo.atlas.timeline import Moment


@dataclass(frozen=True)
class Card:
    """Everything that one card shows, as text."""

    title: str
    kind: str
    headlines: tuple[Headline, ...]
    names: tuple[str, ...]
    countries: tuple[tuple[str, str, str], ...]
    relations: tuple[tuple[str, str, str, str], ...]
    evidence: tuple[Evidence, ...]
    more: tuple[Evidence, ...]
    more_title: str
    drawing: Drawing | None
    notes: tuple[tuple[str, str], ...]
    projects: tuple[tuple[str, str, str], ...]
    badges: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    country_notes: tuple[str, ...] = ()
    comparisons: tuple[ComparisonView, ...] = ()
    timeline: tuple[Moment, ...] = ()
    as_of: str = ""
    decided: str = ""


@dataclass(frozen=True)
class Claim:
    """One fact as the card shows it. `marks` say what is the curator's, not the source's."""

    id: str
    label: str
    value: str
    when: str
    who: str
    marks: tuple[str, ...]
    report: str
    about: str = ""


@dataclass(frozen=True)
class Evidence:
    """One quotation with the claims that rest on it and the source that it comes from."""

    number: int
    words: Markup
    claims: tuple[Claim, ...]
    notes: tuple[str, ...]
    publisher: str
    byline: str
    published: str
    badges: tuple[str, ...]
    address: str | None
    caveats: tuple[str, ...]
    is_chosen: bool


@dataclass(frozen=True)
class Headline:
    """One headline value, the fact that it is, and the number of the quotation that it rests on."""

    label: str
    value: str
    detail: str
    number: int
    fact: str


@dataclass(frozen=True)
class SideView:
    """One side of a difference as the card shows it; `numbers` are those of its quotations."""

    says: str
    numbers: tuple[int, ...]
    who: str
    leads: bool


@dataclass(frozen=True)
class ComparisonView:
    """One difference as the card shows it."""

    kind: str
    question: str
    sides: tuple[SideView, ...]
    decision: str
