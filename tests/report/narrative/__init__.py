"""Tests of what the sentences of a report say."""
