"""Whether a password is good enough."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from cashboard.activity.refusals import Invalid


def check_password(password: str) -> None:
    """Raise Invalid with what is wrong with it."""
    try:
        validate_password(password)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), "password") from error
