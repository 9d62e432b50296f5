"""The table of packages in CONTRIBUTING holds: imports go to rows above only, libraries have one home."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ALONE = ("errors", "settings")  # beside the packages, known to all
MODULES = sorted(
    ".".join(path.relative_to(ROOT / "geo").with_suffix("").parts)
    for path in (ROOT / "geo").rglob("*.py")
    if path.stem not in ("__init__", "__main__")
)
LONGEST = 300
MOST_COLUMNS = 120


def rows_of(heading: str) -> list[list[str]]:
    """Cells of the first table below a heading of CONTRIBUTING, without its head."""
    below = CONTRIBUTING.split(f"\n{heading}\n", 1)[1]
    table = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)
    assert table, heading
    lines = table[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def names_in(cell: str) -> list[str]:
    return re.findall(r"`([\w./-]+?)/?`", cell)


KNOWS: dict[str, set[str]] = {}
for _package, _job, _known in rows_of("### The packages"):
    KNOWS[names_in(_package)[0]] = set(KNOWS) if _known.startswith("all above") else set(names_in(_known))
HOMES = {
    library: set(names_in(homes))
    for library, homes in ((names_in(cell)[0], homes) for cell, homes in rows_of("### Outside libraries"))
}


def path_of(module: str) -> Path:
    return ROOT / "dashboard.py" if module == "dashboard" else ROOT / "geo" / f"{module.replace('.', '/')}.py"


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
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if is_module(name) else str(node.module) for name in names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def is_module(dotted: str) -> bool:
    return dotted.startswith("geo.") and dotted.removeprefix("geo.") in MODULES


def siblings(module: str) -> set[str]:
    return {name.removeprefix("geo.") for name in imports(module) if name.startswith("geo.")}


def libraries(module: str) -> set[str]:
    outside = {name.partition(".")[0] for name in imports(module)} - {"geo"}
    return {name for name in outside if name not in sys.stdlib_module_names}


def package_of(module: str) -> str:
    return module.partition(".")[0]


def test_the_table_names_the_packages_that_are_there():
    there = {path.parent.name for path in (ROOT / "geo").glob("*/__init__.py")}
    assert set(KNOWS) - set(ALONE) == there


@pytest.mark.parametrize("package", KNOWS)
def test_a_package_says_job_input_and_output(package):
    if package in ALONE:
        return
    text = (ROOT / "geo" / package / "__init__.py").read_text(encoding="utf-8")
    said = ast.get_docstring(ast.parse(text)) or ""
    assert "In: " in said and "Out: " in said
    assert len(ast.parse(text).body) == 1, "an __init__ holds its docstring and no import"


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_to_rows_above_only(module):
    own = package_of(module)
    allowed = KNOWS[own] | {own, *ALONE}
    upward = {name for name in siblings(module) if package_of(name) not in allowed}
    assert upward == set()


def test_no_module_imports_itself_by_a_detour():
    graph = {module: siblings(module) & set(MODULES) for module in MODULES}
    for start in MODULES:
        reached, waiting = set(), set(graph[start])
        while waiting:
            module = waiting.pop()
            reached.add(module)
            waiting |= graph[module] - reached
        assert start not in reached, f"{start} is in a circle"


BEFORE_THE_RUNTIME = [module for module in MODULES if package_of(module) in ("map", "server")]


def test_what_is_loaded_before_the_runtime_brings_no_component():
    """`streamlit_folium` registers its component only where Streamlit's runtime exists: in the page."""
    names = ", ".join(f"geo.{module}" for module in BEFORE_THE_RUNTIME)
    done = subprocess.run(
        [sys.executable, "-c", f"import {names}, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert {f"geo.{module}" for module in BEFORE_THE_RUNTIME} <= loaded
    assert not {name for name in loaded if name.startswith(("streamlit", "geo.page"))}


def test_the_page_asks_for_cards_by_request_only():
    """The page and an address beside it get the same card, so the page builds none."""
    of_cards = {name for module in MODULES if package_of(module) == "page" for name in siblings(module)}
    assert {name for name in of_cards if package_of(name) == "card"} <= {"card.card"}


@pytest.mark.parametrize("module", [*MODULES, "dashboard"])
def test_each_outside_library_has_one_home(module):
    at_home = {module, package_of(module)}
    assert {name for name in libraries(module) if name in HOMES and not at_home & HOMES[name]} == set()


@pytest.mark.parametrize("library", sorted(HOMES))
def test_every_home_is_used(library):
    users = [m for m in (*MODULES, "dashboard") if library in libraries(m)]
    for home in HOMES[library]:
        assert any(home in (module, package_of(module)) for module in users), f"{home} does not use {library}"


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
    tree = ast.parse(path_of(module).read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    assert not [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_functions_are_documented_and_short(module):
    text = path_of(module).read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    assert len(text.splitlines()) <= LONGEST
    assert not any(
        isinstance(node, ast.Assign) and ast.unparse(node).startswith("__all__") for node in tree.body
    )
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 45, f"{node.name} is too long"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} says nothing of itself"


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", *patterns], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


@pytest.mark.parametrize(
    "file", tracked("*.py", "*.js", "*.css"), ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_file_is_long_and_no_line_wide(file):
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST
    if file.suffix != ".py":  # of Python the formatter takes care
        assert not [n for n, line in enumerate(lines, 1) if len(line) > MOST_COLUMNS]


def test_the_formatter_is_hardly_ever_switched_off():
    marks = [line for file in tracked("*.py") for line in file.read_text("utf-8").splitlines() if FMT in line]
    assert len(marks) <= 5


FMT = "# fmt" + ": skip"
