"""The log: what happened, who did it, in the order in which every reader sees it. Knows no domain word."""
