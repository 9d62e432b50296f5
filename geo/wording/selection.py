"""What a selection shows, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

from babel.lists import format_list

from geo.atlas.atlas import Atlas
from geo.atlas.search import fold
from geo.atlas.selection import Selection
from geo.records.vocabulary import NOT_STATED
from geo.wording.catalogue import Words
from geo.wording.dates import say_day
from geo.wording.values import say_code, say_country, say_project_types


def describe_selection(words: Words, atlas: Atlas, selection: Selection) -> str:
    """Say in one sentence what is shown: "6 of 27 projects: railways in Kyrgyzstan"."""
    shown, total = int(selection.mask(atlas).sum()), len(atlas.projects)
    said = words.count("filter.count", shown, total=words.number(total))
    if not selection.is_empty:
        said = words.say("filter.count.wanted", counted=said, wanted=_say_wanted(words, atlas, selection))
    if selection.as_of is None:
        return said
    return words.say("filter.count.as-of", said=said, day=say_day(words, selection.as_of))


def _say_wanted(words: Words, atlas: Atlas, selection: Selection) -> str:
    types = [say_project_types(words, each) for each in selection.project_type]
    parts = [_join(words, types) or words.say("filter.count.projects")]
    if selection.country:
        countries = _join(words, (say_country(words, code) for code in selection.country))
        parts.append(words.say("filter.count.in", countries=countries))
    if selection.status:
        parts.append(_join(words, (_say_status(words, status) for status in selection.status)))
    if selection.source:
        known = atlas.records.source_by_id
        publishers = (known[each].publisher if each in known else each for each in selection.source)
        parts.append(words.say("filter.count.named-by", publishers=_join(words, publishers)))
    wanted = " ".join(parts)
    if not fold(selection.q):
        return wanted
    return words.say("filter.count.matching", wanted=wanted, q=selection.q.strip())


def _say_status(words: Words, status: str) -> str:
    return words.say("selection.not-stated") if status == NOT_STATED else say_code(words, "status", status)


def _join(words: Words, listed: Iterable[str]) -> str:
    return format_list(list(listed), locale=words.locale)
