"""`python -m bench`: one table, each figure beside its floor."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from importlib import import_module

from bench.lines import Line, table
from bench.processes import ROOT
from bench.run import prepared

FIGURES = ("opening", "moving", "creating", "waking", "memory", "starting")
OF_THEIR_OWN = ("importing", "columns")
POSTGRES = os.environ.get("CASHBOARD_BENCH_POSTGRES", "postgresql://postgres@127.0.0.1:5432")


def main() -> None:
    """Measure what was asked for."""
    asked = _asked()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that databases and servers go away with us
    lines: list[Line] = []
    figures = [name for name in FIGURES if not asked.only or name in asked.only]
    for kind in asked.database or ["sqlite", "postgres"]:
        if not figures:
            break
        _say(f"{kind}: making the boards")
        with prepared(kind, asked.postgres, quick=asked.quick) as run:
            for name in figures:
                began = time.monotonic()
                lines += import_module(f"bench.{name}").measure(run)
                _say(f"{kind}: {name} took {time.monotonic() - began:.0f} s")
    if lines:
        print(table(lines), flush=True)
    for name in OF_THEIR_OWN:
        if name in asked.only or (not asked.only and not asked.quick):
            _say(name)
            subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=ROOT, check=True)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="short series: to see that it runs, not to compare"
    )
    parser.add_argument(
        "--only", action="append", default=[], choices=[*FIGURES, *OF_THEIR_OWN], metavar="NAME"
    )
    parser.add_argument("--database", action="append", choices=["sqlite", "postgres"])
    parser.add_argument(
        "--postgres", default=POSTGRES, metavar="URL", help=f"a server to make databases on [{POSTGRES}]"
    )
    return parser.parse_args()


def _say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
