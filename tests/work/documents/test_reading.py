"""The beginning of a text, whatever wrote it."""

from __future__ import annotations

import pytest

from cashboard.work.documents import reading
from cashboard.work.documents.models import Version
from cashboard.work.documents.reading import Beginning, beginning_of
from cashboard.work.documents.storage import storage
from tests.story import Story

pytestmark = pytest.mark.requirement("R16")


def version(story: Story, name: str, content: bytes) -> Version:
    document = story.card.attach(name, storage().take([content]), by=story.by_marco)
    return document.versions.select_related("file").get()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_umlauts_are_read_in_every_usual_encoding(story: Story, encoding: str) -> None:
    beginning = beginning_of(version(story, "a.txt", "Größe\nzwölf".encode(encoding)))
    assert beginning == Beginning("text", "Größe\nzwölf")


def test_a_list_is_a_table_with_its_own_separator(story: Story) -> None:
    beginning = beginning_of(version(story, "a.csv", b'number;amount\r\n"4711;a";12,50\r\n'))
    assert beginning == Beginning("table", rows=[["number", "amount"], ["4711;a", "12,50"]])


def test_only_the_beginning_is_read(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    long = beginning_of(version(story, "a.txt", "é\n".encode() * 40_000))
    assert long is not None
    assert (long.text.count("\n"), long.is_all) == (reading.MOST_LINES - 1, False)
    rows = beginning_of(version(story, "a.csv", b"1,2\n" * 900))
    assert rows is not None
    assert (len(rows.rows), rows.is_all) == (reading.MOST_ROWS, False)
    monkeypatch.setattr(reading, "MOST_BYTES", 4)
    cut = beginning_of(version(story, "b.txt", "abcé".encode()))
    assert cut == Beginning("text", "abc", is_all=False)


def test_what_is_no_text_has_no_beginning(story: Story) -> None:
    assert beginning_of(version(story, "a.bin", b"text")) is None
    assert beginning_of(version(story, "a.txt", b"\x00\x01\x02")) is None
    gone = version(story, "b.txt", b"gone")
    storage().drop(gone.file_id)
    assert beginning_of(gone) is None
