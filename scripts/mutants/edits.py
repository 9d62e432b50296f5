"""Edits of our own beside those of cosmic-ray: rules left out, orders reversed, codes misspelt.

cosmic-ray changes operators, numbers, conditions and decorators. Rankings, tie-breaks and whole
rules, which matter most here, it leaves alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

OPPOSITES = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
FACTOR = 6
"""A threshold with decimals is multiplied: 0.05 becomes 0.3. cosmic-ray adds 1, which any test sees."""
TYPES_ONLY = ("Literal", "Annotated")


@dataclass(frozen=True)
class Edit:
    """Replace the code of a node: `name` says what kind of edit it is."""

    name: str
    node: ast.expr | ast.stmt
    becomes: str


def find_edits(tree: ast.Module) -> Iterator[Edit]:
    """Yield the edits that a module offers. Annotations and docstrings offer none."""
    for node in _nodes(tree):
        if isinstance(node, ast.stmt):
            yield from _statement_edits(node)
        elif isinstance(node, ast.expr):
            yield from _expression_edits(node)


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes that run, without those that only say a type."""
    yield node
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) in TYPES_ONLY:
        return
    if isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom):
        return  # words for people, and names that have to be there
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _nodes(child)


def _statement_edits(node: ast.stmt) -> Iterator[Edit]:
    if isinstance(node, ast.If) and not node.orelse:
        yield Edit("leave out a rule", node, "pass")
    elif isinstance(node, ast.AugAssign) or _does_something(node):
        yield Edit("leave out a statement", node, "pass")
    elif isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
        yield Edit("return nothing", node, "return None")


def _does_something(node: ast.stmt) -> bool:
    """Whether it is an expression for its effect, and no docstring."""
    return isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)


def _expression_edits(node: ast.expr) -> Iterator[Edit]:
    if isinstance(node, ast.Constant):
        yield from _constant_edits(node)
    elif isinstance(node, ast.Call):
        yield from _call_edits(node)
    elif isinstance(node, ast.BoolOp):
        for left_out in range(len(node.values)):
            yield Edit("leave out a condition", node, _without(node, "values", left_out))
    elif isinstance(node, ast.Tuple | ast.List | ast.Set) and isinstance(
        getattr(node, "ctx", ast.Load()), ast.Load
    ):
        for left_out in range(len(node.elts)):
            if len(node.elts) > 1:
                yield Edit("leave out an element", node, _without(node, "elts", left_out))
    elif isinstance(node, ast.Dict):
        for n in range(len(node.keys)):
            left = ast.Dict(node.keys[:n] + node.keys[n + 1 :], node.values[:n] + node.values[n + 1 :])
            yield Edit("leave out an element", node, ast.unparse(left))
    elif isinstance(node, ast.IfExp):
        yield Edit("always the first", node, f"({ast.unparse(node.body)})")
        yield Edit("always the second", node, f"({ast.unparse(node.orelse)})")
    elif isinstance(node, ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp):
        yield from _comprehension_edits(node)


def _constant_edits(node: ast.Constant) -> Iterator[Edit]:
    if isinstance(node.value, float):
        yield Edit("another threshold", node, repr(node.value * FACTOR))
    elif isinstance(node.value, str) and node.value and " " not in node.value:
        yield Edit("misspell a code", node, repr(f"{node.value}~"))


def _call_edits(node: ast.Call) -> Iterator[Edit]:
    if isinstance(node.func, ast.Name) and node.func.id in OPPOSITES:
        opposite = OPPOSITES[node.func.id]
        keywords = [] if opposite == "list" else node.keywords
        yield Edit(
            f"{node.func.id} becomes {opposite}",
            node,
            ast.unparse(ast.Call(ast.Name(opposite), node.args, keywords)),
        )
    for left_out, keyword in enumerate(node.keywords):
        if keyword.arg in ("key", "reverse", "default"):
            yield Edit(f"leave out {keyword.arg}", node, _without(node, "keywords", left_out))


def _comprehension_edits(node: ast.expr) -> Iterator[Edit]:
    for number, loop in enumerate(getattr(node, "generators", ())):
        for left_out in range(len(loop.ifs)):
            copied = deepcopy(node)
            del copied.generators[number].ifs[left_out]  # type: ignore[attr-defined]
            yield Edit("leave out a condition", node, ast.unparse(copied))


def _without(node: ast.expr, field: str, left_out: int) -> str:
    """The code of an expression without one of its parts; that of `:, :2` is no expression by itself."""
    copied = deepcopy(node)
    parts = getattr(copied, field)
    del parts[left_out]
    return ast.unparse(parts[0]) if field == "values" and len(parts) == 1 else ast.unparse(copied)
