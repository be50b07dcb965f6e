"""The log as a Django app."""

from django.apps import AppConfig


class ActivityConfig(AppConfig):
    """Registers the log's tables."""

    name = "cashboard.activity"
    label = "activity"
