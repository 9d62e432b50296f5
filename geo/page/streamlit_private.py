"""What the page uses of Streamlit and streamlit-folium that neither documents, here and nowhere else.

Three more things of theirs are used outside Python. The map's frame calls `window.Streamlit` (see
`frontend/frame`). The style sheet of the page names classes and test ids that begin with `st`: the
page's paddings, the heading, and `stLayoutWrapper`, the box around a container of fixed height, whose
height it takes away on a narrow screen. tests/page/test_streamlit_private.py looks each of them up in
the installed releases.
"""

from __future__ import annotations

FROM_FRAME = "../../"
"""From the frame of streamlit-folium's component to the server's root.

Streamlit serves a component's page at /component/NAME/index.html. An address from the root would
not do: behind a proxy the atlas may be served below a path that only the browser knows.
"""
