"""What is drawn.

In: the atlas and what the reader chose. Out: the map's files, the constant folium shell,
and the small state that drives it.
"""
