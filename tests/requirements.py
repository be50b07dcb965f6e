"""Which of the numbered requirements have a passing test: `python -m tests.requirements`, after a run."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

import pytest

LAST = 105
KEPT = Path(".pytest_cache") / "requirements.json"
_seen: dict[str, dict[str, object]] = {}


def named(item: pytest.Item) -> list[str]:
    """The requirements that a test is marked with."""
    return sorted({name for marker in item.iter_markers("requirement") for name in marker.args})


def note(report: pytest.TestReport) -> None:
    """Remember the outcome of a test that names requirements; a failing set-up or tear-down counts too."""
    shows = getattr(report, "requirements", [])
    if shows and (report.when == "call" or not report.passed):
        _seen[report.nodeid] = {"requirements": shows, "outcome": report.outcome}


def keep(config: pytest.Config) -> None:
    """Merge this run into what earlier runs showed; a run of everything begins anew."""
    file = config.rootpath / KEPT
    everything = config.args_source is config.ArgsSource.TESTPATHS and not config.option.keyword
    earlier = json.loads(file.read_text()) if file.exists() and not everything else {}
    merged = earlier | _seen
    if merged:
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(merged, indent=1, sort_keys=True))


def shown(file: Path = KEPT) -> dict[str, tuple[int, int]]:
    """For each requirement with a test: how many passed, how many did not."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for entry in json.loads(file.read_text()).values() if file.exists() else ():
        for name in entry["requirements"]:
            counts[name][entry["outcome"] != "passed"] += 1
    return {name: (passed, not_passed) for name, (passed, not_passed) in counts.items()}


def main() -> None:
    """Print a line for each requirement."""
    counts = shown()
    names = [f"R{number}" for number in range(1, LAST + 1)]
    for name in names:
        passed, not_passed = counts.get(name, (0, 0))
        failing = f", {not_passed} NOT passing" if not_passed else ""
        sys.stdout.write(f"{name:<5} {passed or 'no'} passing{failing}\n")
    met = [name for name in names if counts.get(name, (0, 1))[1] == 0]
    sys.stdout.write(f"{len(met)} of {LAST} requirements have passing tests: {' '.join(met)}\n")


if __name__ == "__main__":
    main()
