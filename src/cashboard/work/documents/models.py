"""Documents on cards: a file with all its versions, or a link. Equal bytes are kept once."""

from __future__ import annotations

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Refused
from cashboard.activity.types import Named
from cashboard.people.models import Person
from cashboard.work.documents.naming import LONGEST_NAME, LONGEST_URL, media_type_of
from cashboard.work.documents.storage import Stored, storage


class KeptFile(models.Model):
    """Bytes that some version refers to. Its row is locked while a version comes or the bytes go."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()

    def __str__(self) -> str:
        return self.sha256

    @classmethod
    def keep(cls, stored: Stored) -> KeptFile:
        """The locked row of these bytes, inside the transaction that refers to them.

        Raises Refused when they went meanwhile.
        """
        rows = cls.objects.select_for_update()
        kept, _ = rows.get_or_create(sha256=stored.sha256, defaults={"size": stored.size})
        if not storage().holds(stored.sha256):
            raise Refused("The file was not kept. Send it once more.")
        return kept


class DocumentGroup(models.Model):
    """A named group of documents on a card."""

    card = models.ForeignKey("work.Card", on_delete=models.CASCADE, related_name="document_groups")
    name = models.CharField(max_length=120)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name

    def named(self) -> Named:
        """This group as an event keeps it."""
        return Named(id=self.pk, name=self.name)


class Documents(models.QuerySet["Document"]):
    """Documents."""

    def visible_to(self, actor: Actor) -> Documents:
        """Documents on cards that this actor may see."""
        from cashboard.work.cards.models import Card

        return self.filter(card__in=Card.objects.visible_to(actor).values("pk"))

    def present(self) -> Documents:
        """Those that were not removed."""
        return self.filter(removed_at=None)


class Document(models.Model):
    """Something that a card keeps: a file, or a link where `url` says so.

    `latest`, `size` and the moment are those of the newest version.
    """

    card = models.ForeignKey("work.Card", on_delete=models.CASCADE, related_name="documents")
    group = models.ForeignKey(DocumentGroup, on_delete=models.SET_NULL, null=True, related_name="documents")
    name = models.CharField(max_length=LONGEST_NAME)
    url = models.CharField(max_length=LONGEST_URL, blank=True, default="")
    latest = models.PositiveIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    objects = Documents.as_manager()

    class Meta:
        ordering = ("name", "pk")
        indexes = (models.Index(fields=["card", "removed_at"], name="documents_of_card"),)

    def __str__(self) -> str:
        return self.name

    def named(self) -> Named:
        """This document as an event keeps it."""
        return Named(id=self.pk, name=self.name)

    @property
    def is_link(self) -> bool:
        """Whether it only leads elsewhere."""
        return bool(self.url)

    @property
    def media_type(self) -> str:
        """What is in it, as far as its name tells."""
        return media_type_of(self.name)


class Version(models.Model):
    """The bytes of a document as they were sent, with the name of the file that was sent."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=LONGEST_NAME)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    added_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["document", "number"], name="version_once"),)

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"
