"""This floor as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers this floor."""

    name = "cashboard.api"
    label = "api"
