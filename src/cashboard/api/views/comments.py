"""Comments on cards."""

from __future__ import annotations

from typing import cast

from django.db.models import QuerySet
from msgspec import UNSET

from cashboard.api.calls import Call, found
from cashboard.api.paging import Page, page
from cashboard.api.routing import route
from cashboard.api.shapes import comments as shapes
from cashboard.api.shapes.values import Ref, ref
from cashboard.api.views.cards import card_of
from cashboard.api.views.spaces import space_of
from cashboard.work.cards.discussing import Comment
from cashboard.work.cards.models import Card


@route("GET", "comments")
def comments(call: Call, query: shapes.CommentQuery) -> Page[shapes.Comment]:
    """List comments"""
    rows = Comment.objects.visible_to(call.actor).filter(**query.chosen("card"))
    return page(call, query, rows, lambda part: _shapes(call, part))


@route("POST", "comments", status=201)
def write_comment(call: Call, body: shapes.NewComment) -> shapes.Comment:
    """Write a comment on a card, or answer one"""
    card = card_of(call, body.card, "card")
    first = found(card.comments.all(), body.reply_to, "reply_to") if body.reply_to is not UNSET else None
    return _shown(call, card.comment(body.text, by=call.actor, reply_to=first))


@route("GET", "comments/{id}")
def comment(call: Call, id: int) -> shapes.Comment:
    """Show a comment"""
    return _shown(call, _comment_of(call, id))


@route("POST", "comments/{id}/text")
def edit_comment(call: Call, id: int, body: shapes.TextChange) -> shapes.Comment:
    """Write a comment anew

    Only its author may; the old text stays in the log.
    """
    comment = _comment_of(call, id)
    comment.edit(body.text, by=call.actor, version=call.expected(comment))
    return _shown(call, comment)


@route("DELETE", "comments/{id}")
def remove_comment(call: Call, id: int) -> shapes.Comment:
    """Remove a comment

    Its words go, replies to it stay. Its author may, and an owner of the space.
    """
    comment = _comment_of(call, id)
    with call.as_seen(comment):
        comment.remove(by=call.actor)
    return _shown(call, comment)


@route("GET", "comments/{id}/texts")
def texts(call: Call, id: int) -> shapes.EarlierTexts:
    """List what a comment said before it was edited, the newest first

    A removed one tells no more.
    """
    told = _comment_of(call, id).earlier_texts()
    return shapes.EarlierTexts(items=[shapes.EarlierText(text=text, until=until) for text, until in told])


@route("POST", "comments/{id}/reactions")
def react(call: Call, id: int, body: shapes.Reacting) -> shapes.Comment:
    """Put a sign under a comment, or take it off again"""
    comment = _comment_of(call, id)
    with call.as_seen(comment):
        if body.given:
            comment.react(body.emoji, by=call.actor)
        else:
            comment.take_back(body.emoji, by=call.actor)
    return _shown(call, comment)


@route("POST", "comments/{id}/idea")
def make_idea(call: Call, id: int, body: shapes.NewIdea) -> shapes.Comment:
    """Make a card out of a comment: an idea for improvement, with the words as a quote

    Made already: that one.
    """
    comment = _comment_of(call, id)
    space = space_of(call, body.space, "space") if body.space is not UNSET else None
    with call.as_seen(comment):
        comment.make_idea(by=call.actor, into=space)
    return _shown(call, comment)


def _comment_of(call: Call, pk: int) -> Comment:
    return found(Comment.objects.visible_to(call.actor).select_related("card__space__workspace"), pk)


def _shown(call: Call, comment: Comment) -> shapes.Comment:
    return _shapes(call, Comment.objects.filter(pk=comment.pk))[0]


def _shapes(call: Call, rows: QuerySet[Comment]) -> list[shapes.Comment]:
    comments = list(rows.prefetch_related("reactions__person"))
    ideas = [comment.idea_id for comment in comments if comment.idea_id]
    seen = set(Card.objects.visible_to(call.actor).filter(pk__in=ideas).values_list("pk", flat=True))
    return [
        shapes.Comment(
            id=one.pk,
            version=one.version,
            card=one.card_id,
            author=ref(one.author_id, one.author_name),
            text=one.text,
            created_at=one.created_at,
            edited_at=one.edited_at,
            removed_at=one.removed_at,
            reply_to=one.reply_to_id,
            reactions=_reactions(one),
            idea=one.idea_id if one.idea_id in seen else None,
        )
        for one in comments
    ]


def _reactions(comment: Comment) -> list[shapes.Reaction]:
    given: dict[str, list[Ref]] = {}
    for each in comment.reactions.all():
        given.setdefault(each.emoji, []).append(Ref(id=each.person_id, name=each.person.name))
    return [shapes.Reaction(emoji=cast(shapes.Emoji, emoji), people=given[emoji]) for emoji in sorted(given)]
