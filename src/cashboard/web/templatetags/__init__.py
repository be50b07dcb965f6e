"""Tags for the pages that third-party apps render with Django's own templates."""
