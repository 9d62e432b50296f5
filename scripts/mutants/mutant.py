"""One change to one module."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Mutant:
    """One change to one module; `line` is where it begins, `was` and `becomes` the lines that differ."""

    module: Path
    line: int
    where: str
    edit: str
    was: str
    becomes: str
    source: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line} ({self.edit})\n    - {self.was}\n    + {self.becomes}"
