"""Where a call comes from, for whoever counts how often somebody has tried something."""

from ipaddress import IPv4Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

NETWORK = 64
"""The bits of an IPv6 address that name a network; the rest whoever has it chooses."""


def address(request: HttpRequest) -> str:
    """Return the address that a call comes from, told by as many proxies as the deployment trusts.

    Of an IPv6 address the network is meant: whoever has one has all of its addresses.
    """
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    trusted: int = settings.PROXIES
    told = _parsed(hops[-trusted]) if trusted and len(hops) >= trusted else ""
    return told or _parsed(str(request.META.get("REMOTE_ADDR", "")))


def _parsed(text: str) -> str:
    for each in (text, text.rpartition(":")[0].strip("[]")):  # some proxies add a port
        try:
            found = ip_address(each)
        except ValueError:
            continue
        if isinstance(found, IPv4Address):
            return str(found)
        return str(found.ipv4_mapped or IPv6Network((found, NETWORK), strict=False).network_address)
    return ""
