"""This floor as a Django app."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Registers this floor."""

    name = "cashboard.insight"
    label = "insight"
