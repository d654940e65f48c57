"""Requests on file: their steps, attachments and letters."""
