"""The app that tutorials show: `folium.GeoJson` in `st_folium`, a panel beside it, a filter."""

import os

import folium
import geopandas as gpd
import streamlit as st
from streamlit_folium import st_folium

st.set_page_config(layout="wide")


@st.cache_data
def load() -> gpd.GeoDataFrame:
    return gpd.read_file(os.environ["BENCH_ROUTES"])


routes = load()
country = st.sidebar.selectbox("Country", ["All", *sorted(routes["country"].unique())])
shown = routes if country == "All" else routes[routes["country"] == country]
left, right = st.columns([3, 1])
with left:
    view = folium.Map(location=[45, 72], zoom_start=4, tiles=None, prefer_canvas=True)
    folium.GeoJson(
        shown,
        tooltip=folium.GeoJsonTooltip(["name"]),
        style_function=lambda feature: {"color": "#cc3333", "weight": 3},
    ).add_to(view)
    answer = st_folium(
        view, height=600, use_container_width=True, returned_objects=["last_active_drawing"], key="map"
    )
with right:
    st.write(f"showing {len(shown)} routes")
    clicked = answer and answer.get("last_active_drawing")
    if clicked:
        st.markdown(f"QUOTE: {clicked['properties']['quote']}")
