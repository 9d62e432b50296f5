"""Settings: one frozen object, built once by the entry point. Nothing else reads the environment."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Where the records lie: `data` and `sources` are folders."""

    data: Path
    sources: Path


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Build the settings from `CORRIDORS_DATA` and `CORRIDORS_SOURCES`.

    Without the first, the records of this checkout are used; with it, sources are looked for in its
    subfolder `sources` unless the second names another place.
    """
    data, sources = environment.get("CORRIDORS_DATA"), environment.get("CORRIDORS_SOURCES")
    home = Path(data).resolve() if data else PROJECT_ROOT / "data"
    beside = home / "sources" if data else PROJECT_ROOT / "seeds"
    return Settings(home, Path(sources).resolve() if sources else beside)


def read_today(environment: Mapping[str, str] = os.environ) -> date:
    """Return the day to which ages count: `CORRIDORS_TODAY`, or the day that it is (in UTC).

    Raises `ValueError` where the variable holds no date such as 2026-11-23.
    """
    asked = environment.get("CORRIDORS_TODAY")
    return date.fromisoformat(asked) if asked else datetime.now(UTC).date()


def hash_content(*parts: bytes) -> str:
    """Return a short content hash for addresses that may be cached for ever."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:16]
