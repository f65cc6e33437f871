"""Imports go down only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Top to bottom; a module may import from its own layer and from those below.
LAYERS = [
    {"app", "cli", "web", "__main__", "__init__"},
    {"batch"},
    {"briefing", "line_files"},
    {"translation", "summarization", "evaluation"},
    {"engines", "documents", "memory"},
    {"segmentation", "fidelity", "language"},
    {"prompting", "resources", "protocols"},
    {"datamodels", "errors"},
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
# The layer of engines is the one place for these.
RUNTIMES = {"torch", "transformers", "ctranslate2", "gguf", "safetensors", "tokenizers"}
FILES = [*sorted((ROOT / "summarizer").rglob("*.py")), ROOT / "app.py"]


def part_of(path: Path) -> str:
    relative = path.relative_to(ROOT).with_suffix("")
    return relative.parts[1] if len(relative.parts) > 1 else relative.parts[0]


def imports(path: Path) -> Iterator[tuple[str, ast.stmt, bool]]:
    """(module, statement, whether it stands at module level and runs on import)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        top_level = node in tree.body
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node, top_level
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "summarizer":
                for alias in node.names:
                    yield f"summarizer.{alias.name}", node, top_level
            else:
                yield node.module, node, top_level


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down_only(path: Path) -> None:
    here = part_of(path)
    for module, node, _ in imports(path):
        if module.startswith("summarizer."):
            there = module.split(".")[1]
            # The layer of a name taken from the package's own __init__ is that of the top.
            assert RANK[there] >= RANK[here], f"line {node.lineno}: {here} imports {there}, which is above it"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_engines_import_runtimes_and_inside_functions(path: Path) -> None:
    for module, node, top_level in imports(path):
        if module.split(".")[0] in RUNTIMES:
            assert part_of(path) == "engines", f"line {node.lineno}: {module}"
            assert not top_level, f"line {node.lineno}: {module} is imported when the module is"


def test_every_module_has_a_layer() -> None:
    assert {part_of(path) for path in FILES} <= set(RANK)
