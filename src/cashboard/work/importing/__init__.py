"""Boards come in from elsewhere: a reader for each source, and one engine that writes and takes back."""
