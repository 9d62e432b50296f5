"""The names in CONTRIBUTING's code section are there, and its three traces are the ways that the code takes."""

from __future__ import annotations

import json
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from inspect import unwrap
from itertools import pairwise
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from running import Open, card_of, checked, listed, opener
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest
from test_architecture import CONTRIBUTING, KNOWS, ROOT, rows_of

from geo.server.cards import _cards_of
from geo.server.publication import publisher_of

FRONTEND = ROOT / "geo" / "frontend"
_NAME = re.compile(r"`([a-z_]+(?:\.\w+)+|(?:frame|page|shared)/[\w.-]+)`")
_HEADINGS = {"data": "**A quotation,", "click": "**A click,", "filter": "**A filter,"}


def section(heading: str) -> str:
    below = CONTRIBUTING.split(f"\n### {heading}\n", 1)[1]
    return below.split("\n### ", 1)[0]


def trace(name: str) -> list[str]:
    """The names of one trace, in order."""
    (paragraph,) = [p for p in section("Three traces").split("\n\n") if p.startswith(_HEADINGS[name])]
    names = _NAME.findall(paragraph)
    assert len(names) == paragraph.count("→") + paragraph.count("⇒") + 1
    return names


TRACES = {name: trace(name) for name in _HEADINGS}


def resolve(name: str) -> Any:
    """What a dotted name below `geo` stands for: a module, or something in one."""
    parts = name.split(".")
    for n in range(len(parts), 0, -1):
        path = ROOT / "geo" / Path(*parts[:n])
        if path.with_suffix(".py").exists():
            found: Any = import_module(f"geo.{'.'.join(parts[:n])}")
            for part in parts[n:]:
                found = getattr(found, part)
            return found
    raise LookupError(f"no module for {name}")


def is_exported(name: str) -> bool:
    """Whether a front-end file exports a name, or a class with such a method."""
    path, _, wanted = name.partition(".")
    text = (FRONTEND / f"{path}.js").read_text(encoding="utf-8")
    exported, _, method = wanted.partition(".")
    if not exported:
        return True
    if not re.search(rf"^export (?:async )?(?:function|class|const) {exported}\b", text, re.MULTILINE):
        return False
    return not method or bool(re.search(rf"^  (?:async )?{method}\(", text, re.MULTILINE))


def is_python(name: str) -> bool:
    return "/" not in name


def code_of(name: str) -> CodeType:
    found = unwrap(resolve(name))
    assert isinstance(found, FunctionType), f"{name} is no function"
    return found.__code__


@pytest.mark.parametrize("name", sorted({name for names in TRACES.values() for name in names}))
def test_a_trace_names_functions_that_are_there(name: str) -> None:
    if is_python(name):
        assert code_of(name)
    else:
        assert "." in name and is_exported(name)


LOOKED_FOR = sorted({name for _, look_at in rows_of("### Where to look") for name in _NAME.findall(look_at)})


@pytest.mark.parametrize("name", LOOKED_FOR)
def test_a_place_to_look_at_is_there(name: str) -> None:
    if is_python(name):
        assert resolve(name) is not None
    else:
        assert is_exported(name)


def test_paths_to_look_at_are_there() -> None:
    paths = re.findall(r"`(geo/[\w/.-]+)`", section("Where to look"))
    assert paths and all((ROOT / path).exists() for path in paths)


def test_the_picture_shows_the_packages_in_the_order_of_the_table() -> None:
    picture = re.search(r"```\n(.*?)```", section("The packages"), re.DOTALL)
    assert picture
    shown = [word for line in picture[1].splitlines() for word in line[:37].split()]
    assert shown == list(KNOWS)


@pytest.mark.parametrize(("name", "step"), [("data", 1), ("click", -1), ("filter", -1)])
def test_a_trace_enters_each_package_once_and_never_turns(name: str, step: int) -> None:
    rows = [list(KNOWS).index(each.partition(".")[0]) for each in TRACES[name] if is_python(each)]
    assert len(rows) >= 3
    assert all((after - before) * step > 0 for before, after in pairwise(rows))


