"""How work runs: the templates of whole processes."""
