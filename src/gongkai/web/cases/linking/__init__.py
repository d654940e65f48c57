"""Which cases belong together, splitting and merging, and turning a reply into a publication."""
