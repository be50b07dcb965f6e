"""Templates of whole processes: what a new installation or workspace starts with."""
