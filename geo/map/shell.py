"""Selection → the map: a constant folium shell, and the small state that drives it.

The shell never changes while the data stay the same, so `st_folium` never mounts the frame again;
state goes in as a feature group whose only script hands it to the map's controller.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import folium
from branca.element import Element, MacroElement
from folium.template import Template

from geo.map.files import FIRST, PREFIX, Payload
from geo.map.messages import MapState
from geo.wording.catalogue import Words

_TEMPLATES = Path(__file__).parent / "templates"


def _read_macro(name: str) -> Any:
    """A macro of folium's kind, whose script goes into the map's."""
    return Template((_TEMPLATES / f"{name}.jinja").read_text(encoding="utf-8").strip())


class _Controller(MacroElement):
    """Starts the controller on the map."""

    _template = _read_macro("controller")

    def __init__(self, root: str, files: Mapping[str, Payload], failed: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Controller"
        self.prefix = _as_script(f"{root}{PREFIX}/")
        hashed = [files[name].address.removeprefix(f"{PREFIX}/") for name in FIRST]
        self.files = _as_script([address.removesuffix(".json") for address in hashed])
        self.failed = _as_script(failed)


class _Shell(folium.Map):
    """A map without the head that folium writes for a page of its own.

    `st_folium` sends the head again with every state; ours is in the style sheet of the frame.
    """

    def render(self, **kwargs: Any) -> str:
        """Render as folium does, then put an empty head in the place of folium's."""
        rendered: str = super().render(**kwargs)  # type: ignore[no-untyped-call]
        self.get_root().header.add_child(Element(""), name=self.get_name())  # type: ignore[attr-defined]
        return rendered


class _State(MacroElement):
    """Hands one state to the controller."""

    _template = _read_macro("state")

    def __init__(self, state: MapState) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "State"
        self.state = _as_script(state.model_dump(mode="json", exclude_defaults=True))


def _as_script(value: Any) -> str:
    """Return JSON that is also safe inside a script element."""
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")


def build_shell(files: Mapping[str, Payload], root: str, words: Words) -> folium.Map:
    """Return the empty map. Its script depends on the data alone, never on what is shown.

    `files` are those of `build_map_files`; `root` leads from the address of the map's frame to the
    server's root.
    """
    shell = _Shell(
        location=[44, 72],
        zoom_start=4,
        tiles=None,
        prefer_canvas=True,
        zoom_snap=0.5,
        min_zoom=2,
        max_zoom=17,
        world_copy_jump=True,
    )
    shell.default_js = [("map.js", root + files["map.js"].address)]
    shell.default_css = [("map.css", root + files["map.css"].address)]
    _Controller(root, files, words.say("map.note.failed")).add_to(shell)
    return shell


def wrap_state(state: MapState) -> folium.FeatureGroup:
    """Wrap one state in the feature group that carries it to the controller."""
    group = folium.FeatureGroup(name="state", control=False)
    _State(state).add_to(group)
    return group
