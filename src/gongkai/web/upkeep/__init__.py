"""Keeping an office: replay, verification, backup, restore, export. For whoever runs the machine, from the command line."""
