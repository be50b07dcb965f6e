"""Work: workspaces, folders, spaces, statuses and the cards in them."""
