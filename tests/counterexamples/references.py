"""Smallest changes that break a rule on what records point to."""

from __future__ import annotations

from breaking import LETTER, LINES, PROJECT, SITE, SPUR, Break

from geo.checks.reference_rules import (
    KNOWN_PROJECT,
    KNOWN_REFERENCE,
    LEADS,
    ON_THE_MAP,
    SUPPORTED,
    VALID_FACTS,
    VOICE_OF_FACT,
    VOICE_OF_SOURCE,
)

BREAKS = [
    Break(VOICE_OF_SOURCE, LETTER, "voice: Harbour Gazette", "voice: Harbor Gazette", "letter"),
    Break(VOICE_OF_FACT, SPUR, "via: Xinhua", "via: Xinhua News Agency", "spur-length-letter"),
    Break(VALID_FACTS, "differences.yaml", "- spur-length-hg", "- spur-length-none", "spur-where"),
    Break(
        VALID_FACTS,
        SPUR,
        "attribute: length",
        "attribute: length\n  supersedes: spur-length-hg",
        "differences.yaml: spur-where",
    ),
    Break(LEADS, "differences.yaml", "leads: spur-length-hg", "leads: spur-length-letter", "spur-where"),
    Break(KNOWN_REFERENCE, "differences.yaml", "geonames:9", "atlas-of-nowhere:9", "spur-where"),
    Break(KNOWN_PROJECT, "projects/old-depot.yaml", "- northern-spur", "- southern-spur", "old-depot"),
    Break(KNOWN_PROJECT, "projects/old-depot.yaml", "- northern-spur", "- old-depot", "old-depot"),
    Break(
        KNOWN_PROJECT,
        "projects/sand-pipeline.yaml",
        "project: northern",
        "project: southern",
        "sand-pipeline",
    ),
    Break(SUPPORTED, PROJECT, "id: northern-spur", "id: lonely-spur", "lonely-spur"),
    Break(
        ON_THE_MAP,
        SITE,
        '"project": "old-depot"',
        '"project": "sand-pipeline"',
        "projects/old-depot.yaml: old-depot",
    ),
    Break(KNOWN_REFERENCE, LINES, '"geonames:1"', '"rumour:1"', "northern-spur-west"),
    Break(KNOWN_REFERENCE, SITE, '"geonames:3"', '"Geo Names"', "old-depot-site"),
    Break(KNOWN_REFERENCE, PROJECT, "geonames:2", "rumour:2", "northern-spur"),
    Break(KNOWN_REFERENCE, PROJECT, "reference: source", "reference: sauce", "northern-spur"),
]
