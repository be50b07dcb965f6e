"""Cards as an iCalendar file (RFC 5545): one all-day event for each card that has a date."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from cashboard.web.environment import money
from cashboard.work.cards.models import Card
from cashboard.work.cards.spanning import span_of

TYPE = "text/calendar; charset=utf-8"
WIDEST = 75
"""Octets of a line without its end, by section 3.1."""


def icalendar(name: str, cards: Iterable[Card]) -> bytes:
    """The file. The same cards give the same bytes, so that its digest tells whether anything changed."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Cashboard//Calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        *(line for card in cards for line in _event(card)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def etag_of(file: bytes) -> str:
    """A strong validator of these bytes."""
    return f'"{hashlib.sha256(file).hexdigest()[:32]}"'


def uid_of(card: Card) -> str:
    """The same for a card for ever, and another on every other installation."""
    return str(
        uuid5(NAMESPACE_URL, f"cashboard:card:{card.pk}:{card.created_at.astimezone(UTC).isoformat()}")
    )


def escaped(text: str) -> str:
    """A TEXT value by section 3.3.11; characters that no calendar takes are left out."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(each for each in text if each == "\t" or (each >= " " and each != "\x7f"))


def folded(line: str) -> bytes:
    """A line with its end, broken where it is longer than 75 octets, never inside a character."""
    parts, current = [], b""
    for each in line:
        octets = each.encode("utf-8", "replace")
        if len(current) + len(octets) > WIDEST:
            parts.append(current)
            current = b" "
        current += octets
    return b"\r\n".join([*parts, current]) + b"\r\n"


def _event(card: Card) -> Iterator[str]:
    span = span_of(card.start_on, card.due_on)
    if span is None:
        return
    yield "BEGIN:VEVENT"
    yield f"UID:{uid_of(card)}"
    yield f"DTSTAMP:{_moment(card.changed_at)}"
    yield f"LAST-MODIFIED:{_moment(card.changed_at)}"
    yield f"CREATED:{_moment(card.created_at)}"
    yield f"SEQUENCE:{card.version}"
    yield f"DTSTART;VALUE=DATE:{span[0]:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{span[1] + timedelta(days=1):%Y%m%d}"  # the day after the last
    yield f"SUMMARY:{escaped(_summary(card))}"
    yield f"DESCRIPTION:{escaped(_description(card))}"
    yield f"CATEGORIES:{escaped(card.status.name)}"
    yield f"STATUS:{'CANCELLED' if card.status.kind == 'cancelled' else 'CONFIRMED'}"
    yield f"URL:{settings.URL}/cards/{card.key}/"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _summary(card: Card) -> str:
    done = "✓ " if card.status.kind == "completed" else ""
    party = f"{card.party_name}: " if card.party_name else ""
    return f"{done}{party}{card.title} ({card.key})"


def _description(card: Card) -> str:
    lines = [f"{card.space.name}: {card.status.name}"]
    if card.responsible:
        lines.append(f"Responsible: {card.responsible.name}")
    if card.amount is not None:
        lines.append(money(card.amount, card.currency))
    return "\n".join([*lines, f"{settings.URL}/cards/{card.key}/"])


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
