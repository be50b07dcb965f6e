"""docs/settings.md names every variable that the settings read, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_variable_is_in_the_table():
    read = set()
    for path in (ROOT / "src" / "cashboard" / "config").glob("*.py"):
        read |= set(re.findall(r"\"(CASHBOARD_[A-Z_]+)\"", path.read_text()))
    told = re.findall(
        r"^\| `(CASHBOARD_[A-Z_]+)` \|", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE
    )
    assert sorted(told) == sorted(read)


def test_no_other_module_reads_them():
    """One file reads the environment, the others ask it. `serve` asks whether the address was given."""
    package = ROOT / "src" / "cashboard"
    asking = re.compile(r"environ[^\n]*CASHBOARD_|CASHBOARD_[^\n]*environ")
    reading = {
        str(path.relative_to(package)) for path in package.rglob("*.py") if asking.search(path.read_text())
    }
    assert reading <= {"config/settings.py", "config/completeness.py", "cli/__init__.py", "cli/serve.py"}
