"""Which package may import which: the arrows between the rooms, without a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness import ROOT

MAY_IMPORT: dict[str, set[str]] = {
    "caffe": set(),
    "runtime": set(),
    "graph_surgery": {"caffe"},
    "plugins": {"runtime"},
    "converter": {"caffe", "graph_surgery", "plugins", "runtime"},
    "pycaffe": {"caffe", "graph_surgery", "converter", "runtime"},
}


def imported(file: Path) -> Iterator[str]:
    """The names of the modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_package_imports_only_what_stands_below_it(package: str) -> None:
    files = list((ROOT / package).rglob("*.py"))
    assert files
    arrows = {
        (file.relative_to(ROOT).as_posix(), name.split(".")[1])
        for file in files
        for name in imported(file)
        if name.startswith("caffe2trt.")
    }
    assert not {(file, other) for file, other in arrows if other not in MAY_IMPORT[package] | {package}}


def test_no_two_files_import_each_other() -> None:
    modules = {_module(file): file for package in MAY_IMPORT for file in (ROOT / package).rglob("*.py")}
    graph = {name: _targets(file, modules) - {name} for name, file in modules.items()}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, f"a circle of imports: {' -> '.join((*path[path.index(name) :], name))}"
        if name not in done:
            for target in graph[name]:
                visit(target, (*path, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def _module(file: Path) -> str:
    return ".".join(("caffe2trt", *file.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


def _targets(file: Path, modules: dict[str, Path]) -> set[str]:
    """The modules of the project that a file imports when it is loaded."""
    lazy = {
        inner
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in (alias.name for child in node.body if isinstance(child, ast.ImportFrom) for alias in child.names)
    }
    found = set()
    for name in imported(file):
        module = name if name in modules else name.rpartition(".")[0]
        if module in modules and name.rpartition(".")[2] not in lazy:
            found.add(module)
    return found
