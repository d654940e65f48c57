"""Encryption at rest: AES-256-GCM, or SM4-GCM where the deployment asks for it, with keys that lie outside the database.

What is sealed says which cipher and which key it was sealed with, so that both can change while old data stays readable.
The purpose is bound to it: a sealed proof of identity cannot be put in the place of a sealed name.
"""

import hashlib
import hmac
import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from gongkai.web.vault import keys

AES, SM4 = 1, 2
NONCE, TAG, KEY_ID = 12, 16, 4
HEAD = 1 + KEY_ID


class Unreadable(Exception):
    """Sealed data that was changed, belongs to another purpose, or whose key is not there."""


def seal(plain: bytes, *, purpose: str) -> bytes:
    """Return data encrypted under the current key: cipher, key, nonce, then the ciphertext with its tag."""
    key, nonce = keys.current(), secrets.token_bytes(NONCE)
    cipher = _cipher()
    head = bytes([cipher]) + key.id
    sealed = _encrypt(cipher, key.secret, nonce, plain, head + purpose.encode())
    return head + nonce + sealed


def unseal(sealed: bytes | memoryview, *, purpose: str) -> bytes:
    """Return what was sealed for this purpose.

    :raises Unreadable: where it was changed, was sealed for another purpose, or its key is missing.
    """
    sealed = bytes(sealed)
    cipher, key_id = sealed[0] if sealed else 0, sealed[1:HEAD]
    key = keys.by_id(key_id)
    if key is None or cipher not in (AES, SM4):
        raise Unreadable(f"没有解密所需的密钥（{key_id.hex()}）；请从备份恢复密钥文件夹。")
    head, rest = sealed[:HEAD], sealed[HEAD:]
    try:
        return _decrypt(cipher, key.secret, rest[:NONCE], rest[NONCE:], head + purpose.encode())
    except (InvalidTag, ValueError):
        raise Unreadable("加密的内容已被改动，或者不属于这一用途。") from None


def current_head() -> bytes:
    """Return how everything begins that is sealed now: the cipher and the id of the key."""
    return bytes([_cipher()]) + keys.current().id


def key_of(sealed: bytes | memoryview) -> bytes:
    """Return the id of the key that something was sealed with."""
    return bytes(sealed[1:HEAD])


def seal_json(value: Any, *, purpose: str) -> bytes:
    """Return a JSON value encrypted."""
    return seal(json.dumps(value, ensure_ascii=False).encode(), purpose=purpose)


def unseal_json(sealed: bytes | memoryview, *, purpose: str) -> Any:
    """Return the JSON value that was sealed.

    :raises Unreadable: as `unseal` does.
    """
    return json.loads(unseal(sealed, purpose=purpose))


def digest(text: str, *, purpose: str) -> str:
    """Return a keyed digest, by which something can be recognised and not read: 64 hexadecimal digits."""
    return hmac.new(keys.fingerprint_key(), f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def _cipher() -> int:
    return SM4 if settings.CIPHER == "sm4" else AES


def _encrypt(cipher: int, key: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
    if cipher == AES:
        return AESGCM(key).encrypt(nonce, plain, bound)
    encryptor = Cipher(algorithms.SM4(key[:16]), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(bound)
    return encryptor.update(plain) + encryptor.finalize() + encryptor.tag


def _decrypt(cipher: int, key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
    if cipher == AES:
        return AESGCM(key).decrypt(nonce, sealed, bound)
    decryptor = Cipher(algorithms.SM4(key[:16]), modes.GCM(nonce, sealed[-TAG:])).decryptor()
    decryptor.authenticate_additional_data(bound)
    return decryptor.update(sealed[:-TAG]) + decryptor.finalize()
