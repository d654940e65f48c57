"""How messages leave the house: e-mail by Django's backend, SMS by the one that the deployment names.

An SMS backend is a class without arguments whose `send(number, text, reference)` returns once the message was taken over.
The reference is the same each time the same message is tried, so that a gateway can drop a second one.
"""

import smtplib
import sys
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

_REFUSED = 500


class NotDelivered(Exception):
    """A message that was not taken over; `final` where trying again is useless. Says nothing about whom it was for."""

    def __init__(self, fault: str, *, final: bool = False) -> None:
        super().__init__(fault)
        self.fault, self.final = fault, final


class Sms(Protocol):
    """A way to send SMS."""

    def send(self, number: str, text: str, reference: str) -> None:
        """Send a text.

        :raises NotDelivered: where it was not taken over.
        """


class FileSms:
    """Writes each SMS to a file of the outbox, for trying things out and for gateways that collect files."""

    def send(self, number: str, text: str, reference: str) -> None:
        """Write the text; a second time it takes the place of the first."""
        folder = _outbox()
        begun = folder / f".sms-{reference}"
        begun.write_text(f"{number}\n\n{text}\n", "utf-8")
        begun.chmod(0o600)
        begun.rename(folder / f"sms-{reference}.txt")


class ConsoleSms:
    """Prints each SMS, for development only."""

    def send(self, number: str, text: str, reference: str) -> None:
        """Print the text."""
        sys.stdout.write(f"SMS {reference}\n{number}\n{text}\n\n")


def sms(number: str, text: str, reference: str) -> None:
    """Send an SMS.

    :raises NotDelivered: where it was not taken over.
    """
    backend = cast(Sms, import_string(settings.SMS_BACKEND)())
    try:
        backend.send(number, text, reference)
    except OSError as error:
        raise NotDelivered(type(error).__name__) from None


def email(address: str, subject: str, text: str, reference: str) -> None:
    """Send an e-mail.

    :raises NotDelivered: where it was not taken over.
    """
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        _outbox()
    headers = {"Message-ID": f"<{reference}@{host}>", "Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(subject, text, None, [address], headers=headers).send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        raise NotDelivered(f"SMTPRecipientsRefused {min(codes)}", final=min(codes) >= _REFUSED) from None
    except smtplib.SMTPResponseException as refused:
        raise NotDelivered(f"{type(refused).__name__} {refused.smtp_code}") from None
    except OSError as error:
        raise NotDelivered(type(error).__name__) from None
    except ValueError as error:  # an address or a subject that no mail can carry
        raise NotDelivered(type(error).__name__, final=True) from None


def _outbox() -> Path:
    """Return the folder of messages that are files, made for the office's own eyes."""
    folder: Path = settings.HOME.outbox
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
