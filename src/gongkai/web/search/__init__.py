"""Full text by pairs of characters, the same on SQLite and PostgreSQL."""
