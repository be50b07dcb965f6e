"""Who is told of what: a reader of the log that fills each person's inbox."""
