"""Modules → mutants: every edit that changes what a module does, in an order drawn by what it changes."""

from __future__ import annotations

import ast
import difflib
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator
from mutants.edits import find_edits
from mutants.mutant import Mutant

OPERATORS = (
    "AddNot",
    "NumberReplacer",
    "RemoveDecorator",
    "ReplaceAndWithOr",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ReplaceFalseWithTrue",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceUnaryOperator_Delete_USub",
    "ZeroIterationForLoop",
    *(
        f"ReplaceBinaryOperator_{pair}"
        for pair in ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Div", "Mod_FloorDiv", "Pow_Mul")
    ),
    *(f"ReplaceBinaryOperator_{pair}" for pair in ("BitOr_BitAnd", "BitAnd_BitOr")),
    *(
        f"ReplaceComparisonOperator_{pair}"
        for pair in ("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is", "Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt")
    ),
)
"""cosmic-ray's, one for each operator of the language. Others change `+` into `>>`: any test sees that."""

GUARDS = ("frozen", "slots", "strict", "kw_only", "maxsize")
"""Keyword arguments that guard against a programmer's mistake, or only make it faster."""


def list_mutants(root: Path, modules: Sequence[Path], seed: int) -> list[Mutant]:
    """All mutants of some modules, in an order that stays when they move to another file or line."""
    found: dict[bytes, Mutant] = {}
    seen: Counter[str] = Counter()
    for module in modules:
        for mutant in _mutants_of(root, module):
            what = f"{seed} {mutant.where} {mutant.edit} {mutant.was} {mutant.becomes}"
            seen[what] += 1
            found[hashlib.sha256(f"{what} {seen[what]}".encode()).digest()] = mutant
    return [found[drawn] for drawn in sorted(found)]


def _mutants_of(root: Path, module: Path) -> Iterator[Mutant]:
    code = module.read_text(encoding="utf-8")
    tree = ast.parse(code)
    known = {_meaning(code)}
    for edit, changed in (*_cosmic_ray_edits(code), *_own_edits(code, tree)):
        meaning = _meaning(changed)
        if meaning is None or meaning in known:
            continue
        known.add(meaning)
        line, was, becomes = _difference(code, changed)
        yield Mutant(module.relative_to(root), line, _where(tree, line), edit, was, becomes, changed)


def _cosmic_ray_edits(code: str) -> Iterator[tuple[str, str]]:
    nodes = list(ast_nodes(get_ast(code)))
    for name in OPERATORS:
        operator = get_operator(f"core/{name}")()
        for occurrence in range(sum(1 for node in nodes for _ in operator.mutation_positions(node))):
            changed = mutate_code(code, operator, occurrence)
            if changed is not None:
                yield name, changed


def _own_edits(code: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    data = code.encode()
    starts = [0]
    for text in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(text))
    for edit in find_edits(tree):
        node = edit.node
        begin = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        yield edit.name, (data[:begin] + edit.becomes.encode() + data[end:]).decode()


def _meaning(code: str) -> str | None:
    """What a module does: its syntax tree without docstrings, guards and what only tells types.

    Assertions tell a type checker what it cannot see. Missing where the code has no tree.
    """
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.AnnAssign):
            node.annotation = ast.Constant(None)
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.Assert):
            node.test = ast.Constant(None)
        elif isinstance(node, ast.Call):
            node.keywords = [keyword for keyword in node.keywords if keyword.arg not in GUARDS]
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant(None)
    return ast.dump(tree)


def _difference(code: str, changed: str) -> tuple[int, str, str]:
    """The first line that differs, and the text of those that do, before and after."""
    before, after = code.splitlines(), changed.splitlines()
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    spans = [block for block in blocks if block[0] != "equal"]
    first, last = spans[0], spans[-1]
    was = " ".join(line.strip() for line in before[first[1] : last[2]])
    becomes = " ".join(line.strip() for line in after[first[3] : last[4]])
    return first[1] + 1, was, becomes


def _where(tree: ast.Module, line: int) -> str:
    """The name of the innermost function or class around a line, with those around it; empty for none."""
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.lineno <= line <= (node.end_lineno or 0):
            names.append(node.name)
    return ".".join(names)
