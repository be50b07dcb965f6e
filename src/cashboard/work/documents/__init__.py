"""Documents on cards: files with versions, and links."""
