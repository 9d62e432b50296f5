"""One subject becomes one card.

In: a project or a place of the atlas. Out: a view of plain values, and its HTML.
"""
