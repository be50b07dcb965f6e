"""The talk about a card as its page shows it: comments with their replies, reactions and what one may do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from cashboard.activity.types import Named
from cashboard.web.asking import Asking
from cashboard.web.places import Place
from cashboard.web.stream import Line
from cashboard.work.cards.bookmarking import Bookmark
from cashboard.work.cards.discussing import Comment
from cashboard.work.cards.events import CardCommented
from cashboard.work.cards.mentioning import groups_of, not_reached
from cashboard.work.cards.models import Card
from cashboard.work.cards.reacting import Emoji

INSIDE = ("comment.edited", "comment.removed", "comment.reacted", "comment.reaction_taken_back")
"""What the comments themselves show, so that the stream of a card need not."""


@dataclass(slots=True)
class Sign:
    """One emoji under a comment: how many gave it, who, and whether the person who looks did."""

    emoji: Emoji
    people: list[Named]
    is_mine: bool


@dataclass(slots=True)
class Said:
    """One comment with what its line offers."""

    comment: Comment
    signs: list[Sign]
    is_mine: bool
    may_remove: bool
    is_kept: bool
    idea: Card | None
    missed: list[str]
    replies: list[Said] = field(default_factory=list)


class Talk:
    """The threads that begin with these comments of a card. A fixed number of queries."""

    def __init__(
        self, request: Asking, place: Place, card: Card, begins: Iterable[int], people: set[int]
    ) -> None:
        self._request, self._place, self._people = request, place, people
        wanted = set(begins)
        rows = (
            card.comments.filter(Q(pk__in=wanted) | Q(reply_to__in=wanted))
            if wanted
            else card.comments.none()
        )
        kept = Bookmark.objects.filter(person=request.actor.person, comment=OuterRef("pk"))
        rows = rows.annotate(is_kept=Exists(kept)).select_related("author")
        comments = list(rows.prefetch_related("reactions__person"))
        ideas = [comment.idea_id for comment in comments if comment.idea_id]
        self._ideas = Card.objects.visible_to(request.actor).in_bulk(ideas) if ideas else {}
        self._groups: set[int] | None = None
        self.threads: dict[int, Said] = {}
        for comment in comments:
            self._take(comment)

    def _take(self, comment: Comment) -> None:
        said = self._shown(comment)
        if comment.reply_to_id is None:
            self.threads[comment.pk] = said
        elif comment.reply_to_id in self.threads:
            self.threads[comment.reply_to_id].replies.append(said)

    def thread_of(self, line: Line) -> Said | None:
        """The thread that begins with this line of the stream."""
        return self.threads.get(line.typed.comment) if isinstance(line.typed, CardCommented) else None

    def holds(self, line: Line) -> bool:
        """The line is a reply that stands in one of these threads."""
        return isinstance(line.typed, CardCommented) and line.typed.reply_to in self.threads

    def _shown(self, comment: Comment) -> Said:
        actor = self._request.actor
        is_mine = comment.author_id is not None and comment.author_id == actor.person
        return Said(
            comment,
            _signs(comment, actor.person),
            is_mine=is_mine,
            may_remove=self._place.may_change and (is_mine or self._place.may_manage),
            is_kept=bool(getattr(comment, "is_kept", False)),
            idea=self._ideas.get(comment.idea_id or 0),
            missed=self._missed(comment) if is_mine else [],
        )

    def _missed(self, comment: Comment) -> list[str]:
        """Whom its author called in without reaching them: they cannot see the card."""
        if "](group:" in comment.text and self._groups is None:
            self._groups = set(groups_of(self._place.space).values_list("pk", flat=True))
        return not_reached(comment.text, self._people, self._groups or set())


def begins_in(lines: Iterable[Line]) -> set[int]:
    """The comments among these lines that begin a thread."""
    typed = (line.typed for line in lines)
    return {each.comment for each in typed if isinstance(each, CardCommented) and each.reply_to is None}


def _signs(comment: Comment, person: int | None) -> list[Sign]:
    given: dict[str, list[Named]] = {}
    for reaction in comment.reactions.all():
        given.setdefault(reaction.emoji, []).append(reaction.person.named())
    return [
        Sign(emoji, given[emoji], any(one.id == person for one in given[emoji]))
        for emoji in Emoji
        if emoji in given
    ]
