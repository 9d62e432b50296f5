"""Streamlit's built-in map with selection: `st.pydeck_chart(on_select=...)`."""

import os

import geopandas as gpd
import pandas as pd
import pydeck
import streamlit as st

st.set_page_config(layout="wide")


@st.cache_data
def load() -> pd.DataFrame:
    routes = gpd.read_file(os.environ["BENCH_ROUTES"]).explode(index_parts=False)
    routes = routes[routes.geom_type == "LineString"].copy()
    routes["path"] = pd.Series(
        [[[*p] for p in line.coords] for line in routes.geometry], routes.index, object
    )
    return pd.DataFrame(routes.drop(columns="geometry"))


routes = load()
country = st.sidebar.selectbox("Country", ["All", *sorted(routes["country"].unique())])
shown = routes if country == "All" else routes[routes["country"] == country]
left, right = st.columns([3, 1])
with left:
    layer = pydeck.Layer(
        "PathLayer",
        shown,
        id="routes",
        get_path="path",
        get_color=[204, 51, 51],
        width_min_pixels=3,
        pickable=True,
    )
    view = pydeck.ViewState(longitude=72, latitude=45, zoom=3)
    event = st.pydeck_chart(
        pydeck.Deck(layers=[layer], map_style=None, initial_view_state=view),
        on_select="rerun",
        selection_mode="single-object",
        height=600,
        key="map",
    )
with right:
    st.write(f"showing {len(shown)} routes")
    clicked = event.selection.get("objects", {}).get("routes")
    if clicked:
        st.markdown(f"QUOTE: {clicked[0]['quote']}")
