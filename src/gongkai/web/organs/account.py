"""What a person owes before the office opens: the second factor, a password of their own, an authenticator."""

from datetime import date

from django_otp.plugins.otp_totp.models import TOTPDevice

from gongkai.web.organs import queries
from gongkai.web.organs.models import Person

VERIFY = "organs:second_factor_check"
PASSWORD = "organs:change_password"  # noqa: S105 - the name of an address
ENROL = "organs:second_factor_enrol"


def authenticator(person: Person) -> TOTPDevice | None:
    """Return the authenticator that a person has confirmed."""
    return TOTPDevice.objects.filter(user=person, confirmed=True).order_by("-pk").first()


def next_step(person: Person, today: date) -> str | None:
    """Return the name of the page that a person must pass next; None where the office is open.

    The second factor comes before the change of password: whoever knows a first password alone gets no further.
    """
    verified = person.is_verified()  # type: ignore[attr-defined]
    device = None if verified else authenticator(person)
    if device is not None:
        return VERIFY
    if person.must_change_password:
        return PASSWORD
    if not verified and queries.needs_second_factor(person, today):
        return ENROL
    return None
