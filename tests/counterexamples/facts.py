"""Smallest changes that break a rule on what a fact is about, rests on and dates."""

from __future__ import annotations

from breaking import KZ, MET, SAND, SPUR, Break

from geo.checks.fact_rules import (
    AS_OF_SAYS_ALL,
    AS_OF_SAYS_NO_MORE,
    BOUND_CUT,
    KNOWN_ATTRIBUTE,
    KNOWN_QUOTE,
    KNOWN_SUBJECT,
    SAME_BOUND,
    SUPERSEDES,
    WORDS_IN_QUOTE,
)

BREAKS = [
    Break(WORDS_IN_QUOTE, SPUR, "reads: 212-kilometre", "reads: 12-kilometre", "spur-length-hg"),
    Break(WORDS_IN_QUOTE, SPUR, "reads: 212-kilometre", "reads: 212 kilometre", "spur-length-hg"),
    Break(WORDS_IN_QUOTE, SPUR, "reads: May 4, 2023", "reads: 4 May 2023", "spur-status"),
    Break(WORDS_IN_QUOTE, SPUR, "quote: hg-begun", "quote: hg-tunnels", "spur-containers"),
    Break(AS_OF_SAYS_ALL, SPUR, "value: '2023-05-04'", "value: '2023-05-05'", "spur-status"),
    Break(AS_OF_SAYS_ALL, SPUR, "value: '2023-05-04'", "value: '2023-04-04'", "spur-status"),
    Break(AS_OF_SAYS_ALL, SPUR, "value: '2023-05-04'", "value: '2022-05-04'", "spur-status"),
    Break(AS_OF_SAYS_NO_MORE, SPUR, "value: '2023-05-04'", "value: 2023-05-04/2023-05-06", "spur-status"),
    Break(AS_OF_SAYS_NO_MORE, MET, "known: inferred", "known: stated", "met"),
    Break(KNOWN_SUBJECT, SPUR, "project:northern-spur", "project:southern-spur", "spur-containers"),
    Break(KNOWN_SUBJECT, MET, "event:ministers", "event:monks", "met"),
    Break(KNOWN_SUBJECT, KZ, "country:KZ", "country:XX", "kz-statement"),
    Break(KNOWN_SUBJECT, KZ, "country:KZ", "country:kz", "kz-statement"),
    Break(KNOWN_ATTRIBUTE, SPUR, "attribute: tunnels", "attribute: caves", "spur-tunnels"),
    Break(KNOWN_QUOTE, SPUR, "quote: hg-tunnels", "quote: hg-caves", "spur-cost"),
    Break(
        SUPERSEDES, KZ, "attribute: statement", "attribute: statement\n  supersedes: nothing", "kz-statement"
    ),
    Break(SAME_BOUND, SPUR, "    known: stated\n", "    bound: until\n    known: stated\n", "spur-status"),
    Break(
        BOUND_CUT,
        SAND,
        r"  reads: December 2009\n",
        "  reads: December 2009\n  as_of: {value: 2009-12, known: stated, reads: December 2009}\n",
        "sand-start",
    ),
    Break(
        SAME_BOUND,
        SAND,
        r"  reads: December 2009\n",
        "  reads: December 2009\n  as_of: {value: 2009-12, known: stated, reads: since December 2009}\n",
        "sand-start",
    ),
]
