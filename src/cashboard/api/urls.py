"""The addresses under /api/v1/."""

from __future__ import annotations

from django.urls import re_path

from cashboard.api.answering import nowhere, serving
from cashboard.api.openapi import openapi  # noqa: F401 - brings its route
from cashboard.api.routing import addresses
from cashboard.api.views import (  # noqa: F401 - each module brings its routes
    blockers,
    card_changes,
    cards,
    checklists,
    comments,
    customers,
    documents,
    events,
    fields,
    filling,
    folders,
    invoice_changes,
    invoices,
    people,
    relations,
    spaces,
    statuses,
    trash,
    workspaces,
)

app_name = "api"
urlpatterns = [*addresses(serving), re_path("", nowhere)]
