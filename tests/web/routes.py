"""How each address is called: what its path names, what a form sends, and who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.web.world import Things

Fields = dict[str, Any]


@dataclass(frozen=True)
class Route:
    """`names` lists the things in the path. `form` is what a POST sends; without one there is no POST.

    `needs` is the least role for it; "anyone" for matters of one's own, "author" for a
    comment ("author or owner" for its removal), "administrator" for what nobody of a workspace may.
    """

    names: tuple[str, ...] = ()
    reads: bool = True
    form: Callable[[Things], Fields] | None = None
    needs: str = "member"
    posted: int = 302
    query: str = ""

    def address(self, name: str, things: Things) -> str:
        """The path for these things."""
        words = {"what": "customer", "format": "csv"}
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
    "inbox": _page(),
    "inbox_count": _page(),
    "inbox_putting": Route(reads=False, form=lambda _: {"act": "all"}, needs="anyone"),
    "inbox_wish": Route(reads=False, form=lambda _: {"level": "everything"}, needs="anyone"),
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
    "order_of_work": Route(("space",), reads=False, form=lambda _: {"how": "enforce"}, needs="owner"),
    "fields": _verb("space", lambda _: {"name": "Brand new", "kind": "text"}, needs="owner"),
    "field-name": _verb("field", lambda _: {"name": "Renamed"}, needs="owner"),
    "field-explanation": _verb("field", lambda _: {"help": "What it is"}, needs="owner"),
    "field-formula": _verb("formula", lambda _: {"formula": "amount * 3"}, needs="owner"),
    "field-front": _verb("field", lambda _: {}, needs="owner"),
    "field-place": _verb("field", lambda _: {"to": "down"}, needs="owner"),
    "field-archive": _verb("field", lambda _: {}, needs="owner"),
    "options": _verb("field", lambda _: {"name": "Brand new"}, needs="owner"),
    "option-name": _verb("option", lambda _: {"name": "Renamed"}, needs="owner"),
    "option-colour": _verb("option", lambda _: {"colour": "rose"}, needs="owner"),
    "option-place": _verb("option", lambda _: {"to": "up"}, needs="owner"),
    "option-retirement": _verb("option", lambda _: {}, needs="owner"),
    "filling": Route(("card", "field"), reads=False, form=lambda things: {"value": things.option}),
    "work": _page(),
    "work_rows": _page(),
    "work_count": _page(),
    "table": _page("space"),
    "table_rows": _page("space"),
    "table_changes": _page("space"),
    "table_export": _page("space"),
    "baselines": _verb("space", lambda _: {"name": "Another plan"}, needs="owner"),
    "baseline_removal": _verb("baseline", lambda _: {}, needs="owner"),
    "gantt": _page("space"),
    "gantt_rows": _page("space"),
    "gantt_changes": _page("space"),
    "members": Route(
        ("space",), form=lambda _: {"email": "vera@example.com", "role": "member"}, needs="owner"
    ),
    "mentions": _page("space", query="?q="),
    "times": _page("space"),
    "forecast": _page("space"),
    "ageing": _page("space"),
    "rows": _page("space"),
    "views": _verb(
        "space",
        lambda _: {"name": "Late", "page": "table", "query": "overdue=1", "shared": "1"},
        needs="owner",
    ),
    "view": _verb("view", lambda _: {"query": "overdue=1"}, needs="owner"),
    "view_removal": _verb("view", lambda _: {}, needs="owner"),
    "drops": _verb(
        "space", lambda things: {"cards": things.card_id, "list": f"status-{things.other_status}"}
    ),
    "additions": _verb("space", lambda things: {"title": "New card", "list": f"status-{things.status}"}),
    "lanes": _page("space", query="?lanes=label"),
    "cell": _page("space", query="?columns=due&list=due-5&after=[null,0]"),
    "bulk_people": _page("space"),
    "bulk_preview": _verb("space", lambda things: {"action": "archive", "cards": things.card_id}, posted=200),
    "bulk": _verb("space", lambda things: {"action": "archive", "cards": things.card_id}, posted=422),
    "bulk_undo": _verb("space", lambda _: {}, posted=422),
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
    "calendar": _page("space", query="?show=month"),
    "calendar_changes": _page("space"),
    "calendar_entries": _page("space", query="?show=agenda&on=2020-01-01"),
    "calendar_cards": _verb("space", lambda _: {"title": "New card", "on": "2031-05-02"}),
    "moving": _page("card"),
    "work_calendar": _page(),
    "work_calendar_entries": _page(),
    "calendar_export": _page("space"),
    "work_calendar_export": _page(),
    "feeds": Route(reads=False, form=lambda _: {}, needs="anyone", posted=200),
    "shifts": _verb("card", lambda _: {"edge": "start", "on": "2031-05-01"}),
    "schedule": Route(("card",), form=lambda _: {"start": "2031-05-01", "due": "2031-05-02"}),
    "followers": _page("card"),
    "sequence": _verb("card", lambda things: {"card": things.other_card, "lag": "2"}),
    "labels": _verb("card", lambda _: {"name": "Brand new"}),
    "checklists": _verb("card", lambda _: {"name": "Before the call"}),
    "checklist": Route(("card", "checklist"), reads=False, form=lambda _: {"name": "Steps"}),
    "items": Route(("card", "checklist"), reads=False, form=lambda _: {"text": "One\nTwo"}),
    "item": Route(("card", "item"), form=lambda _: {"text": "Call again"}),
    "check": Route(("card", "item"), reads=False, form=lambda _: {"done": "1"}),
    "item_owner": Route(("card", "item"), reads=False, form=lambda things: {"person": things.person}),
    "item_date": Route(("card", "item"), reads=False, form=lambda _: {"on": "2031-05-02"}),
    "item_place": Route(("card", "item"), reads=False, form=lambda _: {"before": "0"}),
    "documents": _verb("card", lambda _: {"url": "https://example.com/contract"}),
    "document": _page("document"),
    "space-documents": _page("space"),
    "versions": _verb("document", lambda _: {"file": SimpleUploadedFile("a.txt", b"Anew")}),
    "version": _page("document", "number"),
    "file": _page("document"),
    "picture": _page("document"),
    "document-name": _verb("document", lambda _: {"name": "Renamed"}),
    "document-grouping": _verb("document", lambda _: {"group": ""}),
    "document-removal": _verb("document", lambda _: {}),
    "document-groups": _verb("card", lambda _: {"name": "Brand new"}),
    "document-group": Route(("card", "document_group"), reads=False, form=lambda _: {"name": "Renamed"}),
    "relations": _verb("card", lambda things: {"tie": "next", "card": things.other_card}),
    "subcards": _verb("card", lambda _: {"title": "First step"}),
    "relatives": _page("card", query="?card=99"),
    "comments": _verb("card", lambda _: {"text": "Hello"}),
    "imports": Route(("space",), form=lambda _: {"file": SimpleUploadedFile("new.csv", b"Title\nOne\n")}),
    "import": Route(("space", "importing"), form=lambda _: {"order": "dmy"}),
    "import-start": Route(("space", "importing"), reads=False, form=lambda _: {}),
    "import-stop": Route(("space", "importing"), reads=False, form=lambda _: {}),
    "import-undo": Route(("space", "brought"), reads=False, form=lambda _: {}),
    "import-rejects": _page("space", "brought"),
    "import-template": _page("space", "format"),
    "statuses": _verb("space", lambda _: {"name": "New", "kind": "in_progress"}, needs="owner"),
    "status-name": _status(lambda _: {"name": "New"}),
    "status-kind": _status(lambda _: {"kind": "cancelled"}),
    "status-limit": _status(lambda _: {"limit": "4", "rule": "refuse"}),
    "status-position": _status(lambda _: {"before": ""}),
    "status-removal": _status(lambda things: {"into": things.other_status}),
    "status-transition": _status(lambda things: {"from": things.other_status, "who": "none"}),
    "status-entry": _status(lambda _: {"need": "due", "definition": "Called"}),
    "statistics": _page("card"),
    "gate": Route(
        ("card",),
        form=lambda things: {"list": things.status},
    ),
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
    "workspace": _page("workspace"),
    "workspace-look": _verb("workspace", lambda _: {"name": "Renamed"}, needs="owner"),
    "workspace-archive": _verb("workspace", lambda _: {}, needs="owner"),
    "subfolders": _verb("folder", lambda _: {"name": "Inner"}),
    "folder-name": _verb("folder", lambda _: {"name": "Renamed"}),
    "folder-place": _verb("inner_folder", lambda things: {"spot": f"{things.workspace}-"}),
    "folder-removal": _verb("inner_folder", lambda _: {}),
    "space-look": _verb("space", lambda _: {"name": "Renamed"}, needs="owner"),
    "space-place": _verb("space", lambda things: {"spot": f"{things.workspace}-{things.folder}"}),
    "space-archive": _verb("space", lambda _: {}, needs="owner"),
    "trashes": _page(),
    "trash": _page("space"),
    "trashing": _verb("card", lambda _: {}),
    "recovery": _verb("trashed_card", lambda _: {}),
    "purge": _verb("trashed_card", lambda things: {"key": things.trashed_card}, needs="owner"),
    "card_following": _verb("card", lambda _: {}, needs="anyone"),
    "space_following": _verb("space", lambda things: {"status": things.status}, needs="anyone"),
    "following": _page(),
    "comment_removal": _verb("comment", lambda _: {}, needs="author or owner"),
    "reactions": _verb("comment", lambda _: {"emoji": "done"}),
    "idea": _verb("comment", lambda _: {}),
    "bookmark": _verb("comment", lambda _: {"keep": "1"}, needs="anyone"),
    "comment_history": _page("comment"),
    "bookmarks": _page(),
}
