"""The floor: a bare Streamlit page, and beside it files for a Leaflet page without Streamlit."""

import os

import streamlit as st
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

app = st.App("floor_page.py", routes=[Mount("/bench", StaticFiles(directory=os.environ["BENCH_STATIC"]))])
