"""Try mutants: import the changed module in place of the real one and run the tests that could notice."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Literal

from mutants.covering import Covering
from mutants.mutant import Mutant
from mutants.plugin import Chosen
from mutants.process import be_quiet, run_apart, run_pytest

START_S, FACTOR = 20.0, 4.0
"""A mutant may use this much processor time, and so many times what its tests use without it."""
NO_TESTS = 5

Verdict = Literal["killed", "survived", "timed out"]


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant, and how many tests could have noticed it."""

    mutant: Mutant
    verdict: Verdict
    tests: int


class _Changed(importlib.machinery.SourceFileLoader):
    """Loads one module from changed source, never from a cache."""

    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self.source = source

    def get_code(self, fullname: str) -> CodeType:
        del fullname
        return compile(self.source, self.path, "exec", dont_inherit=True)


class _Finder:
    """Finds one module: the changed one."""

    def __init__(self, name: str, path: str, source: str) -> None:
        self.name, self.path, self.source = name, path, source

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if name != self.name:
            return None
        loader = _Changed(name, self.path, self.source)
        return importlib.util.spec_from_file_location(name, self.path, loader=loader)


def try_mutants(
    root: Path, mutants: Sequence[Mutant], covering: Covering, scratch: Path, workers: int
) -> Iterator[Outcome]:
    """Try each mutant in a process of its own, some side by side; outcomes come in the mutants' order."""
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(lambda mutant: _try_one(root, mutant, covering, scratch), mutants)


def _try_one(root: Path, mutant: Mutant, covering: Covering, scratch: Path) -> Outcome:
    tests = covering.tests_of(mutant)
    if not tests:
        return Outcome(mutant, "survived", 0)
    limit_s = START_S + FACTOR * sum(covering.took_s[test] for test in tests)
    code = run_apart(_try, (root, mutant, tests, scratch), limit_s)
    if code == NO_TESTS:
        raise RuntimeError(f"no test was found again for {mutant}")
    return Outcome(mutant, "timed out" if code is None else "killed" if code else "survived", len(tests))


def _try(root: Path, mutant: Mutant, tests: Sequence[str], scratch: Path) -> None:
    """In the process apart: exit with 0 where no test has noticed, else with pytest's code.

    File by file, since most mutants are noticed in the first and loading all takes longer than that.
    """
    name = ".".join(mutant.module.with_suffix("").parts)
    assert name not in sys.modules
    sys.meta_path.insert(0, _Finder(name, str(root / mutant.module), mutant.source))
    be_quiet(root, scratch)
    chosen = Chosen(tests)
    for file in dict.fromkeys(test.partition("::")[0] for test in tests):
        code = run_pytest(["-x", file], scratch, [chosen])
        if code:
            sys.exit(code)
