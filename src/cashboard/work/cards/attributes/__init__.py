"""What the cards of a board can be grouped by: one class an attribute."""
