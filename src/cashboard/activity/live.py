"""Live wake-up: after commit, whoever watches a place hears up to which seq there is news, no more."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection, transaction

from cashboard.activity.listeners import Listener

if TYPE_CHECKING:
    import psycopg

CHANNEL = "cashboard_news"
NO_PLACE = "workspace:None"  # of an event that belongs to no place, such as a change of somebody's groups
AT_ONCE = 100
BEAT = 1.0
ROUND = 20
ASK_AGAIN_EVERY = 3


@dataclass(slots=True)
class Crowd:
    """Who listens to one place, what is new there and what they were told."""

    listeners: set[Listener] = field(default_factory=set)
    seq: int = 0
    told: int = 0
    resting: bool = False

    @property
    def rest(self) -> float:
        """Seconds between two rounds: a quiet place is told at once, a large crowd never fills the loop."""
        return 0.01 + 0.0002 * len(self.listeners)


class FullError(Exception):
    """As many streams are open as this process carries."""


class Hub:
    """The listeners of this process. `publish` may be called from any thread, the rest on the loop."""

    def __init__(self, *, limit: int = 5000) -> None:
        self.limit = limit
        self.count = 0
        self.shifts = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._crowds: dict[str, Crowd] = {}
        self._above: dict[str, set[Listener]] = defaultdict(set)
        self._woken: list[Callable[[], None]] = []

    def run_on(self, loop: asyncio.AbstractEventLoop) -> None:
        """Fan out on this loop from now on."""
        self._loop = loop
        loop.call_soon_threadsafe(self._beat, loop, 0)

    def on_news(self, wake: Callable[[], None]) -> None:
        """Call `wake` (quick, any thread) whenever there is news anywhere: how readers are woken."""
        self._woken.append(wake)

    def off_news(self, wake: Callable[[], None]) -> None:
        """Stop calling `wake`."""
        self._woken.remove(wake)

    def subscribe(self, place: str, *, key: str = "") -> Listener:
        """Listen to a place; `key` is the session behind it. Raises FullError when there is no room."""
        if self.count >= self.limit:
            raise FullError
        listener = Listener(place, key, slot=self.count % ROUND, shifts=self.shifts)
        self._crowds.setdefault(place, Crowd()).listeners.add(listener)
        self.count += 1
        return listener

    def heed(self, listener: Listener, above: str, *, seq: int) -> None:
        """A change of rights at the place above concerns this stream too, also one since it began. Its first
        frame says `seq`.
        """
        listener.knows(seq)
        listener.above = above
        self._above[above].add(listener)
        if listener.shifts != self.shifts:
            listener.doubt()

    def unsubscribe(self, listener: Listener) -> None:
        """Stop listening. Twice is harmless."""
        crowd = self._crowds.get(listener.place)
        if crowd is None or listener not in crowd.listeners:
            return
        crowd.listeners.discard(listener)
        self.count -= 1
        if not crowd.listeners:
            del self._crowds[listener.place]
        self._above[listener.above].discard(listener)
        if not self._above[listener.above]:
            del self._above[listener.above]

    def publish(self, place: str, seq: int, *, shifts_rights: bool = False) -> None:
        """There is news up to `seq` in `place`."""
        for wake in tuple(self._woken):
            wake()
        self.shifts += shifts_rights
        if place in self._crowds or (shifts_rights and (place in self._above or place == NO_PLACE)):
            self._call(lambda: self._arrive(place, seq, shifts_rights))

    def refresh(self, seq: int) -> None:
        """News may have been missed: everybody looks and asks again, as of `seq`."""
        for wake in tuple(self._woken):
            wake()
        self._call(lambda: self._arrive_everywhere(seq))

    def doubt(self, key: str) -> None:
        """The streams of this session or token ask again whether they may stay open."""
        for listener in self._everybody():
            if listener.key == key:
                listener.doubt()

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        for listener in self._everybody():
            listener.end()

    def _call(self, act: Callable[[], object]) -> None:
        loop = self._loop
        if loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop closed meanwhile: nobody listens any more
                loop.call_soon_threadsafe(act)

    def _everybody(self) -> list[Listener]:
        return [listener for crowd in self._crowds.values() for listener in crowd.listeners]

    def _arrive(self, place: str, seq: int, shifts_rights: bool) -> None:
        crowd = self._crowds.get(place)
        if shifts_rights:
            below = self._everybody() if place == NO_PLACE else self._above.get(place, ())
            for listener in (*below, *(crowd.listeners if crowd else ())):
                listener.doubt()
        if crowd is not None:
            crowd.seq = max(crowd.seq, seq)
            if not crowd.resting:
                self._fan_out(place)

    def _arrive_everywhere(self, seq: int) -> None:
        for place in tuple(self._crowds):
            self._arrive(place, seq, True)

    def _fan_out(self, place: str) -> None:
        """Tell the crowd, once for all that came in since the last time; the frame is encoded once."""
        crowd = self._crowds.get(place)
        if crowd is None:
            return
        crowd.resting = crowd.seq > crowd.told
        if crowd.resting and self._loop is not None:
            self._tell(crowd.seq, news(place, crowd.seq), list(crowd.listeners))
            crowd.told = crowd.seq
            self._loop.call_later(crowd.rest, self._fan_out, place)

    def _tell(self, seq: int, frame: bytes, listeners: list[Listener]) -> None:
        """Tell some now and the rest later, so that answers to requests get in between."""
        for listener in listeners[:AT_ONCE]:
            listener.tell(seq, frame)
        if len(listeners) > AT_ONCE and self._loop is not None:
            self._loop.call_soon(self._tell, seq, frame, listeners[AT_ONCE:])

    def _beat(self, loop: asyncio.AbstractEventLoop, beat: int) -> None:
        """Each second a twentieth of the streams is pinged; every third time they ask again."""
        if self._loop is not loop:
            return
        for listener in self._everybody():
            if listener.slot == beat % ROUND:
                listener.ping()
                if beat // ROUND % ASK_AGAIN_EVERY == ASK_AGAIN_EVERY - 1:
                    listener.doubt()
        loop.call_later(BEAT, self._beat, loop, beat + 1)


def news(place: str, seq: int) -> bytes:
    """The server-sent frame that says: there is news up to `seq` in `place`."""
    return b"data: " + json.dumps({"place": place, "seq": seq}).encode() + b"\n\n"


HUB = Hub()


def announce(places: Iterable[str], seq: int, *, shifts_rights: bool = False) -> None:
    """Tell the listeners of these places after commit; on PostgreSQL in every process."""
    named = sorted(places)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for place in named:
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps([place, seq, shifts_rights])])

    def tell() -> None:
        for place in named:
            HUB.publish(place, seq, shifts_rights=shifts_rights)

    transaction.on_commit(tell)


def listen(stop: threading.Event) -> None:
    """Carry PostgreSQL's notifications to the hub until `stop`; connects anew when it was away."""
    import psycopg

    while not stop.is_set():
        try:
            parameters = connection.get_connection_params()
            for ours in ("context", "cursor_factory", "prepare_threshold"):
                parameters.pop(ours, None)
            with psycopg.connect(**parameters, autocommit=True) as notifications:
                _carry(notifications, stop)
        except psycopg.OperationalError:
            stop.wait(1.0)


def _carry(notifications: psycopg.Connection, stop: threading.Event) -> None:
    notifications.execute(f"LISTEN {CHANNEL}")
    head = notifications.execute("SELECT seq FROM activity_head WHERE id = 1").fetchone()
    HUB.refresh(head[0] if head else 0)  # what was said while nobody listened is caught up with here
    while not stop.is_set():
        for notice in notifications.notifies(timeout=1.0):
            place, seq, shifts_rights = json.loads(notice.payload)
            HUB.publish(place, seq, shifts_rights=shifts_rights)
            if stop.is_set():
                return
