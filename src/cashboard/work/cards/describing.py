"""A card has a title and a description."""

from __future__ import annotations

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid
from cashboard.activity.texts import storable
from cashboard.work.cards.events import CardDescribed, CardRetitled
from cashboard.work.cards.placing import Placed

LONGEST_TITLE, LONGEST_TEXT = 500, 50_000


def tidy_title(title: str) -> str:
    """A title on one line; raises Invalid when it is empty or too long."""
    title = " ".join(storable(title).split())
    if not title:
        raise Invalid("Give the card a title.", "title")
    if len(title) > LONGEST_TITLE:
        raise Invalid(
            f"A title has at most {LONGEST_TITLE} characters; this one has {len(title):,}.", "title"
        )
    return title


def tidy_text(text: str, what: str) -> str:
    """A long text without trailing blanks; raises Invalid when it is too long."""
    text = storable(text).replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        raise Invalid(f"A {what} has at most {LONGEST_TEXT:,} characters; this one has {len(text):,}.", what)
    return text


class Describing(Placed):
    """What a card is about."""

    title = models.CharField(max_length=LONGEST_TITLE)
    description = models.TextField(blank=True, default="")

    class Meta:
        abstract = True

    def retitle(self, title: str, *, by: Actor, version: int | None = None) -> None:
        """Give it another title."""
        title = tidy_title(title)
        with self.changing(by=by, version=version) as change:
            if title != self.title:
                self.title, old = title, self.title
                self.save_changed(change, "title")
                change.record(CardRetitled(old=old, new=title), self)

    def describe(self, text: str, *, by: Actor, version: int | None = None) -> None:
        """Write the description anew (Markdown)."""
        text = tidy_text(text, "description")
        with self.changing(by=by, version=version) as change:
            if text != self.description:
                self.description, old = text, self.description
                self.save_changed(change, "description")
                change.record(CardDescribed(old=old, new=text), self)
