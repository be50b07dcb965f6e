"""GET /live/?place=space:3: a stream of server-sent events that says how far the news of a place goes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from urllib.parse import parse_qs

from cashboard.activity.listeners import Listener, Signal
from cashboard.activity.live import HUB, FullError, news
from cashboard.config.plain import NOT_KEPT, Receive, Scope, Send, say
from cashboard.config.rights import ASKING, Credentials, Hearing, may_hear

HEADERS = [(b"content-type", b"text/event-stream"), NOT_KEPT, (b"x-accel-buffering", b"no")]
COME_BACK = b"retry: 2000\n"
RETRY = (b"retry-after", b"30")
GONE = b"event: gone\ndata: {}\n\n"
WORDS = {
    401: "Sign in first.",
    404: "There is no such place.",
    503: "News cannot be followed now. The page works; try again in a moment.",
}


async def live(scope: Scope, receive: Receive, send: Send) -> int:
    """Answer with the stream: 401 when nobody is signed in, 404 for a place that they may not know of."""
    place = parse_qs(scope["query_string"].decode("latin-1")).get("place", [""])[0]
    credentials = Credentials.shown(scope)
    if not credentials:
        return await say(send, 401, WORDS[401])
    try:
        listener = HUB.subscribe(
            place, key=credentials.session
        )  # before asking, so that nothing falls between
    except FullError:
        return await say(send, 503, WORDS[503], RETRY)
    try:
        hearing = await _ask(credentials, place)
        if hearing.status != 200:
            return await say(send, hearing.status, WORDS[hearing.status], RETRY)
        HUB.heed(listener, hearing.above, seq=hearing.seq)
        await _answer(listener, hearing, credentials, scope, receive, send)
    finally:
        HUB.unsubscribe(listener)
    return 200


async def _answer(
    listener: Listener, hearing: Hearing, credentials: Credentials, scope: Scope, receive: Receive, send: Send
) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    if scope["method"] == "HEAD":
        await send({"type": "http.response.body"})
        return
    leaving = asyncio.ensure_future(_notice_leaving(receive, listener))
    try:
        await _speak(listener, COME_BACK + news(listener.place, hearing.seq), credentials, send)
    finally:
        leaving.cancel()


async def _speak(listener: Listener, frame: bytes | Signal, credentials: Credentials, send: Send) -> None:
    while frame is not Signal.OVER:
        if isinstance(frame, bytes):
            await send({"type": "http.response.body", "body": frame, "more_body": True})
        elif (status := (await _ask(credentials, listener.place)).status) != 200:
            closing = GONE if status != 503 else b""  # on 503 the page comes back by itself and asks again
            await send({"type": "http.response.body", "body": closing})
            return
        frame = await listener.next()
    await send({"type": "http.response.body"})


async def _notice_leaving(receive: Receive, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.end()


def _ask(credentials: Credentials, place: str) -> Awaitable[Hearing]:
    return asyncio.get_running_loop().run_in_executor(ASKING, may_hear, credentials, place)
