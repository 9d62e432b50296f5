"""A button that changes a word in a fragment; with `?map=1`, the Leaflet page in a frame above it."""

import streamlit as st
import streamlit.components.v1 as components


@st.fragment
def change_a_word() -> None:
    if st.button("Change", key="change"):
        st.session_state.presses = st.session_state.get("presses", 0) + 1
    st.text(f"word {st.session_state.get('presses', 0)}")


if st.query_params.get("map"):
    components.iframe("/bench/index.html", height=620)
change_a_word()
