"""How the floors are put together: settings, addresses, the server and the readers of the log."""
