"""Commands of Django for this app."""
