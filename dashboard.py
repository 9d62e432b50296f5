"""The entry: `streamlit run dashboard.py` serves the page, and beside it what the map fetches."""

from __future__ import annotations

import ctypes
import sys
from threading import Thread

import streamlit as st

from geo.server.publication import publisher_of
from geo.server.routes import build_routes
from geo.settings import read_settings

publisher = publisher_of(read_settings())


def prepare() -> None:
    """Open the atlas before the first reader comes, then give back what only opening needed.

    glibc keeps freed memory for itself: after 10,000 routes have been opened, 40 of 340 MB.
    """
    publisher.warm_up()
    give_back = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if give_back is not None:
        give_back(0)


Thread(target=prepare, daemon=True, name="prepare").start()
app = st.App("geo/page/screen.py", routes=build_routes(publisher))
