"""What happens to the comments on cards after they were written."""

from __future__ import annotations

from typing import Any, ClassVar

from cashboard.activity.types import EventType, Named, event_type

State = dict[str, Any]


@event_type
class CommentEdited(EventType, frozen=True):
    """The writer of a comment changed it."""

    name: ClassVar[str] = "comment.edited"
    sentence: ClassVar[str] = "edited a comment"
    personal: ClassVar[tuple[str, ...]] = ("old", "new")
    comment: int
    old: str
    new: str
    mentions: list[Named] = []
    groups: list[Named] = []

    def apply(self, state: State) -> None:
        said_in(state, self.comment)["text"] = self.new


@event_type
class CommentRemoved(EventType, frozen=True):
    """A comment was taken away by its writer or an owner of the space; replies to it stay."""

    name: ClassVar[str] = "comment.removed"
    sentence: ClassVar[str] = "removed a comment by {author}"
    personal: ClassVar[tuple[str, ...]] = ("text",)
    comment: int
    author: Named
    text: str

    def apply(self, state: State) -> None:
        said_in(state, self.comment).update(text="", is_removed=True, reactions=[])


@event_type
class CommentReacted(EventType, frozen=True):
    """Somebody reacted to a comment with one of a few signs."""

    name: ClassVar[str] = "comment.reacted"
    sentence: ClassVar[str] = "reacted to a comment by {author}"
    comment: int
    author: Named
    person: Named
    emoji: str

    def apply(self, state: State) -> None:
        said = said_in(state, self.comment)
        said["reactions"] = sorted([*said["reactions"], [self.person.id, self.emoji]])


@event_type
class ReactionTakenBack(EventType, frozen=True):
    """Somebody took a reaction back."""

    name: ClassVar[str] = "comment.reaction_taken_back"
    sentence: ClassVar[str] = "took back a reaction to a comment by {author}"
    comment: int
    author: Named
    person: Named
    emoji: str

    def apply(self, state: State) -> None:
        said_in(state, self.comment)["reactions"].remove([self.person.id, self.emoji])


@event_type
class CommentMadeIdea(EventType, frozen=True):
    """A comment became an idea for improvement: a card of its own with the words as a quote."""

    name: ClassVar[str] = "comment.made_idea"
    sentence: ClassVar[str] = "made an idea out of a comment by {author}"
    comment: int
    author: Named
    idea: int

    def apply(self, state: State) -> None:
        said_in(state, self.comment)["idea"] = self.idea


def said_in(state: State, comment: int) -> State:
    """The replayed comment of a card."""
    found: State = state["comments"][comment]
    return found
