"""What the page uses of Streamlit and streamlit-folium that neither documents, here and nowhere else.

tests/page/test_streamlit_private.py looks each of these up in the installed releases. What the map's
frame uses (`window.Streamlit`) is in `frontend/frame/streamlit-private.js`.
"""

from __future__ import annotations

FROM_FRAME = "../../"
"""From the frame of streamlit-folium's component to the server's root.

Streamlit serves a component's page at /component/NAME/index.html. An address from the root would
not do: behind a proxy the atlas may be served below a path that only the browser knows.
"""

CARD_WRAPPER = "stLayoutWrapper"
"""The test id of the box that Streamlit puts around a container of fixed height.

`frontend/page.css` takes the fixed height from it on a narrow screen, where the card stands below the
map and is to be as long as its text.
"""
