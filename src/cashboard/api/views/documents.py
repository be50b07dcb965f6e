"""The documents of a card."""

from __future__ import annotations

from cashboard.activity.turns import writing_turn
from cashboard.api.calls import Call, found
from cashboard.api.files import keep_file, send_version
from cashboard.api.problems import NotFound
from cashboard.api.routing import File, route
from cashboard.api.shapes import documents as shapes
from cashboard.api.shapes.values import Ref, ref
from cashboard.api.views.cards import card_of
from cashboard.work.cards.models import Card
from cashboard.work.documents.models import Document, DocumentGroup


@route("GET", "cards/{id}/documents")
def documents(call: Call, id: int) -> shapes.Documents:
    """Show a card's documents"""
    return _shown(card_of(call, id))


@route("POST", "cards/{id}/documents", takes_file=True)
def attach_document(call: Call, id: int, query: shapes.SentFile) -> shapes.Documents:
    """Put a file on a card

    Send its bytes with `?name=`, or a form with the field `file`. A file of the same name becomes the next
    version of that document. The same bytes again change nothing.
    """
    card = card_of(call, id)
    group = _group(card, query.group)
    name, stored = keep_file(call, card, query.name)
    with writing_turn(), call.as_seen(card):
        card.attach(name, stored, group=group, by=call.actor)
    return _shown(card)


@route("POST", "cards/{id}/links")
def link_document(call: Call, id: int, body: shapes.NewLink) -> shapes.Documents:
    """Put a link among a card's documents"""
    card = card_of(call, id)
    with call.as_seen(card):
        card.link_document(body.url, body.name or "", group=_group(card, body.group), by=call.actor)
    return _shown(card)


@route("GET", "documents/{id}")
def document(call: Call, id: int) -> shapes.Document:
    """Show a document with its versions"""
    return _told(_document(call, id)[0])


@route("POST", "documents/{id}/versions", takes_file=True)
def add_version(call: Call, id: int, query: shapes.SentFile) -> shapes.Document:
    """Add a version to a document

    The older ones stay. The bytes that it has now, sent again, change nothing.
    """
    found_one, card = _document(call, id)
    name, stored = keep_file(call, card, query.name or found_one.name)
    with writing_turn(), call.as_seen(card):
        card.add_version(found_one, name, stored, by=call.actor)
    return _told(_document(call, id)[0])


@route("GET", "documents/{id}/versions/{number}/bytes")
def version_bytes(call: Call, id: int, number: int) -> File:
    """Download a version of a document"""
    rows = _document(call, id)[0].versions.select_related("document", "file")
    version = rows.filter(number=number).first() if number < 2**31 else None
    if version is None:
        raise NotFound
    return send_version(call, version)


@route("POST", "documents/{id}/name")
def rename_document(call: Call, id: int, body: shapes.NewFileName) -> shapes.Document:
    """Give a document another name

    It keeps its ending unless the name brings one.
    """
    found_one, card = _document(call, id)
    with call.as_seen(card):
        card.rename_document(found_one, body.name, by=call.actor)
    return _told(_document(call, id)[0])


@route("POST", "documents/{id}/group")
def group_document(call: Call, id: int, body: shapes.GroupChange) -> shapes.Document:
    """Put a document into a group of its card, or into none"""
    found_one, card = _document(call, id)
    with call.as_seen(card):
        card.group_document(found_one, _group(card, body.group), by=call.actor)
    return _told(_document(call, id)[0])


@route("POST", "documents/{id}/removal")
def remove_document(call: Call, id: int) -> shapes.Document:
    """Remove a document from its card

    It can be brought back with all its versions.
    """
    found_one, card = _document(call, id)
    with call.as_seen(card):
        card.remove_document(found_one, by=call.actor)
    return _told(_document(call, id)[0])


@route("DELETE", "documents/{id}/removal")
def restore_document(call: Call, id: int) -> shapes.Document:
    """Bring a removed document back"""
    found_one, card = _document(call, id)
    with call.as_seen(card):
        card.restore_document(found_one, by=call.actor)
    return _told(_document(call, id)[0])


@route("DELETE", "documents/{id}", status=204)
def delete_document(call: Call, id: int) -> None:
    """Delete a removed document for good

    With the bytes of its versions, unless another document has the same. Nobody can bring it back.
    """
    found_one, card = _document(call, id)
    with call.as_seen(card):
        card.delete_document(found_one, by=call.actor)


@route("POST", "cards/{id}/document-groups")
def add_document_group(call: Call, id: int, body: shapes.NewGroup) -> shapes.Documents:
    """Add a group for a card's documents"""
    card = card_of(call, id)
    with call.as_seen(card):
        card.add_document_group(body.name, by=call.actor)
    return _shown(card)


@route("POST", "cards/{id}/document-groups/{group}/name")
def rename_document_group(call: Call, id: int, group: int, body: shapes.NewGroup) -> shapes.Documents:
    """Give a group of documents another name"""
    card = card_of(call, id)
    with call.as_seen(card):
        card.rename_document_group(found(card.document_groups.all(), group), body.name, by=call.actor)
    return _shown(card)


@route("POST", "cards/{id}/document-groups/{group}/place")
def place_document_group(call: Call, id: int, group: int, body: shapes.GroupPlace) -> shapes.Documents:
    """Put a group of documents above another, or at the end"""
    card = card_of(call, id)
    before = found(card.document_groups.all(), body.before, "before") if body.before else None
    one = found(card.document_groups.all(), group)
    with call.as_seen(card):
        card.place_document_group(one, before=before, by=call.actor)
    return _shown(card)


@route("DELETE", "cards/{id}/document-groups/{group}")
def remove_document_group(call: Call, id: int, group: int) -> shapes.Documents:
    """Take a group away; its documents stay on the card"""
    card = card_of(call, id)
    one = found(card.document_groups.all(), group)
    with call.as_seen(card):
        card.remove_document_group(one, by=call.actor)
    return _shown(card)


def _document(call: Call, pk: int) -> tuple[Document, Card]:
    one = found(Document.objects.visible_to(call.actor).select_related("group"), pk)
    return one, card_of(call, one.card_id)


def _group(card: Card, pk: int | None) -> DocumentGroup | None:
    return found(card.document_groups.all(), pk, "group") if pk else None


def _shown(card: Card) -> shapes.Documents:
    rows = card.documents.select_related("group").prefetch_related("versions__file")
    groups = [Ref(group.pk, group.name) for group in card.document_groups.all()]
    return shapes.Documents(card.version, groups, [_told(one) for one in rows])


def _told(document: Document) -> shapes.Document:
    return shapes.Document(
        id=document.pk,
        name=document.name,
        url=document.url or None,
        group=ref(document.group_id, document.group.name if document.group else None),
        media_type=None if document.is_link else document.media_type,
        removed_at=document.removed_at,
        versions=[
            shapes.Version(
                version.number,
                version.name,
                version.file.size,
                version.file_id,
                version.added_at,
                ref(version.added_by_id, version.added_by_name),
            )
            for version in document.versions.all()
        ],
    )
