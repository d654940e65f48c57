"""Commands of the app organs."""
