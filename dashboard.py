"""The entry: `streamlit run dashboard.py` serves the page, and beside it what the map fetches."""

from __future__ import annotations

from threading import Thread

import streamlit as st

from geo.server.publication import open_publication, warm
from geo.server.routes import build_routes
from geo.settings import read_settings

settings = read_settings()
Thread(target=warm, args=(settings,), daemon=True, name="warm-up").start()
app = st.App("geo/page/screen.py", routes=build_routes(lambda: open_publication(settings)))
