"""JSON for other systems of a government. It calls actions and queries, and knows no rule of its own."""
