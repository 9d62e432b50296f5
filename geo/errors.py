"""The package's few exceptions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.records.fields import Problem


class GeoError(Exception):
    """Anything this package raises on purpose."""


class ReadingError(GeoError):
    """Words that do not carry a value of the kind asked for."""


class QuoteNotFound(GeoError):
    """Words that do not stand in a text, or stand in it more than once.

    `nearest` is the passage of the text that resembles them most, empty where none does.
    """

    def __init__(self, message: str, nearest: str = "") -> None:
        super().__init__(message)
        self.nearest = nearest


class ImportRefused(GeoError):
    """A vector file that cannot become a data folder; the message says why and what to do."""


class InvalidRecords(GeoError):
    """A data folder with problems. `problems` lists every one of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)
