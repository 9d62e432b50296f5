"""The Streamlit page; reads like the screen.

In: a reader's session and a publication. Out: widgets, map and card. The only caller of `st_folium`.
"""
