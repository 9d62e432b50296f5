"""The front end's modules → what the browser loads: the modules of one part joined into one script.

streamlit-folium loads the scripts of its frame one after another, and only classic ones, so the
modules of the frame become one function. Joined like this, a round trip for each level of imports
is saved on the page too. Only the plain forms of modules are understood; all others are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_IMPORT = re.compile(r'^import (?:\{(\s*\w+(?:,\s*\w+)*,?\s*)\} from )?"([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function\b|class\b|const\b|let\b)", re.MULTILINE)
_TOP = re.compile(r"^(export )?(?:(?:async )?function\*?|class|const|let|var) (\w+|[{\[])", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL)
_REFUSED = {
    "a default export": re.compile(r"^export default\b", re.MULTILINE),
    "a namespace import": re.compile(r"^import \*", re.MULTILINE),
    "a default import": re.compile(r"^import \w+ from\b", re.MULTILINE),
    "a dynamic import": re.compile(r"(?<![\w.])import\s*\("),
    "import.meta": re.compile(r"\bimport\.meta\b"),
    "an export of names declared elsewhere": re.compile(r"^export (?:\{|\*)", re.MULTILINE),
    "a renamed import": re.compile(r"^import \{[^}]*\bas\b[^}]*\} from", re.MULTILINE),
    "an import or export of another form": re.compile(r"^(?:import|export)\b", re.MULTILINE),
}


class NotJoinable(ValueError):
    """Modules that cannot be joined, with the file and the reason."""


@dataclass(frozen=True)
class _Module:
    path: Path
    imports: tuple[tuple[Path, tuple[str, ...]], ...]
    names: tuple[str, ...]
    exports: frozenset[str]
    body: str


def join_modules(start: Path, *, export: str | None = None) -> str:
    """Join a module and all that it imports into one script, in the order of their imports.

    Without `export` the result is a classic script: one strict function that is called at once. With
    it, an ES module that exports this name of the start module. Comments on lines of their own stay
    behind. Raises `NotJoinable` for a form of import or export other than the plain one, a circle, a
    name that two modules declare, or one that is imported and not exported.
    """
    modules = list(_in_order(start.resolve(), (), {}))
    declared: dict[str, Path] = {}
    for module in modules:
        for name in module.names:
            if name in declared:
                raise NotJoinable(f"{module.path} and {declared[name]} both declare {name}: rename one.")
            declared[name] = module.path
    body = "\n".join(module.body.strip("\n") + "\n" for module in modules)
    if export is None:
        return f'(() => {{\n"use strict";\n{body}}})();\n'
    if export not in modules[-1].exports:
        raise NotJoinable(f"{start} does not export {export}.")
    return f"{body}export {{ {export} }};\n"


def _in_order(path: Path, above: tuple[Path, ...], done: dict[Path, _Module]) -> Iterator[_Module]:
    if path in above:
        circle = " → ".join(each.name for each in (*above[above.index(path) :], path))
        raise NotJoinable(f"The modules import each other in a circle: {circle}.")
    if path in done:
        return
    module = _read_module(path)
    for imported, names in module.imports:
        yield from _in_order(imported, (*above, path), done)
        if missing := set(names) - done[imported].exports:
            raise NotJoinable(f"{path} imports {min(missing)}, which {imported.name} does not export.")
    done[path] = module
    yield module


def _read_module(path: Path) -> _Module:
    try:
        text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NotJoinable(f"{path} is imported and does not exist.") from error
    imports = []
    for names, address in _IMPORT.findall(text):
        if not address.startswith("."):
            raise NotJoinable(f"{path} imports {address}: only files beside it can be joined.")
        listed = tuple(name.strip() for name in names.split(",") if name.strip())
        imports.append(((path.parent / address).resolve(), listed))
    top = _TOP.findall(text)
    body = _IMPORT.sub("", _EXPORT.sub("", text))
    for what, found in _REFUSED.items():
        if found.search(body):
            raise NotJoinable(f"{path} has {what}, which cannot be joined.")
    if names := [name for _, name in top if not name.isidentifier()]:
        raise NotJoinable(f"{path} declares names by a pattern ({names[0]}), which cannot be joined.")
    return _Module(
        path,
        tuple(imports),
        tuple(name for _, name in top),
        frozenset(name for exported, name in top if exported),
        body,
    )
