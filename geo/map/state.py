"""A selection and a choice → the state of the map: which projects it shows, and how."""

from __future__ import annotations

from geo.atlas.as_of import status_changes
from geo.atlas.atlas import Atlas
from geo.atlas.selection import Chosen, Selection
from geo.map.index import say_statuses
from geo.map.messages import MapState, Palette, pack_map_state
from geo.wording.catalogue import Words


def build_map_state(
    now: Atlas,
    then: Atlas,
    selection: Selection,
    chosen: Chosen,
    words: Words,
    *,
    focus: str = "",
    palette: Palette = "light",
) -> MapState:
    """Return what the map is to show of a selection.

    `now` is the atlas that the map's files were made of; `then` the one as known on the day that the
    selection asks for, `now` itself where it asks for none. The map moves to what is chosen when `focus`
    changes.
    """
    changes = {} if then is now else status_changes(now, then)
    return pack_map_state(
        selection.mask(then),
        chosen,
        focus=focus,
        palette=palette,
        statuses=say_statuses(words, changes),
    )
