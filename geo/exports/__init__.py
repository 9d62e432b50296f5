"""What a reader takes along.

In: an atlas and its records. Out: files, one module for each format, which `server.publication.publish`
lists.
"""
