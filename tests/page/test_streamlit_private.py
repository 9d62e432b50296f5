"""What the page uses of Streamlit and streamlit-folium that they do not document is still there."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import streamlit
import streamlit_folium
from streamlit.components.v1.component_registry import ComponentRegistry
from streamlit.testing.v1 import AppTest

from geo.page.streamlit_private import CARD_WRAPPER, FROM_FRAME

FRONTEND = Path(__file__).parents[2] / "geo" / "frontend"
WHAT_TO_DO = "See geo/page/streamlit_private.py, and try the new release in a browser: `make test`."


def releases():
    names = ("streamlit", "streamlit-folium")
    return ", ".join(f"{name} {version(name)}" for name in names)


def test_the_frame_of_the_map_is_two_folders_below_the_root():
    def page():
        from geo.page.map_and_card import st_folium  # noqa: F401

    run = AppTest.from_function(page).run()
    assert not run.exception
    from streamlit.runtime.scriptrunner_utils import script_run_context  # noqa: F401

    component = ComponentRegistry.instance().get_component("streamlit_folium.st_folium")
    assert component is not None, f"{releases()}: the map's component has another name. {WHAT_TO_DO}"
    address = f"component/{component.name}/index.html"
    assert address.count("/") == FROM_FRAME.count("../"), f"{releases()}: {address}. {WHAT_TO_DO}"
