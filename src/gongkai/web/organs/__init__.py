"""Organs, who answers to whom, people and posts, who may do what, and the one log."""