@pytest.mark.parametrize("name", TRACES)
def test_a_trace_enters_and_leaves_the_frame_once(name: str) -> None:
    inside = [n for n, each in enumerate(TRACES[name]) if not is_python(each)]
    assert len(inside) <= 2
    assert inside == list(range(inside[0], inside[-1] + 1)) if inside else name == "data"


Notice = Callable[[FrameType, str, Any], None]


@dataclass
class Watch:
    """Calls and returns of the functions of a trace, in the order in which they happened."""

    names: list[str]
    happened: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._name_of = {code_of(name): name for name in self.names}

    def notice(self, frame: FrameType, event: str, _: Any) -> None:
        name = self._name_of.get(frame.f_code)
        if name is not None and event in ("call", "return"):
            self.happened.append((event, name))

    def first(self, event: str) -> list[str]:
        """The functions in the order of their first call, or of their first return."""
        return list(dict.fromkeys(name for each, name in self.happened if each == event))


@contextmanager
def noticing(notice: Notice) -> Iterator[None]:
    """Notice what runs here and in the threads that start meanwhile, such as that of a page's script."""
    threading.setprofile(notice)
    sys.setprofile(notice)
    try:
        yield
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


@contextmanager
def watched(names: list[str]) -> Iterator[Watch]:
    watch = Watch([name for name in names if is_python(name)])
    with noticing(watch.notice):
        yield watch


def row_of(frame: FrameType | None) -> int | None:
    """The row of the table that code belongs to; missing for what is not ours."""
    path = Path(frame.f_code.co_filename) if frame else None
    if path is None or not path.is_relative_to(ROOT / "geo"):
        return None
    return list(KNOWS).index(path.relative_to(ROOT / "geo").parts[0].removesuffix(".py"))


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Open:
    return opener(monkeypatch)


@pytest.fixture
def unopened() -> None:
    """Forget every atlas that is open and every card, so that the next page begins with the records."""
    publisher_of.cache_clear()
    _cards_of.cache_clear()


def test_a_quotation_goes_from_the_seeds_to_the_card(open_page: Open, unopened: None) -> None:
    with watched(TRACES["data"]) as watch:
        page = open_page(project="cku-railway")
    assert "<blockquote" in card_of(page)
    assert watch.first("return") == TRACES["data"]


def click(page: AppTest, project: str) -> AppTest:
    """Send what the map's frame sends after a click; AppTest has no widget for a component."""
    (component,) = page.get("component_instance")
    state = WidgetStates()
    state.CopyFrom(page._tree.get_widget_states())
    sent = state.widgets.add()
    sent.id, sent.json_value = component.proto.id, json.dumps({"click": "1-1", "project": project})
    return checked(page._run(state))


def test_a_click_goes_from_the_page_to_the_facts(open_page: Open, unopened: None) -> None:
    page = open_page()
    with watched(TRACES["click"]) as watch:
        page = click(page, "cku-railway")
    assert "<blockquote" in card_of(page)
    assert watch.first("call") == watch.names


def test_a_filter_goes_from_the_widget_to_the_map(open_page: Open) -> None:
    page = open_page()
    before = listed(page)
    with watched(TRACES["filter"]) as watch:
        page = checked(page.selectbox(key="filter-country").select("KG").run())
    assert len(listed(page)) < len(before)
    assert watch.first("call") == watch.names


def test_the_page_calls_only_rows_above(open_page: Open, unopened: None, tiny: Path) -> None:
    """Imports say what a module may call; a function that is handed in could still turn the way round."""
    between: list[tuple[int, int, str]] = []

    def notice(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and "/geo/" in frame.f_code.co_filename:
            caller, called = row_of(frame.f_back), row_of(frame)
            if caller is not None and called is not None and caller != called:
                between.append((caller, called, frame.f_code.co_qualname))

    with noticing(notice):
        page = open_page(tiny, project="northern-spur", as_of="2023-12-31")
    assert "<blockquote" in card_of(page)
    assert len({pair[:2] for pair in between}) > 10
    assert [each for each in between if each[1] > each[0]] == []
