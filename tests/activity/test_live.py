"""The hub: who is told what, when, and that a slow or large crowd costs little."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

import pytest

from cashboard.activity.listeners import PING, Listener, Signal
from cashboard.activity.live import FullError, Hub


def on_a_loop(act: Callable[[Hub], Awaitable[None]]) -> None:
    """Run `act` with a hub on a loop of its own."""

    async def run() -> None:
        hub = Hub(limit=3)
        hub.run_on(asyncio.get_running_loop())
        await act(hub)

    asyncio.run(run())


async def heard(listener: Listener) -> int | Signal:
    """The seq of the next frame, or the signal."""
    frame = await listener.next()
    return frame if isinstance(frame, Signal) else int(json.loads(frame.removeprefix(b"data: "))["seq"])


def test_only_the_place_is_told():
    async def act(hub: Hub) -> None:
        here, there = hub.subscribe("space:1"), hub.subscribe("space:2")
        hub.publish("space:1", 5)
        hub.publish("space:2", 6)
        assert await heard(here) == 5
        assert await heard(there) == 6

    on_a_loop(act)


def test_a_burst_is_told_as_one():
    async def act(hub: Hub) -> None:
        listener = hub.subscribe("space:1")
        hub.publish("space:1", 1)
        assert await heard(listener) == 1, "the first at once"
        for seq in (2, 4, 3):
            hub.publish("space:1", seq)
        assert await heard(listener) == 4, "then the newest, once the crowd has rested"

    on_a_loop(act)


def test_the_same_news_twice_is_told_once():
    async def act(hub: Hub) -> None:
        listener = hub.subscribe("space:1")
        for seq in (7, 7, 6, 8):
            hub.publish("space:1", seq)
            await asyncio.sleep(0)
        assert [await heard(listener), await heard(listener)] == [7, 8]

    on_a_loop(act)


def test_a_change_of_rights_is_a_doubt_before_any_frame():
    async def act(hub: Hub) -> None:
        below, beside = hub.subscribe("space:1"), hub.subscribe("space:2")
        hub.heed(below, "workspace:1", seq=2)
        hub.heed(beside, "workspace:2", seq=2)
        hub.publish("space:1", 3)
        hub.publish("workspace:1", 4, shifts_rights=True)
        assert [await heard(below), await heard(below)] == [Signal.DOUBT, 3]
        hub.publish("space:2", 5)
        assert await heard(beside) == 5

    on_a_loop(act)


def test_a_change_of_rights_while_the_right_was_asked():
    async def act(hub: Hub) -> None:
        listener = hub.subscribe("space:1")
        hub.publish("workspace:1", 4, shifts_rights=True)
        hub.heed(listener, "workspace:1", seq=2)
        assert await heard(listener) == Signal.DOUBT

    on_a_loop(act)


def test_the_streams_of_one_session_are_doubted():
    async def act(hub: Hub) -> None:
        his, hers = hub.subscribe("space:1", key="his"), hub.subscribe("space:1", key="hers")
        hub.doubt("his")
        hub.publish("space:1", 1)
        assert await heard(his) == Signal.DOUBT
        assert await heard(hers) == 1

    on_a_loop(act)


def test_there_is_room_again_after_somebody_left():
    async def act(hub: Hub) -> None:
        listeners = [hub.subscribe("space:1") for _ in range(3)]
        with pytest.raises(FullError):
            hub.subscribe("space:2")
        hub.unsubscribe(listeners[0])
        hub.unsubscribe(listeners[0])
        hub.subscribe("space:2")
        assert hub.count == 3
        hub.close()
        assert await heard(listeners[1]) == Signal.OVER

    on_a_loop(act)


def test_what_the_first_frame_says_is_not_said_again():
    async def act(hub: Hub) -> None:
        listener = hub.subscribe("space:1")
        hub.publish("space:1", 4)
        await asyncio.sleep(0)
        hub.heed(listener, "workspace:1", seq=4)  # news came while the right was asked; the answer knew it
        hub.publish("space:1", 5)
        assert await heard(listener) == 5

    on_a_loop(act)


def test_missed_news_are_asked_for():
    async def act(hub: Hub) -> None:
        listener = hub.subscribe("space:1")
        hub.refresh(9)
        assert [await heard(listener), await heard(listener)] == [Signal.DOUBT, 9]

    on_a_loop(act)


def test_a_ping_never_hides_news():
    listener = Listener("space:1")
    listener.ping()
    listener.tell(1, b"news")
    listener.ping()
    assert asyncio.run(listener.next()) == b"news"
    listener.ping()
    assert asyncio.run(listener.next()) == PING
