"""The documents of a card by the API."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.conftest import Caller
from tests.story import Story

pytestmark = pytest.mark.requirement("R16", "R105")
BYTES = {"Content-Type": "application/octet-stream"}


def send(caller: Caller, path: str, content: bytes, **headers: str) -> Any:
    return caller.post(path, content, **BYTES | headers)


def test_a_file_goes_in_and_comes_out_byte_for_byte(story: Story, marco: Caller, vera: Caller) -> None:
    content = bytes(range(256)) * 4
    card = f"cards/{story.card.pk}/documents"
    [made] = send(marco, f"{card}?name=Order.bin", content).json()["documents"]
    assert made["versions"] == [
        {
            "number": 1,
            "file_name": "Order.bin",
            "size": 1024,
            "sha256": hashlib.sha256(content).hexdigest(),
            "added_at": made["versions"][0]["added_at"],
            "added_by": {"id": story.marco.pk, "name": "Marco Rossi"},
        }
    ]
    assert (made["name"], made["url"], made["media_type"]) == ("Order.bin", None, "application/octet-stream")
    document = f"documents/{made['id']}"
    newer = send(marco, f"{document}/versions?name=Order%202.bin", b"anew").json()
    assert [version["number"] for version in newer["versions"]] == [2, 1]
    first = vera.get(f"{document}/versions/1/bytes")
    assert b"".join(first.streaming_content) == content
    assert first.headers["Content-Disposition"] == 'attachment; filename="Order.bin"'
    assert vera.get(f"{document}/versions/1/bytes", If_None_Match=first.headers["ETag"]).status_code == 304
    assert vera.get(f"{document}/versions/3/bytes").status_code == 404
    assert vera.get(document).json() == vera.get(card).json()["documents"][0]


def test_a_form_carries_a_file_too(story: Story, marco: Caller) -> None:
    file = SimpleUploadedFile("Order.txt", b"twelve")
    address = f"/api/v1/cards/{story.card.pk}/documents"
    told = marco.client.post(address, {"file": file}, headers=marco.headers).json()
    assert told["documents"][0]["name"] == "Order.txt"


def test_what_is_no_file_is_refused_with_what_to_do(story: Story, marco: Caller, vera: Caller) -> None:
    card = f"cards/{story.card.pk}/documents"
    assert "Say how the file is called" in send(marco, card, b"x").json()["detail"]
    assert send(marco, f"{card}?name=a.txt", b"").status_code == 400
    assert marco.post(f"{card}?name=a.txt", {"a": 1}).status_code == 415
    assert marco.client.post(f"/api/v1/{card}", {"no": "file"}, headers=marco.headers).status_code == 400
    assert send(vera, f"{card}?name=a.txt", b"x").status_code == 403
    assert send(marco, f"{card}?name=a.txt", b"x", If_Match='"99"').status_code == 412
    assert send(marco, f"{card}?name=a.txt", b"x", Idempotency_Key="k").status_code == 422
    assert not story.card.documents.exists()


def test_documents_are_renamed_grouped_removed_and_brought_back(
    story: Story, marco: Caller, lena: Caller
) -> None:
    card = f"cards/{story.card.pk}"
    link = {"url": "https://example.com/terms", "name": "Terms"}
    [made] = marco.post(f"{card}/links", link).json()["documents"]
    assert (made["url"], made["versions"]) == ("https://example.com/terms", [])
    [first] = marco.post(f"{card}/document-groups", {"name": "Letters"}).json()["groups"]
    second = marco.post(f"{card}/document-groups", {"name": "Orders"}).json()["groups"][1]
    place = {"before": first["id"]}
    placed = marco.post(f"{card}/document-groups/{second['id']}/place", place).json()["groups"]
    assert placed == [second, first]
    document = f"documents/{made['id']}"
    assert marco.post(f"{document}/group", {"group": first["id"]}).json()["group"] == first
    marco.post(f"{card}/document-groups/{first['id']}/name", {"name": "Mail"})
    assert marco.get(document).json()["group"]["name"] == "Mail"
    marco.delete(f"{card}/document-groups/{first['id']}")
    assert marco.post(f"{document}/name", {"name": "Our terms"}).json()["name"] == "Our terms"
    assert marco.get(document).json()["group"] is None
    assert marco.post(f"{document}/removal").json()["removed_at"]
    assert marco.delete(f"{document}/removal").json()["removed_at"] is None
    assert lena.delete(document).status_code == 409
    marco.post(f"{document}/removal")
    assert lena.delete(document).status_code == 204
    assert lena.get(document).status_code == 404
