"""The pages of a decision: writing it, reviewing it, issuing it, and what waits for whom."""
