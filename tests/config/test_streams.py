"""The event stream of a real server: who hears it, what it says, and when it ends."""

from __future__ import annotations

from collections.abc import Callable
from threading import Timer

import httpx
import pytest

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.people.models import Person, Token
from cashboard.work.cards.models import Card
from tests.config.serving import Running, listening, running
from tests.story import Story

SignIn = Callable[[Person], dict[str, str]]


@pytest.mark.requirement("R13", "R18")
def test_only_who_may_see_the_place_hears_it(server: Running, world: Story, signed_in: SignIn):
    def asked(headers: dict[str, str], place: str = f"space:{world.space.pk}") -> int:
        return httpx.head(f"{server.address}/live/", params={"place": place}, headers=headers).status_code

    assert asked({}) == 401
    assert asked({"cookie": "cashboard_session=guessed"}) == 401
    assert asked(signed_in(world.marco)) == 200
    assert asked(signed_in(world.nils)) == 404, "a stranger does not learn that the space is there"
    assert asked(signed_in(world.ada)) == 404, "an administrator has no role in a private workspace"
    for place in (
        "space:999999",
        "space:",
        "space:x",
        "space:²",
        "workspace:1",
        "",
        "space:99999999999999999999",
    ):
        assert asked(signed_in(world.marco), place) == 404
    assert httpx.post(f"{server.address}/live/").status_code == 405

    by = Actor.system("cli")
    reading, secret = Token.issue(world.marco, "reads", ["read"], by=by)
    _, writing = Token.issue(world.marco, "writes", ["write"], by=by)
    assert asked({"authorization": f"Bearer {secret}"}) == 200
    assert asked({"authorization": f"Bearer {writing}"}) == 401
    reading.revoke(by=by)
    assert asked({"authorization": f"Bearer {secret}"}) == 401


@pytest.mark.requirement("R14")
def test_news_of_a_commit_in_the_servers_process(server: Running, world: Story, signed_in: SignIn):
    place = f"space:{world.space.pk}"
    last = Event.objects.filter(space=world.space.pk).order_by("seq").last()
    with listening(server.address, place, **signed_in(world.marco)) as frames:
        assert next(frames)["data"] == {"place": place, "seq": last.seq if last else 0}
        head = httpx.post(f"{server.address}/card/{world.space.pk}/").json()["head"]
        assert next(frames)["data"] == {"place": place, "seq": head}
        assert "cashboard_live_listeners 1" in httpx.get(f"{server.address}/metrics").text


@pytest.mark.only("postgres")
@pytest.mark.requirement("R14")
def test_news_of_a_commit_in_another_process(server: Running, world: Story, signed_in: SignIn):
    place = f"space:{world.space.pk}"
    with listening(server.address, place, **signed_in(world.vera)) as frames:
        before = next(frames)["data"]["seq"]
        Card.create(world.space, "Made elsewhere", by=world.by_marco)
        assert next(frames)["data"]["seq"] == before + 1


@pytest.mark.requirement("R13")
def test_a_stream_ends_with_the_right_to_it(server: Running, world: Story, signed_in: SignIn):
    place, marco = f"space:{world.space.pk}", signed_in(world.marco)
    with (
        listening(server.address, place, **marco) as his,
        listening(server.address, place, **signed_in(world.vera)) as hers,
    ):
        assert next(his)["event"] == next(hers)["event"] == "message"
        httpx.post(f"{server.address}/removal/{world.space.pk}/{world.marco.pk}/")
        assert [frame["event"] for frame in his] == ["gone"]
        head = httpx.post(f"{server.address}/card/{world.space.pk}/").json()["head"]
        assert next(hers)["data"]["seq"] == head, "the others go on"
    again = httpx.head(f"{server.address}/live/", params={"place": place}, headers=marco)
    assert again.status_code == 404


def test_a_stream_ends_with_its_session(server: Running, world: Story, signed_in: SignIn):
    place, marco = f"space:{world.space.pk}", signed_in(world.marco)
    with listening(server.address, place, **marco) as frames:
        next(frames)
        httpx.post(f"{server.address}/sign-out/", headers=marco)
        assert [frame["event"] for frame in frames] == ["gone"]


@pytest.mark.requirement("R95")
def test_the_server_stops_with_a_stream_open(server: Running, world: Story, signed_in: SignIn):
    with listening(server.address, f"space:{world.space.pk}", **signed_in(world.marco)) as frames:
        next(frames)
        Timer(0.2, server.process.terminate).start()
        assert list(frames) == [], "it ends, without an error"
        assert server.process.wait(timeout=10) == 0


@pytest.mark.only("sqlite")
def test_there_is_an_end_to_how_many_streams_are_open(world: Story, signed_in: SignIn):
    place, headers = f"space:{world.space.pk}", signed_in(world.marco)
    with (
        running("serve", "--port", "0", CASHBOARD_LIVE_STREAMS_MAX="1") as server,
        listening(server.address, place, **headers) as frames,
    ):
        next(frames)
        refused = httpx.get(f"{server.address}/live/", params={"place": place}, headers=headers)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "30")
