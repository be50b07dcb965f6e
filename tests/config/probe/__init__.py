"""A small site that shows what the server does with a request."""
