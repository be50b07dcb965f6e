"""The rules of the house that a tool can check."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
SOURCES = [file for file in (ROOT / "src").rglob("*.py") if "migrations" not in file.parts]
ALL = [*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
CATCH_ALLS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "misc",
    "services",
    "service",
    "managers",
    "base",
    "shared",
}
TALKS = ("cli", "__main__")


def where(file: Path) -> str:
    return str(file.relative_to(ROOT))


def test_imports_point_down() -> None:
    """In a process of its own, because import-linter switches every logger off."""
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_migrations_are_complete(db: None) -> None:
    out = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert "No changes detected" in out.getvalue()


def test_no_module_is_a_catch_all() -> None:
    assert [where(file) for file in ALL if CATCH_ALLS & {file.stem, *file.relative_to(ROOT).parts[:-1]}] == []


def test_no_class_is_a_service() -> None:
    named = re.compile(r"^class \w+(?:Service|Helper|Util|Utils)\b", re.MULTILINE)
    assert [where(file) for file in SOURCES if named.search(file.read_text())] == []


def test_files_stay_small() -> None:
    long = {where(file): len(file.read_text().splitlines()) for file in ALL}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_nothing_prints() -> None:
    found = [
        f"{where(file)}:{node.lineno}"
        for file in SOURCES
        if not set(TALKS) & {*file.parts, file.stem}
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert found == []


@pytest.mark.parametrize("file", SOURCES, ids=where)
def test_every_module_and_public_class_says_what_it_is(file: Path) -> None:
    text = file.read_text()
    if not text:
        return
    tree = ast.parse(text)
    assert ast.get_docstring(tree), f"{where(file)} has no docstring"
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == [], where(file)


def test_no_verb_writes_rows_behind_the_log() -> None:
    """`QuerySet.update` and signals change rows without an event; only these may, each for its reason.

    What somebody has read in the inbox is no event: decision 6.
    """
    allowed = {"activity", "people/migrations", "work/cards/spreading.py", "notify/models.py"}
    calls = re.compile(r"objects(?:\.\w+\([^)]*\))*\.update\(|@receiver|post_save|pre_save")
    found = [where(file) for file in SOURCES if calls.search(file.read_text())]
    assert [name for name in found if not any(part in name for part in allowed)] == []


def test_the_product_does_not_know_its_tests() -> None:
    imports = re.compile(r"^\s*(?:from|import) (?:tests|bench|pytest|hypothesis)\b", re.MULTILINE)
    assert [where(file) for file in SOURCES if imports.search(file.read_text())] == []
    assert not [
        name for name in sys.modules if re.match(r"cashboard\.(.*\.)?(conftest|tests?|test_\w+)$", name)
    ]
