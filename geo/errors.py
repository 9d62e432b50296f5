"""The package's few exceptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a record: where, what rule it breaks, and what to do.

    `file` is relative to the data folder; `record` is the id, empty where the file itself is bad.
    """

    file: str
    record: str
    rule: str
    message: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.record}" if self.record else self.file
        return f"{where}\n  [{self.rule}] {self.message}\n  {self.remedy}"


class GeoError(Exception):
    """Anything this package raises on purpose."""


class ReadingError(GeoError):
    """Words that do not carry a value of the type asked for."""


class QuoteNotFound(GeoError):
    """Words that do not stand in a text, or stand in it more than once.

    `nearest` is the passage of the text that resembles them most, empty where none does.
    """

    def __init__(self, message: str, nearest: str = "") -> None:
        super().__init__(message)
        self.nearest = nearest


class UnknownMessage(GeoError):
    """A message or a language that the readers' catalogue does not have."""


class ImportRefused(GeoError):
    """A vector file that cannot become a data folder; the message says why and what to do."""


class InvalidRecords(GeoError):
    """A data folder with problems. `problems` lists every one of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)
