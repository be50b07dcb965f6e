"""What goes in and out as JSON, one module per noun. Requests refuse fields that they do not know."""
