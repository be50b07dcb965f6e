"""People as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the accounts and the event types of this floor."""

    name = "cashboard.people"
    label = "people"

    def ready(self) -> None:
        """Make the event types known."""
        from cashboard.people import events, guarding  # noqa: F401 - registers event types and the guard
