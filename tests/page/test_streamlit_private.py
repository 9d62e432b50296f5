"""What is used of Streamlit and streamlit-folium without being documented is still there.

A failure here means that one of them was upgraded. What is used, and why, is in
geo/page/streamlit_private.py: look how the new release does it, change it there or in the style sheet,
and drive the page in a browser (`make test`).
"""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import pytest
import streamlit
import streamlit_folium
from streamlit.testing.v1 import AppTest
from streamlit.web.server.starlette import starlette_routes

from geo.page.streamlit_private import FROM_FRAME

ROOT = Path(__file__).parents[2]
STYLE = next((ROOT / "geo" / "frontend").rglob("page.css")).read_text(encoding="utf-8")
INTERNAL = sorted(set(re.findall(r"\bst[A-Z]\w+", STYLE)))
RELEASES = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "streamlit-folium"))
UPGRADED = f"{RELEASES}: see geo/page/streamlit_private.py, and its test for what to do"


@pytest.fixture(scope="module")
def bundle():
    """All scripts of Streamlit's own page."""
    scripts = (Path(streamlit.__file__).parent / "static" / "static" / "js").glob("*.js")
    return "\n".join(script.read_text(encoding="utf-8") for script in scripts)


def test_the_frame_of_the_map_is_two_folders_below_the_root():
    def page():
        import folium
        from streamlit_folium import st_folium

        st_folium(folium.Map())

    (instance,) = AppTest.from_function(page).run().get("component_instance")
    address = f"{starlette_routes.BASE_ROUTE_COMPONENT}/{instance.proto.component_name}/index.html"
    assert address == "component/streamlit_folium.st_folium/index.html", UPGRADED
    assert address.count("/") == FROM_FRAME.count("../"), UPGRADED
    assert (Path(streamlit_folium.__file__).parent / "frontend" / "build" / "index.html").exists(), UPGRADED


def test_the_style_sheet_names_something_internal():
    assert "stLayoutWrapper" in INTERNAL


@pytest.mark.parametrize("name", INTERNAL)
def test_what_the_style_sheet_names_is_on_streamlits_page(bundle, name):
    assert re.search(rf'["`\' ]{name}["`\' ]', bundle), f"{name} is gone. {UPGRADED}"


def test_the_maps_frame_has_the_component_library():
    build = Path(streamlit_folium.__file__).parent / "frontend" / "build" / "static" / "js"
    scripts = "\n".join(file.read_text(encoding="utf-8") for file in build.glob("*.js"))
    assert "window.Streamlit" in scripts and "setComponentValue" in scripts, UPGRADED


def test_nothing_internal_is_used_elsewhere():
    """No module of ours but this one names a part of Streamlit that begins with an underscore."""
    private = re.compile(r"\bst\._|streamlit\.runtime|streamlit\.proto|/component/|\.\./\.\./")
    users = [
        str(path.relative_to(ROOT))
        for path in (*(ROOT / "geo").rglob("*.py"), ROOT / "dashboard.py")
        if private.search(path.read_text(encoding="utf-8"))
    ]
    assert users == ["geo/page/streamlit_private.py"]
