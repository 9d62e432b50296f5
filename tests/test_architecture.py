"""The picture in CONTRIBUTING holds: imports point down, and each outside library has one home."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LEVELS = [
    {"errors"},
    {"records", "attributes", "kinds", "settings", "look", "frontend_files"},
    {"quotes", "readings", "places"},
    {"wording", "geometry", "files", "fact_checks"},
    {"checks", "tables"},
    {"atlas"},
    {"selection", "drawing", "standing", "comparison", "history", "totals"},
    {"evidence", "overview", "health"},
    {"summary", "payloads", "importing", "manual"},
    {"card"},
    {"layers", "server"},
    {"page", "cli"},
]
HOMES = {
    "streamlit": {"page", "dashboard"}, "streamlit_folium": {"page"}, "folium": {"layers"}, "branca": {"layers"},
    "xyzservices": {"look"}, "starlette": {"server"}, "jinja2": {"card"}, "markupsafe": {"evidence"},
    "typer": {"cli"}, "rich": {"cli"}, "yaml": {"files"}, "cryptography": {"quotes"}, "rapidfuzz": {"quotes"},
    "pint": {"readings"}, "text_to_num": {"readings"}, "edtf": {"records"}, "brotli": {"payloads"},
    "js_lib_leaflet": {"payloads"}, "markdown_it": {"payloads"}, "babel": {"frontend_files", "importing", "places"}, "pyproj": {"geometry"}, "antimeridian": {"importing"},
}  # fmt: skip
MODULES = sorted(path.stem for path in (ROOT / "geo").glob("*.py") if not path.stem.startswith("__"))


def path_of(module: str) -> Path:
    return ROOT / "dashboard.py" if module == "dashboard" else ROOT / "geo" / f"{module}.py"


def imports(module: str) -> set[str]:
    """Dotted names that a module imports anywhere, but for the eyes of a type checker only."""
    tree = ast.parse(path_of(module).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found |= (
                {f"geo.{alias.name}" for alias in node.names} if node.module == "geo" else {node.module or ""}
            )
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def siblings(module: str) -> set[str]:
    return {name.split(".")[1] for name in imports(module) if name.startswith("geo.")}


def libraries(module: str) -> set[str]:
    outside = {name.partition(".")[0] for name in imports(module)} - {"geo"}
    return {name for name in outside if name not in sys.stdlib_module_names}


def level(module: str) -> int:
    return next(n for n, names in enumerate(LEVELS) if module in names)


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_one_place_in_the_picture(module):
    assert sum(module in names for names in LEVELS) == 1


def test_the_picture_has_no_module_that_is_gone():
    assert {module for names in LEVELS for module in names} == set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module):
    assert {name for name in siblings(module) if level(name) >= level(module)} == set()


def test_the_entry_file_loads_nothing_of_the_page():
    """The page's component must be imported where the runtime exists: in the page."""
    reached, waiting = set(), siblings("dashboard")
    while waiting:
        module = waiting.pop()
        reached.add(module)
        waiting |= siblings(module) - reached
    assert not reached & {"page", "layers", "cli"}
    assert not {"folium", "streamlit_folium"} & set().union(*map(libraries, reached))


@pytest.mark.parametrize("module", [*MODULES, "dashboard"])
def test_each_outside_library_has_one_home(module):
    strays = {name for name in libraries(module) if module not in HOMES.get(name, {module})}
    assert strays == set()


@pytest.mark.parametrize("library", sorted(HOMES))
def test_every_home_is_lived_in(library):
    assert {module for module in (*MODULES, "dashboard") if library in libraries(module)} == HOMES[library]


def canonical(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def test_what_is_imported_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {canonical(re.split(r"[<>=~!\[ ;]", line, maxsplit=1)[0]) for line in project["dependencies"]}
    known = packages_distributions()
    for library in set().union(*map(libraries, (*MODULES, "dashboard"))):
        assert {canonical(name) for name in known[library]} & declared, f"{library} is not declared"


def test_the_environment_is_read_in_one_place():
    reading = re.compile(r"\benviron\b|\bgetenv\b")
    readers = [m for m in (*MODULES, "dashboard") if reading.search(path_of(m).read_text(encoding="utf-8"))]
    assert readers == ["settings"]


@pytest.mark.parametrize("module", MODULES)
def test_only_the_commands_print(module):
    calls = (
        n for n in ast.walk(ast.parse(path_of(module).read_text(encoding="utf-8"))) if isinstance(n, ast.Call)
    )
    assert not [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_functions_are_documented_and_short(module):
    tree = ast.parse(path_of(module).read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name != "import_":
            assert node.end_lineno - node.lineno < 45, f"{node.name} is too long"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} says nothing of itself"
