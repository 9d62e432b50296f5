"""One smallest change to the tiny atlas breaks one rule: how such a change is made and told."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner, Result

from geo.atlas.opening import open_atlas
from geo.commands.commands import app
from geo.errors import Problem, Rule
from geo.settings import read_settings

SPUR, SAND = "facts/northern-spur.yaml", "facts/sand-pipeline.yaml"
DEPOT, MET, KZ = "facts/old-depot.yaml", "facts/ministers.yaml", "facts/kz.yaml"
QUOTES, LETTER_QUOTES = "quotes/harbour-gazette.yaml", "quotes/letter.yaml"
GAZETTE, LETTER = "sources/harbour-gazette.yaml", "sources/letter.yaml"
LINES, SITE = "geometry/northern-spur.geojson", "geometry/old-depot.geojson"
PROJECT = "projects/northern-spur.yaml"


@dataclass(frozen=True)
class Break:
    """In `file`, the first match of `pattern` becomes `new`; `record` breaks `rule`.

    `record` is named with its file where that is another one; it is empty where the file itself is bad.
    """

    rule: Rule
    file: str
    pattern: str
    new: str
    record: str

    def __str__(self) -> str:
        return f"{self.rule.id}-{Path(self.file).stem}-{self.pattern}"

    @property
    def where(self) -> tuple[str, str]:
        """File and record that the problem must name."""
        file, _, record = self.record.partition(": ") if ".yaml: " in self.record else (self.file, "", "")
        return file, record or self.record

    def problems_of(self, folder: Path) -> list[Problem]:
        """Make the change in a data folder, and return the problems that name rule, file and record."""
        change(folder / self.file, self.pattern, self.new)
        file, record = self.where
        return [
            problem
            for problem in problems_in(folder)
            if problem.rule == self.rule and problem.file == file and problem.record.startswith(record)
        ]


def change(file: Path, pattern: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.search(pattern, text), f"{pattern!r} is not in {file.name}"
    file.write_text(re.sub(pattern, new, text, count=1), encoding="utf-8")


def problems_in(folder: Path) -> tuple[Problem, ...]:
    return open_atlas(read_settings({"CORRIDORS_DATA": str(folder)})).problems


def run(*arguments: str) -> Result:
    """Run a command; it may end with an exit code and with nothing else."""
    result = CliRunner().invoke(app, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def validate(folder: Path) -> tuple[int, str]:
    result = run("validate", "--data", str(folder))
    return result.exit_code, result.output


def verify(folder: Path, texts: Path, *more: str) -> tuple[int, str]:
    result = run("verify", "--texts", str(texts), "--data", str(folder), *more)
    return result.exit_code, result.output


def read_json(result: Result) -> tuple[int, list[dict[str, str]]]:
    return result.exit_code, json.loads(result.stdout)["problems"]
