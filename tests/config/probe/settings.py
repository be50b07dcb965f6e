"""The product's settings with the probe's pages in place of its own."""

import os

from cashboard.config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.config.probe.urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
READERS = list(filter(None, os.environ.get("PROBE_READERS", "").split(",")))
SCHEDULE = []
