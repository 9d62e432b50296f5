"""Which tests run which lines: each test file is run once, in a process of its own."""

from __future__ import annotations

import ast
import json
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from mutants.mutant import Mutant
from mutants.process import be_quiet, run_apart, run_pytest

LIMIT_S = 600

TestsByLine = dict[int, set[str]]


class Told(TypedDict):
    """What a process apart writes down: lines as (module, line, test)."""

    lines: list[tuple[str, int, str]]
    took_s: dict[str, float]
    failed: list[str]


@dataclass
class Covering:
    """The tests that run each line of each module, their processor time, and those that fail anyway."""

    root: Path
    tests: dict[Path, TestsByLine] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    took_s: dict[str, float] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def tests_of(self, mutant: Mutant) -> list[str]:
        """The tests that could notice a mutant, those first that are likely to and quick.

        Code outside functions runs when a module is imported: there, whatever runs a function of the
        module or of one that imports it is asked.
        """
        tree = ast.parse((self.root / mutant.module).read_text(encoding="utf-8"))
        lines = self.tests[mutant.module]
        inside = _lines_around(tree, mutant.line)
        if inside is None:
            found = self._tests_within(mutant.module).union(
                *(self._tests_within(user) for user in self._users_of(mutant.module))
            )
        elif lines[mutant.line]:
            found = set(lines[mutant.line])
        else:
            found = {test for line in inside for test in lines[line]}
        return self._in_order(found - set(self.failed), mutant.module)

    def _in_order(self, tests: set[str], module: Path) -> list[str]:
        """File by file: the module's own first, then those of its package, then whichever is quick."""
        files: dict[str, list[str]] = defaultdict(list)
        for test in tests:
            files[test.partition("::")[0]].append(test)
        took_s = {file: sum(self.took_s[test] for test in some) for file, some in files.items()}
        own, beside = f"/test_{module.stem}.py", f"tests/{module.parent.name}/"
        first = sorted(files, key=lambda f: (not f.endswith(own), not f.startswith(beside), took_s[f], f))
        return [test for file in first for test in sorted(files[file], key=lambda t: (self.took_s[t], t))]

    def _tests_within(self, module: Path) -> set[str]:
        tree = ast.parse((self.root / module).read_text(encoding="utf-8"))
        bodies = {line for line in self.tests[module] if _lines_around(tree, line) is not None}
        return {test for line in bodies for test in self.tests[module][line]}

    def _users_of(self, module: Path) -> list[Path]:
        dotted = ".".join(module.with_suffix("").parts)
        return [
            other
            for other in self.tests
            if f"from {dotted} import" in (self.root / other).read_text(encoding="utf-8")
        ]


def _lines_around(tree: ast.Module, line: int) -> range | None:
    """The lines of the innermost function's body around a line; missing where it is in none."""
    around = [
        range(node.body[0].lineno, (node.end_lineno or 0) + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.body[0].lineno <= line <= (node.end_lineno or 0)
    ]
    return min(around, key=len) if around else None


def measure_covering(root: Path, files: Sequence[Path], scratch: Path, workers: int) -> Covering:
    """Run every test file once, and note what each of its tests runs in `geo/`."""
    covering = Covering(root)
    with ThreadPoolExecutor(workers) as pool:
        for told in pool.map(lambda file: _measure_apart(root, file, scratch), files):
            _take(covering, told)
    return covering


def _measure_apart(root: Path, file: Path, scratch: Path) -> Told:
    into = scratch / f"{file.parent.name}-{file.stem}.json"
    run_apart(_measure, (root, file, into, scratch), LIMIT_S)
    if not into.exists():
        raise RuntimeError(f"{file} could not be measured: run it with pytest")
    told: Told = json.loads(into.read_text(encoding="utf-8"))
    return told


def _take(covering: Covering, told: Told) -> None:
    for module, line, test in told["lines"]:
        covering.tests[Path(module)][line].add(test)
    covering.took_s.update(told["took_s"])
    covering.failed.extend(told["failed"])


def _measure(root: Path, file: Path, into: Path, scratch: Path) -> None:
    """In the process apart: run the file under coverage and write down what was found."""
    import coverage
    from mutants.plugin import Contexts

    be_quiet(root, scratch)
    measured = coverage.Coverage(data_file=None, include=[f"{root}/geo/*"])
    measured.start()
    contexts = Contexts(measured)
    run_pytest([str(file)], scratch, [contexts])
    measured.stop()
    data, lines = measured.get_data(), []
    for name in data.measured_files():
        module = Path(name).relative_to(root).as_posix()
        for line, found in data.contexts_by_lineno(name).items():
            lines += [(module, line, test) for test in contexts.tests_in(found)]
    told: Told = {"lines": lines, "took_s": contexts.took_s, "failed": contexts.failed}
    into.write_text(json.dumps(told), encoding="utf-8")
