"""The built files and the theme, for the sign-in pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html

from cashboard.web.environment import asset

register = template.Library()


@register.simple_tag
def built(name: str) -> str:
    """The address of a built file."""
    return asset(name)


@register.simple_tag(takes_context=True)
def theme_attribute(context: dict[str, Any]) -> str:
    """The theme that the person chose, as an attribute of <html>."""
    request = context.get("request")
    theme = request.COOKIES.get("theme", "") if request else ""
    return format_html(' data-theme="{}"', theme) if theme in {"light", "dark"} else ""
