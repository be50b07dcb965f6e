"""Comments on cards."""

from __future__ import annotations

from django.db.models import QuerySet

from cashboard.api.calls import Call, found
from cashboard.api.paging import Page, page
from cashboard.api.routing import route
from cashboard.api.shapes import comments as shapes
from cashboard.api.shapes.values import ref
from cashboard.api.views.cards import card_of
from cashboard.work.cards.discussing import Comment


@route("GET", "comments")
def comments(call: Call, query: shapes.CommentQuery) -> Page[shapes.Comment]:
    """List comments"""
    rows = Comment.objects.visible_to(call.actor).filter(**query.chosen("card"))
    return page(call, query, rows, _shapes)


@route("POST", "comments", status=201)
def write_comment(call: Call, body: shapes.NewComment) -> shapes.Comment:
    """Write a comment on a card"""
    return _shown(card_of(call, body.card, "card").comment(body.text, by=call.actor))


@route("GET", "comments/{id}")
def comment(call: Call, id: int) -> shapes.Comment:
    """Show a comment"""
    return _shown(_comment_of(call, id))


@route("POST", "comments/{id}/text")
def edit_comment(call: Call, id: int, body: shapes.TextChange) -> shapes.Comment:
    """Write a comment anew

    Only its author may; the old text stays in the log.
    """
    comment = _comment_of(call, id)
    comment.edit(body.text, by=call.actor, version=call.expected(comment))
    return _shown(comment)


def _comment_of(call: Call, pk: int) -> Comment:
    return found(Comment.objects.visible_to(call.actor).select_related("card__space__workspace"), pk)


def _shown(comment: Comment) -> shapes.Comment:
    return _shapes(Comment.objects.filter(pk=comment.pk))[0]


def _shapes(rows: QuerySet[Comment]) -> list[shapes.Comment]:
    columns = ("id", "version", "card_id", "author_id", "author_name", "text", "created_at", "edited_at")
    return [
        shapes.Comment(
            id=pk,
            version=version,
            card=card,
            author=ref(author, author_name),
            text=text,
            created_at=created,
            edited_at=edited,
        )
        for pk, version, card, author, author_name, text, created, edited in rows.values_list(*columns)
    ]
