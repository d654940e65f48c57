"""The table by which an office is begun in the middle of a year: its sheets, the empty one to fill in, and its lines read."""
