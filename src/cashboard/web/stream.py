"""The activity stream: events as sentences, newest first, read in pages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from django.db.models import QuerySet

from cashboard.activity.models import Event
from cashboard.activity.types import EventType
from cashboard.web.asking import Asking
from cashboard.work.cards.discussing import Comment
from cashboard.work.cards.events import CardCommented
from cashboard.work.cards.telling import told_to

PAGE = 50
MOST_NEWS = 500
QUIET = ("card.ranked", "comment.reacted", "comment.reaction_taken_back")


class Line(NamedTuple):
    """One event as the page shows it."""

    event: Event
    typed: EventType
    card_key: str
    object_name: str
    is_removed: bool = False


class Stream:
    """A page of events: `before` goes further back, `since` asks for what came after, `show` filters.

    With `whole` the page is told anew instead, as the card's is.
    """

    def __init__(self, events: QuerySet[Event], request: Asking, *, whole: bool = False) -> None:
        self.kind = request.GET.get("show", "")
        self.before = _number(request.GET.get("before"))
        self.since = 0 if whole else _number(request.GET.get("since"))
        rows = told_to(request.actor, events).exclude(type__in=QUIET)
        if self.kind == "comments":
            rows = rows.filter(type__in=("card.commented", "comment.edited"))
        elif self.kind == "changes":
            rows = rows.exclude(type__in=("card.commented", "comment.edited"))
        if self.before:
            rows = rows.filter(seq__lt=self.before)
        if self.since:
            rows = rows.filter(seq__gt=self.since)
        self._rows = rows

    @cached_property
    def lines(self) -> list[Line]:
        """The events of this page."""
        if self.since:
            return lines_of(self._rows.order_by("seq")[:MOST_NEWS])[::-1]
        return lines_of(self._rows.order_by("-seq")[:PAGE])

    @property
    def news(self) -> list[tuple[Line, int]]:
        """The events after `since`, oldest first, each with the seq of the line above which it stands."""
        ordered = self.lines[::-1]
        return list(zip(ordered, [self.since, *(line.event.seq for line in ordered)], strict=False))

    @property
    def newest(self) -> int:
        """The seq up to which the page knows everything."""
        return self.lines[0].event.seq if self.lines else self.since

    @property
    def older(self) -> int | None:
        """Where the next page begins, None at the end."""
        return self.lines[-1].event.seq if len(self.lines) == PAGE and not self.since else None


def lines_of(events: Iterable[Event]) -> list[Line]:
    """Events with the names that their lines show; what was said and removed is known as such. One query."""
    lines = [_line_of(event) for event in events]
    said = {line.typed.comment for line in lines if isinstance(line.typed, CardCommented)}
    gone = set(Comment.objects.filter(pk__in=said).exclude(removed_at=None).values_list("pk", flat=True))
    return [line._replace(is_removed=True) if _tells_of(line, gone) else line for line in lines]


def _tells_of(line: Line, comments: set[int]) -> bool:
    return isinstance(line.typed, CardCommented) and line.typed.comment in comments


def _line_of(event: Event) -> Line:
    card = next((entry["name"] for entry in event.objects_json if entry["type"] == "card"), "")
    subject = next((entry["name"] for entry in event.objects_json if entry["type"] != "card"), "")
    return Line(event, event.typed, card, subject)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
