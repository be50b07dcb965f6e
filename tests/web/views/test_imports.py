"""A file is looked at, chosen for, let come in and taken back, by plain forms."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cashboard.work.cards.models import Card
from cashboard.work.importing.running import run_waiting
from cashboard.work.importing.runs import BoardImport

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R58")]

LIST = b"ID,Title,Status,Assignee,Where\n1,Call,Open,Anna Berg,North\n2,,Escalated,,South\n"


@pytest.fixture
def page(lena):
    """Lena's browser with a file that was taken in; gives the address of its page."""

    def take(content=LIST, name="cards.csv"):
        file = SimpleUploadedFile(name, content)
        sent = lena.post(reverse("imports", args=["COL"]), {"file": file})
        assert sent.status_code == 302
        return lena, sent["Location"]

    return take


def test_a_file_is_looked_at_before_anything_is_written(page):
    lena, address = page()
    text = lena.get(address).content.decode()
    assert "Nothing has been written yet" in text
    assert "Give the card a title" in text
    assert "Import 1 card<" in text
    assert Card.objects.count() == 3


def test_choices_are_kept(page):
    lena, address = page()
    lena.post(address, {"columns-name": ["Where"], "columns-target": ["new:select"]})
    assert BoardImport.objects.get().options["columns"] == {"Where": "new:select"}
    assert '<option value="new:select" selected>' in lena.get(address).content.decode()


def test_it_comes_in_shows_how_far_it_is_and_is_undone(page):
    lena, address = page()
    lena.post(f"{address}start/", {"people-name": ["Anna Berg"], "people-target": ["nobody"]})
    assert "every 1s" in lena.get(address).content.decode()
    assert run_waiting()
    text = lena.get(address).content.decode()
    assert "All of it is in" in text
    assert Card.objects.get(title="Call").responsible is None
    rejected = lena.get(f"{address}rejects/").body.decode("utf-8-sig")
    assert "Give the card a title" in rejected
    lena.post(f"{address}undo/")
    assert run_waiting()
    assert "1 card was put away again" in lena.get(address).content.decode()


def test_what_nobody_can_read_is_said_at_once(lena):
    file = SimpleUploadedFile("x.csv", b"\x00\x01\x02")
    sent = lena.post(reverse("imports", args=["COL"]), {"file": file})
    assert sent.status_code == 422
    assert "not a text file" in sent.content.decode()


def test_a_broken_board_says_so_on_its_page(page):
    lena, address = page(b"{", "board.json")
    assert "is not whole" in lena.get(address).content.decode()


def test_two_columns_for_one_thing_are_refused_and_nothing_is_kept(page):
    lena, address = page()
    form = {"columns-name": ["Where", "Title"], "columns-target": ["title", "title"]}
    assert lena.post(address, form).status_code == 422
    assert "columns" not in BoardImport.objects.get().options


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_can_be_imported_as_it_is(page, kind):
    lena, _ = page()
    content = lena.get(reverse("import-template", args=["COL", kind])).content
    _, address = page(content, f"filled.{kind}")
    text = lena.get(address).content.decode()
    assert "Import 1 card<" in text
    assert "Do not import" in text
