"""Address parameters ↔ selection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from geo.atlas.atlas import Atlas
from geo.atlas.selection import Selection
from geo.checks.countries import is_country
from geo.records.vocabulary import NOT_STATED, STATUSES

_MAX_TEXT = 200


def parse_params(params: Mapping[str, str], atlas: Atlas) -> Selection:
    """Return the selection that address parameters ask for.

    What the atlas does not know is left out and named in `ignored`.
    """
    known: dict[str, Callable[[str], bool]] = {
        "country": is_country,
        "kind": set(atlas.projects["project_type"]).__contains__,
        "status": {*STATUSES, NOT_STATED}.__contains__,
        "source": atlas.records.source_by_id.__contains__,
    }
    found: dict[str, tuple[str, ...]] = {}
    ignored: list[str] = []
    for name, is_known in known.items():
        raw = params.get(name, "").split(",")
        values = dict.fromkeys(v.strip().upper() if name == "country" else v.strip() for v in raw)
        found[name] = tuple(value for value in values if value and is_known(value))
        ignored += [f"{name}={value}" for value in values if value and not is_known(value)]
    q, asked = params.get("q", "")[:_MAX_TEXT], params.get("as_of", "")
    as_of = _parse_day(asked)
    ignored += [f"as_of={asked}"] if asked and as_of is None else []
    return Selection(
        found["country"], found["kind"], found["status"], found["source"], q, as_of, tuple(ignored)
    )


def _parse_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2024-12-31") else None
    except ValueError:
        return None
