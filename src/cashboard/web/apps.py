"""This floor as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers this floor."""

    name = "cashboard.web"
    label = "web"
