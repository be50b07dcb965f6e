"""Work as a Django app."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Registers the event types and the guard of this floor."""

    name = "cashboard.work"
    label = "work"

    def ready(self) -> None:
        """Make the event types and the guard known."""
        from cashboard.work.cards import events as card_events  # noqa: F401 - registers
        from cashboard.work.spaces import events as space_events  # noqa: F401 - registers
        from cashboard.work.spaces import (
            guarding,  # noqa: F401 - registers
            view_events,  # noqa: F401 - registers
        )
