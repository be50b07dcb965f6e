"""How people sign in: by invitation only, with the company's account where one is set up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Accounts are made by an administrator or the company's identity provider, not by strangers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Keep the name that the identity provider gave."""
        user = super().save_user(request, user, form, commit=False)
        user.name = user.name or user.email.split("@")[0]
        if commit:
            user.save()
        return user
