"""A provider of identities for the tests, on loopback: OpenID Connect's authorization code flow as the standard has it.

It describes itself, asks for PKCE (S256), gives each code out once, signs with RS256 and publishes its keys. What a dishonest
or broken provider or a stranger in between would do is switched on by changing its fields.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "gongkai", "the secret of the client"
BACK = "http://testserver/office/sign-in/provider/return"


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """What it says and whom it knows. The person at its page is always the same, and always agrees."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "1", "preferred_username": "lin"})
    token_claims: dict[str, Any] = field(default_factory=dict)
    signing_key: rsa.RSAPrivateKey = field(default_factory=_key)
    published_key: rsa.RSAPrivateKey | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    access: set[str] = field(default_factory=set)
    verified: int = 0

    def description(self) -> dict[str, Any]:
        """Return the document of discovery."""
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token"}
        places |= {"userinfo_endpoint": "userinfo", "jwks_uri": "jwks"}
        return {"issuer": self.issuer} | {name: f"{self.issuer}/{place}" for name, place in places.items()}

    def keys(self) -> dict[str, Any]:
        """Return the public keys."""
        public = RSAAlgorithm.to_jwk((self.published_key or self.signing_key).public_key(), as_dict=True)
        return {"keys": [public | {"kid": "1", "alg": "RS256", "use": "sig"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """Return where the browser goes back to, with a code."""
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["redirect_uri"] == BACK
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{BACK}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked: dict[str, str]) -> dict[str, Any] | None:
        """Return the tokens for a code, or None where the standard forbids it."""
        known = self.codes.pop(asked.get("code", ""), None)
        if known is None or (asked.get("client_id"), asked.get("client_secret")) != (CLIENT, SECRET):
            return None
        proof = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).decode().rstrip("=")
        if challenge != known["code_challenge"] or asked.get("redirect_uri") != known["redirect_uri"]:
            return None
        self.verified += 1
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "sub": self.claims["sub"], "nonce": known["nonce"]}
        said |= {"iat": now, "exp": now + 300} | self.token_claims
        access = secrets.token_urlsafe(16)
        self.access.add(access)
        signed = jwt.encode(said, self.signing_key, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": signed}


def _said(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Answering(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Keep the output of the tests clean."""

        def do_GET(self) -> None:
            """Answer a browser or the office."""
            place = urlsplit(self.path)
            if place.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(_said(place.query)))
                self.end_headers()
                return
            said = {"/.well-known/openid-configuration": provider.description(), "/jwks": provider.keys()}
            known = self.headers.get("Authorization", "").removeprefix("Bearer ") in provider.access
            if place.path == "/userinfo" and not known:
                self._json({"error": "invalid_token"}, 401)
            else:
                self._json((said | {"/userinfo": provider.claims})[place.path])

        def do_POST(self) -> None:
            """Answer the office that has a code."""
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            given = provider.token(_said(body))
            self._json(given or {"error": "invalid_grant"}, 200 if given else 400)

        def _json(self, value: dict[str, Any], status: int = 200) -> None:
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Answering


@contextmanager
def running() -> Iterator[Provider]:
    """Run a provider on a free port of loopback."""
    provider = Provider()
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider)) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
