"""The gate between what was written and what is shown.

In: records. Out: values read from words, and a `Problem` for each rule that a record breaks. Never
prints.
"""
