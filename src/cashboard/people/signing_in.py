"""How people sign in: by invitation only, with the company's account where one is set up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Accounts are made by an administrator or the company's identity provider, not by strangers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False

    def clean_email(self, email: str) -> str:
        """Nobody takes another address: its owner's first sign-in would lead into the wrong account."""
        if self.request is not None and self.request.path == reverse("account_email"):
            raise ValidationError("Your company gave you this address; ask an administrator to change it.")
        return str(super().clean_email(email))

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Keep the name that the identity provider gave."""
        user = super().save_user(request, user, form, commit=False)
        user.name = user.name or user.email.split("@")[0]
        if commit:
            user.save()
        return user


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Whoever the company's identity provider vouches for has an account; it is made at the first sign-in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """The company's own provider is set up by the administrator and may let people in."""
        return True

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Take the name from the provider."""
        user = super().populate_user(request, sociallogin, data)
        names = (data.get("name"), f"{data.get('first_name') or ''} {data.get('last_name') or ''}".strip())
        user.name = next((name for name in names if name), str(data.get("email", "")).split("@")[0])[:120]
        return user
