"""The pages of what is taken over."""
