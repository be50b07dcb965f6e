"""Work as a Django app."""

from importlib import import_module

from django.apps import AppConfig

REGISTERING = (
    "cashboard.work.blockers.events",
    "cashboard.work.blockers.guarding",
    "cashboard.work.cards.baseline_events",
    "cashboard.work.calendar_feeds.events",
    "cashboard.work.cards.checklist_events",
    "cashboard.work.cards.comment_events",
    "cashboard.work.cards.events",
    "cashboard.work.cards.field_columns",
    "cashboard.work.cards.gates",
    "cashboard.work.cards.guarding",
    "cashboard.work.cards.item_progress",
    "cashboard.work.cards.waiting",
    "cashboard.work.documents.events",
    "cashboard.work.fields.events",
    "cashboard.work.importing.events",
    "cashboard.work.spaces.events",
    "cashboard.work.spaces.guarding",
    "cashboard.work.spaces.place_events",
    "cashboard.work.spaces.view_events",
)


class WorkConfig(AppConfig):
    """Registers the event types and the guards of this floor."""

    name = "cashboard.work"
    label = "work"

    def ready(self) -> None:
        """Make the event types and the guards known."""
        for module in REGISTERING:
            import_module(module)
