"""A comment becomes an idea for improvement: a card with the words as a quote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cashboard.activity.changing import Change
from cashboard.activity.refusals import Refused
from cashboard.work.cards.creating import made
from cashboard.work.cards.describing import LONGEST_TEXT
from cashboard.work.cards.mentioning import MENTION
from cashboard.work.spaces.models import Space

if TYPE_CHECKING:
    from cashboard.work.cards.discussing import Comment
    from cashboard.work.cards.models import Card

LONGEST_IN_TITLE = 80
EMPHASIS = re.compile(r"\*\*|__|~~|`+")


def card_out_of(comment: Comment, space: Space, change: Change) -> Card:
    """The new card, on top of where new cards of the space begin. Part of the verb that makes the idea."""
    status = space.starting_status()
    if status is None:
        raise Refused(f"{space.name} has no status in which the idea could begin.")
    number = space.take_numbers(1)
    return made(
        space,
        title_of(comment.text),
        status,
        change,
        number=number,
        description=_quoted(comment),
        on_top=True,
    )


def title_of(text: str) -> str:
    """The first line of what was said, as plain words."""
    words = MENTION.sub(lambda found: found[1], text).strip().splitlines()[0]
    words = EMPHASIS.sub("", words).strip("#>*-_ ")
    if len(words) <= LONGEST_IN_TITLE:
        return words or "Idea"
    return words[:LONGEST_IN_TITLE].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def _quoted(comment: Comment) -> str:
    """The words as a quote; mentions are names there, so that nobody is called in anew."""
    words = MENTION.sub(lambda found: found[1], comment.text)
    source = f"{comment.author_name} on {comment.card.key}:\n\n"
    quote = "\n".join(f"> {line}".rstrip() for line in words.splitlines())
    return (source + quote)[:LONGEST_TEXT]
