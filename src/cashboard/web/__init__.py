"""HTML: pages that work as plain forms, made smooth."""
