"""Selection → the map: a constant folium shell, and the small state that drives it.

The shell never changes while the data stay the same, so `st_folium` never mounts the frame again;
state goes in as a feature group whose only script calls the controller in `static/atlas-map.js`.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import folium
import numpy as np
import numpy.typing as npt
import xyzservices.providers as tiles
from branca.element import MacroElement
from folium.template import Template

from geo.payloads import Publication

FROM_FRAME = "../../"
"""From the component's frame (/component/<name>/index.html) to the server's root."""
HOME = [[36.0, 52.5], [50.5, 89.0]]
WHOLE = [[29.5, 50.5], [52.5, 122.0]]
ATTRIBUTION = "Borders and water: Natural Earth. Towns: GeoNames (CC BY 4.0)."

PALETTES: Mapping[str, Mapping[str, str]] = {
    "light": {"name": "light", "paper": "#ffffff", "ink": "#1c2733", "land": "#f4f2ec",
              "water": "#cddfea", "border": "#a9a294", "halo": "#ffd54a"},
    "dark": {"name": "dark", "paper": "#1b222b", "ink": "#e8edf2", "land": "#39424c",
             "water": "#1d2833", "border": "#7c8792", "halo": "#fff3b0"},
}  # fmt: skip

_ONLINE = (
    tiles.OpenStreetMap.Mapnik,
    tiles.OpenStreetMap.HOT,
    tiles.OpenTopoMap,
    tiles.Esri.WorldImagery,
)


class _Controller(MacroElement):
    """Starts the controller on the map."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.CorridorMap.mount({{ this._parent.get_name() }}, {{ this.config }});"
        "{% endmacro %}"
    )

    def __init__(self, config: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Controller"
        self.config = _as_script(config)


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


@dataclass(frozen=True)
class View:
    """What the map shows: which projects, which one is selected, where to look.

    `focus` changes when the map should move to the selection; it stays the same when it should not.
    """

    visible: npt.NDArray[np.bool_]
    selected: str | None = None
    place: str | None = None
    focus: str = ""
    palette: str = "light"


def build_shell(publication: Publication) -> folium.Map:
    """Return the empty map. Its script depends on the data alone, never on what is shown."""
    shell = folium.Map(location=[44, 72], zoom_start=4, tiles=None, prefer_canvas=True,
                       zoom_snap=0.5, min_zoom=2, max_zoom=17, world_copy_jump=True)  # fmt: skip
    payloads = publication.payloads
    shell.default_js = [
        (name, FROM_FRAME + payloads[name].address) for name in ("leaflet.js", "atlas-map.js")
    ]
    shell.default_css = [
        (name, FROM_FRAME + payloads[name].address) for name in ("leaflet.css", "atlas-map.css")
    ]
    _Controller(_config(publication)).add_to(shell)
    return shell


def _config(publication: Publication) -> dict[str, Any]:
    addresses = publication.data_addresses
    return {
        "addresses": {name: FROM_FRAME + address for name, address in addresses.items()},
        "places": list(publication.atlas.places),
        "palettes": PALETTES,
        "home": HOME,
        "whole": WHOLE,
        "session": "",
        "attribution": ATTRIBUTION,
        "tiles": [
            {
                "name": f"{tile.name.replace('.', ' ')} (online)",
                "url": tile.build_url(scale_factor="@2x" if "{r}" in tile.url else None),
                "options": {
                    "attribution": tile.html_attribution,
                    "maxZoom": tile.get("max_zoom", 18),
                },
            }
            for tile in _ONLINE
        ],
    }


def build_state(view: View) -> folium.FeatureGroup:
    """Return the feature group that carries one state to the controller.

    `visible` travels as a bit for each project, in the order of the index, in base 64.
    """
    state = {
        "visible": base64.b64encode(np.packbits(view.visible).tobytes()).decode(),
        "selected": view.selected,
        "place": view.place,
        "focus": view.focus,
        "palette": view.palette,
    }
    group = folium.FeatureGroup(name="state", control=False)
    _State(state).add_to(group)
    return group
