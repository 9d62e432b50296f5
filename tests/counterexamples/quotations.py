"""Smallest changes that break a rule on quotations."""

from __future__ import annotations

from breaking import GAZETTE, LETTER, QUOTES, Break

from geo.checks.quotation_rules import EVIDENCE, KNOWN_SOURCE, QUOTED_SHARE, SEALED, SIC_IN_QUOTE

BREAKS = [
    Break(SEALED, QUOTES, "work began", "work started", "hg-begun"),
    Break(SEALED, QUOTES, "212-kilometre", "213-kilometre", "hg-begun"),
    Break(SEALED, QUOTES, "On May", "on May", "hg-begun"),
    Break(SEALED, QUOTES, r"containers\.", "containers", "hg-begun"),
    Break(SEALED, QUOTES, "in 2011", "in 2012", "hg-depot"),
    Break(SEALED, QUOTES, "start: 38", "start: 39", "hg-begun"),
    Break(SEALED, QUOTES, r"\n  start: 38", "", "hg-begun"),
    Break(SEALED, QUOTES, r"\n  seal: .*", "", "hg-begun"),
    Break(SEALED, QUOTES, "  start: 38", "  prefix: So\n  start: 38", "hg-begun"),
    Break(SEALED, QUOTES, "  start: 38", "  suffix: So\n  start: 38", "hg-begun"),
    Break(SEALED, QUOTES, "source: harbour-gazette", "source: letter", "hg-begun"),
    Break(SEALED, GAZETTE, "public_key: w", "public_key: x", "quotes/harbour-gazette.yaml: hg-begun"),
    Break(KNOWN_SOURCE, QUOTES, "source: harbour-gazette", "source: nowhere", "hg-begun"),
    Break(SIC_IN_QUOTE, QUOTES, "  start: 38", "  sic: [{words: the harbor}]\n  start: 38", "hg-begun"),
    Break(EVIDENCE, GAZETTE, "end: 38", "end: 39", "quotes/harbour-gazette.yaml: hg-begun"),
    Break(
        EVIDENCE,
        GAZETTE,
        "role: ai-summary",
        "role: furniture\n      what: x\n    - start: 280\n      end: 281\n      role: link-headline",
        "quotes/harbour-gazette.yaml: hg-met",
    ),
    Break(QUOTED_SHARE, LETTER, r"words: \d+", "words: 100", "letter"),
]
