"""First answers: what makes a repeated POST harmless."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

from cashboard.people.models import Person

KEPT_FOR = timedelta(hours=24)


class FirstAnswers(models.QuerySet["FirstAnswer"]):
    """First answers."""

    def forget_old(self, person: Person) -> None:
        """Let go of this person's answers that are no longer promised."""
        self.filter(person=person, created_at__lt=timezone.now() - KEPT_FOR).delete()


class FirstAnswer(models.Model):
    """The answer to the first POST with an Idempotency-Key; whoever sends the same again gets the same."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(default="")
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    objects = FirstAnswers.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "key"], name="first_answer_once"),)

    def __str__(self) -> str:
        return f"{self.key}: {self.status}"
