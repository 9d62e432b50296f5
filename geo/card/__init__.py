"""One subject becomes one card.

In: a project, a place or a source of the atlas. Out: a view of plain values, and its HTML. All our HTML
is made here.
"""
