"""The documents of a card on its page: coming in, being looked at, going out."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cashboard.activity.models import Head
from cashboard.work.documents.storage import storage
from tests.story import Story
from tests.web.conftest import Browser

pytestmark = pytest.mark.requirement("R16")


def sent(name: str, content: bytes = b"twelve") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


def test_several_files_are_attached_at_once(story: Story, marco: Browser, vera: Browser) -> None:
    files = [SimpleUploadedFile("Order.pdf", b"%PDF-"), SimpleUploadedFile("Note.txt", b"call")]
    assert marco.post("/cards/COL-1/documents/", {"file": files}).status_code == 302
    shown = vera.get("/cards/COL-1/").content.decode()
    assert "Order.pdf" in shown
    assert "Note.txt" in shown
    assert "Upload" not in shown, "a visitor looks on"
    assert "2 documents" in vera.get("/spaces/COL/").content.decode(), "the front counts them"


def test_a_script_hears_what_became_of_its_file(story: Story, marco: Browser) -> None:
    told = marco.act("/cards/COL-1/documents/", sent("Shot.png"), Accept="application/json").json()
    address = f"/documents/{story.card.documents.get().pk}/picture/"
    kept = {"name": "Shot.png", "address": address, "is_picture": True}
    assert told == {**kept, "version": 2, "before": 1}
    story.card.retitle("Another title", by=story.by_lena)
    again = marco.act("/cards/COL-1/documents/", sent("Shot.png"), Accept="application/json").json()
    assert again == {**kept, "version": 3, "before": 3}, "the same bytes again change nothing"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("page.html", "application/octet-stream"),
        ("drawing.svg", "application/octet-stream"),
        ("page.xhtml", "application/octet-stream"),
        ("code.js", "application/octet-stream"),
        ("Order.pdf", "application/pdf"),
        ("Lines.csv", "text/csv"),
    ],
)
def test_a_download_never_runs_on_our_pages(story: Story, marco: Browser, name: str, kind: str) -> None:
    marco.post("/cards/COL-1/documents/", sent(name, b"<script>alert(1)</script>"))
    pk = story.card.documents.get().pk
    for address in (f"/documents/{pk}/file/", f"/documents/{pk}/versions/1/"):
        answer = marco.get(address)
        assert answer.body == b"<script>alert(1)</script>"
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert marco.get(f"/documents/{pk}/picture/").status_code == 404
    unchanged = marco.get(f"/documents/{pk}/file/", If_None_Match=answer.headers["ETag"])
    assert unchanged.status_code == 304


def test_an_old_version_is_downloaded_as_it_was(story: Story, marco: Browser) -> None:
    marco.post("/cards/COL-1/documents/", sent("Größe.txt", b"one"))
    pk = story.card.documents.get().pk
    marco.post(f"/documents/{pk}/versions/", sent("Other.txt", b"two"))
    first, second = (marco.get(f"/documents/{pk}/versions/{number}/") for number in (1, 2))
    assert (first.body, second.body) == (b"one", b"two")
    assert first.headers["Content-Disposition"] == "attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe.txt"
    assert marco.get(f"/documents/{pk}/file/").body == b"two"
    assert marco.get(f"/documents/{pk}/versions/3/").status_code == 404


def test_strangers_do_not_learn_that_there_is_a_document(story: Story, marco: Browser, nils: Browser) -> None:
    marco.post("/cards/COL-1/documents/", sent("Order.txt"))
    pk = story.card.documents.get().pk
    for path in ("", "file/", "picture/", "versions/1/"):
        foreign, absent = nils.get(f"/documents/{pk}/{path}"), nils.get(f"/documents/{10**9}/{path}")
        assert foreign.status_code == absent.status_code == 404


def test_a_visitor_sends_nothing_and_nothing_is_kept(story: Story, vera: Browser) -> None:
    before = set(storage().old(10**12))
    refused = vera.act("/cards/COL-1/documents/", sent("b.txt", b"sent by a visitor"))
    assert refused.status_code == 403
    assert "You are visitor here" in refused.content.decode()
    assert set(storage().old(10**12)) == before


def test_no_file_is_a_sentence(story: Story, marco: Browser) -> None:
    seq = Head.objects.get().seq
    refused = marco.act("/cards/COL-1/documents/", {})
    assert (refused.status_code, refused.content) == (422, b"Choose a file.")
    assert Head.objects.get().seq == seq


def test_removed_documents_are_brought_back_from_the_card(
    story: Story, marco: Browser, lena: Browser
) -> None:
    marco.post("/cards/COL-1/documents/", sent("Order.txt"))
    pk = story.card.documents.get().pk
    shown = marco.act(f"/documents/{pk}/removal/").content.decode()
    assert "Removed (1)" in shown
    assert "for good" not in shown, "that is for owners"
    assert "Delete Order.txt for good" in lena.get("/cards/COL-1/").content.decode()
    assert "Removed (1)" not in marco.act(f"/documents/{pk}/removal/", {"back": "1"}).content.decode()
    marco.act(f"/documents/{pk}/removal/")
    lena.act(f"/documents/{pk}/removal/", {"forever": "1"})
    assert not story.card.documents.exists()


def test_groups_are_kept_on_the_card(story: Story, marco: Browser) -> None:
    for name in ("Letters", "Orders"):
        marco.post("/cards/COL-1/document-groups/", {"name": name})
    letters, orders = story.card.document_groups.all()
    marco.post("/cards/COL-1/documents/", sent("Order.txt") | {"group": orders.pk})
    marco.post(f"/cards/COL-1/document-groups/{orders.pk}/", {"before": letters.pk})
    marco.post(f"/cards/COL-1/document-groups/{letters.pk}/", {"remove": "1"})
    marco.post(f"/cards/COL-1/document-groups/{orders.pk}/", {"name": "Purchase orders"})
    [document] = story.card.documents.all()
    assert (document.group and document.group.name) == "Purchase orders"
    marco.post(f"/documents/{document.pk}/group/", {"group": ""})
    marco.post(f"/documents/{document.pk}/name/", {"name": "Order 12"})
    [document] = story.card.documents.all()
    assert (document.group, document.name) == (None, "Order 12.txt")
