"""A file that goes out of the office: saved by a browser under its name, and never shown or run as a page of it."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def as_saved(content: bytes | str, name: str, content_type: str) -> HttpResponse:
    """Return a file that a browser saves and never shows as a page."""
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)
