"""From the cases of a year to its annual report: the figures as tallied, as reported, and why they differ."""
