"""The house holds: sizes, floors, loops, imports inside functions, and a docstring for every room (design limits)."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = [path for path in sorted((ROOT / "wutong").rglob("*.py")) if "migrations" not in path.parts]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "wutong").rglob("templates/**/*.html"))

LONGEST_FILE, LONGEST_SCHEME, LONGEST_FUNCTION, LONGEST_CLASS, MOST_METHODS = 400, 200, 50, 200, 15
LONGEST_TEMPLATE, LONGEST_TEST, BASE_IN_ALL, MEDIAN_FILE = 150, 40, 1500, 120

# Imports that may stand inside a function, each with its reason.
INLINE_IMPORTS: dict[str, str] = {}

FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def length(node: ast.AST) -> int:
    return node.end_lineno - node.lineno + 1  # type: ignore[attr-defined]


def test_files_stay_small():
    limits = {path: LONGEST_SCHEME if "schemes" in path.parts else LONGEST_FILE for path in CODE}
    assert [name(path) for path, limit in limits.items() if lines(path) > limit] == []


def test_the_median_file_is_short():
    assert median(lines(path) for path in CODE if lines(path)) <= MEDIAN_FILE


def test_functions_stay_short():
    long = [
        f"{name(path)}:{node.name} {length(node)}"
        for path in CODE
        for node in nodes(path)
        if isinstance(node, FUNCTION) and length(node) > LONGEST_FUNCTION
    ]
    assert long == []


def test_classes_stay_small():
    wrong = []
    for path in CODE:
        for node in nodes(path):
            if isinstance(node, ast.ClassDef):
                methods = sum(isinstance(part, FUNCTION) for part in node.body)
                if length(node) > LONGEST_CLASS or methods > MOST_METHODS:
                    wrong.append(f"{name(path)}:{node.name} {length(node)} lines, {methods} methods")
    assert wrong == []


def test_test_functions_stay_short():
    long = [
        f"{name(path)}:{node.name} {length(node)}"
        for path in TESTS
        for node in nodes(path)
        if isinstance(node, FUNCTION) and node.name.startswith("test_") and length(node) > LONGEST_TEST
    ]
    assert long == []


def test_templates_stay_small():
    assert TEMPLATES
    assert [name(path) for path in TEMPLATES if lines(path) > LONGEST_TEMPLATE] == []


def test_the_ground_floor_stays_small():
    assert sum(lines(path) for path in CODE if path.is_relative_to(ROOT / "wutong/base")) <= BASE_IN_ALL


def test_every_module_says_what_it_is_for():
    silent = [name(path) for path in CODE if lines(path) and not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


def test_no_import_inside_a_function_without_a_listed_reason():
    found = {
        name(path)
        for path in CODE
        for node in nodes(path)
        if isinstance(node, FUNCTION) and any(isinstance(part, ast.Import | ast.ImportFrom) for part in ast.walk(node))
    }
    assert found == set(INLINE_IMPORTS)


def test_there_are_no_import_loops():
    graph = grimp.build_graph("wutong", exclude_type_checking_imports=True, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    # A package that gathers its own rooms (models, steps) is not a loop by itself: only module cycles are.
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as loop:
        pytest.fail(" → ".join(loop.args[1]))


def test_the_floors_hold():
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_names_avoid_empty_words():
    empty = ("Manager", "Helper", "Util", "Handler")
    allowed = {"UserManager"}  # Django's own word for it
    found = [
        f"{name(path)}:{node.name}"
        for path in CODE
        for node in nodes(path)
        if isinstance(node, ast.ClassDef) and node.name.endswith(empty) and node.name not in allowed
    ]
    assert found == []


def test_pure_rooms_have_no_place_for_state_words():
    """states.py holds flow tables only: no Django there (design §4)."""
    for path in CODE:
        if path.name == "states.py":
            assert "django" not in path.read_text(encoding="utf-8"), name(path)
