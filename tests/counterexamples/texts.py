"""Smallest changes that break a rule which needs the full texts: `change(data folder, folder of texts)`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from breaking import LETTER, LETTER_QUOTES, QUOTES, change

from geo.checks.quotation_rules import PLACED, TEXT_AT_HAND, TEXT_RECORD, VERBATIM, VERBATIM_NEARLY
from geo.errors import Rule

Change = Callable[[Path, Path], None]

BREAKS: list[tuple[Rule, Change, str, str]] = [
    (VERBATIM_NEARLY, lambda data, _: change(data / QUOTES, "3 tunnels", "4 tunnels"), QUOTES, "hg-tunnels"),
    (VERBATIM, lambda data, _: change(data / QUOTES, "The spur has 3.*", "Zzz qqq."), QUOTES, "hg-tunnels"),
    (
        VERBATIM,
        lambda data, _: change(data / LETTER_QUOTES, "It cost over billion yuan.", "the parrot"),
        LETTER_QUOTES,
        "letter-cost",
    ),
    (PLACED, lambda data, _: change(data / QUOTES, "start: 38", "start: 39"), QUOTES, "hg-begun"),
    (TEXT_AT_HAND, lambda _, texts: (texts / "letter.txt").unlink(), LETTER, "letter"),
    (TEXT_AT_HAND, lambda _, texts: change(texts / "letter.txt", "210 km", "211 km"), LETTER, "letter"),
    (TEXT_RECORD, lambda data, _: change(data / LETTER, r"words: \d+", "words: 9999"), LETTER, "letter"),
    (
        TEXT_RECORD,
        lambda data, _: change(data / LETTER, "public_key: .", "public_key: A"),
        LETTER,
        "letter",
    ),
]
