"""What is drawn.

In: the atlas, a selection and what the reader chose. Out: the map's files, the constant folium shell,
and the small state that drives it.
"""
