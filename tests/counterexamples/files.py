"""Smallest changes that make a file or a record unreadable."""

from __future__ import annotations

from breaking import KZ, LETTER, LINES, MET, PROJECT, QUOTES, SITE, SPUR, Break

from geo.records.curated import (
    FEATURE_COLLECTION,
    FILE_READABLE,
    KEY_HOLDS,
    KNOWN_KEY,
    LIST_OF_RECORDS,
    UNIQUE_ID,
)
from geo.records.features import DRAWS, IS_FEATURE

BREAKS = [
    Break(KEY_HOLDS, MET, "    reason: .*\n", "", 'fact "met"'),
    Break(KEY_HOLDS, SPUR, "    reads: May 4, 2023\n", "", 'fact "spur-status"'),
    Break(KEY_HOLDS, SPUR, "value: '2023-05-04'", "value: soon", 'fact "spur-status"'),
    Break(KEY_HOLDS, SPUR, "value: '2023-05-04'", "value: '2023-02-30'", 'fact "spur-status"'),
    Break(FILE_READABLE, SPUR, "value: '2023-05-04'", "value: 2023-02-30", ""),
    Break(UNIQUE_ID, SPUR, "id: spur-cost", "id: spur-country", "spur-country"),
    Break(UNIQUE_ID, SPUR, "id: spur-cost", "id: sand-cost", "facts/sand-pipeline.yaml: sand-cost"),
    Break(UNIQUE_ID, QUOTES, "id: hg-met", "id: hg-depot", "hg-depot"),
    Break(UNIQUE_ID, "projects/old-depot.yaml", "id: old-depot", "id: northern-spur", "northern-spur"),
    Break(UNIQUE_ID, LETTER, "id: letter", "id: harbour-gazette", "harbour-gazette"),
    Break(UNIQUE_ID, LINES, "northern-spur-east", "northern-spur-west", "northern-spur-west"),
    Break(UNIQUE_ID, "subjects.yaml", r"\A([\s\S]*)\Z", r"\1\1", "ministers"),
    Break(UNIQUE_ID, "references.yaml", r"\A([\s\S]*)\Z", r"\1\1", "geonames"),
    Break(UNIQUE_ID, "voices.yaml", r"\A([\s\S]*)\Z", r"\1\1", "Xinhua"),
    Break(UNIQUE_ID, "differences.yaml", r"\A([\s\S]*)\Z", r"\1\1", "spur-where"),
    Break(KEY_HOLDS, "differences.yaml", "kind: contradiction", "kind: quarrel", 'difference "spur-where"'),
    Break(KEY_HOLDS, SPUR, "id: spur-cost", "id: Spur_Cost", 'fact "Spur_Cost"'),
    Break(IS_FEATURE, LINES, '"id": "northern-spur-east"', '"id": null', "feature"),
    Break(IS_FEATURE, LINES, '"id": "northern-spur-east"', '"id": "Spur East"', "feature"),
    Break(KNOWN_KEY, SPUR, "reads: 3 tunnels", "read: 3 tunnels", 'fact "spur-tunnels"'),
    Break(KNOWN_KEY, QUOTES, "exact: On", "exakt: On", 'quote "hg-begun"'),
    Break(KNOWN_KEY, PROJECT, "kind:", "knd:", 'project "northern-spur"'),
    Break(KNOWN_KEY, LETTER, "voice:", "voise:", 'source "letter"'),
    Break(KEY_HOLDS, LETTER, "nature: wire", "nature: gossip", 'source "letter"'),
    Break(KEY_HOLDS, LETTER, "address: https:", "address: javascript:", 'source "letter"'),
    Break(KEY_HOLDS, "subjects.yaml", "kind: event", "kind: event\n  date: soon", 'subject "ministers"'),
    Break(
        KEY_HOLDS,
        KZ,
        "attribute: statement",
        "attribute: statement\n  withdrawn: {date: soon, reason: x}",
        'fact "kz-statement"',
    ),
    Break(KEY_HOLDS, "about.yaml", "updated: '2024-02-01'", "updated: soon", "about"),
    Break(KEY_HOLDS, "about.yaml", "report: https", "report: ftp", "about"),
    Break(KEY_HOLDS, "subjects.yaml", "kind: event", "kind: party", 'subject "ministers"'),
    Break(KNOWN_KEY, "references.yaml", "licence:", "license:", 'reference "geonames"'),
    Break(
        KEY_HOLDS, LINES, '"accuracy": "schematic"', '"accuracy": "certain"', 'feature "northern-spur-east"'
    ),
    Break(KNOWN_KEY, LINES, '"basis"', '"base"', 'feature "northern-spur-west"'),
    Break(IS_FEATURE, LINES, '"type": "LineString"', '"type": "Circle"', 'feature "northern-spur-west"'),
    Break(KEY_HOLDS, SITE, '"precision": "town"', '"precision": "house"', 'feature "old-depot-site"'),
    Break(FILE_READABLE, SPUR, "id: spur-cost", "id: spur-cost\n  id: spur-cost", ""),
    Break(FILE_READABLE, SPUR, "    known: stated", "    known: stated\n    known: inferred", ""),
    Break(FILE_READABLE, SPUR, "- id: spur-cost", "- id: [", ""),
    Break(LIST_OF_RECORDS, SPUR, r"\A[\s\S]*\Z", "id: spur-cost", ""),
    Break(FEATURE_COLLECTION, LINES, '"FeatureCollection",', '"FeatureCollection"', ""),
    Break(FEATURE_COLLECTION, LINES, '"features"', '"traits"', ""),
    Break(FEATURE_COLLECTION, LINES, r"\A[\s\S]*\Z", '{"type": "FeatureCollection", "features": 5}', ""),
    Break(DRAWS, LINES, r"\[70.05, 43.05\]", "[70.05]", "northern-spur-west"),
    Break(DRAWS, SITE, r"\[74.6, 42.87\]", "[]", "old-depot-site"),
    Break(KEY_HOLDS, SPUR, "    - over\n", "    - expected\n", 'fact "spur-containers"'),
]
