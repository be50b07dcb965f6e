"""Work as a Django app."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Registers the event types and the guards of this floor."""

    name = "cashboard.work"
    label = "work"

    def ready(self) -> None:
        """Make the event types and the guards known."""
        from cashboard.work.blockers import events as blocker_events  # noqa: F401 - registers
        from cashboard.work.blockers import guarding as blocker_guarding  # noqa: F401 - registers
        from cashboard.work.cards import events as card_events  # noqa: F401 - registers
        from cashboard.work.cards import guarding as card_guarding  # noqa: F401 - registers
        from cashboard.work.spaces import events as space_events  # noqa: F401 - registers
        from cashboard.work.spaces import guarding  # noqa: F401 - registers
