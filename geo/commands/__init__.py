"""The curator's commands.

In: a data folder and options. Out: a report in the terminal or as JSON, generated
documents, and an exit code.
"""
