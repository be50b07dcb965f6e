"""Where a blocker can be used. It is chosen once, when the blocker is made."""

from django.db import models


class Scope(models.TextChoices):
    """Who keeps a blocker, and in which spaces it can be used."""

    LOCAL = "local", "This space only"
    GLOBAL = "global", "Every space"
    ON_DEMAND = "on_demand", "Spaces that add it"
