"""Text as the search compares it: folded, so that case, accents and punctuation do not matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from geo.records.project_types import spellings_of


def fold(text: str) -> str:
    """Return text for searching: no case, no accents, punctuation as spaces; all scripts stay.

    Folding twice is folding once. So compatibility forms are taken apart before case is dropped: "🄐"
    holds a capital letter that has no lower case of its own.
    """
    plain = _decompose(_decompose(text).casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def _decompose(text: str) -> str:
    """Return text with compatibility forms taken apart and accents left out."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def join_searched(names: Iterable[str], project_type: str) -> str:
    """Return all that a project is found by, folded: its names and the spellings of its type."""
    return fold(" ".join([*names, *spellings_of(project_type)]))
