"""The engine of figures is loaded beside the requests, once somebody has opened a page of a space.

Not at the start: a server that nobody looks at does without its memory.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from cashboard.insight.loading import load_engine

log = logging.getLogger(__name__)
MOMENT = 1.0
"""Seconds in which the page gets whatever else it asks for."""

PATIENCE = 5.0


class Loading:
    """Loads once. `load` may raise: the first report will tell the person why."""

    def __init__(self, load: Callable[[], None] = load_engine, *, moment: float = MOMENT) -> None:
        self._load, self._moment = load, moment
        self._begun = False
        self._leaving = threading.Event()
        self._thread = threading.Thread(target=self._run, name="loading", daemon=True)

    def shown(self, path: str, status: int) -> None:
        """A page was answered; that of a space makes it likely that figures will be asked for."""
        if not self._begun and status == 200 and path.startswith("/spaces/"):
            self._begun = True
            self._thread.start()

    def stop(self) -> None:
        """Begin no more; what is in hand is waited for, so that no thread imports while the process ends."""
        self._begun = True
        self._leaving.set()
        if self._thread.ident is not None:
            self._thread.join(timeout=PATIENCE)

    def _run(self) -> None:
        if self._leaving.wait(self._moment):
            return
        try:
            self._load()
        except Exception:
            log.exception("The analytics engine could not be loaded")
