"""What can be wrong: `Rule` and `Problem` for records, and the package's few exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rule:
    """What a record must not do: one constant beside the check that looks for it.

    `says` and `remedy` are format strings for curators, in English and outside the readers' catalogue;
    a problem fills in their parameters. Rules of one family share an `id`. A record that breaks a rule
    is left out of the atlas with all that rests on it, unless `keeps_record`: then its own words and
    values are sound, and it is shown while somebody mends what it points to.
    """

    id: str
    says: str
    remedy: str
    keeps_record: bool = False

    def broken(self, file: str, record: str, /, **parameters: object) -> Problem:
        """Return the problem of a record that breaks this rule; see `Problem` for `file` and `record`."""
        return Problem(file, record, self, parameters)


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a record: where, which rule it breaks, and with what.

    `file` is relative to the data folder; `record` is the id, empty where the file itself is bad.
    """

    file: str
    record: str
    rule: Rule
    parameters: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def message(self) -> str:
        """What is wrong, in English for curators."""
        return self.rule.says.format_map(self.parameters)

    @property
    def remedy(self) -> str:
        """What to do about it, in English for curators."""
        return self.rule.remedy.format_map(self.parameters)

    def to_json(self) -> dict[str, str]:
        """Return the problem for machines: `file`, `record`, `rule`, `message`, `remedy`."""
        return {
            "file": self.file,
            "record": self.record,
            "rule": self.rule.id,
            "message": self.message,
            "remedy": self.remedy,
        }

    def __str__(self) -> str:
        where = f"{self.file}: {self.record}" if self.record else self.file
        return f"{where}\n  [{self.rule.id}] {self.message}\n  {self.remedy}"


class GeoError(Exception):
    """Anything this package raises on purpose."""


class ReadingError(GeoError):
    """Words that do not carry a value of the type asked for."""


class QuoteNotFound(GeoError):
    """Words that a text does not contain, or contains more than once.

    `nearest` is the passage of the text that is most like them, empty where none is.
    """

    def __init__(self, message: str, nearest: str = "") -> None:
        super().__init__(message)
        self.nearest = nearest


class UnknownMessage(GeoError):
    """A message or a language that the readers' catalogue does not have."""


class ImportRefused(GeoError):
    """A vector file that cannot become a data folder; the message says why and what to do."""
