"""The kinds that drive every metric and every right."""

from typing import TypeVar

from django.db import models

from cashboard.activity.refusals import Invalid

Kind = TypeVar("Kind", bound=models.TextChoices)


def chosen(kinds: type[Kind], value: str, field: str = "kind") -> Kind:
    """The kind of this value; raises Invalid and names those that there are."""
    try:
        return kinds(value)
    except ValueError as error:
        there = ", ".join(kinds.values)
        raise Invalid(f"There is no {field} {str(value)[:40]!r}. Choose one of: {there}.", field) from error


class StatusKind(models.TextChoices):
    """What a status means, whatever it is called."""

    INFORMATION = "information", "Information"
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    COMPLETED = "completed", "Completed"
    CANCELLED = "cancelled", "Cancelled"


OPEN_KINDS = (StatusKind.NOT_STARTED, StatusKind.IN_PROGRESS)


class LimitRule(models.TextChoices):
    """What happens when more cards stand in a status than its limit says."""

    WARN = "warn", "Warn"
    REFUSE = "refuse", "Refuse"


class Mover(models.TextChoices):
    """Who may bring a card from one status to another."""

    ALL = "all", "Everybody"
    NONE = "none", "Nobody"
    OWNER = "owner", "Owners"
    GROUP = "group", "A group"


class WorkspaceKind(models.TextChoices):
    """Who sees a workspace without having been added."""

    PRIVATE = "private", "Private"
    PUBLIC = "public", "Public"
    ORGANISATION = "organisation", "Whole organisation"


class SpaceKind(models.TextChoices):
    """Whether a space takes its people from its workspace."""

    STANDARD = "standard", "Standard"
    PRIVATE = "private", "Private"
    SHARED = "shared", "Shared"


class OrderOfWork(models.TextChoices):
    """What happens when a card is begun while one before it is open."""

    WARN = "warn", "Warn"
    ENFORCE = "enforce", "Enforce"
