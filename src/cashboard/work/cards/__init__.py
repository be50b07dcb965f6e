"""Cards: the pieces of work, cut into one behaviour a file."""
