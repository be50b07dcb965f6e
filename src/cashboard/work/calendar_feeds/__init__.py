"""Addresses at which other calendars read the dates of cards."""
