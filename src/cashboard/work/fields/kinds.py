"""The kinds of fields; what a field is of stays as it is."""

from django.db import models


class FieldKind(models.TextChoices):
    """What a field holds."""

    TEXT = "text", "Text"
    NUMBER = "number", "Number"
    MONEY = "money", "Money"
    DATE = "date", "Date"
    PERSON = "person", "Person"
    SELECT = "select", "Select"
    MULTI_SELECT = "multi_select", "Multi-select"
    CHECKBOX = "checkbox", "Checkbox"
    LINK = "link", "Link"
    FORMULA = "formula", "Formula"


WITH_OPTIONS = (FieldKind.SELECT, FieldKind.MULTI_SELECT)
