"""One smallest good record of each model, as a file has it."""

from __future__ import annotations

from pydantic import BaseModel

from geo.records.facts import Difference, Fact, Side, Withdrawal
from geo.records.fields import Published, When
from geo.records.projects import (
    About,
    Crossing,
    LinePlace,
    Name,
    OutsideLength,
    Overlap,
    Project,
    Segment,
    Site,
    Subject,
    Unit,
    Waypoint,
)
from geo.records.sources import Author, OutsideNote, Passage, Quote, Reference, SealedText, Sic, Source, Voice

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
    Crossing: {"country": "KZ", "reason": "r", "references": ["geonames:1"]},
    Unit: {"name": "Line A", "notes": [{"text": "t", "references": ["curator"]}]},
    OutsideLength: {"length_km": 212.5, "what": "one line", "references": ["geonames:1"]},
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
