"""What the records amount to.

In: records that passed the gate. Out: codes, dates and numbers, joined, compared and
weighed. No sentence, no HTML.
"""
