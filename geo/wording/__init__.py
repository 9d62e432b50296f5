"""Every sentence that a reader sees.

In: codes, dates and numbers. Out: text in one language, from one message catalogue and Babel's locale data.
"""
