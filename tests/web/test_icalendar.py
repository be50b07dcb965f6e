"""The iCalendar file, line by line after RFC 5545."""

from __future__ import annotations

from datetime import date

import pytest

from cashboard.web.icalendar import escaped, etag_of, folded, icalendar, uid_of
from tests.story import Story

pytestmark = pytest.mark.requirement("R97")


def lines(file: bytes) -> list[str]:
    """Unfolded as a reader does; every line ends with CR and LF and is at most 75 octets long."""
    assert file.endswith(b"\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert max(map(len, file.split(b"\r\n"))) <= 75
    return file.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def test_a_card_is_an_event_from_start_to_the_day_after_due(story: Story) -> None:
    story.card.date("start", date(2026, 11, 27), by=story.by_marco)
    story.card.date("due", date(2026, 11, 30), by=story.by_marco)
    story.card.refresh_from_db()
    told = lines(icalendar("Collections, all", [story.card]))
    assert told[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cashboard//Calendar//EN"]
    assert told[-1] == "END:VCALENDAR"
    for line in (
        "NAME:Collections\\, all",
        f"UID:{uid_of(story.card)}",
        "SEQUENCE:3",
        "DTSTART;VALUE=DATE:20261127",
        "DTEND;VALUE=DATE:20261201",
        "SUMMARY:Invoice 4711 of Nordwind (COL-1)",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
    ):
        assert told.count(line) == 1, line


def test_an_event_keeps_its_uid_and_a_file_its_tag_until_something_changes(story: Story) -> None:
    story.card.date("due", date(2026, 11, 30), by=story.by_marco)
    uid, tag = uid_of(story.card), etag_of(icalendar("C", [story.card]))
    assert etag_of(icalendar("C", [story.card])) == tag
    story.card.retitle("Other", by=story.by_marco)
    story.card.refresh_from_db()
    assert uid_of(story.card) == uid
    assert etag_of(icalendar("C", [story.card])) != tag
    assert uid_of(story.cards[1]) != uid


def test_a_card_without_a_date_is_no_event(story: Story) -> None:
    assert "BEGIN:VEVENT" not in lines(icalendar("C", story.cards))


def test_texts_are_escaped() -> None:
    assert escaped("a\\b; c, d\r\ne\nf\rg\x00\x07h") == "a\\\\b\\; c\\, d\\ne\\nf\\ngh"


@pytest.mark.parametrize("text", ["x" * 300, "ü" * 200, "日本" * 60, "🙂" * 50, "x" * 74 + "é"])
def test_long_lines_are_folded_between_characters(text: str) -> None:
    for part in folded(text).split(b"\r\n"):
        part.decode()
        assert len(part) <= 75
    assert lines(folded(text)) == [text]
