"""Gongkai (公开): open government information work, from the rules to the annual report."""

__version__ = "0.1.0"
