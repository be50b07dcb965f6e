"""A real server, or worker, as a process of its own on the database of the test."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]


class Running:
    """A process of the product that said that it runs."""

    def __init__(self, *arguments: str, **environ: str) -> None:
        probe = {
            "DJANGO_SETTINGS_MODULE": "tests.config.probe.settings",
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cashboard.cli", *arguments],
            env={**os.environ, **probe, **environ},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        self._hearing = threading.Thread(target=self._hear, daemon=True)
        self._hearing.start()
        self.address = self._wait_until_it_runs()

    def stop(self) -> int:
        """Ask it to stop; it must within 10 seconds, whatever is open. Returns its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=10)

    def kill(self) -> None:
        """kill -9"""
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """Leave no process and no pipe behind."""
        if self.process.poll() is None:
            self.kill()
        self._hearing.join()
        if self.process.stdout:
            self.process.stdout.close()
        sys.stdout.write("\n".join(self.said))  # pytest shows it when the test fails

    def _hear(self) -> None:
        for line in self.process.stdout or ():
            self.said.append(line.rstrip())
            self._lines.put(line)
        self._lines.put("")

    def _wait_until_it_runs(self) -> str:
        try:
            while line := self._lines.get(timeout=60):
                if "runs" in line:
                    return line.split(" at ")[-1].split()[0]
        except queue.Empty:
            pass
        self.close()
        raise AssertionError("it did not start:\n" + "\n".join(self.said))


@contextmanager
def running(*arguments: str, **environ: str) -> Iterator[Running]:
    """The process, ended with the block."""
    process = Running(*arguments, **environ)
    try:
        yield process
    finally:
        process.close()


@contextmanager
def listening(address: str, place: str, **headers: str) -> Iterator[Iterator[dict[str, Any]]]:
    """The frames of an open stream, as {"event", "data"}; ends when the server ends it."""
    with (
        httpx.Client(timeout=30) as client,
        client.stream("GET", f"{address}/live/", params={"place": place}, headers=headers) as answer,
    ):
        assert answer.status_code == 200, answer.read()
        yield _frames(answer)


def _frames(answer: httpx.Response) -> Iterator[dict[str, Any]]:
    event = "message"
    for line in answer.iter_lines():
        if line.startswith("event:"):
            event = line.removeprefix("event:").strip()
        elif line.startswith("data:"):
            yield {"event": event, "data": json.loads(line.removeprefix("data:"))}
            event = "message"
