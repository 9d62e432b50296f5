"""What is served beside the page, by address.

In: settings. Out: the publication of an atlas, and the routes that answer with its files.
"""
