"""This floor as a Django app."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """Registers this floor."""

    name = "cashboard.notify"
    label = "notify"
