"""What pytest is told while mutants are measured and tried."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import pytest

COLLECTION = "collection"


class Contexts:
    """Tells coverage for which test a line runs: also while a shared fixture is made or a file collected."""

    def __init__(self, measured: Any) -> None:
        self.measured = measured
        self.users: dict[str, set[str]] = defaultdict(set)
        self.took_s: dict[str, float] = {}
        self.failed: list[str] = []
        self.running = COLLECTION
        measured.switch_context(COLLECTION)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        for item in session.items:
            self.users[COLLECTION].add(item.nodeid)
            self.users[item.nodeid].add(item.nodeid)
            for name in getattr(item, "fixturenames", ()):
                self.users[f"fixture {name}"].add(item.nodeid)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.running = item.nodeid
        self.measured.switch_context(self.running)
        begin = time.process_time()
        try:
            return (yield)
        finally:
            self.took_s[item.nodeid] = time.process_time() - begin

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        if fixturedef.scope != "function":
            self.measured.switch_context(f"fixture {fixturedef.argname}")
        try:
            return (yield)
        finally:
            self.measured.switch_context(self.running)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def tests_in(self, contexts: Iterable[str]) -> set[str]:
        """The tests for which something ran in these contexts."""
        return {test for context in contexts for test in self.users.get(context, ())}


class Chosen:
    """Runs some tests of the files only, in the order given."""

    def __init__(self, tests: Collection[str]) -> None:
        self.order = {test: number for number, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.order), key=lambda item: self.order[item.nodeid]
        )
