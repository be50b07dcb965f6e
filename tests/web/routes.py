"""How each address is called: what its path names, what a form sends, and who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tests.web.world import Things

Fields = dict[str, Any]


@dataclass(frozen=True)
class Route:
    """`names` lists the things in the path. `form` is what a POST sends; without one there is no POST.

    `needs` is the least role for it; "anyone" for matters of one's own, "author" for a
    comment, "administrator" for what nobody of a workspace may.
    """

    names: tuple[str, ...] = ()
    reads: bool = True
    form: Callable[[Things], Fields] | None = None
    needs: str = "member"
    posted: int = 302
    query: str = ""

    def address(self, name: str, things: Things) -> str:
        """The path for these things."""
        words = {"what": "customer"}
        args = [words.get(each) or getattr(things, each) for each in self.names]
        return reverse(name, args=args)


def _page(*names: str, query: str = "") -> Route:
    return Route(names, query=query)


def _verb(name: str, form: Callable[[Things], Fields], **more: Any) -> Route:
    return Route((name,), reads=False, form=form, **more)


def _status(form: Callable[[Things], Fields]) -> Route:
    return Route(("space", "status"), reads=False, form=form, needs="owner")


ROUTES: dict[str, Route] = {
    "home": _page(),
    "workspaces": Route(reads=False, form=lambda _: {"name": "New"}, needs="anyone"),
    "spaces": _verb("workspace", lambda _: {"key": "NEW", "name": "New"}),
    "folders": _verb("workspace", lambda _: {"name": "New folder"}),
    "search": _page(query="?q=99"),
    "palette": _page(query="?q=99"),
    "me": Route(form=lambda _: {"zone": "Europe/Berlin"}, needs="anyone"),
    "sessions": Route(reads=False, form=lambda _: {}, needs="anyone"),
    "tokens": Route(reads=False, form=lambda _: {"name": "Script"}, needs="anyone", posted=200),
    "board": _page("space"),
    "column": _page("space", "status"),
    "changes": _page("space"),
    "cards": _verb("space", lambda _: {"title": "New card"}),
    "choices": _page("space", "what"),
    "activity": _page("space"),
    "settings": _page("space"),
    "members": Route(
        ("space",), form=lambda _: {"email": "vera@example.com", "role": "member"}, needs="owner"
    ),
    "mentions": _page("space", query="?q="),
    "times": _page("space"),
    "forecast": _page("space"),
    "ageing": _page("space"),
    "rows": _page("space"),
    "card": _page("card"),
    "moves": _verb("card", lambda things: {"list": things.status}),
    "menu": _page("card"),
    "undo": _verb("card", lambda things: {"seq": things.event}),
    "completion": _verb("card", lambda _: {}),
    "title": _verb("card", lambda _: {"title": "Another title"}),
    "description": _verb("card", lambda _: {"text": "Some words"}),
    "assignment": _verb("card", lambda things: {"person": things.person}),
    "coworkers": _verb("card", lambda things: {"person": things.person}),
    "dates": _verb("card", lambda _: {"which": "due", "on": "2031-05-02"}),
    "labels": _verb("card", lambda _: {"name": "Brand new"}),
    "comments": _verb("card", lambda _: {"text": "Hello"}),
    "statuses": _verb("space", lambda _: {"name": "New", "kind": "in_progress"}, needs="owner"),
    "status-name": _status(lambda _: {"name": "New"}),
    "status-kind": _status(lambda _: {"kind": "cancelled"}),
    "status-limit": _status(lambda _: {"limit": "4", "rule": "refuse"}),
    "status-position": _status(lambda _: {"before": ""}),
    "status-removal": _status(lambda things: {"into": things.other_status}),
    "beginning": _verb("space", lambda things: {"status": things.other_status}, needs="owner"),
    "condition": _verb("space", lambda _: {"responsible": "1"}, needs="owner"),
    "blocks": _verb("card", lambda things: {"blocker": things.blocker, "owner": things.person}),
    "blockers": Route(("space",), form=lambda _: {"name": "New"}, needs="owner"),
    "blocker-use": Route(("space", "demand"), reads=False, form=lambda _: {}, needs="owner"),
    "catalogue": Route(form=lambda _: {"name": "New", "scope": "global"}, needs="administrator"),
    "my-blockers": _page(),
    "blocker": _page("blocker"),
    "blocker-words": _verb("blocker", lambda _: {"name": "New"}, needs="owner"),
    "blocker-retirement": _verb("blocker", lambda _: {}, needs="owner"),
    "comment": _verb("comment", lambda _: {"text": "Hello again"}, needs="author"),
}
