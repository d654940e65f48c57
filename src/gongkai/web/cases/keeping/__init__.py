"""How long cases are kept, and the erasure of applicants' data that leaves the figures as they are."""
