"""The list of survivors that may survive."""

from __future__ import annotations

from pathlib import Path

import yaml

FILE = Path(__file__).parent / "accepted.yaml"


def read_accepted() -> dict[tuple[str, str], str]:
    """Reasons by the words of the code before and after.

    Raises `KeyError` where an entry lacks `was`, `becomes` or `reason`.
    """
    entries = yaml.safe_load(FILE.read_text(encoding="utf-8")) or []
    return {(entry["was"], entry["becomes"]): entry["reason"] for entry in entries}
