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


def test_no_other_module_reads_the_environment():
    """One file reads it; the others ask the settings. The command line may ask whether something was given at all."""
    allowed = {
        "config/settings.py",
        "config/completeness.py",
        "config/asgi.py",
        "cli/__init__.py",
        "cli/serve.py",
    }
    package = ROOT / "src" / "cashboard"
    reading = {
        str(path.relative_to(package)) for path in package.rglob("*.py") if "os.environ" in path.read_text()
    }
    assert reading <= allowed
