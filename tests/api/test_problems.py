"""Calls that cannot be understood, and what they are told."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from cashboard.activity.models import Event
from cashboard.work.cards.models import Card

pytestmark = pytest.mark.requirement("R105")


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        (b"", 422, "title"),
        (b"{", 400, None),
        (b"\xff\xfe", 400, None),
        (b'{"title": "\xff"}', 400, None),
        (b'{"title": "\\ud800"}', 400, None),
        (b'{"title": NaN}', 400, None),
        (b"[" * 100_000 + b"]" * 100_000, 422, "body"),
        (b'{"title": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 422, "title"),
        (b'{"x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 422, "x"),
        (b"null", 422, "body"),
        (b'{"title": 7}', 422, "title"),
        (b'{"title": "x", "colour": "red"}', 422, "colour"),
        (b'{"title": ""}', 422, "title"),
        (b'{"title": "\\u0000"}', 422, "title"),
        (b'{"title": " \\t "}', 422, "title"),
    ],
)
def test_a_body_that_cannot_be_taken(story, marco, body, status, field):
    before = Event.objects.count()
    refused = marco.post(f"cards/{story.card.pk}/title", body)
    assert (refused.status_code, refused["Content-Type"]) == (status, "application/problem+json")
    assert refused.json()["status"] == status
    assert [each["field"] for each in refused.json().get("errors", [])] == ([field] if field else [])
    assert Event.objects.count() == before


def test_a_title_of_ten_thousand_characters(story, marco):
    refused = marco.post(f"cards/{story.card.pk}/title", {"title": "x" * 10_000})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "title"


def test_a_script_in_a_title_stays_text(story, marco):
    script = "<script>alert(1)</script>"
    answer = marco.post(f"cards/{story.card.pk}/title", {"title": script})
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.json()["title"] == script


def test_nul_bytes_are_left_out(story, marco):
    answer = marco.post(f"cards/{story.card.pk}/description", {"description": "a\0b"})
    assert answer.json()["description"] == "ab"
    refused = marco.post("workspaces", {"name": "a\0b"})
    assert refused.status_code == 422


@pytest.mark.parametrize(
    "pk", ["0", "-1", str(10**30), str(2**63), "x", "1.0", "٣", "%00", "1%0A", "01", "1e3"]
)
def test_an_id_that_is_none(marco, pk):
    assert marco.get(f"cards/{pk}").status_code == 404


def test_a_huge_number_in_a_body(story, marco):
    refused = marco.post(f"cards/{story.card.pk}/moves", {"status": 10**30})
    assert refused.status_code == 422


def test_another_kind_of_body(story, marco):
    address = f"cards/{story.card.pk}/title"
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        assert marco.post(address, b"title=x", **{"Content-Type": kind}).status_code == 415
    with_charset = {"Content-Type": "application/json; charset=utf-8"}
    assert marco.post(address, {"title": "x"}, **with_charset).status_code == 200


def test_a_body_that_is_too_large(story, marco, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    refused = marco.post(f"cards/{story.card.pk}/description", {"description": "x" * 2000})
    assert refused.status_code == 413
    assert refused["Content-Type"] == "application/problem+json"


def test_another_method(story, marco):
    refused = marco.send("PATCH", f"cards/{story.card.pk}")
    assert (refused.status_code, refused["Allow"]) == (405, "DELETE, GET")
    refused = marco.delete("cards")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, POST")


def test_an_address_that_is_none(marco, nobody):
    for caller in (marco, nobody):
        for address in ("nothing", "cards/", "cards/1/", ""):
            missing = caller.get(address)
            assert (missing.status_code, missing["Content-Type"]) == (404, "application/problem+json")


def test_head_is_a_get_without_its_body(story, marco):
    answer = marco.send("HEAD", f"cards/{story.card.pk}")
    assert (answer.status_code, answer.content, answer["ETag"]) == (200, b"", '"1"')


def test_nothing_is_kept_by_shared_caches(marco):
    answer = marco.get("cards")
    assert answer["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= set(answer["Vary"].split(", "))


def test_a_fault_of_ours_is_a_problem_too(story, marco, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Card, "retitle", fail)
    broken = marco.post(f"cards/{story.card.pk}/title", {"title": "x"})
    assert (broken.status_code, broken.json()["type"]) == (500, "urn:cashboard:problem:broken")
    assert b"secret detail" not in broken.content


def test_a_database_that_is_away(story, marco, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(Card, "retitle", away)
    refused = marco.post(f"cards/{story.card.pk}/title", {"title": "x"})
    assert (refused.status_code, refused["Retry-After"]) == (503, "2")
