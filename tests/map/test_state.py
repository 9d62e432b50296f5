"""What the map is to show of a selection: the projects left, what is chosen, statuses of an earlier day."""

from __future__ import annotations

import base64
import zlib
from datetime import date

import numpy as np

from geo.atlas.as_of import known_on
from geo.atlas.selection import NOTHING_CHOSEN, Chosen, Selection
from geo.map.state import build_map_state
from geo.wording.catalogue import open_words

DAY = date(2023, 12, 31)


def shown_by(state, atlas):
    bits = zlib.decompress(base64.b64decode(state.visible), -15)
    mask = np.unpackbits(np.frombuffer(bits, dtype=np.uint8))[: len(atlas.projects)].astype(bool)
    return set(atlas.projects.index[mask])


def test_the_map_shows_what_the_selection_leaves(atlas):
    state = build_map_state(atlas, atlas, Selection(q="depot"), Chosen("old-depot"), open_words())
    assert shown_by(state, atlas) == {"old-depot"}
    assert state.selected == "old-depot"
    assert state.statuses == {}


def test_on_an_earlier_day_it_shows_what_was_known_then(atlas):
    then = known_on(atlas, date(2023, 1, 1))
    state = build_map_state(atlas, then, Selection(as_of=then.day), NOTHING_CHOSEN, open_words())
    assert shown_by(state, atlas) == set(then.projects.index[then.projects["known"]])
    assert shown_by(state, atlas) != set(atlas.projects.index)
    assert state.statuses == {"0": (None, None)}


def test_the_day_of_a_report_is_said_in_words(atlas):
    then = known_on(atlas, DAY)
    changed = atlas.projects.assign(status="proposed", status_reported="2022-09")
    now = type(atlas)(atlas.archive, changed, atlas.features)
    state = build_map_state(now, then, Selection(as_of=DAY), NOTHING_CHOSEN, open_words())
    assert state.statuses["0"] == ("construction", "4 May 2023")
    assert len(state.statuses) == len(atlas.projects)
