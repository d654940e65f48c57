"""The pages on which cases are linked, split, merged and turned into publications."""
