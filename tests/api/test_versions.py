"""ETag, If-Match and If-None-Match: nobody's change is lost unseen."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Event
from cashboard.api.routing import ROUTES
from tests.api.test_leaks import World, bodies

pytestmark = pytest.mark.requirement("R105")


def test_a_change_at_the_version_that_was_seen(story, marco):
    card = f"cards/{story.card.pk}"
    tag = marco.get(card)["ETag"]
    changed = marco.post(f"{card}/title", {"title": "Mine"}, If_Match=tag)
    assert (changed.status_code, changed["ETag"]) == (200, '"2"')


def test_a_change_at_an_older_version_is_refused_with_the_current_one(story, marco):
    card = f"cards/{story.card.pk}"
    story.card.retitle("Of somebody else", by=story.by_lena)
    refused = marco.post(f"{card}/title", {"title": "Mine"}, If_Match='"1"')
    assert (refused.status_code, refused["ETag"]) == (412, '"2"')
    assert refused.json()["type"] == "urn:cashboard:problem:stale-version"
    assert marco.get(card).json()["title"] == "Of somebody else"


@pytest.mark.parametrize("tag", ['"1"', 'W/"1"', '"8", "1"', "*"])
def test_tags_that_match(story, marco, tag):
    assert marco.post(f"cards/{story.card.pk}/title", {"title": "Mine"}, If_Match=tag).status_code == 200


@pytest.mark.parametrize("tag", ['"2"', "1", "", '"1', '"1e0"', '"\'; DROP TABLE work_card"'])
def test_tags_that_do_not_match(story, marco, tag):
    assert marco.post(f"cards/{story.card.pk}/title", {"title": "Mine"}, If_Match=tag).status_code == 412


def test_every_change_of_a_single_thing_honours_if_match(story):
    world = World(story)
    before = Event.objects.count()
    for route in ROUTES:
        if route.changes_one and route.path != "comments/{id}/text":
            body = bodies(world.own, story).get(route.path) if route.body else None
            address = world.path(route, world.own, "owner")
            refused = world.callers["owner"].send(route.method, address, body, If_Match='"999"')
            assert refused.status_code == 412, route.path
    assert Event.objects.count() == before


def test_what_is_known_already_is_not_sent_again(story, marco):
    card = f"cards/{story.card.pk}"
    same = marco.get(card, If_None_Match='"1"')
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", '"1"')
    marco.post(f"{card}/title", {"title": "Other"})
    assert marco.get(card, If_None_Match='"1"').status_code == 200
