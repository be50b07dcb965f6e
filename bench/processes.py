"""A server as a process of its own: the product or a floor. Memory and CPU time come from /proc: on Linux."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60


class Process:
    """A server that said its address."""

    def __init__(self, module: str, *arguments: str, environ: Mapping[str, str]) -> None:
        began = time.perf_counter()
        command = [sys.executable, "-m", module, *arguments]
        self._running = subprocess.Popen(
            command, env={**os.environ, **environ}, cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert self._running.stdout is not None
        self.address = self._hear(self._running.stdout)
        _first_answer(self.address)
        self.started_in = time.perf_counter() - began

    def _hear(self, said: IO[str]) -> str:
        for line in said:
            if "http://" in line:
                return "http://" + line.split("http://")[1].split()[0]
        raise RuntimeError("the server ended before it said its address")

    @property
    def memory(self) -> float:
        """What it holds now, in MiB (resident set)."""
        status = Path(f"/proc/{self._running.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    @property
    def cpu(self) -> float:
        """Seconds of CPU that it has used; a database server's own are not among them."""
        fields = Path(f"/proc/{self._running.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def stop(self) -> None:
        """End it."""
        self._running.terminate()
        try:
            self._running.wait(20)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()
        if self._running.stdout:
            self._running.stdout.close()


def _first_answer(address: str) -> None:
    """Wait for the first page, whatever its status."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urlopen(f"{address}/accounts/login/", timeout=PATIENCE).read()
            return
        except HTTPError:
            return
        except URLError:
            time.sleep(0.01)
    raise RuntimeError(f"{address} does not answer")


@contextmanager
def serving(environ: Mapping[str, str]) -> Iterator[Process]:
    """The product."""
    with _ended(Process("cashboard.cli", "serve", "--port", "0", environ=environ)) as process:
        yield process


@contextmanager
def floor(environ: Mapping[str, str]) -> Iterator[Process]:
    """The bare server of `floor.py`."""
    with _ended(Process("bench.floor", environ=environ)) as process:
        yield process


@contextmanager
def _ended(process: Process) -> Iterator[Process]:
    try:
        yield process
    finally:
        process.stop()
