"""Process as a Django app."""

from django.apps import AppConfig


class ProcessConfig(AppConfig):
    """Registers the event types of this floor."""

    name = "cashboard.process"
    label = "process"

    def ready(self) -> None:
        """Make the event types known."""
        from cashboard.process.sample_company import events  # noqa: F401 - registers
