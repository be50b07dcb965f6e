"""The log as a Django app."""

from django.apps import AppConfig


class ActivityConfig(AppConfig):
    """Registers the log's tables and its own event type."""

    name = "cashboard.activity"
    label = "activity"

    def ready(self) -> None:
        """Make the event type of redactions known."""
        from cashboard.activity import redacting  # noqa: F401 - registers
