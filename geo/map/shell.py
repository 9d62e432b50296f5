"""Selection → the map: a constant folium shell, and the small state that drives it.

The shell never changes while the data stay the same, so `st_folium` never mounts the frame again;
state goes in as a feature group whose only script calls the controller in `frontend/frame/`.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import folium
import numpy as np
from branca.element import Element, MacroElement
from folium.template import Template

from geo.map.files import PREFIX, Publication
from geo.map.messages import View
from geo.wording.catalogue import open_words

FROM_FRAME = "../../"
"""From the component's frame (/component/<name>/index.html) to the server's root."""


class _Controller(MacroElement):
    """Starts the controller on the map."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.CorridorMap.mount({{ this._parent.get_name() }},"
        "{{ this.prefix }},{{ this.files }},{{ this.failed }});"
        "{% endmacro %}"
    )

    def __init__(self, prefix: str, addresses: Sequence[str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Controller"
        self.prefix = _as_script(prefix)
        files = [address.removeprefix(f"{PREFIX}/").removesuffix(".json") for address in addresses]
        self.files = _as_script(files)
        self.failed = _as_script(open_words().say("map.note.failed"))


class _Shell(folium.Map):
    """A map without the head that folium writes for a page of its own.

    `st_folium` sends the head anew with every state; ours stands in `frontend/frame/map.css`.
    """

    def render(self, **kwargs: Any) -> str:
        """Render as folium does, then put an empty head in the place of folium's."""
        rendered: str = super().render(**kwargs)  # type: ignore[no-untyped-call]
        self.get_root().header.add_child(Element(""), name=self.get_name())  # type: ignore[attr-defined]
        return rendered


class _State(MacroElement):
    """Hands one state to the controller."""

    _template = Template(
        "{% macro script(this, kwargs) %}window.atlasController.apply({{ this.state }});{% endmacro %}"
    )

    def __init__(self, state: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "State"
        self.state = _as_script(state)


def _as_script(value: Any) -> str:
    """Return JSON that is also safe inside a script element."""
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")


def build_shell(publication: Publication) -> folium.Map:
    """Return the empty map. Its script depends on the data alone, never on what is shown."""
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
    payloads = publication.payloads
    shell.default_js = [("map.js", FROM_FRAME + payloads["map.js"].address)]
    shell.default_css = [("map.css", FROM_FRAME + payloads["map.css"].address)]
    _Controller(FROM_FRAME + PREFIX + "/", publication.first_addresses).add_to(shell)
    return shell


def build_state(view: View) -> folium.FeatureGroup:
    """Return the feature group that carries one state to the controller.

    `visible` travels as a bit for each project, in the order of the index, deflated, in base 64.
    """
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    bits = deflate.compress(np.packbits(view.visible).tobytes()) + deflate.flush()
    state = {
        "visible": base64.b64encode(bits).decode(),
        "selected": view.selected,
        "place": view.place,
        "focus": view.focus,
        "palette": view.palette,
    } | ({"statuses": view.statuses} if view.statuses else {})
    group = folium.FeatureGroup(name="state", control=False)
    _State(state).add_to(group)
    return group
