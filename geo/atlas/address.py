"""Parameters of the page's address ↔ what they ask for. Only here `kind` means a project type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from geo.atlas.atlas import Atlas
from geo.atlas.dossier import place_subject
from geo.atlas.selection import NOTHING_CHOSEN, Chosen, Selection
from geo.checks.countries import is_country
from geo.records.vocabulary import NOT_STATED, STATUSES

_LISTS = {"country": "country", "kind": "project_type", "status": "status", "source": "source"}
"""Parameters that hold several values, with commas between, and the part of `Selection` that each is."""

_PARAMETERS = (*_LISTS, "q", "as_of", "project", "place", "fact")
_MOST_CHARACTERS = 200


@dataclass(frozen=True)
class Asked:
    """What an address asks for. `unknown` lists what this atlas does not have: `kind=airport`."""

    selection: Selection
    chosen: Chosen
    unknown: tuple[str, ...] = ()


def parse_params(params: Mapping[str, str], atlas: Atlas) -> Asked:
    """Return what address parameters ask for; what the atlas does not have is named and left out."""
    selection, unknown = _parse_selection(params, atlas)
    unknown += [name for name in params if name not in _PARAMETERS]
    chosen, unknown_chosen = _parse_chosen(params, atlas)
    return Asked(selection, chosen, (*unknown, *unknown_chosen))


def to_params(selection: Selection, chosen: Chosen = NOTHING_CHOSEN) -> dict[str, str]:
    """Return the address parameters that ask for this again; empty parts are left out."""
    lists: dict[str, tuple[str, ...]] = {name: getattr(selection, part) for name, part in _LISTS.items()}
    params = {name: ",".join(values) for name, values in lists.items() if values}
    params |= {"q": selection.q} if selection.q.strip() else {}
    params |= {"as_of": selection.as_of.isoformat()} if selection.as_of else {}
    one = {"project": chosen.project, "place": chosen.place, "fact": chosen.fact}
    return params | {name: value for name, value in one.items() if value}


def _parse_selection(params: Mapping[str, str], atlas: Atlas) -> tuple[Selection, list[str]]:
    known: dict[str, Callable[[str], bool]] = {
        "country": is_country,
        "kind": set(atlas.projects["project_type"]).__contains__,
        "status": {*STATUSES, NOT_STATED}.__contains__,
        "source": atlas.records.source_by_id.__contains__,
    }
    parts: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    for name, is_known in known.items():
        values = tuple(dict.fromkeys(_values_of(name, params.get(name, ""))))
        parts[_LISTS[name]] = tuple(value for value in values if is_known(value))
        unknown += [f"{name}={value}" for value in values if not is_known(value)]
    asked = params.get("as_of", "")
    as_of = _parse_day(asked)
    unknown += [f"as_of={asked}"] if asked and as_of is None else []
    return Selection(**parts, q=params.get("q", "")[:_MOST_CHARACTERS], as_of=as_of), unknown


def _values_of(name: str, written: str) -> Iterable[str]:
    values = (value.strip() for value in written.split(",") if value.strip())
    return (value.upper() for value in values) if name == "country" else values


def _parse_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2024-12-31") else None
    except ValueError:
        return None


def _parse_chosen(params: Mapping[str, str], atlas: Atlas) -> tuple[Chosen, list[str]]:
    """Read what is chosen. A project goes before a place, and what a fact is about before both."""
    project, place, fact_id = (params.get(name) or None for name in ("project", "place", "fact"))
    unknown = []
    if project is not None and project not in atlas.projects.index:
        unknown.append(f"project={project}")
        project = None
    if project is not None:
        place = None
    elif place is not None and place_subject(atlas, place) is None:
        unknown.append(f"place={place}")
        place = None
    chosen = Chosen(project, place)
    if fact_id is None:
        return chosen, unknown
    pointed = _point_out(atlas, fact_id, chosen)
    return pointed or chosen, unknown if pointed else [*unknown, f"fact={fact_id}"]


def _point_out(atlas: Atlas, fact_id: str, chosen: Chosen) -> Chosen | None:
    """Choose what a fact is about, so that its card is shown. None for a fact that is not there."""
    fact = atlas.records.fact_by_id.get(fact_id)
    if fact is None:
        return None
    if fact.subject_type == "project" and fact.subject_id in atlas.projects.index:
        return Chosen(project=fact.subject_id, fact=fact_id)
    if chosen.subject is None and fact.subject_type in ("region", "country"):
        return Chosen(place=fact.subject_id, fact=fact_id)
    if chosen.subject is None and (about := atlas.records.subject_by_key.get(fact.subject)):
        return Chosen(place=next(iter(about.countries), None), fact=fact_id)
    return Chosen(chosen.project, chosen.place, fact_id)
