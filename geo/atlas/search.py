"""Text as the search compares it."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Return text for searching: no case, no accents, punctuation as spaces; all scripts stay."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())
