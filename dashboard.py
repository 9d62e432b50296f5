"""The entry: `streamlit run dashboard.py` serves the page, and beside it what the map fetches."""

from __future__ import annotations

from threading import Thread

import streamlit as st

from geo.server.publication import publisher_of
from geo.server.routes import build_routes
from geo.settings import read_settings

publisher = publisher_of(read_settings())
Thread(target=publisher.warm_up, daemon=True, name="warm-up").start()
app = st.App("geo/page/screen.py", routes=build_routes(publisher))
