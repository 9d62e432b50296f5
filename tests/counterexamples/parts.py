"""Smallest changes that break a rule on units and on lengths from outside."""

from __future__ import annotations

from breaking import PROJECT, SPUR, Break

from geo.checks.part_rules import FACT_OF_UNIT, KNOWN_COURSE, UNIT_IN_QUOTE
from geo.checks.reference_rules import KNOWN_REFERENCE

BREAKS = [
    Break(FACT_OF_UNIT, PROJECT, "- spur-tunnels", "- spur-bridges", "northern-spur"),
    Break(FACT_OF_UNIT, PROJECT, "- spur-tunnels", "- depot-open", "northern-spur"),
    Break(
        FACT_OF_UNIT,
        SPUR,
        "- id: spur-tunnels",
        "- id: spur-tunnels\n  withdrawn: {date: '2024-03-01', reason: wrong}",
        "projects/northern-spur.yaml: northern-spur",
    ),
    Break(UNIT_IN_QUOTE, PROJECT, "name: 3 tunnels", "name: 13 tunnels", "northern-spur"),
    Break(UNIT_IN_QUOTE, PROJECT, "- spur-tunnels", "- spur-status", "northern-spur"),
    Break(
        KNOWN_COURSE, PROJECT, "length_km: 168.5", "length_km: 168.5\n    alignment: South", "northern-spur"
    ),
    Break(
        KNOWN_REFERENCE, PROJECT, "spans.\n(.*)\n(.*)geonames:2", r"spans.\n\1\n\2rumour:2", "northern-spur"
    ),
    Break(KNOWN_REFERENCE, PROJECT, "map\n(.*)\n(.*)geonames:2", r"map\n\1\n\2rumour:2", "northern-spur"),
]
