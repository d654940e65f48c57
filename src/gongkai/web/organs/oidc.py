"""Signing in through a provider of identities (OpenID Connect), where the deployment names one. It needs the extra `oidc`.

The library runs the flow: authorization code with state, nonce and PKCE. Added here: the addresses are found by the
provider's own description, the issuer, the audience and the subject are checked, and nobody is made an account: the
provider says who somebody is, the office who works here.
"""

import logging
from functools import cache
from typing import Any

import jwt
import requests
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from gongkai.web.organs.actions import account
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Person

logger = logging.getLogger("gongkai.sign_in")

SILENT = gettext_lazy("现在连接不上统一身份认证，请稍候重试，或者用密码登录。")
UNKNOWN = gettext_lazy(
    "统一身份认证没有确认您的身份，或者您在本系统没有启用的账号。请重新登录，或者联系本机关的系统管理员。"
)
TIMEOUT = 10
_CHOSEN = {
    "OIDC_RP_SIGN_ALGO": "RS256",
    "OIDC_RP_SCOPES": "openid profile email",
    "OIDC_AUTHENTICATION_CALLBACK_URL": "organs:single_sign_on_return",
    "OIDC_USE_PKCE": True,
    "OIDC_CREATE_USER": False,
    "OIDC_TIMEOUT": TIMEOUT,
}
_DISCOVERED = {
    "OIDC_OP_AUTHORIZATION_ENDPOINT": "authorization_endpoint",
    "OIDC_OP_TOKEN_ENDPOINT": "token_endpoint",
    "OIDC_OP_USER_ENDPOINT": "userinfo_endpoint",
    "OIDC_OP_JWKS_ENDPOINT": "jwks_uri",
}


@cache
def described(issuer: str) -> dict[str, Any]:
    """Return how the provider describes itself; asked once, kept while the office runs.

    :raises SuspiciousOperation: where it describes another issuer.
    :raises RequestException: where it does not answer.
    """
    answer = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=TIMEOUT)
    answer.raise_for_status()
    document: dict[str, Any] = answer.json()
    if str(document.get("issuer", "")).rstrip("/") != issuer:
        raise SuspiciousOperation("The provider describes another issuer.")
    return document


def setting(name: str, *default: Any) -> Any:
    """Return what the library asks for: chosen here, described by the provider, or set by the deployment."""
    if name in _DISCOVERED:
        return described(settings.OIDC_ISSUER)[_DISCOVERED[name]]
    if name in _CHOSEN:
        return _CHOSEN[name]
    return getattr(settings, name, *default)


class Backend(OIDCAuthenticationBackend):  # type: ignore[misc]
    """Finds who works here by what the provider says. Nothing is asked of the provider before somebody comes back from it."""

    get_settings = staticmethod(setting)

    def __init__(self) -> None:
        self.UserModel = get_user_model()

    def authenticate(self, request: HttpRequest | None, **given: Any) -> Person | None:
        """Return the person whom the provider names, or None."""
        if request is None or "nonce" not in given:
            return None
        super().__init__()
        person: Person | None = super().authenticate(request, **given)
        return person if person is not None and person.is_active else None

    def verify_token(self, token: str, **given: Any) -> dict[str, Any]:
        """Check a token: signature and nonce as the library does, then who made it, for whom, and until when."""
        said: dict[str, Any] = super().verify_token(token, **given)
        audience = said.get("aud")
        if self.OIDC_RP_CLIENT_ID not in (audience if isinstance(audience, list) else [audience]):
            raise SuspiciousOperation("The token is for somebody else.")
        if str(said.get("iss", "")).rstrip("/") != settings.OIDC_ISSUER or "exp" not in said:
            raise SuspiciousOperation("The token is not of this issuer, or has no end.")
        return said

    def get_userinfo(self, access_token: str, id_token: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Return what the provider says of the person whom the token names."""
        said: dict[str, Any] = super().get_userinfo(access_token, id_token, payload)
        if said.get("sub") != payload.get("sub"):
            raise SuspiciousOperation("The provider speaks of another person.")
        return said

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        """Return whether there is anything to know the person by."""
        return bool(claims.get("preferred_username") or claims.get("email"))

    def filter_users_by_claims(self, claims: dict[str, Any]) -> Any:
        """Return the people of this name, or else of this e-mail address, which the provider must not call unverified."""
        working = Person.objects.filter(is_active=True, is_service=False)
        name, email = claims.get("preferred_username"), claims.get("email")
        named = working.filter(username=name) if name else working.none()
        if named or not email or claims.get("email_verified") is False:
            return named
        return working.filter(email__iexact=email)


class Begin(OIDCAuthenticationRequestView):  # type: ignore[misc]
    """Sends somebody to the provider."""

    get_settings = staticmethod(setting)


class ComeBack(OIDCAuthenticationCallbackView):  # type: ignore[misc]
    """Takes somebody back from the provider."""

    get_settings = staticmethod(setting)

    def login_success(self) -> HttpResponse:
        """Sign in, and record it."""
        response: HttpResponse = super().login_success()
        account.record_sign_in(person=self.user, by=Call(self.request.now, self.user), means="oidc")
        return response

    def login_failure(self) -> HttpResponse:
        """Say that nobody was signed in, and what to do."""
        return refused(self.request, str(UNKNOWN), 403)


def begin(request: HttpRequest) -> HttpResponse:
    """Go to the provider, or say that it does not answer."""
    try:
        response: HttpResponse = Begin.as_view()(request)
    except (requests.RequestException, ValueError, KeyError, SuspiciousOperation) as error:
        logger.warning("the provider cannot be used: %s", type(error).__name__)
        return refused(request, str(SILENT), 502)
    return response


def come_back(request: HttpRequest) -> HttpResponse:
    """Sign in whoever comes back from the provider, or say why not."""
    try:
        response: HttpResponse = ComeBack.as_view()(request)
    except (requests.RequestException, KeyError) as error:
        logger.warning("the provider did not answer: %s", type(error).__name__)
        return refused(request, str(SILENT), 502)
    except (SuspiciousOperation, jwt.PyJWTError, ValueError) as error:
        logger.warning("the provider's answer was refused: %s", type(error).__name__)
        return refused(request, str(UNKNOWN), 403)
    return response


def refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """Show the page that says why nobody was signed in."""
    return render(request, "organs/provider_refused.html", {"sentence": sentence}, status=status)
