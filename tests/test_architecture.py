"""The picture in CONTRIBUTING holds: imports point down, and each outside library has one home."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LEVELS = [
    {"errors"},
    {"records", "attributes", "kinds", "settings"},
    {"quotes", "readings", "places"},
    {"wording", "geometry", "files", "fact_checks"},
    {"checks", "tables"},
    {"atlas"},
    {"selection", "drawing", "evidence"},
    {"card", "overview", "listing", "payloads", "importing", "manual"},
    {"layers", "server"},
    {"page", "cli"},
]
HOMES = {
    "streamlit": {"page"}, "streamlit_folium": {"page"}, "folium": {"layers"}, "branca": {"layers"},
    "xyzservices": {"layers"}, "starlette": {"server"}, "jinja2": {"card"}, "typer": {"cli"}, "rich": {"cli"},
    "yaml": {"files"}, "cryptography": {"quotes"}, "rapidfuzz": {"quotes"}, "pint": {"readings"},
    "text_to_num": {"readings"}, "edtf": {"records"}, "brotli": {"payloads"}, "pyproj": {"geometry"},
    "antimeridian": {"importing"},
}  # fmt: skip
MODULES = sorted(path.stem for path in (ROOT / "geo").glob("*.py") if not path.stem.startswith("__"))


def imports(module: str) -> set[str]:
    tree = ast.parse((ROOT / "geo" / f"{module}.py").read_text(encoding="utf-8"))
    found = set()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"geo.{alias.name}" for alias in node.names} if node.module == "geo" else {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def level(module: str) -> int:
    return next(n for n, names in enumerate(LEVELS) if module in names)


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module):
    for name in imports(module):
        if name.startswith("geo."):
            assert level(name.removeprefix("geo.")) < level(module) or (name, module) in SAME_ROW


SAME_ROW = {("geo.kinds", "records")}


@pytest.mark.parametrize("module", MODULES)
def test_each_outside_library_has_one_home(module):
    for name in imports(module):
        library = name.partition(".")[0]
        assert module in HOMES.get(library, {module}), f"{library} has its home in {HOMES[library]}"


def test_the_environment_is_read_in_one_place():
    readers = [m for m in MODULES if "os.environ" in (ROOT / "geo" / f"{m}.py").read_text(encoding="utf-8")]
    assert readers == ["settings"]


@pytest.mark.parametrize("module", MODULES)
def test_functions_stay_short(module):
    tree = ast.parse((ROOT / "geo" / f"{module}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name != "import_":
            assert node.end_lineno - node.lineno < 45, f"{node.name} is too long"
